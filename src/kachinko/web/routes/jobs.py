"""Long work: plans and what stands on them, boards, memos; how it goes, and what was found."""

from __future__ import annotations

import json
import mimetypes
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

from anyio import to_thread
from fastapi import APIRouter, Body, Depends, Header, Path, Query, Request, Response
from starlette.responses import StreamingResponse

from kachinko.model.base import Id
from kachinko.report.told import told_document
from kachinko.report.told.catalogue import ITS_OWN
from kachinko.service.jobs.asked import Asked, JobKind, OrderAsked
from kachinko.service.jobs.book import Which
from kachinko.service.jobs.record import ENDED, Job
from kachinko.service.jobs.start import start, start_alone
from kachinko.service.permissions import Actor
from kachinko.web import examples
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.guard import FILE_POLICY, LARGEST_UPLOAD
from kachinko.web.headers import IdempotencyKey
from kachinko.web.language import Language
from kachinko.web.paging import Cursor, Limit, Page, cursor_of, key_of
from kachinko.web.problems import ProblemError, responses
from kachinko.web.streams import ALIVE, BEGIN, KEEP_ALIVE, Streams, event

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

router = APIRouter(tags=["jobs"])
PLAN = "plan.json"


@router.post(
    "/projects/{id}/jobs",
    operation_id="startJob",
    status_code=202,
    response_model=Job,
    responses=responses(404, 413, 422, 429, 503),
    max_body_size=LARGEST_UPLOAD,
)
def start_job(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.start"))],
    id: Id,  # noqa: A002 - the name in the path
    key: IdempotencyKey,
    asked: Annotated[Asked, Body(openapi_examples=examples.JOB)],
) -> Response:
    """Begin long work on a project as it stands now, or on the plan of an earlier job (`base`)."""
    job = start(office_of(request), given_by(request, actor, key), id, asked)
    return as_json(job, status=202, headers={"Location": f"/api/v1/jobs/{job.id}"})


@router.post(
    "/jobs",
    operation_id="startJobAlone",
    status_code=202,
    response_model=Job,
    responses=responses(413, 422, 429, 503),
    max_body_size=LARGEST_UPLOAD,
)
def start_job_alone(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.start"))],
    key: IdempotencyKey,
    asked: Annotated[OrderAsked, Body(openapi_examples=examples.ORDER)],
) -> Response:
    """Begin long work on a document that is sent, without a project: a board for its scenes."""
    job = start_alone(office_of(request), given_by(request, actor, key), asked)
    return as_json(job, status=202, headers={"Location": f"/api/v1/jobs/{job.id}"})


@router.get("/projects/{id}/plans", operation_id="listPlans", responses=responses(404, 422))
def list_plans(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("plan.see"))],
    id: Id,  # noqa: A002
    *,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Job]:
    """List the jobs of a project that ended with a plan, the newest first; `plan` says its worth.

    Its status may also say that there is no plan: proven, or none found.
    """
    office_of(request).shelf.card(actor, id)
    return _page(request, actor, Which(project=id, with_plan=True, limit=limit), cursor)


@router.get("/jobs", operation_id="listJobs", responses=responses(422))
def list_jobs(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.see"))],
    *,
    project: Annotated[Id | None, Query(description="Of this project only.")] = None,
    kind: Annotated[JobKind | None, Query(description="Of this kind only.")] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Job]:
    """List the jobs of your organisation, the newest first."""
    return _page(request, actor, Which(project=project, kind=kind, limit=limit), cursor)


def _page(request: Request, actor: Actor, which: Which, cursor: str | None) -> Page[Job]:
    key = key_of(cursor, str, str)
    before = None if key is None else (str(key[0]), str(key[1]))
    wanted = replace(which, before=before, limit=which.limit + 1)
    found = office_of(request).jobs.page(actor, wanted)
    more = found[which.limit - 1] if len(found) > which.limit else None
    following = None if more is None else cursor_of(more.made_at.isoformat(), more.id)
    return Page[Job](items=found[: which.limit], next=following)


