"""Who asks, and which permission a route wants: every route says it, and a test walks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request

if TYPE_CHECKING:
    from kachinko.service.office import Office


@dataclass(frozen=True, slots=True)
class Caller:
    """The one who asks."""

    actor: str
    organisation: str


LOCAL = Caller("local", "local")
"""The one person of a server without accounts, which listens on this machine alone."""


class Needs:
    """What a route wants of the one who asks; gives who that is."""

    def __init__(self, action: str) -> None:
        self.action = action

    async def __call__(self, request: Request) -> Caller:
        """Find out who asks, and refuse what they may not do."""
        del request
        return LOCAL


def office_of(request: Request) -> Office:
    """The office that the app works with."""
    office: Office = request.app.state.office
    return office
