"""The ledger as a whole, for who runs the server: whether it is so, and a copy of it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from kachinko.model.base import Count, Record
from kachinko.service.permissions import Actor
from kachinko.web.access import Needs, office_of
from kachinko.web.answers import as_json
from kachinko.web.problems import responses

router = APIRouter(prefix="/ledger", tags=["ledger"])


class VerifiedOut(Record):
    """What was looked at, and what is not as it must be."""

    ok: bool
    stages: Count
    reservations: Count
    days: Count
    events: Count
    findings: tuple[str, ...]


@router.get(
    "/verification", operation_id="verifyLedger", response_model=VerifiedOut,
    responses=responses(503),
)  # fmt: skip
def verify_ledger(
    request: Request, actor: Annotated[Actor, Depends(Needs("ledger.verify"))]
) -> Response:
    """Check the whole ledger, its chains and its days, apart from the code that writes it."""
    found = office_of(request).copies.verified(actor)
    return as_json(
        VerifiedOut(
            ok=not found.findings,
            stages=found.stages,
            reservations=found.reservations,
            days=found.days,
            events=found.events,
            findings=tuple(str(each) for each in found.findings),
        )
    )


@router.get(
    "/backup",
    operation_id="backUpLedger",
    response_class=Response,
    responses={
        200: {
            "description": "The copy, as of one moment.",
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        },
        **responses(409, 422, 503),
    },
)
def back_up_ledger(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("ledger.backup"))],
    *,
    form: Annotated[
        Literal["file", "export"] | None,
        Query(description="The SQLite file, or lines of JSON; empty: as the store is."),
    ] = None,
) -> Response:
    """Get a copy of everything in the ledger's database, made while others write."""
    copy = office_of(request).copies.for_download(actor, form)
    return FileResponse(
        copy.path,
        media_type="application/octet-stream",
        filename=copy.name,
        background=BackgroundTask(copy.forget),
    )
