"""Edits of frozen records: each gives a changed copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from kachinko.model.base import Record
from kachinko.model.consistency import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kachinko.model.project import Project
    from kachinko.model.studio import Stage
    from kachinko.model.title import Title

R = TypeVar("R", bound=Record)


class NoSuchThingError(ValueError):
    """A change names something that the project does not have."""


def with_(record: R, **fields: Any) -> R:
    """A copy with some fields set, not validated."""
    return record.model_copy(update=fields)


def find(records: Iterable[R], name: str, kind: str) -> R:
    """The record with an id; raises NoSuchThingError, with a hint."""
    known = {getattr(one, "id"): one for one in records}  # noqa: B009  # each has one
    if name not in known:
        raise unknown(kind, name, list(known))
    return known[name]


def unknown(kind: str, name: str, known: list[str]) -> NoSuchThingError:
    """The error that tells which names are known."""
    close = nearest(name, known)
    hint = f"perhaps {close!r} is meant" if close else f"known: {', '.join(known[:8]) or 'none'}"
    return NoSuchThingError(f"there is no {kind} {name!r}; {hint}")


_KINDS = {
    "studios": "studio", "titles": "title", "sets": "set", "cast": "cast member",
    "location_blocks": "location block",
}  # fmt: skip


def edit_in(owner: R, key: str, name: str, change: Callable[[Any], Record]) -> R:
    """The owner with one record of a list changed."""
    records = getattr(owner, key)
    find(records, name, _KINDS[key])
    return with_(owner, **{key: tuple(change(r) if r.id == name else r for r in records)})


def edit_title(project: Project, name: str, change: Callable[[Title], Title]) -> Project:
    """The project with one title changed."""
    return edit_in(project, "titles", name, change)


def edit_stage(project: Project, name: str, change: Callable[[Stage], Stage]) -> Project:
    """The project with one stage changed, whichever studio it belongs to."""
    for studio in project.studios:
        if name in {one.id for one in studio.stages}:
            stages = tuple(change(one) if one.id == name else one for one in studio.stages)
            edited = tuple(
                with_(one, stages=stages) if one is studio else one for one in project.studios
            )
            return with_(project, studios=edited)
    raise unknown("stage", name, [one.id for _, one in project.stages()])
