"""Clauses and tests of a programme as people read them: ``rate × spend``, ``at least``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.clause import Clause, Limit, Portion, Test, When
    from kachinko.model.programme import Counting, LineLimit

SIGNS = {"at_least": "≥", "more_than": ">", "at_most": "≤", "less_than": "<"}


def test_words(test: Test) -> str:
    """A comparison in signs; ``is`` names the options that pass."""
    for way, sign in SIGNS.items():
        other = getattr(test, way)
        if other is not None:
            return f"{test.what} {sign} {other}"
    if isinstance(test.is_, bool):
        return test.what if test.is_ else f"not {test.what}"
    options = test.is_ if isinstance(test.is_, tuple) else (test.is_,)
    return f"{test.what} = {' | '.join(str(option) for option in options)}"


def when_words(when: When) -> str:
    """All tests that must hold; empty where there are none."""
    return " and ".join(test_words(test) for test in when)


def formula(clause: Clause) -> str:
    """How a clause's value is made, in ids and signs."""
    match clause.kind:
        case "require":
            routes = [f"({each.id}: {when_words(each.when)})" for each in clause.routes]
            return " and ".join(filter(None, (when_words(clause.when), " or ".join(routes))))
        case "apply":
            return f"{clause.rate} × {clause.to}{_portion(clause.portion)}{_if(clause.when)}"
        case "tiers":
            bands = [f"{each.rate} up to {each.up_to or '…'}" for each in clause.bands]
            return f"{clause.to}: {', '.join(bands)}"
        case "choose":
            rows = [f"{each.take}{_if(each.when)}" for each in clause.rows]
            return "; ".join([*rows, f"else {clause.otherwise}"])
        case "uplifts":
            parts = [
                f"{each.rate}{_portion(each.portion)}{_if(each.when)}" for each in clause.parts
            ]
            most = f", at most {clause.at_most}" if clause.at_most else ""
            return " + ".join(parts) + most
        case "sum":
            return " + ".join(clause.of)
        case "greatest":
            return f"the greatest of {', '.join(clause.of)}"
        case "less":
            return " − ".join([clause.of, *clause.take, *(f"award of {a}" for a in clause.awards)])
        case "limits":
            return f"{clause.of}, at most {' and '.join(_limit(each) for each in clause.limits)}"
        case "function":
            return f"{clause.name}({', '.join(clause.inputs)})"


def counting_words(counting: Counting) -> str:
    """Which lines fit: its own words, and its fields."""
    parts = [
        f"{name.replace('_', ' ')}: {_listed(value)}"
        for name in type(counting).model_fields
        if name not in ("when", "says", "source")
        and (value := getattr(counting, name)) not in ((), None)
    ]
    if counting.when:
        parts.append(f"if {when_words(counting.when)}")
    fields = "; ".join(parts) or "every line"
    return f"{counting.says} ({fields})" if counting.says else fields


def line_limit_words(limit: LineLimit) -> str:
    """A limit on lines: its own words, else its fields."""
    most = limit.at_most or f"{limit.share} × {limit.of}"
    return f"{limit.says} (per {limit.per}: {most})".strip()


def _listed(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _limit(limit: Limit) -> str:
    share = f"{limit.share} × " if limit.share else ""
    return f"{share}{limit.at_most} ({limit.level}){_if(limit.when)}"


def _portion(portion: Portion | None) -> str:
    return f" × ({portion.part} ÷ {portion.whole})" if portion else ""


def _if(when: Sequence[Test]) -> str:
    return f" if {when_words(tuple(when))}" if when else ""
