# ruff: noqa: ARG002, D102
"""The ledger for those who may do everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.service.refusals import NotFoundError
from kachinko.service.register import Asked, Key, Place, events_since, reservations_page

if TYPE_CHECKING:
    from datetime import datetime

    from kachinko.ledger.chain import Event
    from kachinko.ledger.floor import StageRecord
    from kachinko.ledger.store.ledger import Ledger
    from kachinko.model.command import Command, Outcome
    from kachinko.model.reservation import Reservation
    from kachinko.service.permissions import Actor


class OpenHolds:
    """Hands everything on."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def submit(self, actor: Actor, command: Command, *, at: datetime) -> Outcome:
        return self._ledger.submit(command, actor=actor.user, at=at)

    def rehearse(self, actor: Actor, command: Command, *, at: datetime) -> Outcome:
        return self._ledger.rehearse(command, actor=actor.user, at=at)

    def find(self, actor: Actor, id_: str) -> Reservation:
        found = self._ledger.find(id_)
        if found is None:
            raise NotFoundError(f"There is no reservation {id_!r}.")
        return found

    def page(
        self, actor: Actor, asked: Asked, *, after: Key | None, limit: int
    ) -> list[Reservation]:
        return reservations_page(self._ledger.engine, asked, after=after, limit=limit)

    def reservations(self, actor: Actor) -> list[Reservation]:
        return self._ledger.reservations()

    def stages(self, actor: Actor) -> list[StageRecord]:
        return self._ledger.stages()

    def history(
        self,
        actor: Actor,
        *,
        stage: str | None = None,
        reservation: str | None = None,
        after: int = 0,
        limit: int = 100,
    ) -> list[Event]:
        return self._ledger.history(stage=stage, reservation=reservation, after=after, limit=limit)

    def events(self, actor: Actor, place: Place) -> list[tuple[Event, str]]:
        return events_since(self._ledger.engine, place)