@router.get("/jobs/{id}", operation_id="getJob", response_model=Job, responses=responses(404, 422))
def get_job(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.see"))],
    id: Id,  # noqa: A002
) -> Response:
    """Look at a job: its state, its last note of progress, its files."""
    return as_json(office_of(request).jobs.find(actor, id))


@router.post(
    "/jobs/{id}/cancel",
    operation_id="cancelJob",
    response_model=Job,
    responses=responses(404, 409, 422, 503),
)
def cancel_job(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.cancel"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
) -> Response:
    """Ask a job to end; one that runs keeps what it has found so far."""
    return as_json(office_of(request).jobs.cancel(given_by(request, actor, key), id))


@router.get(
    "/jobs/{id}/plan",
    operation_id="getPlan",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": {"type": "object"}}}},
        **responses(404, 422),
    },
)
def get_plan(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("plan.see"))],
    id: Id,  # noqa: A002
    lang: Language = "en",
) -> Response:
    """Get the plan that a job made (kachinko-plan/1)."""
    content = office_of(request).jobs.file(actor, id, PLAN)
    return Response(_in(lang, content), media_type="application/json")


@router.get(
    "/jobs/{id}/files/{name:path}",
    operation_id="getJobFile",
    response_class=Response,
    responses={
        200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}},
        **responses(404, 422),
    },
)
def get_file(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.see"))],
    id: Id,  # noqa: A002
    name: Annotated[str, Path(max_length=200, pattern=r"^[^\x00-\x1f]+$")],
    lang: Language = "en",
) -> Response:
    """Get a file that a job made, such as report.html or plan.xlsx.

    A document (JSON) can have its sentences in another language; every other file is as it is.
    """
    content = office_of(request).jobs.file(actor, id, name)
    if name.endswith(".json"):
        content = _in(lang, content)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    plain = name.rpartition("/")[2]
    plain = "".join(each for each in plain if each.isascii() and (each.isalnum() or each in "._-"))
    return Response(
        content,
        media_type=kind,
        headers={
            "Content-Security-Policy": FILE_POLICY,
            "Content-Disposition": f'attachment; filename="{plain or "file"}"',
        },
    )


def _in(lang: str, content: bytes) -> bytes:
    if lang == ITS_OWN:
        return content
    return json.dumps(told_document(json.loads(content), lang), ensure_ascii=False).encode()


@router.get(
    "/jobs/{id}/events",
    operation_id="streamJob",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Server-sent events: `note` as it goes, `end` with the job.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **responses(404, 422, 503),
    },
)
async def stream_job(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.see"))],
    id: Id,  # noqa: A002
    last_event_id: Annotated[
        int | None, Header(alias="Last-Event-ID", ge=0, le=2**31, description="Go on after it.")
    ] = None,
) -> StreamingResponse:
    """Hear how a job goes until it has ended."""
    office = office_of(request)
    streams: Streams = request.app.state.streams
    if streams.full:
        raise ProblemError(503, "STREAMS", "Too many listen already.")
    await to_thread.run_sync(office.jobs.find, actor, id)

    async def news() -> AsyncIterator[str]:
        yield BEGIN
        seen = last_event_id or 0
        quiet_since = time.monotonic()
        while not await request.is_disconnected():
            ask = partial(office.jobs.notes, actor, id, after=seen)
            job, notes = await to_thread.run_sync(ask)
            for note in notes:
                seen = note.number
                yield event("note", note.model_dump_json(by_alias=True), str(note.number))
                quiet_since = time.monotonic()
            if job.state in ENDED and seen >= job.notes:
                yield event("end", job.model_dump_json(by_alias=True), str(seen))
                return
            if time.monotonic() - quiet_since > KEEP_ALIVE:
                yield ALIVE
                quiet_since = time.monotonic()
            if not await streams.wait():
                return

    return streams.respond(news())
