"""Stripboard and one-liner as sheets of a workbook."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from kachinko.files.plan_xlsx import HEAD_ROW
from kachinko.model.scene import EIGHTHS_A_PAGE
from kachinko.report.shooting.strips import TONES, DayOfStrips
from kachinko.report.workbook_cells import (
    DATE,
    FONT,
    MUTED,
    fill,
    head_cell,
    print_set_up,
    put,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.report.shooting.documents import Documents
    from kachinko.report.shooting.strips import Banner, Strip

PAGES = "# ?/8"
"""Pages in eighths, as Excel writes the number 2.375: 2 3/8."""
DARK, OFF = "1A1E22", "E4E1DB"
_EDGE = Border(bottom=Side(style="thin", color="8D8A83"))


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of strips: the word above it, its width, and whether its text is broken."""

    key: str
    width: float
    wrap: bool = False


STRIPS = (
    _Field("day", 7),
    _Field("date", 12),
    _Field("scene", 9),
    _Field("ie", 6),
    _Field("set", 34, wrap=True),
    _Field("dn", 9),
    _Field("pages", 8),
    _Field("minutes", 9),
    _Field("cast", 26, wrap=True),
    _Field("synopsis", 60, wrap=True),
    _Field("time", 10),
    _Field("place", 28, wrap=True),
)
ONE_LINER = (
    _Field("day", 7),
    _Field("date", 12),
    _Field("scene", 9),
    _Field("ie", 6),
    _Field("dn", 9),
    _Field("set", 34),
    _Field("scriptday", 11),
    _Field("pages", 8),
    _Field("cast", 26),
    _Field("synopsis", 80),
)


def _heads(sheet: Worksheet, made: Documents, fields: Sequence[_Field], name: str) -> None:
    words = made.words
    title(sheet, words(f"{name}.heading"), made.shooting.name)
    for at, field in enumerate(fields, start=1):
        head = put(sheet, HEAD_ROW, at, words(f"col.{field.key}"))
        head_cell(head)
        if field.key == "pages":
            head.alignment = Alignment(horizontal="right", vertical="center")
        sheet.column_dimensions[get_column_letter(at)].width = field.width
    print_set_up(sheet, repeat=HEAD_ROW)
    sheet.freeze_panes = f"D{HEAD_ROW + 1}"


def write_strips(sheet: Worksheet, made: Documents) -> None:
    """Write the stripboard: a filled row a strip, black day breaks, grey banners."""
    words = made.words
    _heads(sheet, made, STRIPS, "strips")
    row = HEAD_ROW
    for each in made.strips.rows:
        row += 1
        if not isinstance(each, DayOfStrips):
            _banner(sheet, row, each, len(STRIPS))
            continue
        _day_break(sheet, row, each, made)
        for strip in each.strips:
            if strip.move:
                row += 1
                put(sheet, row, 3, strip.move).font = Font(name=FONT, size=9.5, color=MUTED)
            row += 1
            _strip(sheet, row, strip, each, STRIPS, colour=TONES[strip.tone])
    if made.strips.boneyard:
        row += 1
        _bar(sheet, row, len(STRIPS), "6B6F74", {1: words("boneyard.heading")})
        for strip in made.strips.boneyard:
            row += 1
            _strip(sheet, row, strip, None, STRIPS, colour=TONES[strip.tone])
    for at, (name, colour) in enumerate(TONES.items()):
        cell = put(sheet, row + 2, 3 + 2 * at if at else 3, words(f"tone.{name}"))
        cell.fill = fill(colour)
        cell.border = _EDGE


def write_one_liner(sheet: Worksheet, made: Documents) -> None:
    """Write the one-liner: a row a scene, which can be filtered."""
    _heads(sheet, made, ONE_LINER, "oneliner")
    row = HEAD_ROW
    for day in made.strips.days:
        for strip in day.strips:
            row += 1
            _strip(sheet, row, strip, day, ONE_LINER, colour=None)
    for strip in made.strips.boneyard:
        row += 1
        _strip(sheet, row, strip, None, ONE_LINER, colour=None)
    last = get_column_letter(len(ONE_LINER))
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{max(row, HEAD_ROW)}"


