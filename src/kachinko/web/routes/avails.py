"""Avails: what could be had, when, at what rank, and who is in the way."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from kachinko.ledger.suits import Need
from kachinko.model.base import Id
from kachinko.model.errors import Fault
from kachinko.model.quantity import Area, Length, Power
from kachinko.model.reservation import LONGEST_DAYS, Reservation
from kachinko.model.span import Day, DaySpan
from kachinko.service.ledger_avails import StageOffers, avails
from kachinko.service.permissions import Actor
from kachinko.web.access import Needs, office_of
from kachinko.web.problems import ProblemError, responses

router = APIRouter(tags=["avails"])


class WindowOut(BaseModel):
    """Start days in a row, all of which would get the same rank."""

    first_start: date
    last_start: date
    days: int
    rank: int = Field(description="1: free; above: a hold behind others.")
    book_only: bool = Field(description="A hold would have lapsed already; it can be booked.")
    behind: list[Reservation] = Field(description="Who keeps the first start from a better rank.")


class StageOut(BaseModel):
    """What a stage has to offer."""

    stage: Id
    beside: bool = Field(description="Others may stand on the same floor.")
    lacks: list[str] = Field(description="Why it cannot be; empty: it can.")
    unknown: list[str] = Field(description="What nobody told us; never guessed.")
    windows: list[WindowOut]


class AvailsOut(BaseModel):
    """Every stage, those that can first."""

    items: list[StageOut]


@router.get("/avails", operation_id="findAvails", responses=responses(404, 422))
def find_avails(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("avails.see"))],
    *,
    first: Annotated[Day, Query(alias="from", description="First day to look at.")],
    last: Annotated[Day, Query(alias="to", description="Last day to look at.")],
    days: Annotated[int, Query(ge=1, le=LONGEST_DAYS, description="Days in a row.")],
    area_m2: Annotated[Area | None, Query(description="Floor; empty: the whole stage.")] = None,
    least_m2: Annotated[Area | None, Query(description="Least floor of a whole stage.")] = None,
    height_m: Annotated[Length | None, Query()] = None,
    power_kva: Annotated[Power | None, Query()] = None,
    features: Annotated[list[Id] | None, Query(max_length=20)] = None,
    sync_sound: Annotated[bool, Query()] = True,
    worst_rank: Annotated[int | None, Query(ge=1, le=99)] = None,
    windows: Annotated[int, Query(ge=1, le=100, description="At most so many a stage.")] = 3,
    stages: Annotated[list[Id] | None, Query(max_length=500)] = None,
    project: Annotated[
        Id | None, Query(description="A project of yours that knows heights, features, power.")
    ] = None,
) -> AvailsOut:
    """Find on which days of a stretch a stage could be had, across all stages."""
    if last < first or (last - first).days > LONGEST_DAYS:
        fault = Fault("query.to", f"it is not within {LONGEST_DAYS:,} days after 'from'")
        raise ProblemError(422, "INPUT", "The days cannot be used.", faults=[fault])
    office = office_of(request)
    facts = None
    if project is not None:
        known = office.shelf.project(actor, project)
        facts = {stage.id: stage for _, stage in known.stages()}
    need = Need(
        within=DaySpan.inclusive(first, last),
        days=days,
        area_m2=area_m2,
        least_m2=least_m2,
        height_m=height_m,
        power_kva=power_kva,
        features=tuple(features or ()),
        sync_sound=sync_sound,
    )
    found = avails(
        office.ledger,
        actor,
        need,
        now=office.clock(),
        facts=facts,
        only=tuple(stages or ()),
        worst_rank=worst_rank,
        most_windows=windows,
    )
    return AvailsOut(items=[_shown(each) for each in found])


def _shown(one: StageOffers) -> StageOut:
    found = one.avails
    return StageOut(
        stage=found.stage,
        beside=found.beside,
        lacks=list(found.suits.lacks),
        unknown=list(found.suits.unknown),
        windows=[
            WindowOut(
                first_start=each.window.starts.start,
                last_start=each.window.starts.last,
                days=each.window.days,
                rank=each.window.rank,
                book_only=each.window.book_only,
                behind=list(each.behind),
            )
            for each in one.offers
        ],
    )
