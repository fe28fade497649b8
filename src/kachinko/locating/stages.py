"""Whether a place's stages can take the title's sets in its window, asked of the stage planner."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from kachinko.halt import Halt
from kachinko.model.base import Id, Record, Text
from kachinko.model.reason import Conflict, NoStageForSet, Refusal
from kachinko.model.span import Day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kachinko.model.plan import Plan, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.model.title import Title

STEPS = 40
"""Attempts at a better plan: whether there is one at all is what counts here."""


class SetStands(Record):
    """Where a set would stand, and when."""

    set: Text
    stage: Text
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    by_area: bool = Field(
        default=False,
        description="Whether it has sides and the stage has none, so that its area alone counts.",
    )


class StageAnswer(Record):
    """What the stage planner says of one place."""

    state: Literal["fits", "cannot", "unsettled", "not-asked"]
    studios: tuple[Text, ...] = ()
    stands: tuple[SetStands, ...] = Field(default=(), description="Where it fits: each set.")
    set: Text = Field(default="", description="Where it cannot: the set that no stage takes.")
    needs_m: tuple[float, float] | None = None
    needs_m2: float | None = None
    refusals: tuple[Refusal, ...] = Field(default=(), description="Why each stage cannot.")
    why: tuple[Text, ...] = Field(
        default=(), description="The smallest set of requirements that cannot hold together."
    )
    proven: bool = False
    open_stages: tuple[Text, ...] = Field(
        default=(), description="Studios of which no agreement is known: all stages taken as open."
    )


class _Ends:
    """Lets one switch throw another: planning throws its own when its time is up."""

    def __init__(self, halt: Halt) -> None:
        self._halt = halt

    def stop_search(self) -> None:
        self._halt.throw()


@contextmanager
def ended_by(halt: Halt) -> Iterator[Halt]:
    """A switch of its own for one search, which the given one throws too."""
    own = Halt()
    ends = _Ends(own)
    halt.enter(ends)
    if halt.thrown:
        own.throw()
    try:
        yield own
    finally:
        halt.leave(ends)


def ask_stages(
    project: Project,
    title: Title,
    studios: Sequence[Id],
    *,
    seconds: float,
    clock: Callable[[], float],
    halt: Halt,
) -> StageAnswer:
    """Plan the title alone on the stages of some studios of the project.

    Agreements of those studios hold; a studio of which the project has none is taken as open, and
    the answer says so.
    """
    if not studios or not title.sets:
        return StageAnswer(state="not-asked")
    alone, opened = only(project, title, studios)
    names = tuple(studio.name for studio in alone.studios)
    from kachinko.staging.limits import Limits
    from kachinko.staging.planner import plan_project

    with ended_by(halt) as own:
        plan = plan_project(
            alone, limits=Limits(seconds, STEPS), clock=clock, seed=0, workers=1, halt=own
        )
    planned = next((one for one in plan.titles if one.id == title.id), None)
    if planned is not None and planned.accepted:
        stands = _stands(alone, planned)
        return StageAnswer(state="fits", studios=names, stands=stands, open_stages=opened)
    return _cannot(alone, title, plan, planned, seconds=seconds, clock=clock, halt=halt).model_copy(
        update={"studios": names, "open_stages": opened}
    )


def only(project: Project, title: Title, studios: Sequence[Id]) -> tuple[Project, tuple[str, ...]]:
    """The project with one title and some studios; and the studios that no agreement opens."""
    kept = tuple(studio for studio in project.studios if studio.id in studios)
    agreements = tuple(each for each in project.agreements if each.studio in studios)
    agreed = {each.studio for each in agreements}
    if agreements and len(agreed) < len(kept):
        # A studio without an agreement would be closed beside one that has some.
        from kachinko.model.agreement import Agreement

        agreements += tuple(
            Agreement(
                id=f"open-{studio.id}",
                studio=studio.id,
                stages=tuple(stage.id for stage in studio.stages),
                first=project.horizon.first,
                last=project.horizon.last,
            )
            for studio in kept
            if studio.id not in agreed and studio.stages
        )
    lone = title.model_copy(update={"studios": tuple(s.id for s in kept), "commitment": "may"})
    alone = project.model_copy(
        update={"studios": kept, "agreements": agreements, "titles": (lone,)}
    )
    return alone, tuple(studio.name for studio in kept if studio.id not in agreed)


def _stands(project: Project, planned: PlannedTitle) -> tuple[SetStands, ...]:
    stages = {stage.id: stage for _, stage in project.stages()}
    names = {stage.id: f"{studio.name} {stage.name}" for studio, stage in project.stages()}
    sets = {one.id: one for one in project.title(planned.id).sets}
    return tuple(
        SetStands(
            set=sets[one.id].name,
            stage=names[one.stage],
            first=one.standing.start,
            last=one.standing.last,
            by_area=sets[one.id].width_m is not None and stages[one.stage].width_m is None,
        )
        for one in planned.sets
    )


def _cannot(
    alone: Project,
    title: Title,
    plan: Plan,
    planned: PlannedTitle | None,
    *,
    seconds: float,
    clock: Callable[[], float],
    halt: Halt,
) -> StageAnswer:
    reason = planned.reason if planned is not None else None
    if isinstance(reason, NoStageForSet):
        return StageAnswer(
            state="cannot",
            set=reason.set,
            needs_m=reason.needs_m,
            needs_m2=reason.needs_m2,
            refusals=reason.refusals,
            why=(reason.sentence,),
            proven=True,
        )
    from kachinko.staging.explain.explainer import Explainer

    with ended_by(halt) as own:
        explainer = Explainer(alone, plan, seconds=seconds, clock=clock, halt=own)
        found = [each for one in explainer.explain([title.id]) for each in one.conflicts]
    if found:
        return _conflicting(found[0])
    if reason is None:
        return StageAnswer(state="unsettled")
    return StageAnswer(state="unsettled", why=(reason.sentence,))


def _conflicting(conflict: Conflict) -> StageAnswer:
    why = tuple(one.sentence for one in conflict.requirements)
    return StageAnswer(state="cannot", why=why, proven=True)
