"""Who asks, and which permission a route wants: every route says it, and a test walks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from kachinko.service.permissions import TABLE, Actor, SignInError, require_somewhere
from kachinko.service.writing import Given

if TYPE_CHECKING:
    from kachinko.service.office import Office


COOKIE = "__Host-kachinko"
"""Bears a session; the browser sends it to this server alone, and no script reads it."""


class Needs:
    """What a route wants of the one who asks; gives who that is.

    What an action on a certain thing wants (whose it is, at which studio) is asked again by the
    service, which knows the thing.
    """

    def __init__(self, action: str) -> None:
        if action not in TABLE:
            raise LookupError(f"no action is called {action!r}")
        self.action = action

    async def __call__(self, request: Request) -> Actor | None:
        """Find out who asks, and refuse who may not do such a thing anywhere.

        None only where everybody may, and nobody is signed in.
        """
        office = office_of(request)
        actor: Actor | None = Actor.local()
        known = office.known_accounts()
        if known is None:
            known = await run_in_threadpool(office.has_accounts)
        if known:
            try:
                actor = await run_in_threadpool(_who, request, office)
            except SignInError:
                # A session that is over must not keep anybody from signing in again.
                if not TABLE[self.action].everyone:
                    raise
                actor = None
        require_somewhere(actor, self.action)
        return actor


def _who(request: Request, office: Office) -> Actor | None:
    """Who a token or a session stands for; a token goes before a cookie.

    Raises
    ------
    SignInError
        For a token or session that opens nothing.
    """
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return office.tokens.actor(key.strip(), at=office.clock())
    session = request.cookies.get(COOKIE)
    return None if session is None else office.sessions.actor(session, at=office.clock())


def office_of(request: Request) -> Office:
    """The office that the app works with."""
    office: Office = request.app.state.office
    return office


def given_by(request: Request, actor: Actor, key: str) -> Given:
    """A request that changes something, as the service takes it."""
    return Given(actor, id_=key, at=office_of(request).clock())
