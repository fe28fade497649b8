"""The sheets Titles, Sets, Location blocks, Utilisation and Left out of plan.xlsx."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle

from kachinko.files.plan_xlsx import BLOCK_COLUMNS, HEAD_ROW, SET_COLUMNS, TITLE_COLUMNS
from kachinko.model.calendar import WorkingDays
from kachinko.model.span import DaySpan
from kachinko.model.title import PHASES
from kachinko.report.utilisation import utilisation
from kachinko.report.workbook_cells import (
    AREA,
    DATE,
    PERCENT,
    Column,
    dates_only,
    fill,
    money_format,
    offer,
    table,
    title,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.model.plan import Plan, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.report.words import Words

A_TITLE = "Please choose a title from the list."
A_STAGE = "Please choose a stage from the list."
A_STUDIO = "Please choose a studio from the list."
YES_OR_NO = "Please choose yes or no from the list."
VERIFIED, NOT_VERIFIED = "(verified by planning again)", "(not verified)"
A_DATE = "A date is needed, such as 2028-02-01."
SPARE_ROWS = 200
"""Rows below a table in which the drop-downs work too, for what people add."""


@dataclass(frozen=True, slots=True)
class TitleFigures:
    """When a title is shot and what it alone costs."""

    first: Any
    last: Any
    engaged_days: int | None
    cost: Decimal


def figures(project: Project, planned: PlannedTitle) -> TitleFigures:
    """Work out a title's engaged span and its own cost: unit days and floor, without rent."""
    wanted = {each.id: each for each in project.titles}.get(planned.id)
    studios = {studio.id: studio for studio in project.studios}
    stages = {stage.id: stage for _, stage in project.stages()}
    shoots = [placed.shoot.span for placed in planned.sets]
    shoots += [block.span for block in planned.location_blocks]
    if not shoots:
        return TitleFigures(None, None, None, Decimal(0))
    engaged = DaySpan(min(s.start for s in shoots), max(s.stop for s in shoots))
    days: int | None = None
    cost = Decimal(0)
    if planned.studio in studios:
        calendar = studios[planned.studio].calendar
        days = len(WorkingDays(calendar, project.horizon.span).between(engaged))
        if wanted and wanted.unit_day_cost:
            cost += wanted.unit_day_cost.amount * days
    footprints = {each.id: each.footprint_m2 for each in wanted.sets} if wanted else {}
    for placed in planned.sets:
        rate = stages[placed.stage].floor_rate if placed.stage in stages else None
        if rate:
            area = Decimal(str(footprints.get(placed.id, 0)))
            cost += rate.amount * area * placed.standing.days
    return TitleFigures(engaged.start, engaged.last, days, cost)


def write_titles(
    sheet: Worksheet, project: Project, plan: Plan, lists: dict[str, str], say: Words
) -> None:
    """Write the titles, those in first."""
    title(
        sheet,
        say("Titles"),
        say(
            "Yellow cells may be edited; then run 'kachinko check' on this workbook. "
            "A title set to 'no' is dropped with its rows in Sets and Location blocks."
        ),
    )
    columns = _columns(
        TITLE_COLUMNS,
        widths=(14, 30, 9, 7, 14, 14, 14, 11, 9, 17, 11),
        formats={"First shooting day": DATE, "Last shooting day": DATE, "Engaged days": "0",
                 "Value": "#,##0.###", "Cost": money_format(plan.currency),
                 "Share of cost": PERCENT},
        editable={
            "In": "yes or no. 'no' drops the title; 'yes' needs rows for all its sets and blocks.",
            "Studio": "Id of the studio where it is made, or whose calendar a split title follows.",
        },
    )  # fmt: skip
    wanted = {each.id: each for each in project.titles}
    total = plan.cost or Decimal(0)
    rows: list[list[Any]] = []
    for planned in [*plan.accepted, *plan.left_out]:
        known, of = wanted.get(planned.id), figures(project, planned)
        share = float(of.cost / total) if planned.accepted and total else None
        rows.append(
            [
                planned.id, known.name if known else planned.id, say(known.kind) if known else None,
                say.yes(planned.accepted), planned.studio, of.first, of.last,
                of.engaged_days, known.value if known else None,
                of.cost if planned.accepted else None, share,
            ]
        )  # fmt: skip
    last = table(sheet, say.columns(columns), rows)
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    if not rows:
        return
    at, first = TITLE_COLUMNS.index("In") + 1, HEAD_ROW + 1
    offer(sheet, at, first, last, say.choice("yes", "no"), say(YES_OR_NO))
    offer(sheet, TITLE_COLUMNS.index("Studio") + 1, first, last, lists["studios"], say(A_STUDIO))
    area = f"D{first}:D{last}"
    for word, back, ink in (("yes", "D5EFDF", "14532D"), ("no", "F9DCD7", "7F1D1D")):
        look = DifferentialStyle(font=Font(color=ink, bold=True), fill=fill(back))
        rule = Rule(type="cellIs", operator="equal", formula=[f'"{say(word)}"'], dxf=look)
        sheet.conditional_formatting.add(area, rule)


