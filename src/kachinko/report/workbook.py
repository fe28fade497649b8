"""The plan as an Excel workbook: to read, to print, and to edit by hand.

The same project and plan give the same bytes: nothing in the file tells when it was written.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from kachinko.files.plan_xlsx import BLOCKS, SETS, SUMMARY, SUMMARY_LABELS, TITLES
from kachinko.report.words import Words
from kachinko.report.workbook_cells import (
    ACCENT,
    FONT,
    MUTED,
    PERCENT,
    UNDERLINE,
    fill,
    money_format,
    plain_text,
    print_set_up,
    put,
    title,
)
from kachinko.report.workbook_tables import (
    figures,
    write_blocks,
    write_left_out,
    write_sets,
    write_titles,
    write_utilisation,
)
from kachinko.report.workbook_weeks import write_weeks

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

LISTS = "Lists"
_NEVER = "2000-01-01T00:00:00Z"
_FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def plan_workbook(project: Project, plan: Plan, lang: str = "en") -> bytes:
    """Write plan.xlsx in a language; `kachinko.files.plan_xlsx` reads its decisions back."""
    say = Words(lang)
    book = Workbook()
    summary = book.active
    assert summary is not None
    summary.title = say(SUMMARY)
    sheets = {
        name: book.create_sheet(say(name))
        for name in (TITLES, SETS, BLOCKS, "Stages by week", "Utilisation", "Left out")
    }
    lists = _write_lists(book.create_sheet(LISTS), project, plan)
    _write_summary(summary, project, plan, say)
    write_titles(sheets[TITLES], project, plan, lists, say)
    write_sets(sheets[SETS], project, plan, lists, say)
    write_blocks(sheets[BLOCKS], project, plan, lists, say)
    write_weeks(sheets["Stages by week"], project, plan, say)
    write_utilisation(sheets["Utilisation"], project, plan, say)
    write_left_out(sheets["Left out"], project, plan, say)
    summary.sheet_properties.tabColor = ACCENT
    for name in (TITLES, SETS, BLOCKS):
        sheets[name].sheet_properties.tabColor = "E0B400"
    book.properties.creator = "Kachinko"
    book.properties.title = plain_text(f"{project.name}: {say('stage plan')}")
    packed = io.BytesIO()
    book.save(packed)
    return without_clock(packed.getvalue())


def without_clock(packed: bytes) -> bytes:
    """Take out of a packed workbook when it was written, so that equal contents are equal bytes."""
    plain = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _NEVER.encode(), content)
            entry = zipfile.ZipInfo(part.filename, _FIRST_ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return plain.getvalue()


# -- the lists that drop-downs offer -------------------------------------------------------------


def _write_lists(sheet: Worksheet, project: Project, plan: Plan) -> dict[str, str]:
    titles = [each.id for each in plan.titles] or [each.id for each in project.titles]
    offered = {
        "studios": [studio.id for studio in project.studios],
        "stages": [stage.id for _, stage in project.stages()],
        "titles": titles,
    }
    formulas = {}
    for column, (what, ids) in enumerate(offered.items(), start=1):
        put(sheet, 1, column, what)
        for row, id_ in enumerate(ids, start=2):
            put(sheet, row, column, id_)
        letter = "ABC"[column - 1]
        formulas[what] = f"{LISTS}!${letter}$2:${letter}${max(len(ids), 1) + 1}"
    sheet.sheet_state = "hidden"
    return formulas


# -- the first sheet -----------------------------------------------------------------------------

STATUS_WORDS = {
    "optimal": "Proven optimal: no plan is worth more, and none of the same worth costs less.",
    "feasible": "A plan that keeps all rules; better ones have not been ruled out.",
    "infeasible": "No plan: the titles that must be made cannot all be planned (proven).",
    "unknown": "No plan was found in the time given, and none was ruled out.",
}
MAY_BE_EDITED = "Yellow cells of the next sheets may be edited."
_STATUS_COLOURS = {"optimal": "D5EFDF", "feasible": "E4EDF7", "infeasible": "F9DCD7"}


def _write_summary(sheet: Worksheet, project: Project, plan: Plan, say: Words) -> None:
    title(
        sheet,
        project.name,
        say(f"Stage plan for {project.horizon.span}. {MAY_BE_EDITED}"),
    )
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 24
    sheet.column_dimensions["C"].width = 90
    count = len(plan.titles) or len(project.titles)
    headline = put(sheet, 4, 1, say(f"{len(plan.accepted)} of {count} titles are in the plan"))
    headline.font = Font(name=FONT, size=20, bold=True, color=ACCENT)
    sheet.row_dimensions[4].height = 30
    said = put(sheet, 5, 1, say(_verdict(plan)))
    said.font = Font(name=FONT, size=11.5, bold=True)
    for column in (1, 2, 3):
        sheet.cell(5, column).fill = fill(_STATUS_COLOURS.get(plan.status, "EEEEEE"))
    sheet.row_dimensions[5].height = 22
    said.alignment = Alignment(vertical="center")
    row = _write_figures(sheet, 7, plan, say)
    row = _write_cost(sheet, row + 1, project, plan, say)
    note = say("and why" if plan.stages_left_out else "none")
    row = _section(sheet, row + 1, say("Stages left out"), note)
    for left_out in plan.stages_left_out:
        _line(sheet, row, "", left_out.stage, note=say(left_out.why))
        row += 1
    note = "" if plan.assumptions else say("none")
    row = _section(sheet, row + 1, say("Assumptions"), note)
    for assumption in plan.assumptions:
        _line(sheet, row, "", say(assumption))
        # Excel does not find the height of merged cells by itself.
        sheet.merge_cells(None, row, 2, row, 3)
        sheet.cell(row, 2).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 15 * (1 + len(assumption) // 115)
        row += 1
    print_set_up(sheet, repeat=None)


def _verdict(plan: Plan) -> str:
    words = STATUS_WORDS[plan.status]
    if plan.status == "feasible" and plan.gap is not None:
        if plan.gap <= 0:
            return "No plan is worth more (proven); a cheaper one of the same worth may exist."
        return f"{words} At most {plan.gap:.1%} of the best value is missing (proven)."
    return words


def _write_figures(sheet: Worksheet, row: int, plan: Plan, say: Words) -> int:
    money = money_format(plan.currency)
    notes = {
        "status": STATUS_WORDS[plan.status],
        "value": "Sum of the values of the titles that are in.",
        "value_bound": "No plan of this project is worth more.",
        "cost": "Engaged days, floor, and rent that is not paid for anyway.",
        "cost_bound": "No plan of at least this value costs less. Empty: nothing is proven.",
    }
    formats = {"value": "#,##0.###", "value_bound": "#,##0.###", "cost": money}
    formats |= {"cost_bound": money, "seconds": "0.0", "seconds_to_first": "0.0"}
    for key, label in SUMMARY_LABELS.items():
        value: Any = getattr(plan, key)
        shown = say(value) if key == "status" else value
        note = say(notes.get(key, ""))
        _line(sheet, row, say(label), shown, formats.get(key, "General"), note)
        row += 1
        if key == "value_bound":
            note = say("(bound - value) / bound: how far the value may be from the best.")
            _line(sheet, row, say("Gap"), plan.gap, PERCENT, note)
            row += 1
    for package, version in sorted(plan.versions.items()):
        _line(sheet, row, say(f"Version of {package}"), version)
        row += 1
    return row


def _write_cost(sheet: Worksheet, row: int, project: Project, plan: Plan, say: Words) -> int:
    """Split the cost into what each title causes alone, and the rent that they share."""
    if plan.cost is None or not plan.accepted:
        return row
    money = money_format(plan.currency)
    own = sum((figures(project, each).cost for each in plan.accepted), Decimal(0))
    row = _section(sheet, row, say("What the cost is made of"), plan.currency)
    note = say("Engaged days and floor; see Titles.")
    _line(sheet, row, say("Titles themselves"), own, money, note)
    note = say("What is left of the cost.")
    _line(sheet, row + 1, say("Rent of stages in use"), plan.cost - own, money, note)
    return row + 2


def _section(sheet: Worksheet, row: int, head: str, note: str) -> int:
    put(sheet, row, 1, head).font = Font(name=FONT, size=12, bold=True, color=ACCENT)
    if note:
        put(sheet, row, 3, note).font = Font(name=FONT, size=9.5, italic=True, color=MUTED)
    for column in (1, 2, 3):
        sheet.cell(row, column).border = UNDERLINE
    return row + 1


def _line(
    sheet: Worksheet, row: int, label: str, value: Any, format_: str = "General", note: str = ""
) -> None:
    if label:
        put(sheet, row, 1, label).font = Font(name=FONT, size=10.5, color=MUTED)
    cell = put(sheet, row, 2, value, format_)
    if label:
        cell.font = Font(name=FONT, size=10.5, bold=True)
        cell.alignment = Alignment(horizontal="left")
    if note:
        put(sheet, row, 3, note).font = Font(name=FONT, size=9.5, italic=True, color=MUTED)
