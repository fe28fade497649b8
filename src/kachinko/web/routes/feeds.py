"""Calendars with secret addresses, for programs that can show neither token nor cookie."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from kachinko.report.hold_rows import hold_rows
from kachinko.report.ledger_feed import ledger_feed
from kachinko.service.masking import ANOTHER_ORGANISATION
from kachinko.service.permissions import Actor
from kachinko.service.reading import Asked
from kachinko.web.access import Needs, office_of
from kachinko.web.problems import responses

router = APIRouter(tags=["feeds"])
MOST = 5_000
"""Reservations of one calendar."""


@router.get(
    "/feeds/{key}.ics",
    operation_id="readFeed",
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
        **responses(404, 422),
    },
)
def read_feed(
    request: Request,
    _actor: Annotated[Actor | None, Depends(Needs("feed.read"))],
    key: Annotated[str, Path(min_length=8, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")],
) -> Response:
    """Read the calendar of a stage or a title (RFC 5545), as its maker may see it."""
    office = office_of(request)
    feed, reader = office.feeds.open(key)
    stage = (feed.about,) if feed.kind == "stage" else None
    title = feed.about if feed.kind == "title" else None
    found = office.holds.page(reader, Asked(stage, live=None, title=title, limit=MOST))
    shown = [
        each.model_copy(update={"title": "", "holder": "another production"})
        if each.holder == ANOTHER_ORGANISATION
        else each
        for each in found
    ]
    records = {each.id: each for each in office.holds.stages(reader)}
    content = ledger_feed(feed.about, hold_rows(shown, records), now=office.clock())
    return Response(content, media_type="text/calendar", headers={"Cache-Control": "private"})
