"""Trials: changes that were tried for a title, and are taken over."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from kachinko.model.base import Id
from kachinko.service.permissions import Actor
from kachinko.service.shelf import ProjectCard
from kachinko.service.trying import adopt
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.headers import TAGGED, IdempotencyKey, Seen, etag
from kachinko.web.problems import responses

router = APIRouter(tags=["jobs"])


@router.post(
    "/jobs/{id}/adopt",
    operation_id="adoptTrial",
    response_model=ProjectCard,
    responses={200: TAGGED, **responses(404, 409, 412, 422, 428, 503)},
)
def adopt_trial(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("project.edit"))],
    id: Id,  # noqa: A002 - the name in the path
    key: IdempotencyKey,
    seen: Seen,
) -> Response:
    """Take over what a trial changed: the project, and the plan that was found for it.

    `If-Match` names the version of the project.
    """
    card = adopt(office_of(request), given_by(request, actor, key), id, seen=seen)
    return as_json(card, headers=etag(card.version))
