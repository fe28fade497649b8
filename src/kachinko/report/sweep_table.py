"""The runs of a sweep as one Parquet file: a row a run, units and meanings with the columns."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from kachinko.report.sweep_figures import all_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.model.plan import Plan
    from kachinko.report.sweep_figures import RunFigures, ScenarioFigures, Shares

SCHEMA = b"kachinko-sweep/1"
FACTOR = "factor: "
"""Begins the name of the column of a factor of the grid."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, its unit, and how a run fills it."""

    name: str
    type: Any  # a pyarrow.DataType
    unit: str
    meaning: str
    value: Callable[[RunFigures], Any]


def _plan(value: Callable[[Plan], Any]) -> Callable[[RunFigures], Any]:
    return lambda row: None if row.plan is None else value(row.plan)


def _share(value: Callable[[Shares], Any]) -> Callable[[RunFigures], Any]:
    return lambda row: None if row.shares is None else value(row.shares)


def _money(amount: Any) -> float | None:  # a Decimal, or None
    return None if amount is None else float(amount)


_TEXT, _TEXTS = pa.string(), pa.list_(pa.string())
_WHOLE, _REAL = pa.int32(), pa.float64()

COLUMNS = [
    Column("seed", _WHOLE, "", "Seed of all random choices.", lambda row: row.run.seed),
    Column("status", _TEXT, "", "optimal, feasible, infeasible, unknown, or failed.",
           lambda row: "failed" if row.plan is None else row.plan.status),
    Column("failure", _TEXT, "", "Why the run failed; null: it did not.",
           lambda row: row.failure or None),
    Column("value", _REAL, "value", "Total value of the titles in.", _plan(lambda p: p.value)),
    Column("value_bound", _REAL, "value", "No plan is worth more (proven).",
           _plan(lambda p: p.value_bound)),
    Column("gap", _REAL, "1", "(value_bound - value) / value_bound; null without a plan.",
           _plan(lambda p: p.gap)),
    Column("cost", _REAL, "currency", "Cost, in the currency that `currency` names.",
           _plan(lambda p: _money(p.cost))),
    Column("cost_bound", _REAL, "currency", "No plan of this value costs less (proven).",
           _plan(lambda p: _money(p.cost_bound))),
    Column("currency", _TEXT, "", "ISO 4217 code.", _plan(lambda p: p.currency)),
    Column("titles_in", _WHOLE, "titles", "Titles in the plan.", _plan(lambda p: len(p.accepted))),
    Column("titles", _WHOLE, "titles", "Titles of the slate.", _plan(lambda p: len(p.titles))),
    Column("titles_per_year", _REAL, "titles/year", "titles_in scaled to 365 days.",
           lambda row: row.titles_per_year),
    Column("accepted", _TEXTS, "", "Ids of the titles in.",
           lambda row: None if row.plan is None else list(row.accepted)),
    Column("stages_used", _WHOLE, "stages", "Stages on which a set stands.",
           lambda row: row.stages_used),
    Column("standing_share", _REAL, "1", "Share of open stage days on which a set stands.",
           _share(lambda s: s.standing)),
    Column("shooting_share", _REAL, "1", "Share of open stage days on which a set is shot.",
           _share(lambda s: s.shooting)),
    Column("floor_share", _REAL, "1", "Share of the floor, over open days, under sets.",
           _share(lambda s: s.floor)),
    Column("crew_share", _REAL, "1", "Share of crew days spent on building and striking.",
           _share(lambda s: s.crews)),
    Column("seconds", _REAL, "s", "Seconds that the search took.", _plan(lambda p: p.seconds)),
    Column("seconds_to_first", _REAL, "s", "Seconds until the first plan.",
           _plan(lambda p: p.seconds_to_first)),
    Column("iterations", pa.int64(), "", "Improvement attempts made.",
           _plan(lambda p: p.iterations)),
    Column("workers", _WHOLE, "threads", "Threads that searched.",
           lambda row: row.run.settings.workers),
    Column("time_limit", _REAL, "s", "Limit on the search; null: none.",
           lambda row: row.run.settings.seconds),
    Column("iteration_limit", pa.int64(), "", "Limit on attempts; null: none.",
           lambda row: row.run.settings.iterations),
    Column("changes", _TEXTS, "", "The scenario's changes, in words.",
           lambda row: [each.sentence for each in row.run.scenario.changes]),
    Column("versions", pa.map_(_TEXT, _TEXT), "", "Makers of the plan, by name.",
           _plan(lambda p: list(p.versions.items()))),
    Column("project_sha256", _TEXT, "", "Hash of the project after the changes.",
           lambda row: row.project_sha256),
    Column("key", _TEXT, "", "The plan stands in runs/<key>.json.", lambda row: row.run.key),
]  # fmt: skip


def sweep_schema(factors: Sequence[str]) -> Any:  # a pyarrow.Schema
    """The columns of the file; each factor of the grid has one of its own."""
    fields = [_field("scenario", _TEXT, "", "Name of the scenario.")]
    fields += [_field(f"{FACTOR}{each}", _TEXT, "", "Alternative taken.") for each in factors]
    fields += [_field(each.name, each.type, each.unit, each.meaning) for each in COLUMNS]
    return pa.schema(fields, metadata={b"schema": SCHEMA})


def sweep_parquet(scenarios: Sequence[ScenarioFigures], factors: Sequence[str]) -> bytes:
    """Write one row for each run that has ended, in the order of the file of scenarios."""
    rows = all_runs(scenarios)
    columns: list[list[Any]] = [[row.run.scenario.name for row in rows]]
    columns += [[row.run.scenario.levels.get(each) for row in rows] for each in factors]
    columns += [[each.value(row) for row in rows] for each in COLUMNS]
    schema = sweep_schema(factors)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    packed = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), packed, compression="zstd")
    return packed.getvalue()


def _field(name: str, type_: Any, unit: str, meaning: str) -> Any:  # pyarrow's
    metadata = {"meaning": meaning} | ({"unit": unit} if unit else {})
    return pa.field(name, type_, metadata=metadata)
