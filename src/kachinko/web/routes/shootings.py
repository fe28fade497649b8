"""Shootings kept here: sent as any file that the trade has, worked on as a board."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from kachinko.model.base import Id, Record
from kachinko.model.money import Currency
from kachinko.model.span import Day
from kachinko.service import strip_desk, strip_papers
from kachinko.service.permissions import Actor
from kachinko.service.shootings import Belongs, ShootingCard
from kachinko.service.strip_desk import BoardSent
from kachinko.service.strip_papers import PaperName
from kachinko.web import examples
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.guard import FILE_POLICY, LARGEST_UPLOAD
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
from kachinko.web.problems import responses

router = APIRouter(prefix="/shootings", tags=["shootings"])
PLAN = "plan.json"
_FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_UNSAFE = re.compile(r"[^\w .()-]")

Lang = Annotated[Literal["en", "ja"], Query(description="Language of what is told.")]
See = Annotated[Actor, Depends(Needs("shooting.open"))]
Edit = Annotated[Actor, Depends(Needs("shooting.edit"))]
Days = Annotated[BoardSent, Body(openapi_examples=examples.BOARD)]


class Changed(Record):
    """What is changed of a shooting; what is not named stays."""

    start: Day | None = Field(default=None, description="First day of photography.")
    belongs: Belongs | None = Field(default=None, description="Its project and title.")


@router.get("", operation_id="listShootings", responses=responses(422))
def list_shootings(
    request: Request,
    actor: See,
    *,
    project: Annotated[Id | None, Query(description="Only of this project.")] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[ShootingCard]:
    """List the shootings of your organisation by their id."""
    key = key_of(cursor, str)
    after = "" if key is None else str(key[0])
    shelf = office_of(request).shootings
    found = shelf.cards(actor, project=project, after=after, limit=limit + 1)
    following = cursor_of(found[limit - 1].id) if len(found) > limit else None
    return Page[ShootingCard](items=found[:limit], next=following)


@router.put(
    "/{id}",
    operation_id="putShooting",
    response_model=ShootingCard,
    responses={
        200: TAGGED,
        201: {"model": ShootingCard, "description": "It is new.", **TAGGED},
        **responses(412, 413, 422, 428, 429, 503),
    },
    max_body_size=LARGEST_UPLOAD,
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": _FILE}}
    },
)
async def put_shooting(
    request: Request,
    actor: Edit,
    id: Id,  # noqa: A002 - the name in the path
    key: IdempotencyKey,
    seen: SeenOrNew,
    *,
    file: Annotated[
        str,
        Query(
            min_length=3,
            max_length=120,
            pattern=r"^[^/\\\x00-\x1f]+\.[A-Za-z]{2,8}$",
            description="Name of the file; its ending says what is in it: a shooting (.yaml, "
            ".json), a script (.fdx, .fountain, .txt), a breakdown (.xlsx, .csv), a schedule "
            "(.uss) or a report of Movie Magic Scheduling (.pdf).",
            examples=["lantern-street.fdx"],
        ),
    ],
    project: Annotated[Id | None, Query(description="The project that it belongs to.")] = None,
    title: Annotated[Id | None, Query(description="The title of that project.")] = None,
    currency: Annotated[
        Currency | None, Query(description="Of a file that states none (ISO 4217).")
    ] = None,
) -> Response:
    """Send a shooting as a file; every fault of it is told at once, with its place."""
    office = office_of(request)
    content = await request.body()
    name = _UNSAFE.sub("_", file)
    taken = await run_in_threadpool(office.intake.shooting, content, name, currency or "")
    strip_desk.refuse_endless(taken.shooting)
    board, remarks = strip_desk.board_taken(taken)
    given = given_by(request, actor, key)
    card = await run_in_threadpool(
        office.shootings.put, given, id, taken.shooting, board,
        seen=seen, belongs=Belongs(project=project, title=title), remarks=remarks,
    )  # fmt: skip
    headers = {**etag(card.version), "Location": f"/api/v1/shootings/{id}"}
    return as_json(card, status=201 if seen is None else 200, headers=headers)


@router.get(
    "/{id}",
    operation_id="getShooting",
    response_model=dict[str, Any],
    responses={
        200: TAGGED,
        304: {"description": "You have it already."},
        **responses(404, 422),
    },
)
def get_shooting(
    request: Request,
    actor: See,
    id: Id,  # noqa: A002
    if_none_match: IfNoneMatch = None,
    lang: Lang = "en",
) -> Response:
    """Get a shooting with its board, and what a stripboard is drawn from."""
    kept = office_of(request).shootings.find(actor, id)
    if unchanged(if_none_match, kept.card.version):
        return Response(status_code=304, headers=etag(kept.card.version))
    return _json(strip_desk.strip_desk(kept, lang), etag(kept.card.version))


@router.patch(
    "/{id}",
    operation_id="changeShooting",
    response_model=ShootingCard,
    responses={200: TAGGED, **responses(404, 412, 422, 428, 503)},
)
def change_shooting(
    request: Request,
    actor: Edit,
    id: Id,  # noqa: A002
    key: IdempotencyKey,
    seen: Seen,
    changed: Annotated[Changed, Body(openapi_examples=examples.SHOOTING_CHANGE)],
) -> Response:
    """Give a shooting another first day, or another project."""
    shelf = office_of(request).shootings
    kept = shelf.find(actor, id)
    shooting = kept.shooting
    if changed.start is not None:
        shooting = strip_desk.with_start(shooting, changed.start)
    card = shelf.put(
        given_by(request, actor, key), id, shooting, kept.board,
        seen=kept.card.version if seen is None else seen,
        belongs=changed.belongs, remarks=kept.remarks,
    )  # fmt: skip
    return as_json(card, headers=etag(card.version))


@router.put(
    "/{id}/board",
    operation_id="putBoard",
    response_model=ShootingCard,
    responses={200: TAGGED, **responses(404, 412, 422, 428, 503)},
)
def put_board(
    request: Request,
    actor: Edit,
    id: Id,  # noqa: A002
    key: IdempotencyKey,
    seen: Seen,
    sent: Days,
) -> Response:
    """Keep a board, also one that breaks rules or leaves scenes out."""
    shelf = office_of(request).shootings
    kept = shelf.find(actor, id)
    board = strip_desk.board_of_days(kept.shooting, sent.days)
    card = shelf.put(
        given_by(request, actor, key), id, kept.shooting, board,
        seen=kept.card.version if seen is None else seen, remarks=kept.remarks,
    )  # fmt: skip
    return as_json(card, headers=etag(card.version))


@router.delete(
    "/{id}",
    operation_id="deleteShooting",
    status_code=204,
    responses=responses(404, 412, 422, 428, 503),
)
def delete_shooting(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("shooting.delete"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
    seen: Seen,
) -> Response:
    """Take a shooting away; boards that were sought for it stay with their jobs."""
    shelf = office_of(request).shootings
    if seen is None:
        seen = shelf.find(actor, id).card.version
    shelf.remove(given_by(request, actor, key), id, seen=seen)
    return Response(status_code=204)


@router.post(
    "/{id}/check",
    operation_id="weighBoard",
    response_model=dict[str, Any],
    responses=responses(404, 422),
)
def check_board(
    request: Request,
    actor: See,
    id: Id,  # noqa: A002
    sent: Days,
    lang: Lang = "en",
) -> Response:
    """Check a board by all rules, and count it; nothing is kept."""
    shooting = office_of(request).shootings.find(actor, id).shooting
    board = strip_desk.board_of_days(shooting, sent.days)
    return _json(strip_desk.weigh(shooting, board, lang))


@router.post(
    "/{id}/shown",
    operation_id="showBoard",
    response_model=dict[str, Any],
    responses=responses(404, 422),
)
def show_board(
    request: Request,
    actor: See,
    id: Id,  # noqa: A002
    sent: Days,
    lang: Lang = "en",
    plan: Annotated[
        Id | None, Query(description="A job whose plan says on which stages the sets stand.")
    ] = None,
) -> Response:
    """One-liner, day-out-of-days, call sheets and cost of a board, in words; nothing is kept."""
    office = office_of(request)
    kept = office.shootings.find(actor, id)
    board = strip_desk.board_of_days(kept.shooting, sent.days)
    content = None if plan is None else office.jobs.file(actor, plan, PLAN)
    planned = () if content is None else strip_papers.planned_sets(content, kept.card.title)
    return _json(strip_papers.shown(kept.shooting, board, lang, planned))


@router.get(
    "/{id}/layouts",
    operation_id="listLayouts",
    response_model=list[dict[str, Any]],
    responses=responses(404, 422),
)
def list_layouts(
    request: Request,
    actor: See,
    id: Id,  # noqa: A002
) -> Response:
    """The three orders in which people fill a board by hand, each packed into days."""
    return _json(strip_desk.layouts(office_of(request).shootings.find(actor, id).shooting))


@router.get(
    "/{id}/papers/{name}",
    operation_id="getShootingPaper",
    response_class=Response,
    responses={200: {"content": {"*/*": _FILE}}, **responses(404, 409, 422)},
)
def get_paper(
    request: Request,
    actor: See,
    id: Id,  # noqa: A002
    name: Annotated[PaperName, Path(description="Which document.")],
    *,
    lang: Lang = "en",
    paper: Annotated[Literal["A4", "Letter"], Query(description="Size of sheets.")] = "A4",
) -> Response:
    """Get a document of the shooting and the board that is kept: PDF, Excel, schedule, calendar."""
    office = office_of(request)
    kept = office.shootings.find(actor, id)
    content = strip_papers.paper_of(
        name, kept.shooting, kept.board, lang, paper, now=office.clock()
    )
    return Response(
        content,
        media_type=strip_papers.MEDIA[f".{name.rpartition('.')[2]}"],
        headers={
            "Content-Security-Policy": FILE_POLICY,
            "Content-Disposition": f'attachment; filename="{id}-{name}"',
        },
    )


def _json(value: Any, headers: dict[str, str] | None = None) -> Response:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return Response(text, headers=headers, media_type="application/json")