def _value(strip: Strip, day: DayOfStrips | None, key: str) -> tuple[Any, str]:
    """A field of a strip as Excel holds it, and its format."""
    numbers: dict[str, tuple[Any, str]] = {
        "pages": (strip.eighths / EIGHTHS_A_PAGE, PAGES),
        "minutes": (strip.minutes, "0"),
        "day": (day.number if day else None, "0"),
        "date": (day.day if day else None, DATE),
    }
    if key in numbers:
        return numbers[key]
    texts = {
        "scene": strip.number,
        "ie": strip.setting,
        "set": strip.set,
        "dn": strip.time,
        "cast": ", ".join(strip.cast),
        "synopsis": strip.synopsis,
        "time": strip.about,
        "place": strip.place,
        "scriptday": strip.script_day,
    }
    return texts[key], "General"


def _strip(
    sheet: Worksheet,
    row: int,
    strip: Strip,
    day: DayOfStrips | None,
    fields: Sequence[_Field],
    *,
    colour: str | None,
) -> None:
    lines = 1
    for at, field in enumerate(fields, start=1):
        value, format_ = _value(strip, day, field.key)
        cell = put(sheet, row, at, value, format_)
        centre = field.key in ("day", "date", "minutes")
        cell.alignment = Alignment(
            vertical="top",
            wrap_text=field.wrap,
            horizontal="center" if centre else "left" if field.key == "cast" else None,
            indent=1 if field.key == "cast" else 0,  # or it runs into the pages
        )
        cell.border = _EDGE
        if colour:
            cell.fill = fill(colour)
        if field.key in ("scene", "set") and colour:
            cell.font = Font(name=FONT, size=10.5, bold=True, color=DARK)
        if field.wrap:
            lines = max(lines, lines_of(str(value), field.width))
    if lines > 1:
        # Programs that do not lay rows out anew when they open a file would cut the text off.
        sheet.row_dimensions[row].height = 14.5 * lines


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column; Japanese letters are twice as wide."""
    letters = sum(2 if letter > "\u2e7f" else 1 for letter in text)
    return max(1, math.ceil(letters / width))


def _day_break(sheet: Worksheet, row: int, day: DayOfStrips, made: Documents) -> None:
    hours = made.words("day.hours", call=day.call, wrap=day.wrap)
    texts = {
        3: " ".join(filter(None, (day.title, day.unit))),
        5: f"{day.kind}  {hours}",
        9: day.place,
    }
    _bar(sheet, row, len(STRIPS), DARK, texts)
    for at, value, format_ in (
        (1, day.number, "0"),
        (2, day.day, DATE),
        (7, day.eighths / EIGHTHS_A_PAGE, PAGES),
    ):
        cell = put(sheet, row, at, value, format_)
        _white(cell, DARK)
        cell.alignment = Alignment(horizontal=None if at == 7 else "center")


def _bar(sheet: Worksheet, row: int, columns: int, colour: str, texts: dict[int, str]) -> None:
    for at in range(1, columns + 1):
        _white(put(sheet, row, at, texts.get(at)), colour)


def _white(cell: Cell, colour: str) -> None:
    cell.fill = fill(colour)
    cell.font = Font(name=FONT, size=10.5, bold=True, color="FFFFFF")


def _banner(sheet: Worksheet, row: int, banner: Banner, columns: int) -> None:
    for at in range(1, columns + 1):
        cell = put(sheet, row, at, {3: banner.days, 9: banner.reason}.get(at))
        cell.fill = fill(OFF)
        cell.font = Font(name=FONT, size=10, bold=True, color=MUTED)
