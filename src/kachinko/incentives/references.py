"""What a clause names, and which clauses an answer needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.model.base import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kachinko.model.clause import Clause
    from kachinko.model.programme import Programme, Version

_NAMING = {
    "what",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "rate",
    "to",
    "part",
    "whole",
    "up_to",
    "take",
    "otherwise",
    "of",
    "share",
    "inputs",
}
"""The keys of clauses and their parts under which ids stand."""


def references_of(record: Record) -> Iterator[str]:
    """Every id that a clause, or a part of one, names; perhaps the words of `otherwise` too."""
    for key in type(record).model_fields:
        value: Any = getattr(record, key)
        if key in _NAMING and isinstance(value, str):
            yield value
        elif isinstance(value, Record):
            yield from references_of(value)
        elif isinstance(value, tuple):
            for each in value:
                if isinstance(each, Record):
                    yield from references_of(each)
                elif key in _NAMING:
                    yield each


def needed_clauses(programme: Programme, version: Version) -> list[Clause]:
    """The clauses on which award, eligible spend, tax or fees hang, in their order."""
    wanted = {version.award, version.eligible, programme.tax}
    for fee in programme.fees:
        wanted |= {fee.share, fee.of, fee.at_least, fee.at_most}
    kept = []
    for clause in reversed(version.clauses):
        refuses = clause.kind == "require" and clause.otherwise == "refuse"
        if refuses or clause.id in wanted:
            kept.append(clause)
            wanted.update(references_of(clause))
    return kept[::-1]


def last_uses(clauses: list[Clause], kept: Iterable[str | None]) -> list[list[str]]:
    """By clause, the ids that nothing needs any more after it; never those of `kept`."""
    seen = set(kept)
    done = []
    for clause in reversed(clauses):
        ending = set(references_of(clause)) - seen
        done.append(sorted(ending))
        seen |= ending
    return done[::-1]
