"""A sweep as a workbook: the runs, and which title is in which scenario."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from kachinko.report.sweep_figures import all_runs
from kachinko.report.sweep_table import COLUMNS
from kachinko.report.words import Words
from kachinko.report.workbook_cells import PERCENT, Column, table, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.report.sweep_figures import RunFigures, ScenarioFigures

_HEADS = {
    "seed": "Seed", "status": "Status", "titles_in": "Titles in", "titles": "Titles",
    "titles_per_year": "Titles a year", "value": "Value", "value_bound": "Value at most",
    "gap": "Gap", "cost": "Cost", "cost_bound": "Cost at least", "currency": "Currency",
    "stages_used": "Stages used", "floor_share": "Floor used", "crew_share": "Crews used",
    "seconds": "Seconds", "iterations": "Attempts", "failure": "Failure", "key": "Key",
}  # fmt: skip
_FORMATS = {
    "titles_per_year": "0.0", "value": "#,##0.##", "value_bound": "#,##0.##", "gap": PERCENT,
    "cost": "#,##0", "cost_bound": "#,##0", "floor_share": PERCENT, "crew_share": PERCENT,
    "seconds": "0.0", "iterations": "#,##0",
}  # fmt: skip


def sweep_workbook(
    scenarios: Sequence[ScenarioFigures], factors: Sequence[str], lang: str = "en"
) -> bytes:
    """Write sheets *Runs* and *Titles* in a language."""
    say = Words(lang)
    book = Workbook()
    runs = book.active
    assert runs is not None
    runs.title = say("Runs")
    note = say("One row a run. The same figures, and more, stand in results.parquet.")
    title(runs, say("Runs"), note)
    known = {each.name: each for each in COLUMNS}
    heads = [Column(say("Scenario"), 34, wrap=True)]
    heads += [Column(each, 18, wrap=True) for each in factors]
    heads += [_column(name, say(head)) for name, head in _HEADS.items()]
    table(runs, heads, [_row(row, factors, known, say) for row in all_runs(scenarios)])
    _titles(book, scenarios, say)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _column(name: str, head: str) -> Column:
    width = {"failure": 40.0, "key": 36.0, "cost": 18.0, "cost_bound": 18.0}.get(name, 12.0)
    return Column(head, width, _FORMATS.get(name, "General"), wrap=name == "failure")


def _row(row: RunFigures, factors: Sequence[str], known: dict[str, Any], say: Words) -> list[Any]:
    scenario = row.run.scenario
    cells: list[Any] = [scenario.name, *(scenario.levels.get(each) for each in factors)]
    values = {name: known[name].value(row) for name in _HEADS}
    return cells + [say(value) if name == "status" else value for name, value in values.items()]


def _titles(book: Workbook, scenarios: Sequence[ScenarioFigures], say: Words) -> None:
    sheet = book.create_sheet(say("Titles"))
    note = say("In how many of the scenario's plans a title is; blank: not offered.")
    title(sheet, say("Titles"), note)
    names = {id_: name for each in scenarios for id_, name in each.titles.items()}
    heads = say.columns([Column("Id", 16), Column("Title", 34, wrap=True)])
    heads += [Column(each.name, 16, "0") for each in scenarios]
    rows = [[id_, name, *(_times(each, id_) for each in scenarios)] for id_, name in names.items()]
    table(sheet, heads, rows)


def _times(scenario: ScenarioFigures, title_id: str) -> int | None:
    if title_id not in scenario.titles:
        return None
    return sum(title_id in run.accepted for run in scenario.runs)
