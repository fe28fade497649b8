"""Put what the reports say together: a shooting, and a board where the schedule has dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.files.mms_pdf.assembly import Assembly
from kachinko.files.mms_pdf.reports import Report, read_report
from kachinko.files.mms_pdf.text import read_lines
from kachinko.files.plain_ids import (
    clean_name,
    free_id,
    scene_number,
)
from kachinko.files.shooting_tree import ASSUMED_CURRENCY, to_shooting
from kachinko.files.source import refusal
from kachinko.model.board import Board, BoardDay

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kachinko.files.mms_pdf.sheet import Sheet
    from kachinko.model.shooting import Shooting

EXPERIMENTAL = (
    "experimental: Movie Magic's reports are read by rules of thumb; check every scene, its cast "
    "and its day"
)
MOST_REMARKS = 200


def read_mms_pdf(
    *paths: Path, currency: str = ASSUMED_CURRENCY, name: str = ""
) -> tuple[Shooting, Board | None, list[str]]:
    """Read a Shooting Schedule, a Breakdown, or both (in any order) of one title.

    **Experimental**: see the package. The breakdown knows what scenes need, the schedule on which
    day they are shot; scenes are matched by their numbers.

    Parameters
    ----------
    paths
        One or two PDF files.
    currency
        Of the prices to come: the reports have none.
    name
        Of the title; else the name of the first file.

    Raises
    ------
    InputError
        Where a file cannot be read, or no scene is found in it.
    """
    source = " + ".join(map(str, paths))
    reports = [read_report(read_lines(path)) for path in paths]
    remarks = [EXPERIMENTAL]
    for path, report in zip(paths, reports, strict=True):
        if not report.sheets:
            raise refusal(
                str(path),
                "no scene is found in it",
                "the standard report Shooting Schedule or Breakdown, saved as PDF",
            )
    schedule = next((report for report in reports if report.is_schedule), None)
    breakdown = next((report for report in reports if not report.is_schedule), None)
    sheets, places = _matched(breakdown, schedule, remarks)
    assembly = Assembly(remarks)
    for number, sheet in zip(places, sheets, strict=True):
        assembly.scene(number, sheet)
    title = clean_name(name or paths[0].stem) or "Untitled"
    tree = assembly.tree(title, currency)
    shooting = to_shooting(source, tree, lambda _: source, [])
    remarks.append(f"the reports state no currency: {currency} is assumed")
    board = None
    if schedule is not None:
        board = _board(shooting, dict(zip(places, sheets, strict=True)), schedule, remarks)
    remarks = list(dict.fromkeys(remarks))
    more = len(remarks) - MOST_REMARKS
    if more > 0:
        remarks[MOST_REMARKS:] = [f"… and {more:,} remarks more"]
    return shooting, board, remarks


def _numbered(report: Report, remarks: list[str]) -> dict[str, Sheet]:
    """Sheets by scene number; parts of a scene under one number are told apart."""
    found: dict[str, Sheet] = {}
    for sheet in report.sheets:
        number = scene_number(sheet.number) or "unnumbered"
        unique = free_id(number, found, "pt")
        if unique != number:
            remarks.append(f"page {sheet.page}: the scene {number} comes again; now {unique}")
        found[unique] = sheet
    return found


def _matched(
    breakdown: Report | None, schedule: Report | None, remarks: list[str]
) -> tuple[list[Sheet], list[str]]:
    """The sheets of both reports, those of one scene put together; and their numbers."""
    if breakdown is None or schedule is None:
        numbered = _numbered(breakdown or schedule or Report(), remarks)
        return list(numbered.values()), list(numbered)
    sheets = _numbered(breakdown, remarks)
    for number, sheet in _numbered(schedule, remarks).items():
        known = sheets.get(number)
        if known is None:
            remarks.append(f"the scene {number} stands in the schedule only")
            sheets[number] = sheet
            continue
        known.day, known.order = sheet.day, sheet.order
        remarks += [
            f"scene {number}: {key} {known.fields[key]!r} in the breakdown, "
            f"{sheet.fields[key]!r} in the schedule; the breakdown counts"
            for key in ("pages", "set")
            if key in known.fields and key in sheet.fields and not _same(key, known, sheet)
        ]
        known.fields = sheet.fields | known.fields
        known.boxes = sheet.boxes | known.boxes
    return list(sheets.values()), list(sheets)


def _same(key: str, one: Sheet, other: Sheet) -> bool:
    words = [" ".join(sheet.fields[key].lower().split()) for sheet in (one, other)]
    return words[0] == words[1] or (
        key == "set" and any(words[a].startswith(words[1 - a]) for a in (0, 1))
    )


def _board(
    shooting: Shooting, sheets: dict[str, Sheet], schedule: Report, remarks: list[str]
) -> Board | None:
    """The board of the days that have dates; days without make it none."""
    if schedule.slashes:
        remarks.append("dates such as 4/6/2026 are read with the month first")
    placed: dict[tuple[date, str], list[str]] = {}
    scenes = {scene.number: scene for scene in shooting.scenes}
    undated = set()
    for number in sorted(sheets, key=lambda number: sheets[number].order):
        day = sheets[number].day
        if day is None:
            continue
        if day not in schedule.dates:
            undated.add(day)
            continue
        key = (schedule.dates[day], scenes[number].unit)
        placed.setdefault(key, []).append(number)
    if undated or not placed:
        if undated:
            shown = ", ".join(map(str, sorted(undated)))
            remarks.append(f"no date is found of the days {shown}: there is no board")
        return None
    days = [
        BoardDay(
            day=day,
            unit=unit,
            kind="night" if any(scenes[number].needs_dark for number in numbers) else "day",
            scenes=tuple(numbers),
        )
        for (day, unit), numbers in sorted(placed.items())
    ]
    return Board(
        shooting=shooting.name,
        currency=shooting.currency,
        status="unknown",
        cost=None,
        cost_bound=None,
        days=tuple(days),
    )
