"""A job's plan beside the ledger, and beside another plan."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from kachinko.model.base import Id
from kachinko.service.permissions import Actor
from kachinko.service.plan_board import PlanOnBoard, plan_on_board
from kachinko.service.plan_changes import PlanChanges, plan_changes
from kachinko.web.access import Needs, office_of
from kachinko.web.answers import as_json
from kachinko.web.problems import responses

router = APIRouter(tags=["board"])


@router.get(
    "/jobs/{id}/board",
    operation_id="getPlanOnBoard",
    response_model=PlanOnBoard,
    responses=responses(404, 422),
)
def get_plan_on_board(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("plan.see"))],
    id: Id,  # noqa: A002 - the name in the path
) -> Response:
    """Draw the plan that a job made; marks where the ledger has it otherwise."""
    return as_json(plan_on_board(office_of(request), actor, id))


@router.get(
    "/jobs/{id}/changes",
    operation_id="comparePlans",
    response_model=PlanChanges,
    responses=responses(404, 422),
)
def get_changes(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("plan.see"))],
    id: Id,  # noqa: A002
    *,
    since: Annotated[Id, Query(description="The job whose plan is the earlier one.")],
) -> Response:
    """Compare two plans: what moved from where to where, which titles came and went."""
    return as_json(plan_changes(office_of(request), actor, id, since))
