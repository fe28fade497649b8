"""Projects that an organisation keeps here: sent as YAML, JSON or Excel, given back as either."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kachinko.model.base import Id
from kachinko.model.project import Project
from kachinko.service.intake import FORMS
from kachinko.service.permissions import Actor
from kachinko.service.shelf import ProjectCard
from kachinko.web import examples
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.guard import LARGEST_UPLOAD
from kachinko.web.headers import (
    TAGGED,
    IdempotencyKey,
    IfNoneMatch,
    Seen,
    SeenOrNew,
    etag,
    unchanged,
)
from kachinko.web.paging import Cursor, Limit, Page, cursor_of, key_of
from kachinko.web.problems import ProblemError, responses

router = APIRouter(prefix="/projects", tags=["projects"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_YAML: dict[str, Any] = {"schema": {"type": "string"}}
_READ: dict[str, Any] = {"schema": {"title": "Project (kachinko/1), in YAML"}}
"""An answer: whoever checks it against this parses it first."""

_PROJECT: dict[str, Any] = {"schema": {"type": "object", "title": "Project (kachinko/1)"}}


@router.get("", operation_id="listProjects", responses=responses(422))
def list_projects(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.see"))],
    *,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[ProjectCard]:
    """List the projects of your organisation by their id."""
    key = key_of(cursor, str)
    after = "" if key is None else str(key[0])
    found = office_of(request).shelf.cards(actor, after=after, limit=limit + 1)
    following = cursor_of(found[limit - 1].id) if len(found) > limit else None
    return Page[ProjectCard](items=found[:limit], next=following)


@router.put(
    "/{id}",
    operation_id="putProject",
    response_model=ProjectCard,
    responses={
        200: TAGGED,
        201: {"model": ProjectCard, "description": "It is new.", **TAGGED},
        **responses(412, 413, 415, 422, 428, 429, 503),
    },
    max_body_size=LARGEST_UPLOAD,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"type": "object", "title": "Project"},
                    "examples": {
                        "small": examples.example(examples.PROJECT, "One stage, no title yet")
                    },
                },
                "application/yaml": _YAML,
                XLSX: _FILE,
            },
        }
    },
)
async def put_project(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.edit"))],
    id: Id,  # noqa: A002 - the name in the path
    key: IdempotencyKey,
    seen: SeenOrNew,
    content_type: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Send a project as one YAML file, JSON or an Excel workbook; every fault is told at once."""
    office = office_of(request)
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind not in FORMS:
        raise ProblemError(
            415,
            "MEDIA-TYPE",
            "A project is sent as YAML, JSON or an Excel workbook.",
            hint=f"Content-Type is one of {', '.join(FORMS)}.",
        )
    content = await request.body()
    project = await run_in_threadpool(office.intake.project, content, FORMS[kind])
    given = given_by(request, actor, key)
    card = await run_in_threadpool(office.shelf.put, given, id, project, seen=seen)
    return as_json(
        card,
        status=201 if seen is None else 200,
        headers={**etag(card.version), "Location": f"/api/v1/projects/{id}"},
    )


@router.get(
    "/{id}",
    operation_id="getProject",
    response_class=Response,
    responses={
        200: {
            **TAGGED,
            "content": {"application/json": _PROJECT, "application/yaml": _READ, XLSX: _FILE},
        },
        304: {"description": "You have it already."},
        **responses(404, 422),
    },
)
def get_project(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.see"))],
    id: Id,  # noqa: A002
    form: Annotated[
        Literal["json", "yaml", "xlsx"], Query(description="The form to have it in.")
    ] = "json",
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Get a project as JSON, as one YAML file or as an Excel workbook."""
    shelf = office_of(request).shelf
    card = shelf.card(actor, id)
    if unchanged(if_none_match, card.version):
        return Response(status_code=304, headers=etag(card.version))
    document = shelf.document(actor, id)
    headers = etag(card.version)
    if form == "json":
        return Response(document, headers=headers, media_type="application/json")
    project = Project.model_validate_json(document)
    headers["Content-Disposition"] = f'attachment; filename="{id}.{form}"'
    if form == "yaml":
        from kachinko.files.yaml_writer import write_file

        return Response(write_file(project), headers=headers, media_type="application/yaml")
    from kachinko.files.xlsx_writer import write_workbook

    return Response(write_workbook(project), headers=headers, media_type=XLSX)


@router.delete(
    "/{id}",
    operation_id="deleteProject",
    status_code=204,
    responses=responses(404, 412, 422, 428, 503),
)
def delete_project(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.delete"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
    seen: Seen,
) -> Response:
    """Take a project away; what was planned on it stays with its jobs."""
    shelf = office_of(request).shelf
    if seen is None:
        seen = shelf.card(actor, id).version
    shelf.remove(given_by(request, actor, key), id, seen=seen)
    return Response(status_code=204)


@router.post(
    "/{id}/check",
    operation_id="checkPlan",
    response_model=dict[str, Any],
    responses=responses(404, 413, 422, 503),
    max_body_size=LARGEST_UPLOAD,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "description": "A plan.json of the planner (kachinko-plan/1).",
                    },
                }
            },
        }
    },
)
async def check_plan(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.see"))],
    id: Id,  # noqa: A002
) -> Response:
    """Check a plan against a project, day by day, without the planner; nothing is kept."""
    office = office_of(request)
    document = await run_in_threadpool(office.shelf.document, actor, id)
    content = await request.body()
    result = await run_in_threadpool(office.intake.check, document, content)
    return Response(json.dumps(result), media_type="application/json")
