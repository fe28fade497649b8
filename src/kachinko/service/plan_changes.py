"""Two plans side by side: what stands elsewhere, which titles came and went, what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from kachinko.model.base import Count, Id, Record, Text
from kachinko.service.board_bars import day_number
from kachinko.service.plan_board import (
    OutTitle,
    PlanWorth,
    flat_phases,
    read_plan,
    titles_out,
    worth,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.model.plan import PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor


class PlacedAt(Record):
    """Where and when a set stands, or a location block is shot (no stage)."""

    stage: Id | None = None
    first: int
    last: int


class MovedItem(Record):
    """A set or location block that is elsewhere, or on other days, than before."""

    title: Id
    item: Id
    says: Text
    before: PlacedAt
    after: PlacedAt
    phases: tuple[int, ...] = ()


class PlanChanges(Record):
    """What is otherwise in one plan than in an earlier one."""

    before: PlanWorth
    after: PlanWorth
    moved: tuple[MovedItem, ...] = ()
    came: tuple[OutTitle, ...] = Field(default=(), description="Titles in that were not.")
    went: tuple[OutTitle, ...] = Field(default=(), description="Titles out that were in.")
    stayed: Count = Field(description="Titles in with every date as before.")


def plan_changes(office: Office, actor: Actor, job: str, since: str) -> PlanChanges:
    """What the plan of a job has otherwise than that of an earlier one.

    Raises
    ------
    NotFoundError
        Where either has no plan.
    """
    project, after = read_plan(office, actor, job)
    _, before = read_plan(office, actor, since)
    old = {title.id: title for title in before.accepted}
    new = {title.id: title for title in after.accepted}
    names = {title.id: title.name for title in project.titles}
    moved: list[MovedItem] = []
    touched: set[str] = set()
    for id_ in old.keys() & new.keys():
        found = list(_moved(project, old[id_], new[id_]))
        moved += found
        if found:
            touched.add(id_)
    reasons = {each.title: each for each in titles_out(project, after)}
    went = [reasons.get(id_) or OutTitle(title=id_, name=names.get(id_, id_))
            for id_ in sorted(old.keys() - new.keys())]  # fmt: skip
    came = [OutTitle(title=id_, name=names[id_]) for id_ in sorted(new.keys() - old.keys())]
    return PlanChanges(
        before=worth(since, before),
        after=worth(job, after),
        moved=tuple(sorted(moved, key=lambda each: (each.after.first, each.says))),
        came=tuple(came),
        went=tuple(went),
        stayed=len((old.keys() & new.keys()) - touched),
    )


def _moved(project: Project, was: PlannedTitle, now: PlannedTitle) -> Iterable[MovedItem]:
    known = project.title(now.id)
    names = {one.id: one.name for one in known.sets}
    old_sets = {one.id: one for one in was.sets}
    for placed in now.sets:
        old = old_sets.get(placed.id)
        if old is None or (old.stage == placed.stage and old.phases == placed.phases):
            continue
        yield MovedItem(
            title=now.id,
            item=placed.id,
            says=f"{known.name} · {names.get(placed.id, placed.id)}",
            before=_at(old),
            after=_at(placed),
            phases=flat_phases(placed),
        )
    old_blocks = {one.id: one for one in was.location_blocks}
    for block in now.location_blocks:
        earlier = old_blocks.get(block.id)
        if earlier is None or earlier.span == block.span:
            continue
        yield MovedItem(
            title=now.id,
            item=block.id,
            says=f"{known.name} · {block.id}",
            before=PlacedAt(first=day_number(earlier.first), last=day_number(earlier.last)),
            after=PlacedAt(first=day_number(block.first), last=day_number(block.last)),
        )


def _at(placed: PlannedSet) -> PlacedAt:
    days = placed.standing
    return PlacedAt(stage=placed.stage, first=day_number(days.start), last=day_number(days.last))