def write_sets(
    sheet: Worksheet, project: Project, plan: Plan, lists: dict[str, str], say: Words
) -> None:
    """Write one row a set of each accepted title, by title and first day."""
    title(
        sheet,
        say("Sets"),
        say(
            "One row a set. Yellow cells may be edited: both dates belong to the phase; "
            "a phase of no days is empty."
        ),
    )
    phase_heads = SET_COLUMNS[-2 * len(PHASES) :]
    columns = _columns(
        SET_COLUMNS,
        widths=(14, 26, 14, 26, 12, 10, 8, 8, 10, *(12 for _ in phase_heads)),
        formats={"Floor m²": AREA, "x m": "0.00", "y m": "0.00"} | dict.fromkeys(phase_heads, DATE),
        editable={
            "Stage": "Id of the stage on which the set stands.",
            "x m": "Distance of its left edge from the stage's; empty where it counts by area.",
            "y m": "Distance of its lower edge from the stage's.",
            "Rotated": "yes where width and depth are swapped.",
        }
        | dict.fromkeys(phase_heads, ""),
    )
    wanted = {each.id: each for each in project.titles}
    rows: list[list[Any]] = []
    for planned in plan.accepted:
        known = wanted.get(planned.id)
        sets = {each.id: each for each in known.sets} if known else {}
        for placed in sorted(planned.sets, key=lambda each: each.standing.start):
            set_ = sets.get(placed.id)
            dates: list[Any] = []
            for phase in PHASES:
                span = placed.phase(phase)
                dates += [span.first, span.last] if span else [None, None]
            rows.append(
                [
                    planned.id, known.name if known else planned.id, placed.id,
                    set_.name if set_ else placed.id, placed.stage,
                    set_.footprint_m2 if set_ else None, placed.x_m, placed.y_m,
                    say.yes(placed.rotated), *dates,
                ]
            )  # fmt: skip
    last = max(table(sheet, say.columns(columns), rows), HEAD_ROW + 1) + SPARE_ROWS
    sheet.freeze_panes = f"E{HEAD_ROW + 1}"
    first = HEAD_ROW + 1
    offer(sheet, SET_COLUMNS.index("Stage") + 1, first, last, lists["stages"], say(A_STAGE))
    at = SET_COLUMNS.index("Rotated") + 1
    offer(sheet, at, first, last, say.choice("yes", "no"), say(YES_OR_NO))
    offer(sheet, 1, first, last, lists["titles"], say(A_TITLE))
    dates = [SET_COLUMNS.index(head) + 1 for head in phase_heads]
    dates_only(sheet, dates, first, last, say(A_DATE))
    sheet.page_setup.paperSize = 8


def write_blocks(
    sheet: Worksheet, project: Project, plan: Plan, lists: dict[str, str], say: Words
) -> None:
    """Write the location blocks of the accepted titles."""
    title(
        sheet,
        say("Location blocks"),
        say("Shooting days off stage. Yellow cells may be edited."),
    )
    columns = _columns(
        BLOCK_COLUMNS,
        widths=(14, 30, 18, 13, 13),
        formats={"From": DATE, "To": DATE},
        editable={"From": "", "To": ""},
    )
    names = {each.id: each.name for each in project.titles}
    rows = [
        [planned.id, names.get(planned.id, planned.id), block.id, block.first, block.last]
        for planned in plan.accepted
        for block in sorted(planned.location_blocks, key=lambda each: each.first)
    ]
    last = max(table(sheet, say.columns(columns), rows), HEAD_ROW + 1) + SPARE_ROWS
    offer(sheet, 1, HEAD_ROW + 1, last, lists["titles"], say(A_TITLE))
    dates_only(sheet, [4, 5], HEAD_ROW + 1, last, say(A_DATE))


