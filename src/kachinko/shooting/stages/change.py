"""What a title has otherwise than before, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.base import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kachinko.model.title import Title

_TABLES = (("sets", "set"), ("location_blocks", "location block"), ("cast", "cast"))


def title_changes(before: Title, after: Title) -> list[str]:
    """Say what of a title changed: sets, location blocks, cast, and what else it has."""
    found: list[str] = []
    for table, kind in _TABLES:
        found += _records(kind, getattr(before, table), getattr(after, table))
    tables = frozenset(table for table, _ in _TABLES)
    rest = _fields(before, after, without=tables)
    return [*found, *rest]


def _records(kind: str, before: Sequence[Record], after: Sequence[Record]) -> Iterator[str]:
    old = {str(each.__dict__["id"]): each for each in before}
    new = {str(each.__dict__["id"]): each for each in after}
    for id_, record in new.items():
        if id_ not in old:
            shown = ", ".join(
                f"{key} {_shown(value)}"
                for key, value in record.__dict__.items()
                if key not in ("id", "unit") and value not in (None, ())
            )
            yield f"{kind} {id_}: new, {shown}"
        elif changes := list(_fields(old[id_], record)):
            yield f"{kind} {id_}: {'; '.join(changes)}"
    for id_ in old:
        if id_ not in new:
            yield f"{kind} {id_}: gone, no scene needs it"


def _fields(before: Record, after: Record, without: frozenset[str] = frozenset()) -> Iterator[str]:
    for key in type(after).model_fields:
        old, new = getattr(before, key), getattr(after, key)
        if key not in without and old != new:
            yield f"{key} {_shown(old)} → {_shown(new)}"


def _shown(value: object) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, tuple):
        return ", ".join(_shown(each) for each in value)
    if isinstance(value, Record) and hasattr(value, "span"):
        return str(value.span)
    return str(value)
