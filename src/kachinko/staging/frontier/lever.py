"""The levers: one change each to stages, crews, pace or working days, that gives or takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kachinko.model.change import BaseChange, Crews, Pace, StageJoins, StageLeaves, Weekdays
from kachinko.model.edit import NoSuchThingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.project import Project
    from kachinko.model.studio import Studio
    from kachinko.model.title import PhaseName

Group = Literal["stages", "crews", "pace", "days"]

PACES: tuple[tuple[PhaseName, float], ...] = (
    ("build", 80), ("strike", 80), ("strike", 50), ("hold", 0),
)  # fmt: skip
"""Phases, and the share [%] of their days that remains."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One change, named for the command line and for readers.

    `gives`: whatever plan held before still holds after it, so no fewer titles fit. Otherwise it
    takes: whatever holds after it held before.
    """

    id: str
    name: str
    group: Group
    gives: bool
    changes: tuple[BaseChange, ...]


def levers_of(project: Project) -> tuple[Lever, ...]:
    """All levers that change something in a project, in the order of the report."""
    return (*_stages(project), *_crews(project), *_paces(project), *_days(project))


def _stages(project: Project) -> Iterator[Lever]:
    open_days = {"from": project.horizon.first, "to": project.horizon.last}
    taken = {stage.id for _, stage in project.stages()}
    for _, stage in project.stages():
        leaves = StageLeaves(stage=stage.id)
        if _can(project, leaves):
            yield Lever(
                f"without-{stage.id}", f"without {stage.name}", "stages", gives=False,
                changes=(leaves,),
            )  # fmt: skip
    for _, stage in project.stages():
        name = f"{stage.id[:56]}-more"
        while name in taken:
            name += "x"
        joins = StageJoins(like=stage.id, stage=name, **open_days)
        yield Lever(
            f"second-{stage.id}", f"one more like {stage.name}", "stages", gives=True,
            changes=(joins,),
        )  # fmt: skip


def _can(project: Project, change: BaseChange) -> bool:
    """Whether a change is possible: the last stage that an agreement opens cannot leave."""
    try:
        change.edit(project)
    except NoSuchThingError:
        return False
    return True


def _crews(project: Project) -> Iterator[Lever]:
    for studio in project.studios:
        if studio.build_crews is None:
            continue
        at = _at(project, studio)
        for step, words in ((1, "one build crew more"), (-1, "one build crew less")):
            if studio.build_crews + step >= 0:
                yield Lever(
                    f"crews{step:+d}-{studio.id}", f"{words}{at}", "crews", gives=step > 0,
                    changes=(Crews(studio=studio.id, crews=studio.build_crews + step),),
                )  # fmt: skip


def _paces(project: Project) -> Iterator[Lever]:
    sets = [one for title in project.titles for one in title.sets]
    for phase, percent in PACES:
        if any(one.phase_days(phase) for one in sets):
            words = f"no {phase}" if not percent else f"{phase} in {percent:g} % of its days"
            yield Lever(
                f"{phase}-{percent:g}", words, "pace", gives=True,
                changes=(Pace(phase=phase, percent=percent),),
            )  # fmt: skip


def _days(project: Project) -> Iterator[Lever]:
    for studio in project.studios:
        worked = studio.calendar.weekdays
        at = _at(project, studio)
        if "sat" not in worked:
            yield Lever(
                f"saturdays-{studio.id}", f"Saturdays worked{at}", "days", gives=True,
                changes=(Weekdays(studio=studio.id, weekdays=(*worked, "sat")),),
            )  # fmt: skip
        elif len(worked) > 1:
            free = tuple(day for day in worked if day != "sat")
            yield Lever(
                f"no-saturdays-{studio.id}", f"Saturdays free{at}", "days", gives=False,
                changes=(Weekdays(studio=studio.id, weekdays=free),),
            )  # fmt: skip


def _at(project: Project, studio: Studio) -> str:
    return f" at {studio.name}" if len(project.studios) > 1 else ""
