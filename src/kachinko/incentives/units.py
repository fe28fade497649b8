"""In what each reference of a programme is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.model.clause import Clause
    from kachinko.model.programme import Programme, Version


def units_of(programme: Programme, version: Version | None) -> dict[str, str]:
    """By id: share, money, count, days, yes_no, day or choice; a requirement is yes or no."""
    units: dict[str, str] = {each.id: each.unit for each in programme.parameters}
    units |= {each.id: each.answer for each in programme.questions}
    units |= {each.id: "money" for each in programme.measures}
    for clause in version.clauses if version else ():
        units[clause.id] = _unit(clause, units)
    return units


def _unit(clause: Clause, units: dict[str, str]) -> str:
    match clause.kind:
        case "require":
            return "yes_no"
        case "uplifts":
            return "share"
        case "choose":
            return units.get(clause.rows[0].take, "")
        case "sum" | "greatest":
            return units.get(clause.of[0], "")
        case "limits":
            return units.get(clause.of, "")
        case "function":
            return clause.gives
    return "money"
