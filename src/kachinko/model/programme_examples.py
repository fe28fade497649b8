"""What the answers and examples of a programme must agree with.

Works on a raw tree; see `kachinko.model.programme_consistency`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kachinko.model.dated import plain_value
from kachinko.model.programme_clauses import clause_kinds
from kachinko.model.programme_names import clause_unit
from kachinko.model.raw_tree import (
    Inconsistency,
    identity,
    inside,
    names,
    one_of,
    records,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.programme_names import Names
    from kachinko.model.raw_tree import Path

_OUTCOMES = ("award", "eligible", "net_of_tax", "status", "version", "binding")


def wrong_form(value: Any, unit: str) -> str:
    """What would be right; nothing where the value is of the unit."""
    if unit == "yes_no":
        return "" if isinstance(value, bool) else "true or false"
    if unit == "day":
        return "" if isinstance(value, date) else "a date such as 2026-04-01"
    if value is None or isinstance(value, bool | date | str):
        return "a number"
    if unit == "share" and value > 1:
        near = f" ({value / 100:f} for {value:f} %)" if value <= 100 else ""
        return f"a share of at most 1{near}; a multiple is a count, an amount is money"
    return "a number of 0 or more" if value < 0 else ""


def answer_faults(
    path: Path, value: Any, question: dict[str, Any], known: Names
) -> Iterator[Inconsistency]:
    """Whether a value can be the answer to a question."""
    if value is None:
        return
    name, unit = identity(question.get("id")) or "", question.get("answer")
    options = known.options.get(name)
    if options is not None:
        chosen = identity(value)
        if chosen not in options:
            right = one_of(str(value), options, "an option of the question")
            yield Inconsistency(path, f"{name!r} has no option {value!r}", right)
    elif isinstance(unit, str) and unit != "choice":
        right = wrong_form(plain_value(value), unit)
        if right:
            yield Inconsistency(path, f"{value} is no {unit.replace('_', ' or ')}", right)


def all_names(tree: dict[str, Any], common: Names) -> Names:
    """What may be named beside the clauses of one version: clauses of all of them."""
    known = replace(common, units=dict(common.units))
    for place in records(tree, (), "versions"):
        for _, clause in inside(place, "clauses"):
            name = identity(clause.get("id"))
            if name is not None:
                known.units[name] = clause_unit(clause, known)
    return known


def example_faults(tree: dict[str, Any], common: Names) -> Iterator[Inconsistency]:
    """What does not agree in the worked examples."""
    known = all_names(tree, common)
    measures = names(records(tree, (), "measures"))
    questions = {
        name: record
        for _, record in records(tree, (), "questions")
        if (name := identity(record.get("id"))) is not None
    }
    versions = records(tree, (), "versions")
    kinds = {name: kind for place in versions for name, kind in clause_kinds(*place).items()}
    for path, example in records(tree, (), "examples"):
        for name in _keys(example, "measures"):
            if name not in measures:
                yield unknown((*path, "measures", name), "measure", name, measures)
        for name in _keys(example, "facts"):
            spot = (*path, "facts", name)
            if name not in questions:
                yield unknown(spot, "question", name, questions)
            else:
                yield from answer_faults(spot, example["facts"][name], questions[name], common)
        for name in _keys(example, "expected"):
            yield from _expected((*path, "expected", name), name, known, kinds)


def _expected(
    path: Path, name: str, known: Names, kinds: dict[str, str]
) -> Iterator[Inconsistency]:
    if name.startswith("passed:"):
        clause = name.removeprefix("passed:")
        requirements = [each for each, kind in kinds.items() if kind == "require"]
        if clause not in requirements:
            yield unknown(path, "requirement", clause, requirements)
    elif name not in known.units and name not in _OUTCOMES:
        yield unknown(path, "measure, clause or outcome", name, [*_OUTCOMES, *known.units])


def _keys(record: dict[str, Any], key: str) -> list[str]:
    group = record.get(key)
    return [name for name in group if isinstance(name, str)] if isinstance(group, dict) else []
