"""What the server counts: requests by route and status, and how long they took; no names."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The counters of one app."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "kachinko_requests", "Requests that were answered.", ["method", "route", "status"],
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "kachinko_request_seconds", "Time until an answer began.", ["method", "route"],
            buckets=_BUCKETS, registry=self._registry,
        )  # fmt: skip
        self._jobs = Gauge("kachinko_jobs_running", "Jobs that run here.", registry=self._registry)
        self._streams = Gauge(
            "kachinko_streams_open", "Streams of events that are open.", registry=self._registry
        )

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def respond(self, *, jobs: int, streams: int) -> Response:
        """All that was counted, as text."""
        self._jobs.set(jobs)
        self._streams.set(streams)
        return Response(
            generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )


class Counting:
    """Counts every answer under the route as it was declared, never under the address itself."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and count its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "none")
                seconds = time.perf_counter() - begun
                self._metrics.count(scope["method"], route, message["status"], seconds)
            await send(message)

        await self._app(scope, receive, counted)
