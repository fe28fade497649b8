"""The audit trail: what has happened, and what happens now."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.responses import StreamingResponse

from kachinko.ledger.chain import Event
from kachinko.model.base import Id
from kachinko.model.errors import Fault
from kachinko.service.bookmark import Bookmark
from kachinko.service.permissions import Actor
from kachinko.web.access import Needs, office_of
from kachinko.web.paging import Cursor, Limit, Page, cursor_of, key_of
from kachinko.web.problems import ProblemError, responses
from kachinko.web.streams import ALIVE, BEGIN, KEEP_ALIVE, Streams, event

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

router = APIRouter(tags=["history"])


@router.get("/history", operation_id="listHistory", responses=responses(404, 422))
def list_history(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("events.see"))],
    *,
    stage: Annotated[Id | None, Query()] = None,
    reservation: Annotated[Id | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
) -> Page[Event]:
    """List what has happened, the oldest first: who, when, what, before and after, why."""
    key = key_of(cursor, int)
    after = 0 if key is None else int(key[0])
    found = office_of(request).holds.history(
        actor, stage=stage, reservation=reservation, after=after, limit=limit + 1
    )
    following = cursor_of(found[limit - 1].seq) if len(found) > limit else None
    return Page[Event](items=found[:limit], next=following)


@router.get(
    "/events",
    operation_id="streamEvents",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Server-sent events; the data of each is an entry of the history.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **responses(422, 503),
    },
)
async def stream_events(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("events.see"))],
    *,
    after: Annotated[
        str | None,
        Query(max_length=4_000, description="Place to go on from; 0: all; empty: from now on."),
    ] = None,
    last_event_id: Annotated[
        str | None, Header(alias="Last-Event-ID", description="As `after`; stands before it.")
    ] = None,
) -> StreamingResponse:
    """Hear of everything that happens in the ledger within a second, from a place on."""
    office = office_of(request)
    streams: Streams = request.app.state.streams
    if streams.full:
        raise ProblemError(503, "STREAMS", "Too many listen already.")
    text = last_event_id or after
    try:
        bookmark = (
            await to_thread.run_sync(Bookmark.end, office.ledger.engine)
            if text is None
            else Bookmark.read(text)
        )
    except ValueError as error:
        fault = Fault("query.after", str(error), "the id of an event that came")
        raise ProblemError(422, "INPUT", "The place cannot be read.", faults=[fault]) from None

    async def news() -> AsyncIterator[str]:
        yield BEGIN
        yield event("place", {"after": str(bookmark)}, str(bookmark))
        quiet_since = time.monotonic()
        heard: tuple[int, int] | None = None
        while not await request.is_disconnected():
            beat = await streams.pulse(office.ledger.engine)
            while heard != beat:
                told = await to_thread.run_sync(office.holds.news, actor, bookmark)
                for each, at in told:
                    yield event("ledger", each.model_dump_json(by_alias=True), at)
                    quiet_since = time.monotonic()
                if not told:
                    heard = beat
            if time.monotonic() - quiet_since > KEEP_ALIVE:
                yield ALIVE
                quiet_since = time.monotonic()
            if not await streams.wait():
                return

    return streams.respond(news())
