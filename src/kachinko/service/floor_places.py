"""Sets moved by hand on the floor: what the checker says of it, and kept as another plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from kachinko.files.plan_json import dump_plan
from kachinko.model.base import Id, Record, Text, not_a_bool
from kachinko.model.errors import Fault, InputError
from kachinko.model.span import Day, DaySpan
from kachinko.service.floors import PLAN, planned_of
from kachinko.service.jobs.asked import PlanAsked
from kachinko.service.jobs.book import Entry
from kachinko.service.permissions import require_own
from kachinko.staging.check import check_plan
from kachinko.staging.check.floor import check_floor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.plan import Plan, PlannedSet
    from kachinko.model.project import Project
    from kachinko.service.jobs.record import Job
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor
    from kachinko.service.writing import Given
    from kachinko.staging.check import Breach

FARTHEST_M = 10_000.0
MOST_PLACES = 2_000
MOST_BREACHES = 200

Metres = Annotated[
    float,
    BeforeValidator(not_a_bool),
    Field(ge=-FARTHEST_M, le=FARTHEST_M, allow_inf_nan=False),
]


class Place(Record):
    """Where a set of a plan shall lie on its stage, for its whole stay."""

    title: Id
    set: Id
    x_m: Metres = Field(description="Left edge, from the stage's own corner.")
    y_m: Metres
    rotated: bool = False


class Places(Record):
    """Sets of a plan at other places."""

    plan: Id = Field(description="The job that made the plan.")
    places: tuple[Place, ...] = Field(max_length=MOST_PLACES)


class FloorAsked(Places):
    """Sets of a plan at other places, to be looked at on one stage."""

    stage: Id
    first: Day | None = Field(default=None, alias="from", description="Only breaches from here on.")
    last: Day | None = Field(default=None, alias="to", description="Only breaches until here.")


class FloorBreach(Record):
    """A rule that would be broken."""

    code: Text
    sentence: Text
    title: Text | None
    set: Text | None
    other_title: Text | None = None
    other_set: Text | None = None
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    new: bool = Field(description="Whether the plan as it is kept does not break it.")


class FloorAnswer(Record):
    """What the checker says."""

    ok: bool
    breaches: tuple[FloorBreach, ...]


def check_places(office: Office, actor: Actor, asked: FloorAsked) -> FloorAnswer:
    """Say what the independent checker would say of a stage; nothing is kept.

    Raises
    ------
    NotFoundError
        Where there is no such plan.
    InputError
        For a stage that the project has not, and sets that the plan does not place.
    """
    project, plan = planned_of(office, actor, asked.plan)
    faults = _unknown(plan, asked.places)
    stages = [stage.id for _, stage in project.stages()]
    if asked.stage not in stages:
        what, right = f"the project has no stage {asked.stage!r}", ", ".join(stages)
        faults.insert(0, Fault("stage", what, right))
    if faults:
        raise InputError("The floor", faults)
    before = set(check_floor(project, plan, asked.stage))
    found = check_floor(project, _moved(project, plan, asked.places), asked.stage)
    shown = [each for each in found if _meets(each.span, asked)][:MOST_BREACHES]
    return FloorAnswer(
        ok=not shown, breaches=tuple(_told(each, new=each not in before) for each in shown)
    )


def keep_places(office: Office, given: Given, asked: Places) -> Job:
    """Keep a plan with sets at other places as a new one; the old one stays.

    Value, cost and bounds are those of the old plan: they do not hang on places.

    Raises
    ------
    NotFoundError
        Where there is no such plan.
    InputError
        Where a set is unknown, or the checker rejects the plan: every breach is a fault. Nothing
        is kept.
    """
    require_own(given.who, "job.start")
    job = office.jobs.find(given.who, asked.plan)
    project, plan = planned_of(office, given.who, asked.plan)
    faults = _unknown(plan, asked.places)
    if not asked.places:
        faults.append(Fault("places", "no set is moved", "at least one place"))
    if not faults:
        plan = _moved(project, plan, asked.places)
        breaches = check_plan(project, plan).breaches
        faults = [Fault(_place(each), each.sentence) for each in breaches][:MOST_BREACHES]
    if faults:
        raise InputError("The floor", faults)
    document = office.jobs.document(given.who, asked.plan)
    files = {PLAN: dump_plan(plan).encode()}
    made = PlanAsked(seconds=max(plan.seconds, 0.001), workers=plan.workers, seed=plan.seed)
    entry = Entry(made, job.project, document, asked.plan)
    return office.jobs.keep(given, entry, files)


def _unknown(plan: Plan, places: Sequence[Place]) -> list[Fault]:
    known = {(title.id, placed.id) for title in plan.accepted for placed in title.sets}
    seen: set[tuple[str, str]] = set()
    faults = []
    for number, place in enumerate(places):
        key = (place.title, place.set)
        name = f"{place.title}/{place.set}"
        if key not in known:
            faults.append(Fault(f"places.{number}", f"the plan places no set {name}"))
        elif key in seen:
            faults.append(Fault(f"places.{number}", f"{name} is placed twice"))
        seen.add(key)
    return faults


def _moved(project: Project, plan: Plan, places: Sequence[Place]) -> Plan:
    wanted = {(place.title, place.set): place for place in places}
    names = {stage.id: stage.name for _, stage in project.stages()}

    def lay(title: str, placed: PlannedSet) -> PlannedSet:
        place = wanted.get((title, placed.id))
        if place is None:
            return placed
        lies = {"x_m": round(place.x_m, 2), "y_m": round(place.y_m, 2), "rotated": place.rotated}
        return placed.model_copy(update=lies)

    titles = tuple(
        title.model_copy(update={"sets": tuple(lay(title.id, each) for each in title.sets)})
        for title in plan.titles
    )
    remarks = {
        f"{title.id}/{placed.id} lies on {names.get(placed.stage, placed.stage)} where a person "
        "laid it."
        for title in titles
        for placed in title.sets
        if (title.id, placed.id) in wanted
    }
    kept = [each for each in plan.assumptions if each not in remarks]
    return plan.model_copy(update={"titles": titles, "assumptions": (*kept, *sorted(remarks))})


def _meets(span: DaySpan | None, asked: FloorAsked) -> bool:
    if span is None:
        return True
    return (asked.first is None or asked.first < span.stop) and (
        asked.last is None or span.start <= asked.last
    )


def _place(breach: Breach) -> str:
    parts = [each for each in (breach.stage, breach.title, breach.item) if each]
    return "/".join(parts) or "plan"


def _told(breach: Breach, *, new: bool) -> FloorBreach:
    span = breach.span
    return FloorBreach(
        code=breach.code,
        sentence=breach.sentence,
        title=breach.title,
        set=breach.item,
        other_title=breach.other_title,
        other_set=breach.other_item,
        first=None if span is None else span.start,
        last=None if span is None else span.last,
        new=new,
    )
