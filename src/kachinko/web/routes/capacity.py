"""Capacity: what can be asked of it, and how full stages are."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from kachinko.model.base import Id
from kachinko.service.capacity import Askable, askable, frontier_found
from kachinko.service.permissions import Actor
from kachinko.service.stage_use import StageFills, stage_fills
from kachinko.web.access import Needs, office_of
from kachinko.web.answers import as_json
from kachinko.web.problems import responses

router = APIRouter(tags=["capacity"])


@router.get(
    "/projects/{id}/capacity",
    operation_id="getCapacity",
    response_model=Askable,
    responses=responses(404, 422),
)
def get_capacity(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.see"))],
    id: Id,  # noqa: A002 - the name in the path
) -> Response:
    """What a frontier can be asked: levers, what the answer hangs on, the public claim."""
    return as_json(askable(office_of(request), actor, id))


@router.get(
    "/projects/{id}/stage-use",
    operation_id="getStageUse",
    response_model=StageFills,
    responses=responses(404, 422),
)
def get_stage_use(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.see"))],
    id: Id,  # noqa: A002
    plan: Annotated[
        Id | None, Query(description="Job whose plan is looked at; empty: the ledger alone.")
    ] = None,
) -> Response:
    """How full stages are week by week, by a plan and by the ledger; dark days and their cost."""
    return as_json(stage_fills(office_of(request), actor, id, plan))


@router.get(
    "/jobs/{id}/frontier",
    operation_id="getFrontier",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": {"type": "object"}}}},
        **responses(404, 422),
    },
)
def get_frontier(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.see"))],
    id: Id,  # noqa: A002
) -> Response:
    """Get the frontier that a job found (kachinko-frontier/1), its sentences in Japanese, too."""
    found = frontier_found(office_of(request), actor, id)
    return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")
