"""Questions of places: read into a form, and asked as jobs whose memos a page shows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response

from kachinko.service.jobs.record import Job
from kachinko.service.locating_desk import (
    QuestionAsked,
    QuestionSource,
    ask,
    read_form,
)
from kachinko.service.locating_form import QuestionForm
from kachinko.service.permissions import Actor
from kachinko.web import examples
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.guard import LARGEST_UPLOAD
from kachinko.web.headers import IdempotencyKey
from kachinko.web.problems import responses

router = APIRouter(prefix="/locating", tags=["jobs"])


@router.post(
    "/questions",
    operation_id="readQuestion",
    response_model=QuestionForm,
    responses=responses(404, 413, 422, 503),
    max_body_size=LARGEST_UPLOAD,
)
def read_question(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.start"))],
    source: Annotated[QuestionSource, Body(openapi_examples=examples.QUESTION)],
) -> Response:
    """Read a question of places into a form: the example, an earlier one, or files; not kept."""
    return as_json(read_form(office_of(request), actor, source))


@router.post(
    "/memos",
    operation_id="startMemo",
    status_code=202,
    response_model=Job,
    responses=responses(404, 413, 422, 429, 503),
    max_body_size=LARGEST_UPLOAD,
)
def start_memo(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("job.start"))],
    key: IdempotencyKey,
    wanted: Annotated[QuestionAsked, Body(openapi_examples=examples.MEMO)],
) -> Response:
    """Begin a memo on a question, changed or at another setting: a job of kind `locate`."""
    job = ask(office_of(request), given_by(request, actor, key), wanted)
    return as_json(job, status=202, headers={"Location": f"/api/v1/jobs/{job.id}"})
