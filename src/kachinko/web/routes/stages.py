"""Stages as the ledger knows them: their policy, and who stands in line for them."""

from __future__ import annotations

import hashlib
import threading
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, Query, Request, Response
from pydantic import Field

from kachinko.ledger.chain import canonical
from kachinko.ledger.floor import StageRecord
from kachinko.model.base import Id, Record, Text
from kachinko.model.command import Outcome, SetPolicy
from kachinko.model.policy import HoldPolicy
from kachinko.model.quantity import Area
from kachinko.model.reservation import Reservation
from kachinko.model.span import Day
from kachinko.model.studio import Closure
from kachinko.service.permissions import Actor
from kachinko.service.reading import Asked
from kachinko.service.refusals import NotFoundError
from kachinko.web import examples
from kachinko.web.access import Needs, office_of
from kachinko.web.answers import as_json, submit
from kachinko.web.headers import TAGGED, IdempotencyKey
from kachinko.web.paging import Cursor, Limit, Page, cursor_of, key_of
from kachinko.web.problems import ProblemError, responses

router = APIRouter(prefix="/stages", tags=["stages"])
board = APIRouter(tags=["stages"])
_policies = threading.Lock()
"""Between looking at a stage's tag and setting its policy nobody else sets one."""


class StageTerms(Record):
    """How a stage takes holds."""

    floor_m2: Area | None = Field(
        default=None, description="Its floor [m²]; needed where floors are shared."
    )
    quiet: bool = Field(default=True, description="Whether shooting there needs quiet beside it.")
    closures: tuple[Closure, ...] = Field(default=(), max_length=1_000)
    policy: HoldPolicy


class StageOut(StageTerms):
    """A stage of the ledger."""

    id: Id


class NewTerms(StageTerms):
    """The terms of a stage from now on."""

    why: Text = ""


@router.get("", operation_id="listStages", responses=responses(422))
def list_stages(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("stage.see"))],
    *,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[StageOut]:
    """List the stages of the ledger by their id, with their policies."""
    key = key_of(cursor, str)
    after = "" if key is None else str(key[0])
    found = [each for each in office_of(request).holds.stages(actor) if each.id > after]
    following = cursor_of(found[limit - 1].id) if len(found) > limit else None
    return Page[StageOut](items=[_shown(each) for each in found[:limit]], next=following)


@router.get(
    "/{id}",
    operation_id="getStage",
    response_model=StageOut,
    responses={200: TAGGED, **responses(404, 422)},
)
def get_stage(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("stage.see"))],
    id: Id,  # noqa: A002 - the name in the path
) -> Response:
    """Look at one stage."""
    found = _find(request, actor, id)
    if found is None:
        raise NotFoundError(f"There is no stage {id!r} in the ledger.")
    return as_json(_shown(found), headers={"ETag": _tag(found)})


@router.put(
    "/{id}",
    operation_id="setPolicy",
    response_model=Outcome,
    responses=responses(404, 409, 412, 422, 428, 503),
)
def set_policy(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("policy.set"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
    terms: Annotated[NewTerms, Body(openapi_examples=examples.POLICY)],
    if_match: Annotated[
        str | None, Header(alias="If-Match", description="The ETag of the stage.")
    ] = None,
    if_none_match: Annotated[
        str | None, Header(alias="If-None-Match", description="`*`, for a new stage.")
    ] = None,
) -> Response:
    """Enter a stage, or set its policy from now on; clocks that run keep their deadlines."""
    if if_match is None and if_none_match != "*":
        raise ProblemError(
            428,
            "VERSION-NEEDED",
            "Say what you replace: send If-Match with an ETag, or If-None-Match: * for a new one.",
        )
    values = {name: getattr(terms, name) for name in NewTerms.model_fields}
    command = SetPolicy(id=key, stage=id, **values)
    with _policies:
        if not _answered(request, actor, key):
            found = _find(request, actor, id)
            there = None if found is None else _tag(found)
            if (if_match is None and there) or if_match not in (None, "*", there):
                raise ProblemError(412, "CHANGED", f"The stage {id!r} has changed since.")
        return submit(request, actor, command)


@router.get("/{id}/queue", operation_id="getQueue", responses=responses(404, 422))
def get_queue(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("stage.taken"))],
    id: Id,  # noqa: A002
    *,
    first: Annotated[Day | None, Query(alias="from")] = None,
    last: Annotated[Day | None, Query(alias="to")] = None,
) -> Page[Reservation]:
    """Who stands on a stage and in line for it, by first day and rank; the first thousand."""
    office = office_of(request)
    if _find(request, actor, id) is None:
        raise NotFoundError(f"There is no stage {id!r} in the ledger.")
    asked = Asked((id,), first, last, limit=1_000)
    return Page[Reservation](items=office.holds.page(actor, asked))


@board.get(
    "/bars",
    operation_id="getBars",
    response_model=dict[str, list[Any]],
    responses=responses(422),
)
def get_bars(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("stage.taken"))],
    *,
    stages: Annotated[list[Id] | None, Query(max_length=500)] = None,
    first: Annotated[Day | None, Query(alias="from")] = None,
    last: Annotated[Day | None, Query(alias="to")] = None,
) -> Response:
    """All that is live on some stages and days as columns, a list each, for tens of thousands."""
    found = office_of(request).holds.bars(actor, stages=stages, first=first, last=last)
    return Response(found.to_json(), media_type="application/json")


def _find(request: Request, actor: Actor, id_: str) -> StageRecord | None:
    stages = office_of(request).holds.stages(actor)
    return next((each for each in stages if each.id == id_), None)


def _answered(request: Request, actor: Actor, key: str) -> bool:
    """Whether this is a retry, whose answer does not depend on what stands now."""
    del actor
    return office_of(request).answered(key)


def _shown(stage: StageRecord) -> StageOut:
    return StageOut(
        id=stage.id,
        floor_m2=stage.floor_m2,
        quiet=stage.quiet,
        closures=stage.closures,
        policy=stage.policy,
    )


def _tag(stage: StageRecord) -> str:
    text = canonical(_shown(stage).model_dump(mode="json", by_alias=True))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
