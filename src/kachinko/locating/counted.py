"""Which lines of a budget make a programme's eligible spend, and how much of each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.locating.exact import Award
    from kachinko.model.clause import Clause
    from kachinko.model.programme import Programme


def counted_of(award: Award) -> dict[str, Decimal]:
    """By line: what is counted of it, in the programme's currency, in the eligible spend.

    A measure that is only compared with, such as the whole cost of which a share is the limit, is
    left out.
    """
    measures = eligible_measures(award.programme, award.estimate.version)
    counted: dict[str, Decimal] = {}
    for count in award.estimate.lines:
        if count.measure in measures and count.counted:
            counted[count.line] = max(counted.get(count.line, Decimal(0)), count.counted)
    return counted


def eligible_measures(programme: Programme, version_id: str | None) -> set[str]:
    """The measures out of which a version's eligible spend is made."""
    version = next((each for each in programme.versions if each.id == version_id), None)
    measures = {each.id for each in programme.measures}
    if version is None:
        return measures
    clauses = {each.id: each for each in version.clauses}
    found: set[str] = set()
    waiting = [version.eligible]
    while waiting:
        name = waiting.pop()
        if name in measures:
            found.add(name)
        elif name in clauses:
            waiting += _amounts(clauses[name])
    return found


def _amounts(clause: Clause) -> list[str]:
    """What a clause's amount is made of; not what it is compared with or held below."""
    match clause.kind:
        case "apply" | "tiers":
            return [clause.to]
        case "choose":
            return [row.take for row in clause.rows] + [clause.otherwise]
        case "sum" | "greatest":
            return list(clause.of)
        case "less" | "limits":
            return [clause.of]
        case "function":
            return list(clause.inputs)
    return []
