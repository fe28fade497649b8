"""Projects that come as files: opened, put right and checked before anything is kept."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from kachinko.model.base import Id
from kachinko.report.told import told_document
from kachinko.report.told.catalogue import ITS_OWN
from kachinko.service.incoming import Opened, Sheets
from kachinko.service.intake import OPENED, SHEETS
from kachinko.service.permissions import Actor
from kachinko.service.templates import template
from kachinko.web import examples
from kachinko.web.access import Needs, office_of
from kachinko.web.answers import as_json
from kachinko.web.guard import LARGEST_UPLOAD
from kachinko.web.language import language_of
from kachinko.web.problems import ProblemError, responses
from kachinko.web.routes.projects import XLSX

router = APIRouter(tags=["projects"])
_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_TREE: dict[str, Any] = {
    "schema": {"type": "object"},
    "examples": {"small": examples.example(examples.PROJECT, "One stage, no title yet")},
}
_MEDIA = {"json": "application/json", "yaml": "application/yaml", "xlsx": XLSX}


@router.post(
    "/projects/read",
    operation_id="readProject",
    response_model=Opened,
    responses=responses(404, 413, 415, 422),
    max_body_size=LARGEST_UPLOAD,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": _TREE,
                "application/yaml": _TEXT,
                "text/csv": _TEXT,
                XLSX: _BINARY,
            },
        }
    },
)
async def read_project(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.see"))],
    into: Annotated[
        Id | None, Query(description="With CSV: the project whose tables it joins.")
    ] = None,
    content_type: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Open a workbook, CSV, YAML or JSON: its cells or text, and each fault at its place.

    Nothing is kept.
    """
    office = office_of(request)
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind not in OPENED:
        raise ProblemError(
            415,
            "MEDIA-TYPE",
            "A project is read from an Excel workbook, CSV, YAML or JSON.",
            hint=f"Content-Type is one of {', '.join(OPENED)}.",
        )
    beside = None
    if into is not None:
        beside = await run_in_threadpool(office.shelf.document, actor, into)
    content = await request.body()
    found = await run_in_threadpool(office.intake.open, content, OPENED[kind], beside)
    return _told(found, language_of(request))


@router.post(
    "/projects/sheets",
    operation_id="checkSheets",
    response_model=Opened,
    responses=responses(413, 422),
    max_body_size=LARGEST_UPLOAD,
)
def check_sheets(
    request: Request,
    _actor: Annotated[Actor, Depends(Needs("project.see"))],
    sheets: Annotated[Sheets, Body(openapi_examples=examples.SHEETS)],
) -> Response:
    """Check sheets that a person has corrected; nothing is kept."""
    content = sheets.model_dump_json().encode()
    return _told(office_of(request).intake.open(content, SHEETS), language_of(request))


def _told(found: Opened, language: str) -> Response:
    """What was found, with its faults in a language; cells and texts stay as they came."""
    if language == ITS_OWN or not found.faults:
        return as_json(found)
    document = found.model_dump(mode="json")
    document["faults"] = told_document(document["faults"], language)
    return JSONResponse(document)


@router.get(
    "/templates/{name}",
    operation_id="getTemplate",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": {"type": "object"}},
                          "application/yaml": {"schema": {"title": "Project, in YAML"}},
                          XLSX: _BINARY}},
        **responses(422),
    },
)  # fmt: skip
def get_template(
    _actor: Annotated[Actor, Depends(Needs("project.see"))],
    name: Literal["template", "example"],
    form: Annotated[Literal["json", "yaml", "xlsx"], Query()] = "json",
) -> Response:
    """Get a small project that explains itself, or the example Toho 2028, to begin with."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(template(name, form), headers=headers, media_type=_MEDIA[form])
