"""The sheet Stages by week of plan.xlsx: stages × weeks, the phases as coloured letters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from kachinko.model.span import ONE_DAY, DaySpan
from kachinko.report.utilisation import open_spans
from kachinko.report.workbook_cells import (
    ACCENT,
    FONT,
    INK,
    LINE,
    MUTED,
    fill,
    head_cell,
    plain_text,
    print_set_up,
    put,
    title,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.model.plan import Plan, PlannedBlock
    from kachinko.model.project import Project
    from kachinko.report.words import Words

WEEK = timedelta(days=7)
LEGEND_ROW, MONTH_ROW, WEEK_ROW = 3, 4, 5
NAME_COLUMNS = 2
WEEK_WIDTH = 3.6
LEGEND_STEP = 4
MONTHS = {"en": ("mmm yyyy", "mmm"), "ja": ('yyyy"年"m"月"', 'm"月"')}
"""How a month is written where there is room, and where there is not."""
LETTERS = {"B": "建", "P": "仕", "S": "撮", "H": "保", "X": "バ", "w": "待", "L": "ロ"}
"""Letters of phases in Japanese."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a phase shows: its letter, its colours, its name in the legend."""

    letter: str
    back: str
    ink: str
    name: str


LOOKS = {
    "build": Look("B", "F2C57C", INK, "build"),
    "prelight": Look("P", "FBEBA0", INK, "prelight"),
    "shoot": Look("S", "2F7F6F", "FFFFFF", "shoot"),
    "hold": Look("H", "B5C7E3", INK, "hold"),
    "strike": Look("X", "DB8B80", INK, "strike"),
    "waiting": Look("w", "E9EDF1", MUTED, "waits"),
    "location": Look("L", "8573B8", "FFFFFF", "location"),
}
_CLOSED = PatternFill("lightUp", start_color="B8C0C8", end_color="FFFFFF")
_GRID = Border(left=Side(style="hair", color=LINE), right=Side(style="hair", color=LINE))
_LANE_END = Border(
    left=Side(style="hair", color=LINE),
    right=Side(style="hair", color=LINE),
    bottom=Side(style="thin", color="9AA5B1"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that takes weeks of a row: a set from build to strike, or a location block."""

    label: str
    note: str
    span: DaySpan
    phases: tuple[tuple[str, DaySpan], ...]

    @property
    def first_week(self) -> date:
        """Monday of its first week."""
        return monday(self.span.start)

    @property
    def last_week(self) -> date:
        """Monday of its last week."""
        return monday(self.span.last)

    def phase_in(self, week: date) -> str:
        """Name the phase that takes most days of a week; waiting only where none runs."""
        days: Counter[str] = Counter()
        for phase, span in self.phases:
            shared = min(span.stop, week + WEEK) - max(span.start, week)
            days[phase] += max(shared.days, 0)
        most = max(days, key=lambda phase: (days[phase], phase == "shoot"))
        return most if days[most] else "waiting"


def monday(day: date) -> date:
    """The Monday on or before a day."""
    return day - timedelta(days=day.weekday())


def lanes_of(bars: list[Bar]) -> list[list[Bar]]:
    """Deal bars out to as few rows as hold them without sharing a week."""
    lanes: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda each: (each.span.start, each.label)):
        free = next((lane for lane in lanes if lane[-1].last_week < bar.first_week), None)
        if free is None:
            lanes.append([bar])
        else:
            free.append(bar)
    return lanes


def write_weeks(sheet: Worksheet, project: Project, plan: Plan, say: Words) -> None:
    """Write the calendar: for each stage as many rows as sets stand there at once."""
    title(
        sheet,
        say("Stages by week"),
        say(
            "Each week shows the phase that takes most of its days. "
            "Rows of one stage stand side by side on its floor; hatched weeks are not open."
        ),
    )
    weeks = _weeks(project, plan)
    _write_legend(sheet, say)
    _write_weeks_heads(sheet, weeks, say)
    row = WEEK_ROW + 1
    by_stage = _sets_by_stage(project, plan, say)
    for studio, stage in project.stages():
        opened = open_spans(project, stage)
        shut = {
            at
            for at, week in enumerate(weeks)
            if not any(span.overlaps(DaySpan(week, week + WEEK)) for span in opened)
        }
        floor = f"{stage.floor_m2:,g} m²" if stage.floor_m2 else say("floor unknown")
        name = f"{stage.name}\n{studio.name} · {floor}"
        row = _write_group(sheet, row, name, by_stage.get(stage.id, []), weeks, shut, say)
    names = {each.id: each.name for each in project.titles}
    blocks = [
        _block(names.get(planned.id, planned.id), block, say)
        for planned in plan.accepted
        for block in planned.location_blocks
    ]
    if blocks:
        name = f"{say('Off stage')}\n{say('on location')}"
        _write_group(sheet, row, name, blocks, weeks, set(), say)
    print_set_up(sheet, repeat=WEEK_ROW, paper=8)
    sheet.print_title_cols = "A:B"
    sheet.freeze_panes = f"{get_column_letter(NAME_COLUMNS + 1)}{WEEK_ROW + 1}"


def _weeks(project: Project, plan: Plan) -> list[date]:
    first, last = project.horizon.first, project.horizon.last
    for planned in plan.accepted:
        for span in [each.standing for each in planned.sets]:
            first, last = min(first, span.start), max(last, span.last)
        for block in planned.location_blocks:
            first, last = min(first, block.first), max(last, block.last)
    weeks = [monday(first)]
    while weeks[-1] + WEEK <= last:
        weeks.append(weeks[-1] + WEEK)
    return weeks


def _sets_by_stage(project: Project, plan: Plan, say: Words) -> dict[str, list[Bar]]:
    titles = {each.id: each for each in project.titles}
    found: dict[str, list[Bar]] = {}
    for planned in plan.accepted:
        known = titles.get(planned.id)
        names = {each.id: each.name for each in known.sets} if known else {}
        for placed in planned.sets:
            label = f"{known.name if known else planned.id} · {names.get(placed.id, placed.id)}"
            note = "\n".join(f"{say(phase)}: {say(str(span))}" for phase, span in placed.phases)
            bar = Bar(label, note, placed.standing, tuple(placed.phases))
            found.setdefault(placed.stage, []).append(bar)
    return found


def _block(title_name: str, block: PlannedBlock, say: Words) -> Bar:
    label, note = f"{title_name} · {block.id}", f"{say('on location')}: {say(str(block.span))}"
    return Bar(label, note, block.span, (("location", block.span),))


def _write_legend(sheet: Worksheet, say: Words) -> None:
    column = NAME_COLUMNS + 1
    for look in LOOKS.values():
        _letter(sheet, LEGEND_ROW, column, look, say)
        name = put(sheet, LEGEND_ROW, column + 1, say(look.name))
        name.font = Font(name=FONT, size=9, color=MUTED)
        column += LEGEND_STEP


def _write_weeks_heads(sheet: Worksheet, weeks: list[date], say: Words) -> None:
    for column, (head, width) in enumerate((("Stage", 31.0), ("Lane", 6.0)), start=1):
        for row in (MONTH_ROW, WEEK_ROW):
            head_cell(put(sheet, row, column, say(head) if row == WEEK_ROW else ""))
        sheet.column_dimensions[get_column_letter(column)].width = width
    for at, week in enumerate(weeks):
        column = NAME_COLUMNS + 1 + at
        cell = put(sheet, WEEK_ROW, column, week, "d")
        cell.font = Font(name=FONT, size=8.5, color=MUTED)
        cell.alignment = Alignment(horizontal="center")
        cell.border = Border(bottom=Side(style="medium", color=ACCENT))
    for at in range(max(len(weeks), LEGEND_STEP * len(LOOKS))):
        letter = get_column_letter(NAME_COLUMNS + 1 + at)
        sheet.column_dimensions[letter].width = WEEK_WIDTH
    at = NAME_COLUMNS + 1
    for _, same in groupby(weeks, key=lambda week: (week.year, week.month)):
        of_month = list(same)
        wide = len(of_month) > 1
        form = MONTHS[say.lang][0 if wide else 1]
        head_cell(put(sheet, MONTH_ROW, at, of_month[0], form))
        sheet.cell(MONTH_ROW, at).alignment = Alignment(horizontal="left", vertical="center")
        sheet.cell(MONTH_ROW, at).border = Border(left=Side(style="thin", color="FFFFFF"))
        if wide:
            sheet.merge_cells(None, MONTH_ROW, at, MONTH_ROW, at + len(of_month) - 1)
        at += len(of_month)


def _write_group(
    sheet: Worksheet,
    row: int,
    name: str,
    bars: list[Bar],
    weeks: list[date],
    shut: set[int],
    say: Words,
) -> int:
    """Write the rows of one stage: two a lane, the upper with names, the lower with letters."""
    lanes = lanes_of(bars) or [[]]
    for number, lane in enumerate(lanes):
        upper, lower = row + 2 * number, row + 2 * number + 1
        last_lane = number == len(lanes) - 1
        for at in range(len(weeks)):
            for line in (upper, lower):
                cell = put(sheet, line, NAME_COLUMNS + 1 + at, None)
                cell.border = _LANE_END if last_lane and line == lower else _GRID
                if at in shut:
                    cell.fill = _CLOSED
        put(sheet, upper, 2, number + 1 if lane else "–").alignment = Alignment(
            horizontal="center", vertical="top"
        )
        for bar in lane:
            _write_bar(sheet, upper, bar, weeks[0], say)
        sheet.row_dimensions[upper].height = sheet.row_dimensions[lower].height = 15
    cell = put(sheet, row, 1, name)
    cell.font = Font(name=FONT, size=10.5, bold=True, color=INK)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    last = row + 2 * len(lanes) - 1
    sheet.merge_cells(None, row, 1, last, 1)
    for column in (1, 2):
        sheet.cell(last, column).border = Border(bottom=Side(style="thin", color="9AA5B1"))
    return last + 1


def _write_bar(sheet: Worksheet, row: int, bar: Bar, first_week: date, say: Words) -> None:
    start = NAME_COLUMNS + 1 + (bar.first_week - first_week).days // 7
    stop = NAME_COLUMNS + 1 + (bar.last_week - first_week).days // 7
    label = put(sheet, row, start, bar.label)
    label.font = Font(name=FONT, size=8.5, bold=True, color=INK)
    label.alignment = Alignment(vertical="center")
    label.border = Border(left=Side(style="medium", color=ACCENT))
    label.comment = Comment(
        plain_text(f"{bar.label}\n{bar.note}"), "Kachinko", width=280, height=120
    )
    week = bar.first_week
    for column in range(start, stop + 1):
        sheet.cell(row, column).fill = fill("F3F6F9")
        _letter(sheet, row + 1, column, LOOKS[bar.phase_in(week)], say)
        week += 7 * ONE_DAY
    if stop > start:
        sheet.merge_cells(None, row, start, row, stop)


def _letter(sheet: Worksheet, row: int, column: int, look: Look, say: Words) -> None:
    letter = look.letter if say.lang == "en" else LETTERS[look.letter]
    cell = put(sheet, row, column, letter)
    cell.fill = fill(look.back)
    cell.font = Font(name=FONT, size=9, bold=True, color=look.ink)
    cell.alignment = Alignment(horizontal="center", vertical="center")
