"""Server-sent events: what happens, told as it happens, and from where a reader left off."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from starlette.responses import StreamingResponse

from kachinko.service.bookmark import pulse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Engine

LOOK_EVERY = 0.25
"""Seconds between two looks for news."""
KEEP_ALIVE = 15.0
"""Seconds of silence after which a comment is sent, so that nobody between hangs up."""
MOST_STREAMS = 200
"""Streams of one server at once."""


class Streams:
    """Counts the streams that are open, and ends them all when the server stops."""

    def __init__(self) -> None:
        self.open = 0
        self._closing = asyncio.Event()
        self._lock = asyncio.Lock()
        self._beat = (0, 0)
        self._looked_at = -1.0

    async def pulse(self, engine: Engine) -> tuple[int, int]:
        """The ledger's pulse: asked for all streams together, and not more often than they look."""
        async with self._lock:
            now = time.monotonic()
            if now - self._looked_at >= LOOK_EVERY / 2:
                self._beat = await to_thread.run_sync(pulse, engine)
                self._looked_at = now
            return self._beat

    @property
    def full(self) -> bool:
        """Whether no further one can be opened."""
        return self.open >= MOST_STREAMS

    def close(self) -> None:
        """End all of them; a reader comes back and goes on where it was."""
        self._closing.set()

    def respond(self, events: AsyncIterator[str]) -> StreamingResponse:
        """A response that carries events until they end or the server stops."""
        return StreamingResponse(
            self._counted(events),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
        )

    async def wait(self) -> bool:
        """Wait for a moment; whether the server goes on."""
        try:
            await asyncio.wait_for(self._closing.wait(), LOOK_EVERY)
        except TimeoutError:
            return True
        return False

    async def _counted(self, events: AsyncIterator[str]) -> AsyncIterator[str]:
        self.open += 1
        try:
            async for event in events:
                yield event
        finally:
            self.open -= 1


def event(kind: str, says: Any, id_: str | None = None) -> str:
    """One event as it travels."""
    lines = [f"event: {kind}"]
    if id_ is not None:
        lines.append(f"id: {id_}")
    body = says if isinstance(says, str) else json.dumps(says, ensure_ascii=False)
    return "\n".join([*lines, *(f"data: {line}" for line in body.split("\n"))]) + "\n\n"


ALIVE = ": still here\n\n"
BEGIN = "retry: 1000\n\n"
"""A reader that is cut off comes back after a second."""
