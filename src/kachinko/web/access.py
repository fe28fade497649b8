"""Who asks, and which permission a route wants: every route says it, and a test walks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request

from kachinko.service.permissions import TABLE, Actor, On, require
from kachinko.service.writing import Given

if TYPE_CHECKING:
    from kachinko.service.office import Office


class Needs:
    """What a route wants of the one who asks; gives who that is.

    What an action on a certain thing wants (whose it is, at which studio) is asked again by the
    service, which knows the thing.
    """

    def __init__(self, action: str) -> None:
        if action not in TABLE:
            raise LookupError(f"no action is called {action!r}")
        self.action = action

    async def __call__(self, request: Request) -> Actor:
        """Find out who asks, and refuse who may not do such a thing anywhere."""
        actor = Actor.local()
        require(actor, self.action, On(actor.organisation, user=actor.user))
        return actor


def office_of(request: Request) -> Office:
    """The office that the app works with."""
    office: Office = request.app.state.office
    return office


def given_by(request: Request, actor: Actor, key: str) -> Given:
    """A request that changes something, as the service takes it."""
    return Given(
        actor=actor.user,
        organisation=actor.organisation,
        id_=key,
        at=office_of(request).clock(),
    )
