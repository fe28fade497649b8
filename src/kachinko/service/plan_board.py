"""A job's plan as the board draws it, beside what the ledger holds of its titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from kachinko.files.plan_json import parse_plan
from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.money import Amount, Currency
from kachinko.model.plan import Status
from kachinko.model.project import Project
from kachinko.model.title import PHASES
from kachinko.service.board_bars import day_number
from kachinko.service.jobs.start import project_of_plan
from kachinko.service.ledger_planning import SEEN
from kachinko.service.reading import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kachinko.model.plan import Plan, PlannedSet, PlannedTitle
    from kachinko.model.reservation import Reservation
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor

PLAN = "plan.json"
Stands = Literal["same", "moved", "missing"]
Amiss = Literal["moved", "set-gone", "title-gone"]


class PlannedBar(Record):
    """A set where the plan has it, and how the ledger stands to that."""

    title: Id
    set: Id
    says: Text = Field(description="Title and set by name.")
    title_name: Text
    stage: Id
    first: int
    last: int
    phases: tuple[int, ...] = Field(description="Phase, first, last, phase, first, last …")
    area: float
    sound: bool
    stands: Stands = Field(
        description="As planned in the ledger; there on other days or stages; or not at all."
    )
    reservation: Id | None = Field(default=None, description="What the ledger has of this set.")


class PlannedBlockBar(Record):
    """A location block of a title that is in."""

    title: Id
    title_name: Text
    block: Id
    says: Text
    first: int
    last: int


class Stray(Record):
    """A reservation that the plan does not account for, and why."""

    reservation: Id
    why: Amiss


class OutTitle(Record):
    """A title that the plan leaves out."""

    title: Id
    name: Text
    why: Text = ""


class PlanWorth(Record):
    """What a plan is worth and costs, and what is proven of that."""

    job: Id
    status: Status
    currency: Currency
    value: float
    value_bound: float
    cost: Amount | None = None
    cost_bound: Amount | None = None
    titles_in: Count
    titles_out: Count


class PlanOnBoard(Record):
    """A plan as rows and bars."""

    worth: PlanWorth
    project: Id
    bars: tuple[PlannedBar, ...]
    blocks: tuple[PlannedBlockBar, ...] = ()
    out: tuple[OutTitle, ...] = ()
    strays: tuple[Stray, ...] = Field(default=(), description="In the ledger, but not as planned.")
    seen: Count | None = Field(default=None, description="The last event that its maker knew.")


def plan_on_board(office: Office, actor: Actor, job: str) -> PlanOnBoard:
    """The plan of a job, marked where it and the ledger disagree.

    Raises
    ------
    NotFoundError
        Where there is no such job, or it has no plan.
    """
    project, plan = read_plan(office, actor, job)
    live = office.holds.page(actor, Asked(holder=actor.organisation))
    held = _by_set(live, {title.id for title in project.titles})
    bars = tuple(
        _bar(project, title, placed, held.get((title.id, placed.id), ()))
        for title in plan.accepted
        for placed in title.sets
    )
    seen = plan.versions.get(SEEN, "")
    return PlanOnBoard(
        worth=worth(job, plan),
        project=office.jobs.find(actor, job).project or "",
        bars=bars,
        blocks=tuple(_blocks(project, plan)),
        out=tuple(titles_out(project, plan)),
        strays=tuple(_strays(plan, held)),
        seen=int(seen) if seen.isdigit() else None,
    )


def read_plan(office: Office, actor: Actor, job: str) -> tuple[Project, Plan]:
    """The plan of a job and the project that it is of."""
    plan = parse_plan(office.jobs.file(actor, job, PLAN), PLAN)
    return Project.model_validate_json(project_of_plan(office, actor, job)), plan


def worth(job: str, plan: Plan) -> PlanWorth:
    """What a plan comes to."""
    return PlanWorth(
        job=job,
        status=plan.status,
        currency=plan.currency,
        value=plan.value,
        value_bound=plan.value_bound,
        cost=plan.cost,
        cost_bound=plan.cost_bound,
        titles_in=len(plan.accepted),
        titles_out=len(plan.left_out),
    )


Held = dict[tuple[str, str | None], list["Reservation"]]


def _by_set(live: Iterable[Reservation], titles: set[str]) -> Held:
    found: Held = {}
    for each in live:
        if each.title in titles:
            found.setdefault((each.title, each.set), []).append(each)
    return found


def _bar(
    project: Project, title: PlannedTitle, placed: PlannedSet, held: Sequence[Reservation]
) -> PlannedBar:
    known = project.title(title.id)
    asked = next(one for one in known.sets if one.id == placed.id)
    days = placed.standing
    # Of several reservations of a set, the one that is as planned counts; else a firm one.
    best = min(held, key=lambda each: (not _is_as(placed, each), not each.firm), default=None)
    stands: Stands = "missing"
    if best is not None:
        stands = "same" if _is_as(placed, best) else "moved"
    return PlannedBar(
        title=title.id,
        set=placed.id,
        says=f"{known.name} · {asked.name}",
        title_name=known.name,
        stage=placed.stage,
        first=day_number(days.start),
        last=day_number(days.last),
        phases=flat_phases(placed),
        area=asked.footprint_m2,
        sound=asked.sync_sound,
        stands=stands,
        reservation=None if best is None else best.id,
    )


def flat_phases(placed: PlannedSet) -> tuple[int, ...]:
    """Phase, first day, last day, and so on, as the board's bars have them."""
    found: list[int] = []
    for name, span in placed.phases:
        found += PHASES.index(name), day_number(span.start), day_number(span.last)
    return tuple(found)


def _is_as(placed: PlannedSet, each: Reservation) -> bool:
    """Whether a reservation has the stage and all the days of a planned set, and no others."""
    said = [(phase.phase, phase.span) for phase in each.phases]
    return (
        each.stage == placed.stage
        and each.span == placed.standing
        and (not said or said == list(placed.phases))
    )


def _blocks(project: Project, plan: Plan) -> Iterable[PlannedBlockBar]:
    for title in plan.accepted:
        known = project.title(title.id)
        for block in title.location_blocks:
            yield PlannedBlockBar(
                title=title.id,
                title_name=known.name,
                block=block.id,
                says=f"{known.name} · {block.id}",
                first=day_number(block.first),
                last=day_number(block.last),
            )


def titles_out(project: Project, plan: Plan) -> Iterable[OutTitle]:
    """The titles that a plan leaves out, with the reason that it gives."""
    names = {title.id: title.name for title in project.titles}
    for title in plan.left_out:
        why = "" if title.reason is None else title.reason.sentence
        yield OutTitle(title=title.id, name=names.get(title.id, title.id), why=why)


def _strays(plan: Plan, held: Held) -> Iterable[Stray]:
    """What the ledger has of the project's titles on places where the plan has nothing."""
    planned = {(title.id, one.id): one for title in plan.accepted for one in title.sets}
    accepted = {title.id for title in plan.accepted}
    for (title, set_), those in sorted(held.items(), key=lambda item: str(item[0])):
        placed = None if set_ is None else planned.get((title, set_))
        for each in those:
            if placed is None:
                why: Amiss = "set-gone" if title in accepted else "title-gone"
                yield Stray(reservation=each.id, why=why)
            elif not _is_as(placed, each):
                yield Stray(reservation=each.id, why="moved")
