"""What is done with a reservation that stands, and with several at once."""

# Annotations here are made in a loop: they are evaluated where they stand.
import uuid
from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import Field

from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.command import (
    ApplyPlan,
    Cancel,
    ChallengeBetter,
    Confirm,
    Move,
    Outcome,
    Promote,
    Release,
    Sign,
    Undo,
    Withdraw,
)
from kachinko.model.quantity import Area
from kachinko.model.reservation import Reservation, ReservedPhase, Wanted
from kachinko.model.span import Day
from kachinko.service.permissions import Actor
from kachinko.service.plan_entry import PlanOfJob, entry_of
from kachinko.service.writing import apart
from kachinko.web import examples
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import answer_of, as_json, submit
from kachinko.web.headers import TAGGED, IdempotencyKey, Seen
from kachinko.web.problems import responses

router = APIRouter(tags=["reservations"])

_Move = type[ChallengeBetter | Withdraw | Confirm | Sign | Release | Cancel | Promote]
_MOVES: dict[str, tuple[_Move, str]] = {
    "challenge": (ChallengeBetter, "Ask every better hold to confirm or release, by the clock."),
    "withdraw": (Withdraw, "Take back what this hold has asked of others."),
    "confirm": (Confirm, "Make a first hold firm."),
    "sign": (Sign, "The agreement is signed: what is confirmed becomes booked."),
    "release": (Release, "Give a hold back; others move up."),
    "cancel": (Cancel, "Give up what is firm."),
    "promote": (Promote, "Move a hold up where there is room."),
}


class Reason(Record):
    """Why, for the audit trail."""

    why: Text = ""


class PlanOnStages(Record):
    """Sets of titles, to be held or booked all together or not at all."""

    plan: Id = Field(description="Names the plan; a later one of the same title replaces it.")
    how: Literal["hold", "book"] = "hold"
    titles: tuple[Id, ...] = Field(min_length=1, max_length=1_000)
    holder: Id
    wanted: tuple[Wanted, ...] = Field(default=(), max_length=2_000)
    seen: Count | None = Field(
        default=None, le=2**62, description="Number of the last event that the plan knew of."
    )
    why: Text = ""


Why = Annotated[Reason, Body(openapi_examples=examples.WHY)]


def _add(name: str, kind: _Move, summary: str) -> None:
    def move(
        request: Request,
        actor: Annotated[Actor, Depends(Needs(f"reservation.{name}"))],
        id: Id,  # noqa: A002 - the name in the path
        key: IdempotencyKey,
        seen: Seen,
        reason: Why = Reason(),  # noqa: B008 - frozen
    ) -> Response:
        command = kind(id=key, why=reason.why, reservation=id, version=seen)
        return submit(request, actor, command, about=id)

    endpoint: Callable[..., Response] = move
    router.add_api_route(
        f"/reservations/{{id}}/{name}",
        endpoint,
        methods=["POST"],
        operation_id=f"{name}Reservation",
        summary=summary,
        response_model=Outcome,
        responses={200: TAGGED, **responses(404, 409, 412, 422, 428, 503)},
    )


for _name, (_kind, _summary) in _MOVES.items():
    _add(_name, _kind, _summary)


class Elsewhere(Record):
    """Another stage, and perhaps other days there; what is left out stays."""

    stage: Id
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    area_m2: Area | None = None
    phases: tuple[ReservedPhase, ...] | None = Field(default=None, max_length=20)
    why: Text = ""


@router.post(
    "/reservations/{id}/move",
    operation_id="moveReservation",
    response_model=Outcome,
    responses={200: TAGGED, **responses(404, 409, 412, 422, 428, 503)},
)
def move_reservation(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("reservation.place"))],
    id: Id,  # noqa: A002 - the name in the path
    key: IdempotencyKey,
    seen: Seen,
    new: Annotated[Elsewhere, Body(openapi_examples=examples.MOVE)],
) -> Response:
    """Take it to another stage in one step. What is made there has your key as its id."""
    values = {name: getattr(new, name) for name in Elsewhere.model_fields}
    command = Move.model_validate(
        {"id": key, "reservation": id, "version": seen, **values}, by_name=True
    )
    return submit(request, actor, command, about=key)


@router.post(
    "/applications",
    operation_id="applyPlan",
    response_model=Outcome,
    responses=responses(404, 409, 422, 503),
)
def apply_plan(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("reservation.place"))],
    key: IdempotencyKey,
    plan: Annotated[PlanOnStages, Body(openapi_examples=examples.APPLY)],
) -> Response:
    """Put a plan's sets on their stages, all or nothing; says what changed since it was made."""
    values = {name: getattr(plan, name) for name in PlanOnStages.model_fields}
    return submit(request, actor, ApplyPlan(id=key, **values))


@router.post(
    "/jobs/{id}/applications",
    operation_id="applyJob",
    response_model=Outcome,
    responses=responses(404, 409, 422, 503),
)
def apply_job(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("reservation.place"))],
    id: Id,  # noqa: A002 - the name in the path
    key: IdempotencyKey,
    asked: Annotated[PlanOfJob, Body(openapi_examples=examples.APPLY_JOB)],
) -> Response:
    """Put the plan that a job made on its stages, all or nothing."""
    office = office_of(request)

    def act() -> Outcome:
        command = entry_of(office, actor, id, asked, id_=key)
        return office.holds.submit(actor, command, at=office.clock())

    # What the command says depends on what stands; a retry says the same all the same.
    content = {"apply": id, "asked": asked.model_dump(mode="json")}
    given = given_by(request, actor, key)
    return answer_of(apart(office.ledger.engine, given, content, act, Outcome))


class Rehearsal(Record):
    """What applying a plan would be answered now, and what others did since it was made."""

    outcome: Outcome
    since: tuple[Reservation, ...] = Field(description="Changed on its stages since.")


@router.post(
    "/jobs/{id}/applications/rehearsal",
    operation_id="rehearseJob",
    response_model=Rehearsal,
    responses=responses(404, 422, 503),
)
def rehearse_job(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("reservation.place"))],
    id: Id,  # noqa: A002
    asked: Annotated[PlanOfJob, Body(openapi_examples=examples.APPLY_JOB)],
) -> Response:
    """Ask what applying a job's plan would be answered now; nothing is done."""
    office = office_of(request)
    command = entry_of(office, actor, id, asked, id_=f"rehearsal-{uuid.uuid4().hex[:16]}")
    outcome = office.holds.rehearse(actor, command, at=office.clock())
    found: list[Reservation] = []
    if outcome.since:
        stages = {wanted.stage for wanted in command.wanted}
        on_them = office.holds.reservations(actor, stages=sorted(stages), live=None)
        found = [each for each in on_them if each.id in outcome.since]
    return as_json(Rehearsal.model_construct(outcome=outcome, since=tuple(found)))


@router.post(
    "/commands/{command}/undo",
    operation_id="undoCommand",
    response_model=Outcome,
    responses=responses(404, 409, 422, 503),
)
def undo_command(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("reservation.undo"))],
    command: Id,
    key: IdempotencyKey,
    reason: Why = Reason(),  # noqa: B008 - frozen
) -> Response:
    """Put back what a command changed, as a new entry, if nothing of it has changed since."""
    return submit(request, actor, Undo(id=key, why=reason.why, command=command))