def write_utilisation(sheet: Worksheet, project: Project, plan: Plan, say: Words) -> None:
    """Write what each stage does in each month, in calendar days on which it is open."""
    title(
        sheet,
        say("Utilisation"),
        say(
            "Calendar days on which the stage is open; 'floor used' is the mean share of its floor."
        ),
    )
    columns = [
        Column("Stage id", 12), Column("Stage", 22), Column("Month", 11, "yyyy-mm"),
        Column("Open days", 10, "0"), Column("Standing", 10, "0"), Column("Shooting", 10, "0"),
        Column("Build or strike", 11, "0"), Column("Waiting", 10, "0"),
        Column("Dark days", 10, "0"), Column("Standing share", 14, PERCENT),
        Column("Floor used", 14, PERCENT),
    ]  # fmt: skip
    names = {stage.id: stage.name for _, stage in project.stages()}
    rows = [
        [
            of.stage, names[of.stage], of.month, of.open_days, of.standing_days, of.shooting_days,
            of.building_days, of.waiting_days, of.dark_days,
            of.standing_days / of.open_days if of.open_days else None, of.floor_share,
        ]
        for of in utilisation(project, plan)
    ]  # fmt: skip
    last = table(sheet, say.columns(columns), rows)
    sheet.freeze_panes = f"D{HEAD_ROW + 1}"
    if rows:
        for letter, colour in (("J", "8FB8DE"), ("K", "9CCBB4")):
            ends = [FormatObject(type="num", val=end) for end in (0, 1)]
            bar = Rule(
                type="dataBar", dataBar=DataBar(minLength=0, maxLength=100, cfvo=ends, color=colour)
            )
            sheet.conditional_formatting.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}", bar)


def write_left_out(sheet: Worksheet, project: Project, plan: Plan, say: Words) -> None:
    """Write the titles that are not in, why, and what would admit them."""
    title(
        sheet,
        say("Left out"),
        say("Titles that are not in the plan, why, and what would change that."),
    )
    columns = [
        Column("Title id", 14), Column("Title", 30), Column("Value", 9, "#,##0.###"),
        Column("Must be made", 10, centre=True), Column("Why", 70, wrap=True),
        Column("What would admit it", 60, wrap=True),
    ]  # fmt: skip
    wanted = {each.id: each for each in project.titles}
    rows = []
    for planned in plan.left_out:
        known = wanted.get(planned.id)
        remedies = [
            f"{say(each.change)} {say(VERIFIED if each.verified else NOT_VERIFIED)}"
            for each in planned.remedies
        ]
        rows.append(
            [
                planned.id, known.name if known else planned.id, known.value if known else None,
                say.yes(known and known.commitment == "must"),
                say(planned.reason.sentence) if planned.reason else None,
                "\n".join(remedies) or None,
            ]
        )  # fmt: skip
    table(
        sheet,
        say.columns(columns),
        rows or [["", say("Every title is in."), None, None, None, None]],
    )


_NOTES = {
    "Cost": "What the title causes alone: engaged days and floor. "
    "The rent of stages is shared and stands in Summary.",
    "Engaged days": "Working days from its first shooting day to its last, shooting or not.",
}


def _columns(
    heads: tuple[str, ...],
    *,
    widths: tuple[float, ...],
    formats: dict[str, str],
    editable: dict[str, str],
) -> list[Column]:
    return [
        Column(
            head,
            width,
            formats.get(head, "General"),
            editable=head in editable,
            note=editable.get(head) or _NOTES.get(head, ""),
            centre=head in ("In", "Rotated"),
        )
        for head, width in zip(heads, widths, strict=True)
    ]
