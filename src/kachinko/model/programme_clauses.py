"""What the clauses of a programme's versions must agree on: references, units, order.

Works on a raw tree; see `kachinko.model.programme_consistency`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kachinko.model.programme_names import NUMBER, RATE, clause_unit
from kachinko.model.raw_tree import (
    Inconsistency,
    identity,
    inside,
    names,
    one_of,
    records,
    references,
    unique,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.programme_names import Names
    from kachinko.model.raw_tree import Path, Place

_MONEY = ("money",)


def version_faults(place: Place, common: Names) -> Iterator[Inconsistency]:
    """What does not agree in one version."""
    path, version = place
    clauses = inside(place, "clauses")
    ids = names(clauses)
    known = replace(common, units=dict(common.units), later=frozenset(ids))
    yield from _ids(clauses, common)
    for clause_place in clauses:
        clause = clause_place[1]
        kind = identity(clause.get("kind"))
        if kind in _KINDS:
            yield from _KINDS[kind](clause_place, known)
        own = identity(clause.get("id"))
        if own is not None:
            known.units[own] = clause_unit(clause, known)
            known.later -= {own}
    yield from known.reference(path, version, "eligible", _MONEY)
    yield from known.reference(path, version, "award", _MONEY)


def _ids(clauses: list[Place], common: Names) -> Iterator[Inconsistency]:
    yield from unique(clauses, "clause", "of its version")
    for path, clause in clauses:
        own = identity(clause.get("id"))
        if own in common.units:
            yield Inconsistency(
                (*path, "id"),
                f"the id {own!r} is given to a parameter, question or measure as well",
                "an id of its own",
            )
    for key, kind in (("routes", "route"), ("parts", "uplift")):
        for place in clauses:
            yield from unique(inside(place, key), kind, "of its clause")
    limits = [limit for place in clauses for limit in inside(place, "limits")]
    yield from unique(limits, "limit", "of its version")


def comparisons(place: Place, known: Names) -> Iterator[Inconsistency]:
    """What does not agree in the tests of a record."""
    for path, test in inside(place, "when"):
        yield from known.reference(path, test, "what")
        for way in ("at_least", "more_than", "at_most", "less_than"):
            if test.get(way) is not None:
                yield from known.reference(path, test, "what", NUMBER)
                yield from known.reference(path, test, way, known.alike(test.get("what")))
        if "is" in test:
            yield from _is((path, test), known)


def _is(place: Place, known: Names) -> Iterator[Inconsistency]:
    path, test = place
    what = identity(test.get("what"))
    if isinstance(test["is"], bool):
        yield from known.reference(path, test, "what", ("yes_no",))
        return
    yield from known.reference(path, test, "what", ("choice",))
    options = known.options.get(what or "")
    if options is None:
        return
    one = test["is"]
    found = references(path, test, "is") if isinstance(one, list | tuple) else []
    if not found and (name := identity(one)) is not None:
        found = [((*path, "is"), name)]
    for spot, name in found:
        if name not in options:
            right = one_of(name, options, "an option of the question")
            yield Inconsistency(spot, f"{what!r} has no option {name!r}", right)


def _portion(place: Place, known: Names) -> Iterator[Inconsistency]:
    path, record = place
    portion = record.get("portion")
    if isinstance(portion, dict):
        yield from known.reference((*path, "portion"), portion, "part", NUMBER)
        units = known.alike(portion.get("part"))
        yield from known.reference((*path, "portion"), portion, "whole", units)


def _require(place: Place, known: Names) -> Iterator[Inconsistency]:
    yield from comparisons(place, known)
    for route in inside(place, "routes"):
        yield from comparisons(route, known)
    if not place[1].get("when") and not place[1].get("routes"):
        yield Inconsistency(place[0], "a requirement without any test", "'when' or 'routes'")


def _apply(place: Place, known: Names) -> Iterator[Inconsistency]:
    path, clause = place
    yield from comparisons(place, known)
    yield from _portion(place, known)
    counted = known.unit(clause.get("to")) in ("count", "days")
    yield from known.reference(path, clause, "to", ("money", "count", "days"))
    yield from known.reference(path, clause, "rate", _MONEY if counted else RATE)


def _tiers(place: Place, known: Names) -> Iterator[Inconsistency]:
    yield from known.reference(*place, "to", _MONEY)
    bands = inside(place, "bands")
    for index, (path, band) in enumerate(bands):
        yield from known.reference(path, band, "rate", ("share",))
        yield from known.reference(path, band, "up_to", _MONEY)
        is_last = index == len(bands) - 1
        if not is_last and band.get("up_to") is None:
            yield Inconsistency(
                path, "a band is open above, and others follow", "'up_to' in all bands but the last"
            )
        if is_last and band.get("up_to") is not None:
            yield Inconsistency(
                (*path, "up_to"),
                "the last band ends, so that nothing says what holds above",
                "a last band without 'up_to', at a rate of 0 perhaps",
            )


def _choose(place: Place, known: Names) -> Iterator[Inconsistency]:
    path, clause = place
    rows = inside(place, "rows")
    units: tuple[str, ...] = ()
    for row in rows:
        yield from comparisons(row, known)
        yield from known.reference(*row, "take", units or (*NUMBER, "yes_no"))
        units = units or known.alike(row[1].get("take"))
    if clause.get("otherwise", "refuse") != "refuse":
        yield from known.reference(path, clause, "otherwise", units)


def _uplifts(place: Place, known: Names) -> Iterator[Inconsistency]:
    for part in inside(place, "parts"):
        yield from comparisons(part, known)
        yield from _portion(part, known)
        yield from known.reference(*part, "rate", ("share",))
    yield from known.reference(*place, "at_most", ("share",))


def _alike(place: Place, known: Names) -> Iterator[Inconsistency]:
    path, clause = place
    units: tuple[str, ...] = ()
    for spot, name in references(path, clause, "of"):
        yield from known.named(spot, "of", name, units or NUMBER)
        units = units or known.alike(name)


def _less(place: Place, known: Names) -> Iterator[Inconsistency]:
    path, clause = place
    yield from known.reference(path, clause, "of", _MONEY)
    for spot, name in references(path, clause, "take"):
        yield from known.named(spot, "take", name, _MONEY)


def _limits(place: Place, known: Names) -> Iterator[Inconsistency]:
    path, clause = place
    yield from known.reference(path, clause, "of", NUMBER)
    units = known.alike(clause.get("of"))
    for limit in inside(place, "limits"):
        yield from comparisons(limit, known)
        yield from known.reference(*limit, "at_most", units)
        yield from known.reference(*limit, "share", RATE)


def _function(place: Place, known: Names) -> Iterator[Inconsistency]:
    for spot, name in references(*place, "inputs"):
        yield from known.named(spot, "inputs", name, (*NUMBER, "yes_no"))


_KINDS = {
    "require": _require,
    "apply": _apply,
    "tiers": _tiers,
    "choose": _choose,
    "uplifts": _uplifts,
    "sum": _alike,
    "greatest": _alike,
    "less": _less,
    "limits": _limits,
    "function": _function,
}


def clause_kinds(path: Path, version: dict[str, Any]) -> dict[str, str]:
    """By id, the kind of each clause of a version."""
    return {
        name: str(clause.get("kind", ""))
        for _, clause in records(version, path, "clauses")
        if (name := identity(clause.get("id"))) is not None
    }
