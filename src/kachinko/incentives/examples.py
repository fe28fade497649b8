"""Run the worked examples that a programme carries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

from kachinko.incentives.cell import REFUSED, STATUSES, Cell, is_known
from kachinko.incentives.estimate import Worked, work
from kachinko.incentives.shown import rounded, shown
from kachinko.incentives.units import units_of
from kachinko.model.dated import Trigger
from kachinko.model.errors import InputError
from kachinko.model.estimate import Case

if TYPE_CHECKING:
    from kachinko.model.programme import Example, Programme


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One thing that an example expects, and what came out."""

    example: str
    basis: str
    key: str
    expected: Any
    got: Any
    difference: Decimal | None
    """Got less expected, of numbers."""
    passed: bool


def run_examples(programme: Programme) -> list[ExampleResult]:
    """What each example of a programme expects, and what the engine says."""
    return [result for each in programme.examples for result in run_example(programme, each)]


def run_example(programme: Programme, example: Example) -> list[ExampleResult]:
    """Everything that one example expects."""
    dates = dict.fromkeys(get_args(Trigger), example.as_of) | example.dates
    case = Case(
        dates=dates,
        measures=example.measures,
        facts=example.facts,
        awards=example.awards,
    )
    try:
        worked = work(programme, case, as_of=example.as_of)
    except InputError as error:
        got = "; ".join(str(fault) for fault in error.faults)
        return [
            ExampleResult(example.id, example.basis, key, expected, got, None, passed=False)
            for key, expected in example.expected.items()
        ]
    return [
        _compared(example, key, expected, _got(worked, key))
        for key, expected in example.expected.items()
    ]


def _compared(example: Example, key: str, expected: Any, got: Any) -> ExampleResult:
    difference = None
    if isinstance(expected, Decimal) and isinstance(got, Decimal):
        difference = got - expected
        within = example.within if isinstance(example.within, Decimal) else Decimal(0)
        passed = abs(difference) <= within
    else:
        passed = type(got) is type(expected) and got == expected
    return ExampleResult(example.id, example.basis, key, expected, got, difference, passed)


def _got(worked: Worked, key: str) -> Any:
    version, desk = worked.version.entry, worked.desk
    award = worked.award
    match key:
        case "status":
            return STATUSES[award.state]
        case "version":
            return version.id if version else "none"
        case "binding":
            return award.bound[1] if award.bound and is_known(award.state) else "none"
        case "award":
            return _money(worked, Cell(award.value, 0 if award.state == REFUSED else award.state))
        case "eligible":
            return _money(worked, worked.eligible)
        case "net_of_tax":
            if award.state == REFUSED:
                return Decimal(0)
            return _money(worked, worked.net) if worked.net is not None else "unknown"
    if key.startswith("passed:"):
        return desk.trace.passed.get(key.removeprefix("passed:"), "none")
    unit = units_of(worked.programme, version).get(key)
    if unit is None or version is None:
        return "none"
    cell = desk.look_up(key)
    return _money(worked, cell) if unit == "money" else _plain(shown(cell, unit))


def _money(worked: Worked, cell: Cell) -> Any:
    if not is_known(cell.state) or cell.endless:
        return shown(cell, "money")
    return rounded(Fraction(cell.value), worked.programme.currency)


def _plain(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
