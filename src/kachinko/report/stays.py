"""What stands on stages, from a plan or from the ledger, in one form: stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.model.reservation import Reservation
    from kachinko.model.span import DaySpan
    from kachinko.model.title import PhaseName


@dataclass(frozen=True, slots=True)
class Stay:
    """A set, or whatever a reservation is for, on a stage."""

    stage: str
    title: str
    """Name for people."""
    set: str
    """Name for people; empty: the whole stage, or nobody said."""
    span: DaySpan
    phases: tuple[tuple[PhaseName, DaySpan], ...]
    """Empty: not known."""
    area_m2: float | None
    """None: the whole floor."""
    sync_sound: bool
    """Whether its shoot needs quiet."""


def stays_of_plan(project: Project, plan: Plan) -> list[Stay]:
    """The sets of a plan's accepted titles."""
    titles = {title.id: title for title in project.titles}
    found = []
    for planned in plan.accepted:
        title = titles.get(planned.id)
        sets = {} if title is None else {each.id: each for each in title.sets}
        for each in planned.sets:
            known = sets.get(each.id)
            found.append(
                Stay(
                    each.stage,
                    planned.id if title is None else title.name,
                    each.id if known is None else known.name,
                    each.standing,
                    tuple(each.phases),
                    0.0 if known is None else known.footprint_m2,
                    known is None or known.sync_sound,
                )
            )
    return found


def stays_of_ledger(project: Project, reservations: Iterable[Reservation]) -> list[Stay]:
    """Reservations of the project's stages; titles have their names where the project has them."""
    names = {title.id: title.name for title in project.titles}
    sets = {(title.id, each.id): each.name for title in project.titles for each in title.sets}
    stages = {stage.id for _, stage in project.stages()}
    return [
        Stay(
            each.stage,
            names.get(each.title, each.title),
            "" if each.set is None else sets.get((each.title, each.set), each.set),
            each.span,
            tuple((phase.phase, phase.span) for phase in each.phases),
            each.area_m2,
            each.sync_sound,
        )
        for each in reservations
        if each.stage in stages
    ]
