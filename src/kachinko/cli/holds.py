"""`kachinko holds`: the list of holds and bookings, or a week's sheet of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.columns import say_columns
from kachinko.cli.console import Console, verb_with_documents
from kachinko.cli.dates import Day
from kachinko.cli.ledger_desk import Place, now, of_ledger
from kachinko.cli.periods import Period

if TYPE_CHECKING:
    from datetime import date, datetime

    from kachinko.model.span import DaySpan
    from kachinko.report.hold_rows import HoldRow
    from kachinko.report.hold_week import WeekSheet


@click.command()
@click.option("--stage", "stages", multiple=True, help="Only this stage; may be repeated.")
@click.option("--title", help="Only this title.")
@click.option("--holder", help="Only this organisation.")
@click.option("--within", type=Period(), help="Only what shares a day with these.")
@click.option("--all", "every", is_flag=True, help="Also released, lapsed and cancelled ones.")
@click.option("--week", type=Day(), help="The sheet of the week with this day.")
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="Write a workbook.")
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), help="Write a calendar.")
@verb_with_documents
@of_ledger
def command(
    console: Console,
    place: Place,
    stages: tuple[str, ...],
    title: str | None,
    holder: str | None,
    within: DaySpan | None,
    every: bool,
    week: date | None,
    xlsx: Path | None,
    ics: Path | None,
) -> None:
    """List holds and bookings: days, rank, state, holder, title, and what ends when.

    Times are those of the stage. With --as, others' are seen as taken, not by whom. A calendar
    has also what is over, as cancelled, so that programs that had it take it away.

      kachinko holds --stage no1 --week 2028-03-06 --xlsx holds.xlsx
    """
    from kachinko.report.hold_rows import hold_document, hold_rows
    from kachinko.report.hold_week import week_sheet
    from kachinko.service.holds import Holds

    at = now()
    if week is not None and within is None:
        within = _week_of(week)
    with place.open() as ledger:
        records = [each for each in ledger.stages() if not stages or each.id in stages]
        found = Holds(ledger).reservations(
            place.actor, stages=stages or None, title=title, holder=holder, live=None,
            first=within.start if within else None, last=within.last if within else None,
        )  # fmt: skip
    known = {record.id: record for record in records}
    all_rows = hold_rows(found, known, viewer=place.organisation, lang=console.lang)
    rows = [row for row in all_rows if every or row.reservation.live]
    sheet = None if week is None else week_sheet(rows, records, week, lang=console.lang)
    about = ", ".join([*stages, *filter(None, (title, holder))]) or "Kachinko"
    written = _write(console, about, at, all_rows, rows, sheet, xlsx, ics)
    files = [str(path) for path in written]
    console.answer({"holds": [hold_document(row) for row in rows], "files": files})
    if sheet is not None:
        _say_week(console, sheet)
    else:
        _say_list(console, rows)
    if files:
        console.say(f"Written: {', '.join(files)}.")


def _week_of(day: date) -> DaySpan:
    from datetime import timedelta

    from kachinko.model.span import DaySpan

    monday = day - timedelta(days=day.weekday())
    return DaySpan(monday, monday + timedelta(days=7))


def _say_list(console: Console, rows: list[HoldRow]) -> None:
    from kachinko.report.hold_rows import COLUMNS, SHORT_ID, TEXTS

    if not rows:
        console.say("There are none.")
        return
    heads = [TEXTS[console.lang][name] for name in COLUMNS]
    short = len({row.id[:SHORT_ID] for row in rows}) == len(rows)
    table = []
    for row in rows:
        cells = [str(getattr(row, name)) for name in COLUMNS]
        if short and len(cells[0]) == 36:  # one that was made here: its beginning is enough
            cells[0] = cells[0][:SHORT_ID]
        table.append(cells)
    say_columns(console, heads, table)


def _say_week(console: Console, sheet: WeekSheet) -> None:
    from kachinko.report.hold_rows import TEXTS
    from kachinko.report.hold_week import day_head

    heads = [TEXTS[console.lang]["stage"], *(day_head(day, console.lang) for day in sheet.days)]
    lines: list[list[str]] = []
    for stage, cells in sheet.stages:
        for number in range(max([1, *map(len, cells)])):
            name = stage if number == 0 else ""
            lines.append([name, *(c[number] if number < len(c) else "" for c in cells)])
    say_columns(console, heads, lines)


def _write(
    console: Console,
    about: str,
    at: datetime,
    all_rows: list[HoldRow],
    rows: list[HoldRow],
    sheet: WeekSheet | None,
    xlsx: Path | None,
    ics: Path | None,
) -> list[Path]:
    """Write what is asked for; everything is made before anything is written."""
    from kachinko.files.atomic import replace_files

    made: dict[Path, bytes | str] = {}
    if xlsx is not None:
        from kachinko.report.hold_workbook import hold_workbook

        note = f"{len(rows)} · {at:%Y-%m-%d %H:%M} UTC"
        made[xlsx] = hold_workbook(rows, note=note, lang=console.lang, week=sheet)
    if ics is not None:
        from kachinko.report.ledger_feed import ledger_feed

        made[ics] = ledger_feed(about, all_rows, now=at, lang=console.lang)
    if made:
        replace_files(made)
    return list(made)
