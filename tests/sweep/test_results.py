"""The table of a sweep: what it says is what the plans say."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from kachinko.model.change import Crews, StageLeaves
from kachinko.report.sweep_figures import shares
from kachinko.report.sweep_table import sweep_parquet
from kachinko.report.sweep_view import sweep_view
from kachinko.report.sweep_workbook import sweep_workbook
from kachinko.sweep.run import project_json
from tests.plan_case import plan, project
from tests.projects import projects
from tests.sweep.swept import swept, with_titles

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

NONE = with_titles(status="infeasible", value=0.0, cost=None, cost_bound=None)


def rows(content: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(io.BytesIO(content)).to_pylist()
    return found


def test_a_row_a_run_says_what_its_plan_says() -> None:
    worse = with_titles("dune", value=3.5, value_bound=12.0, cost=Decimal(1_000))
    sweep, figures = swept(
        ("base", [], [plan(), worse]), ("few", [Crews(studio="toho", crews=1)], ["it died", NONE])
    )

    table = rows(sweep_parquet(figures, sweep.factors))

    assert [(row["scenario"], row["seed"], row["status"]) for row in table] == [
        ("base", 0, "feasible"), ("base", 1, "feasible"), ("few", 0, "failed"),
        ("few", 1, "infeasible"),
    ]  # fmt: skip
    first, made = table[0], plan()
    for name in ("value", "value_bound", "gap", "currency", "seconds", "iterations"):
        assert first[name] == getattr(made, name)
    assert first["cost"] == float(made.cost or 0)
    assert first["cost_bound"] == float(made.cost_bound or 0)
    assert first["accepted"] == ["vapor", "dune"]
    assert (first["titles_in"], first["titles"], first["stages_used"]) == (2, 3, 2)
    assert first["titles_per_year"] == pytest.approx(2 * 365 / 180)  # 3 January to 30 June
    assert dict(first["versions"]) == made.versions
    assert first["time_limit"] == 5.0
    assert table[2]["failure"] == "it died"
    assert table[2]["value"] is None
    assert table[3]["gap"] is None
    assert table[3]["changes"] == ["toho: 1 build crew"]
    assert len({row["key"] for row in table}) == 4


def test_columns_have_types_units_and_meanings() -> None:
    sweep, figures = swept(("a · b", [], [plan()]), factors=("stages", "crews"))

    table = pq.read_table(io.BytesIO(sweep_parquet(figures, sweep.factors)))

    assert table.column("factor: stages").to_pylist() == ["a"]
    assert table.column("factor: crews").to_pylist() == ["b"]
    assert str(table.schema.field("value").type) == "double"
    assert str(table.schema.field("accepted").type) == "list<element: string>"
    assert table.schema.field("seconds").metadata[b"unit"] == b"s"
    assert all(b"meaning" in field.metadata for field in table.schema)
    assert table.schema.metadata[b"schema"] == b"kachinko-sweep/1"


def test_before_anything_has_ended_the_table_is_empty_with_all_its_columns() -> None:
    sweep, figures = swept(("base", [], []), ("other", [], []))

    table = pq.read_table(io.BytesIO(sweep_parquet(figures, sweep.factors)))

    assert table.num_rows == 0
    assert "value" in table.column_names


def test_the_crews_in_use_are_counted_by_hand() -> None:
    # vapor builds 10 + 5 and strikes 4 + 2 working days, dune 20 and 5: 46 of 3 × 130 crew days.
    found = shares(project(), plan())

    assert found.crews == pytest.approx(46 / (3 * 130))


def test_the_best_plan_and_the_tightest_bound_stand_for_a_scenario() -> None:
    cheap = plan().model_copy(update={"cost": plan().cost and plan().cost - 1, "value_bound": 11.0})  # type: ignore[operator]
    worse = with_titles("dune", value=3.5, value_bound=8.75)
    _, (figures,) = swept(("base", [], [plan(), cheap, worse, NONE]))

    assert figures.best is figures.runs[1]
    assert NONE.value_bound == 9.0
    assert figures.value_bound == 8.75
    assert figures.gap == pytest.approx(0.25 / 8.75)


def against(base: Plan, other: Plan) -> dict[str, Any]:
    sweep, figures = swept(("base", [], [base]), ("other", [StageLeaves(stage="no9")], [other]))
    found: dict[str, Any] = sweep_view(sweep, figures, total=2)["scenarios"][1]["against"]
    return found


@pytest.mark.parametrize(
    ("base", "other", "proven"),
    [
        ({"value": 5, "value_bound": 6}, {"value": 7, "value_bound": 9}, "more"),
        ({"value": 5, "value_bound": 7}, {"value": 7, "value_bound": 9}, None),  # 7 may be equal
        ({"value": 5, "value_bound": 9}, {"value": 3, "value_bound": 4}, "less"),
        ({"value": 5, "value_bound": 9}, {"value": 3, "value_bound": 5}, None),
        ({"value": 5, "value_bound": 5}, {"value": 5, "value_bound": 5}, "same"),
        ({"value": 5, "value_bound": 5}, {"value": 5, "value_bound": 6}, None),
    ],
)
def test_a_difference_is_called_proven_only_where_bounds_and_values_settle_it(
    base: dict[str, float], other: dict[str, float], proven: str | None
) -> None:
    found = against(plan().model_copy(update=base), plan().model_copy(update=other))

    assert found["proven"] == proven
    assert found["value"] == other["value"] - base["value"]


def test_gained_and_lost_titles_are_told() -> None:
    found = against(with_titles("vapor"), with_titles("dune"))

    assert (found["gained"], found["lost"], found["titles"]) == ([1], [0], 0)


def test_the_workbook_has_the_runs_and_the_titles() -> None:
    sweep, figures = swept(("base", [], [plan(), with_titles("dune")]), ("=1+1", [], [NONE, "no"]))

    book = openpyxl.load_workbook(io.BytesIO(sweep_workbook(figures, sweep.factors)))

    assert book.sheetnames == ["Runs", "Titles"]
    runs = [[cell.value for cell in row] for row in book["Runs"].iter_rows()]
    head = next(row for row in runs if row[0] == "Scenario")
    table = [dict(zip(head, row, strict=True)) for row in runs[runs.index(head) + 1 :]]
    assert [row["Scenario"] for row in table] == ["base", "base", "=1+1", "=1+1"]
    assert [row["Value"] for row in table] == [8.5, 8.5, 0, None]
    assert book["Runs"].cell(runs.index(head) + 4, 1).data_type == "s"
    titles = {row[0].value: [cell.value for cell in row[2:]] for row in book["Titles"].iter_rows()}
    assert titles["vapor"] == [1, 0]
    assert titles["dune"] == [2, 0]


@settings(max_examples=30, deadline=None)
@given(made=projects())
def test_a_project_survives_the_way_to_its_process(made: Project) -> None:
    from kachinko.model.project import Project

    assert Project.model_validate_json(project_json(made)) == made
