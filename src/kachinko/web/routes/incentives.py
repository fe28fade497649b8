"""Incentive programmes: which there are, what they would pay, and when one applies."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from pydantic import Field

from kachinko.model.base import Record
from kachinko.model.span import Day
from kachinko.report.incentives.listing import listed
from kachinko.report.incentives.texts import IncentiveWords
from kachinko.service.budgets import Exchange, table_of
from kachinko.service.incentive_cases import Given
from kachinko.service.incentive_estimates import estimate_case
from kachinko.service.incentives import filing_calendars, find_programmes
from kachinko.service.permissions import Actor
from kachinko.web import examples
from kachinko.web.access import Needs, office_of
from kachinko.web.problems import responses

router = APIRouter(prefix="/incentives", tags=["incentives"])

ProgrammeName = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]
"""An id or a place. The command line takes files too; a server opens none that is named."""
Key = Annotated[str, Field(min_length=1, max_length=200)]
Said = Annotated[str, Field(max_length=2_000)]
Names = Annotated[
    list[ProgrammeName] | None,
    Query(max_length=100, description="Ids or places; empty: all that are shipped."),
]
AsOf = Annotated[Day | None, Query(description="Only what was known by then; empty: today.")]


class CaseAsked(Record):
    """What is asked, as it would be written on the command line."""

    programmes: tuple[ProgrammeName, ...] = Field(min_length=1, max_length=100)
    amounts: dict[Key, Said] = Field(
        default={}, max_length=500, description="By measure, or programme:measure."
    )
    facts: dict[Key, Said] = Field(default={}, max_length=500, description="Answers to questions.")
    dates: dict[Key, Said] = Field(default={}, max_length=100, description="Of the production.")
    awards: dict[Key, Said] = Field(
        default={}, max_length=100, description="Of programmes that come off first."
    )
    as_of: Day | None = Field(default=None, description="Only what was known by then.")
    lang: Literal["en", "ja"] = "en"


@router.get(
    "", operation_id="listProgrammes", response_model=dict[str, Any], responses=responses(422)
)
def list_programmes(
    request: Request,
    _actor: Annotated[Actor, Depends(Needs("incentive.see"))],
    *,
    programme: Names = None,
    on: Annotated[Day | None, Query(description="Day of the case; empty: `as_of`.")] = None,
    as_of: AsOf = None,
    lang: Literal["en", "ja"] = "en",
) -> Response:
    """List programmes: place, kind, rate in words, and how well each is known."""
    known_by = as_of or office_of(request).clock().date()
    words = IncentiveWords(lang)
    rows = [
        listed(words, each, on or known_by, known_by) for each in find_programmes(programme or ())
    ]
    return _document(as_of=known_by.isoformat(), programmes=[row.as_dict() for row in rows])


@router.get(
    "/windows",
    operation_id="findWindows",
    response_model=dict[str, Any],
    responses=responses(422),
)
def find_windows(
    request: Request,
    _actor: Annotated[Actor, Depends(Needs("incentive.see"))],
    *,
    start: Annotated[Day, Query(description="Start of photography.")],
    programme: Names = None,
    ready: Annotated[Day | None, Query(description="First day to file on.")] = None,
    as_of: AsOf = None,
) -> Response:
    """Find which windows come in time for a start of photography, and the last safe day."""
    known_by = as_of or office_of(request).clock().date()
    found = filing_calendars(programme or (), start, as_of=known_by, ready=ready)
    calendars = [json.loads(each.calendar.model_dump_json(by_alias=True)) for each in found]
    return _document(as_of=known_by.isoformat(), start=start.isoformat(), programmes=calendars)


@router.post(
    "/estimates",
    operation_id="estimateIncentives",
    response_model=dict[str, Any],
    responses=responses(422),
)
def estimate(
    request: Request,
    _actor: Annotated[Actor, Depends(Needs("incentive.see"))],
    asked: Annotated[CaseAsked, Body(openapi_examples=examples.ESTIMATE)],
) -> Response:
    """Estimate what programmes would pay for amounts, with every step; nothing is kept."""
    known_by = asked.as_of or office_of(request).clock().date()
    given = Given(
        amounts=tuple(asked.amounts.items()),
        facts=tuple(asked.facts.items()),
        dates=tuple(asked.dates.items()),
        awards=tuple(asked.awards.items()),
    )
    done = estimate_case(
        None,
        asked.programmes,
        given,
        as_of=known_by,
        exchange=table_of(Exchange()),
        lang=asked.lang,
    )
    estimates = [json.loads(each.model_dump_json(by_alias=True)) for each in done.estimates]
    return _document(as_of=known_by.isoformat(), estimates=estimates, remarks=list(done.remarks))


@router.get(
    "/{name}",
    operation_id="getProgramme",
    response_model=dict[str, Any],
    responses=responses(422),
)
def get_programme(
    _actor: Annotated[Actor, Depends(Needs("incentive.see"))], name: ProgrammeName
) -> Response:
    """Get programmes whole, by id or place: versions, clauses, values, windows, sources."""
    found = find_programmes((name,))
    return _document(programmes=[json.loads(each.model_dump_json(by_alias=True)) for each in found])


def _document(**document: Any) -> Response:
    return Response(json.dumps(document, ensure_ascii=False), media_type="application/json")
