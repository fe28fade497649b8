"""Reservations: holds and bookings, one by one and in lists."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import Field

from kachinko.model.base import Id, Record, Text
from kachinko.model.command import Amend, Book, Outcome, Place
from kachinko.model.quantity import Area
from kachinko.model.reservation import Reservation, ReservedPhase, Wanted
from kachinko.model.span import Day
from kachinko.service.permissions import Actor
from kachinko.service.reading import Asked, Key
from kachinko.service.reading import key_of as order_of
from kachinko.web import examples
from kachinko.web.access import Needs, office_of
from kachinko.web.answers import as_json, submit
from kachinko.web.headers import TAGGED, IdempotencyKey, IfNoneMatch, Seen, etag, unchanged
from kachinko.web.paging import Cursor, Limit, Page, cursor_of, key_of
from kachinko.web.problems import responses

router = APIRouter(prefix="/reservations", tags=["reservations"])


class NewReservation(Record):
    """A reservation to be made."""

    how: Literal["hold", "book"] = Field(
        default="hold", description="A ranked hold, or firm at once where it is free."
    )
    wanted: Wanted
    why: Text = Field(default="", description="The reason, for the audit trail.")


class Amendment(Record):
    """New days, floor or phases; what is left out stays."""

    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    area_m2: Area | None = None
    phases: tuple[ReservedPhase, ...] | None = Field(default=None, max_length=20)
    why: Text = ""


@router.get("", operation_id="listReservations", responses=responses(422))
def list_reservations(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("stage.taken"))],
    *,
    stage: Annotated[Id | None, Query()] = None,
    title: Annotated[Id | None, Query()] = None,
    holder: Annotated[Id | None, Query()] = None,
    first: Annotated[Day | None, Query(alias="from")] = None,
    last: Annotated[Day | None, Query(alias="to")] = None,
    live: Annotated[Literal["yes", "no", "all"], Query(description="Which states.")] = "yes",
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Reservation]:
    """List reservations that share a day with the days that are named, by stage, day and rank."""
    asked = Asked(
        None if stage is None else (stage,),
        first,
        last,
        {"yes": True, "no": False, "all": None}[live],
        title,
        holder,
        after=_key(key_of(cursor, str, str, int, int)),
        limit=limit + 1,
    )
    found = office_of(request).holds.page(actor, asked)
    more = found[limit - 1] if len(found) > limit else None
    following = None if more is None else cursor_of(*_written(order_of(more)))
    return Page[Reservation](items=found[:limit], next=following)


@router.post(
    "",
    operation_id="makeReservation",
    status_code=201,
    response_model=Outcome,
    responses={201: TAGGED, **responses(404, 409, 422, 503)},
)
def make_reservation(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("reservation.place"))],
    key: IdempotencyKey,
    new: Annotated[NewReservation, Body(openapi_examples=examples.HOLD)],
) -> Response:
    """Place a hold at the rank that is free, or book what fits at rank 1. Its id is your key."""
    kind = Place if new.how == "hold" else Book
    command = kind(id=key, why=new.why, wanted=new.wanted)
    return submit(request, actor, command, status=201, about=key)


@router.get(
    "/{id}",
    operation_id="getReservation",
    response_model=Reservation,
    responses={200: TAGGED, 304: {"description": "You have it already."}, **responses(404, 422)},
)
def get_reservation(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("stage.taken"))],
    id: Id,  # noqa: A002 - the name in the path
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Look at one reservation."""
    found = office_of(request).holds.find(actor, id)
    if unchanged(if_none_match, found.version):
        return Response(status_code=304, headers=etag(found.version))
    return as_json(found, headers=etag(found.version))


@router.patch(
    "/{id}",
    operation_id="amendReservation",
    response_model=Outcome,
    responses={200: TAGGED, **responses(404, 409, 412, 422, 428, 503)},
)
def amend_reservation(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("reservation.amend"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
    seen: Seen,
    new: Annotated[Amendment, Body(openapi_examples=examples.AMEND)],
) -> Response:
    """Change days, floor or phases; less of either keeps the place in the queue."""
    values: dict[str, Any] = {name: getattr(new, name) for name in Amendment.model_fields}
    command = Amend.model_validate(
        {"id": key, "reservation": id, "version": seen, **values}, by_name=True
    )
    return submit(request, actor, command, about=id)


def _written(key: Key) -> tuple[str, str, int, int]:
    stage, first, rank, place = key
    return stage, first.isoformat(), rank, place


def _key(key: list[str | int] | None) -> Key | None:
    if key is None:
        return None
    stage, day, rank, place = key
    try:
        return str(stage), date.fromisoformat(str(day)), int(rank), int(place)
    except ValueError:
        return None
