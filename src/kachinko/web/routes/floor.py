"""The floor of a stage: what stands where, sets moved by hand, and drawings to scale."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from kachinko.model.base import Id
from kachinko.model.span import Day
from kachinko.report.floor.floors import Floors
from kachinko.service.floor_places import (
    FloorAnswer,
    FloorAsked,
    Places,
    check_places,
    keep_places,
)
from kachinko.service.floors import drawing_of, floors_of
from kachinko.service.jobs.record import Job
from kachinko.service.permissions import Actor
from kachinko.web import examples
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.guard import FILE_POLICY
from kachinko.web.headers import IdempotencyKey
from kachinko.web.problems import responses

router = APIRouter(prefix="/floor", tags=["floor"])
MEDIA = {"pdf": "application/pdf", "svg": "image/svg+xml"}
_FILE = {"schema": {"type": "string", "format": "binary"}}
ProjectId = Annotated[Id, Query(description="The project whose stages are shown.")]
PlanId = Annotated[Id | None, Query(description="The job whose plan is shown.")]


@router.get("", operation_id="getFloors", response_model=Floors, responses=responses(404, 422))
def get_floors(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.see"))],
    *,
    project: ProjectId,
    plan: PlanId = None,
) -> Response:
    """Get the floors of a project's stages, the sets of a plan on them, and what is reserved."""
    return as_json(floors_of(office_of(request), actor, project, plan))


@router.post(
    "/check",
    operation_id="checkFloor",
    response_model=FloorAnswer,
    responses=responses(404, 422),
)
def check_floor(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("plan.see"))],
    asked: Annotated[FloorAsked, Body(openapi_examples=examples.FLOOR)],
) -> Response:
    """Ask the checker what it would say of a stage with sets at other places; nothing is kept."""
    return as_json(check_places(office_of(request), actor, asked))


@router.post(
    "/plans",
    operation_id="keepFloor",
    status_code=201,
    response_model=Job,
    responses=responses(404, 422, 503),
)
def keep_floor(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.start"))],
    key: IdempotencyKey,
    asked: Annotated[Places, Body(openapi_examples=examples.PLACES)],
) -> Response:
    """Keep a plan with sets at other places as a new plan, if the checker accepts it."""
    job = keep_places(office_of(request), given_by(request, actor, key), asked)
    return as_json(job, status=201, headers={"Location": f"/api/v1/jobs/{job.id}"})


@router.get(
    "/{stage}.{form}",
    operation_id="drawFloor",
    response_class=Response,
    responses={
        200: {"content": {MEDIA["pdf"]: _FILE, MEDIA["svg"]: _FILE}},
        **responses(404, 422),
    },
)
def draw_floor(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.see"))],
    stage: Id,
    form: Literal["pdf", "svg"],
    *,
    day: Day,
    project: ProjectId,
    plan: PlanId = None,
    show: Annotated[
        Literal["plan", "reservations"], Query(description="Sets of the plan, or of the ledger.")
    ] = "plan",
    lang: Literal["en", "ja"] = "en",
    unit: Annotated[Literal["m2", "tsubo", "ft2"], Query(description="Of areas.")] = "m2",
) -> Response:
    """Draw a stage on a day, to scale on A3 across: 1:100, or smaller where it is larger."""
    content = drawing_of(
        office_of(request), actor, stage, day, project=project, job=plan,
        reserved=show == "reservations", form=form, lang=lang, unit=unit,
    )  # fmt: skip
    return Response(
        content,
        media_type=MEDIA[form],
        headers={
            "Content-Security-Policy": FILE_POLICY,
            "Content-Disposition": f'attachment; filename="floor-{stage}-{day}.{form}"',
        },
    )
