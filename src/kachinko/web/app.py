"""The HTTP application: routes over one office."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from kachinko.web import pages, problems
from kachinko.web.describing import describe
from kachinko.web.guard import LARGEST_BODY, Guard, House
from kachinko.web.metrics import Counting, Metrics
from kachinko.web.routes import (
    accounts,
    asking,
    avails,
    board,
    capacity,
    facts,
    feeds,
    floor,
    health,
    incentives,
    incoming,
    jobs,
    ledger,
    locating,
    moves,
    people,
    places,
    plans,
    projects,
    reservations,
    second_factor,
    shootings,
    stages,
    trail,
    trials,
    week,
)
from kachinko.web.streams import Streams

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp

    from kachinko.service.office import Office

PREFIX = "/api/v1"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_BUSY = (reservations, moves, board, stages)
PARTS = (
    *_BUSY,
    accounts,
    asking,
    avails,
    capacity,
    facts,
    floor,
    incentives,
    incoming,
    jobs,
    ledger,
    locating,
    people,
    places,
    plans,
    projects,
    second_factor,
    shootings,
    trail,
    trials,
    week,
)
"""Those asked most come first: the framework tries one part after another for each request."""
_TAGS = [
    {"name": "reservations", "description": "Holds and bookings of stages."},
    {"name": "stages", "description": "Stages, their policies and their queues."},
    {"name": "board", "description": "All stages and what is on them, made for drawing."},
    {
        "name": "floor",
        "description": "What stands where on a stage, moved by hand, drawn to scale.",
    },
    {"name": "avails", "description": "What could be had, when, and at what rank."},
    {"name": "history", "description": "What has happened, and what happens now."},
    {"name": "projects", "description": "Projects that are kept here."},
    {"name": "jobs", "description": "Long work: plans, frontiers, sweeps."},
    {"name": "capacity", "description": "How many titles stages carry, and how full they are."},
    {"name": "incentives", "description": "Programmes, what they would pay, their windows."},
    {"name": "budgets", "description": "Budgets that are sent: read, costed, spread over months."},
    {"name": "shootings", "description": "Shootings and boards that are sent."},
    {"name": "reference", "description": "What is shipped, with its sources."},
    {"name": "ledger", "description": "The ledger as a whole, for those who run the server."},
    {"name": "shootings", "description": "Shootings and boards, kept here or sent."},
    {"name": "people", "description": "Signing in, tokens, secret calendar addresses."},
    {"name": "accounts", "description": "Accounts, their roles, organisations, the trail."},
    {"name": "feeds", "description": "Calendars that programs subscribe to."},
    {"name": "health", "description": "For those who run the server."},
]
_ABOUT = """\
Plans physical production for film and television, and keeps the ledger of holds and bookings.

* Everything that changes something wants an `Idempotency-Key` that you make; the same key with the
  same content is answered the same way again.
* A change of something that stands names the version that you have seen: send its `ETag` as
  `If-Match`.
* Long lists come in pages: send `next` as `cursor`.
* What goes wrong is a problem (RFC 9457) with a `code` that never changes and all `faults` at once.
"""


class Api(FastAPI):
    """An app whose every answer, the framework's own too, passes the guard and is counted."""

    house: House
    metrics: Metrics

    def build_middleware_stack(self) -> ASGIApp:
        """Put guard and counting around everything."""
        return Counting(Guard(super().build_middleware_stack(), self.house), self.metrics)

    def openapi(self) -> dict[str, Any]:
        """Describe all routes."""
        return describe(self)


def create_app(office: Office, house: House | None = None) -> Api:
    """Make the application over an office, which it begins and closes with itself."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.streams = Streams()
        office.begin()
        try:
            yield
        finally:
            office.close()

    app = Api(
        title="Kachinko",
        version=version("kachinko"),
        description=_ABOUT,
        openapi_tags=_TAGS,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        max_body_size=LARGEST_BODY,
        # Metrics are our own, and nothing is told to anybody unasked.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.office = office
    app.house = house or House(LOOPBACK)
    app.metrics = app.state.metrics = Metrics()
    problems.install(app)
    for part in PARTS:
        app.include_router(part.router, prefix=PREFIX)
    app.include_router(stages.board, prefix=PREFIX)
    app.include_router(feeds.router)
    app.include_router(health.router)
    pages.install(app)
    return app
