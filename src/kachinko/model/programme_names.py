"""What the references of a programme may name, and in what each of those is measured.

Works on a raw tree; see `kachinko.model.programme_consistency`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kachinko.model.raw_tree import Inconsistency, identity, is_whole, names, records, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.raw_tree import Path

ANY = ""
"""A unit that cannot be told, as what it hangs on is malformed."""

RATE = ("share", "count")
"""A share is at most 1; a multiple such as four times the labour is a count."""
NUMBER = ("money", "share", "count", "days", "day")
_WORDS = {
    "share": "a share",
    "money": "money",
    "count": "a count",
    "days": "days",
    "yes_no": "yes or no",
    "day": "a date",
    "choice": "a choice",
}


@dataclass(slots=True)
class Names:
    """What may be named at one place of a programme."""

    units: dict[str, str]
    """By id, in what it is measured."""
    later: frozenset[str] = frozenset()
    """Clauses of the version that stand further down."""
    whole: bool = True
    """Whether the lists that ids stand in can all be read."""
    options: dict[str, dict[str, None]] = field(default_factory=dict)
    """By question that is a choice, what may be chosen."""

    def reference(
        self, path: Path, record: dict[str, Any], key: str, units: tuple[str, ...] = ()
    ) -> Iterator[Inconsistency]:
        """Check the id under a key: that it is there, stands before, and has one of the units."""
        name = identity(record.get(key))
        if name is not None:
            yield from self.named((*path, key), key, name, units)

    def named(
        self, path: Path, key: str, name: str, units: tuple[str, ...] = ()
    ) -> Iterator[Inconsistency]:
        """Check one id that was read."""
        if name in self.later:
            yield Inconsistency(
                path, f"the clause {name!r} stands further down", "a clause that stands before"
            )
        elif name not in self.units:
            if self.whole:
                yield unknown(path, "measure, question, parameter or clause", name, self.units)
        elif units and self.units[name] and self.units[name] not in units:
            yield Inconsistency(
                path,
                f"{key} is {name!r}, which is {_WORDS.get(self.units[name], self.units[name])}",
                " or ".join(_WORDS[unit] for unit in units),
            )

    def unit(self, name: Any) -> str:
        """In what something is measured; ANY where that cannot be told."""
        return self.units.get(identity(name) or "", ANY)

    def alike(self, name: Any) -> tuple[str, ...]:
        """The units in which something can be compared with `name`; none: any."""
        unit = self.unit(name)
        if unit in ("count", "days"):
            return ("count", "days")
        return (unit,) if unit else ()


def common_names(tree: dict[str, Any]) -> Names:
    """What all versions of a programme may name."""
    units = {}
    tables = (("parameters", "unit"), ("questions", "answer"), ("measures", ""))
    for table, key in tables:
        for _, record in records(tree, (), table):
            name = identity(record.get("id"))
            if name is not None:
                units[name] = _known_unit(record.get(key)) if key else "money"
    options = {
        name: dict.fromkeys(found)
        for _, record in records(tree, (), "questions")
        if (name := identity(record.get("id"))) is not None
        and (found := _options(record)) is not None
    }
    whole = all(is_whole(tree, table) for table, _ in tables)
    return Names(units, whole=whole, options=options)


def _known_unit(value: Any) -> str:
    name = identity(value)
    return name if name in _WORDS else ANY


def _options(question: dict[str, Any]) -> list[str] | None:
    found = question.get("options", [])
    if question.get("answer") != "choice" or not isinstance(found, list | tuple):
        return None
    return [name for each in found if (name := identity(each)) is not None]


def clause_unit(clause: dict[str, Any], known: Names) -> str:
    """In what the result of a clause is measured."""
    kind = clause.get("kind")
    if kind in ("apply", "tiers", "less"):
        return "money"
    if kind == "require":
        return "yes_no"
    if kind == "uplifts":
        return "share"
    if kind == "function":
        return _known_unit(clause.get("gives", "money"))
    if kind == "limits":
        return known.unit(clause.get("of"))
    if kind == "choose":
        rows = records(clause, (), "rows")
        return known.unit(rows[0][1].get("take")) if rows else ANY
    of = clause.get("of")
    return known.unit(of[0]) if isinstance(of, list | tuple) and of else ANY


def deadline_names(tree: dict[str, Any]) -> dict[str, None]:
    """The ids of deadlines."""
    return names(records(tree, (), "deadlines"))
