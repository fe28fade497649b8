"""Whether the server lives, whether it is ready, and what it counts."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from kachinko.service.permissions import Actor
from kachinko.web.access import Needs, office_of
from kachinko.web.metrics import Metrics
from kachinko.web.problems import ProblemError, responses

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """How the server is."""

    status: Literal["ok"] = "ok"


@router.get("/health/live", operation_id="isLive")
async def is_live(_actor: Annotated[Actor | None, Depends(Needs("health.see"))]) -> Health:
    """Say that the server runs."""
    return Health()


@router.get("/health/ready", operation_id="isReady", responses=responses(503))
def is_ready(
    request: Request, _actor: Annotated[Actor | None, Depends(Needs("health.see"))]
) -> Health:
    """Say whether the database answers and jobs are looked after."""
    if not office_of(request).ready():
        raise ProblemError(503, "NOT-READY", "The database or the jobs are not there.")
    return Health()


@router.get(
    "/metrics",
    operation_id="getMetrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def get_metrics(
    request: Request, _actor: Annotated[Actor, Depends(Needs("metrics.see"))]
) -> Response:
    """Count requests, their time, jobs and streams, in Prometheus' text form."""
    metrics: Metrics = request.app.state.metrics
    crew, streams = office_of(request).crew, request.app.state.streams
    return metrics.respond(jobs=crew.running, streams=streams.open)
