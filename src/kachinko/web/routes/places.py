"""Organisations and studios, and the trail of what was done to accounts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response

from kachinko.model.base import Id, Name, Record
from kachinko.service.accounts.places import Organisation, Studio
from kachinko.service.accounts.trail import TrailEntry, read_trail
from kachinko.service.permissions import Actor
from kachinko.service.writing import apart
from kachinko.web import examples
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.headers import IdempotencyKey
from kachinko.web.paging import Cursor, Limit, Page, cursor_of, key_of
from kachinko.web.problems import responses

router = APIRouter(tags=["accounts"])


class StudioTerms(Record):
    """Who runs a studio, and further stages of it."""

    organisation: Id
    name: Name
    stages: tuple[Id, ...] = ()


@router.get("/organisations", operation_id="listOrganisations", responses=responses())
def list_organisations(
    request: Request, actor: Annotated[Actor, Depends(Needs("organisation.see"))]
) -> Page[Organisation]:
    """List all organisations, by id."""
    return Page[Organisation](items=office_of(request).places.organisations(actor))


@router.post(
    "/organisations",
    operation_id="makeOrganisation",
    status_code=201,
    response_model=Organisation,
    responses=responses(409, 422, 503),
)
def make_organisation(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("organisation.make"))],
    key: IdempotencyKey,
    one: Annotated[Organisation, Body(openapi_examples=examples.ORGANISATION)],
) -> Response:
    """Enter an organisation."""
    office = office_of(request)

    def act() -> Organisation:
        office.places.make_organisation(actor, one, at=office.clock())
        return one

    given = given_by(request, actor, key)
    content = {"organisation": one.model_dump(mode="json")}
    return as_json(apart(office.ledger.engine, given, content, act, Organisation), status=201)


@router.get("/studios", operation_id="listStudios", responses=responses())
def list_studios(
    request: Request, actor: Annotated[Actor, Depends(Needs("stage.see"))]
) -> Page[Studio]:
    """List all studios with their stages, by id."""
    return Page[Studio](items=office_of(request).places.studios(actor))


@router.put(
    "/studios/{id}",
    operation_id="putStudio",
    response_model=Studio,
    responses=responses(404, 409, 422, 503),
)
def put_studio(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("studio.make"))],
    id: Id,  # noqa: A002 - the name in the path
    key: IdempotencyKey,
    terms: Annotated[StudioTerms, Body(openapi_examples=examples.STUDIO)],
) -> Response:
    """Enter a studio, or give it its name, who runs it, and further stages."""
    office = office_of(request)
    one = Studio(id=id, organisation=terms.organisation, name=terms.name, stages=terms.stages)

    def act() -> Studio:
        office.places.make_studio(actor, one, at=office.clock())
        return next(each for each in office.places.studios(actor) if each.id == id)

    given = given_by(request, actor, key)
    content = {"studio": one.model_dump(mode="json")}
    return as_json(apart(office.ledger.engine, given, content, act, Studio))


@router.get("/trail", operation_id="listTrail", responses=responses(422))
def list_trail(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("trail.see"))],
    *,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[TrailEntry]:
    """List who signed in, who was refused, who changed what of accounts, the oldest first."""
    key = key_of(cursor, int)
    after = 0 if key is None else int(key[0])
    engine = office_of(request).ledger.engine
    found = read_trail(engine, actor, after=after, limit=limit + 1)
    following = cursor_of(found[limit - 1].seq) if len(found) > limit else None
    return Page[TrailEntry](items=found[:limit], next=following)
