"""What holds for every request and answer: names, origins, sizes, headers.

Pure ASGI, so that streams stay streams.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from kachinko.web.problems import MEDIA_TYPE, Problem, problem_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 1_000_000
LARGEST_UPLOAD = 20_000_000
"""Bytes; of a body, and of a file that is sent."""

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
_SECURE = {"strict-transport-security": "max-age=31536000; includeSubDomains"}
"""What every answer says where its route says nothing else; the second by https alone."""
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For files that people or jobs made: they show themselves and can do nothing."""


@dataclass(frozen=True, slots=True)
class House:
    """The names under which a server may be called."""

    hosts: frozenset[str]
    """Without ports; a page of another site whose name leads here finds no open door."""
    secure: bool = False
    """Whether people reach it by https."""


class Guard:
    """Stands before the app: refuses what no page of ours sends, and marks every answer."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house
        marks = _HEADERS | (_SECURE if house.secure else {})
        self._marks = [(name.encode(), value.encode()) for name, value in marks.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        problem = self._refusal(scope, headers)
        if problem is not None:
            await _answer(problem, self._marked(send))
            return
        await self._app(scope, receive, _with_problem_of_size(self._marked(send)))

    def _refusal(self, scope: Scope, headers: Headers) -> Problem | None:
        host = headers.get("host", "")
        if _name_of(host) not in self._house.hosts:
            return problem_of(421, "HOST", "This server is not called by that name.")
        if scope["method"] not in SAFE and not _has_token(headers) and _from_elsewhere(headers):
            return problem_of(403, "CROSS-SITE", "This request comes from a page of another site.")
        return None

    def _marked(self, send: Send) -> Send:
        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = list(message["headers"])
                names = {name for name, _ in said}
                said += [each for each in self._marks if each[0] not in names]
                message["headers"] = said
            await send(message)

        return marked


def _name_of(host: str) -> str:
    if host.startswith("["):
        return host[: host.find("]") + 1].lower()
    return host.rpartition(":")[0].lower() if ":" in host else host.lower()


def _has_token(headers: Headers) -> bool:
    """A token is never sent by a browser on its own, and a cookie is not looked at beside it."""
    return headers.get("authorization", "").lower().startswith("bearer ")


def _from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that a page of another site made the request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False  # No browser: programs send neither.
    return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def _with_problem_of_size(send: Send) -> Send:
    """The framework refuses a body that is too large in a form of its own; it gets ours."""
    replaced = False

    async def passed(message: Message) -> None:
        nonlocal replaced
        if message["type"] == "http.response.start" and message["status"] == 413:
            kind = Headers(raw=message["headers"]).get("content-type", "")
            if kind != MEDIA_TYPE:
                replaced = True
                await _answer(problem_of(413, "TOO-LARGE", "The body is too large."), send)
        if not replaced:
            await send(message)

    return passed


async def _answer(problem: Problem, send: Send) -> None:
    body = json.dumps(problem.model_dump()).encode()
    await send(
        {
            "type": "http.response.start",
            "status": problem.status,
            "headers": [
                (b"content-type", MEDIA_TYPE.encode()),
                (b"content-length", str(len(body)).encode()),
                (b"connection", b"close"),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})
