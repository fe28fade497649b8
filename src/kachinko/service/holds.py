"""The use cases of the ledger: who asks is checked against the table, and answers are masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from kachinko.ledger.feed import Bars, bars
from kachinko.ledger.store.ledger import MOST_EVENTS
from kachinko.ledger.store.loading import stages_of_plan
from kachinko.model.command import ApplyPlan, Book, Move, Place, SetPolicy, Tick, Undo
from kachinko.service.accounts import tables as accounts
from kachinko.service.live_bars import LiveBars
from kachinko.service.permissions import On, may, require
from kachinko.service.reading import Asked, Reader
from kachinko.service.refusals import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from kachinko.ledger.chain import Event
    from kachinko.ledger.floor import StageRecord
    from kachinko.ledger.store.ledger import Ledger
    from kachinko.model.command import Command, Outcome
    from kachinko.model.reservation import Reservation, Wanted
    from kachinko.service.board_bars import Bar
    from kachinko.service.bookmark import Bookmark
    from kachinko.service.masking import Mask
    from kachinko.service.permissions import Actor

ALL = 1_000_000
"""More events than one command writes."""
_ACTIONS = {
    "challenge": "reservation.challenge",
    "withdraw": "reservation.withdraw",
    "confirm": "reservation.confirm",
    "sign": "reservation.sign",
    "release": "reservation.release",
    "cancel": "reservation.cancel",
    "promote": "reservation.promote",
    "amend": "reservation.amend",
}


class Holds:
    """The ledger for people: everything that they may ask of it, and nothing else."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._live_bars = LiveBars(ledger)

    # Commands

    def submit(self, actor: Actor, command: Command, *, at: datetime) -> Outcome:
        """Give the ledger a command, if the actor may; its answer, masked for the actor.

        Raises
        ------
        SignInError, ForbiddenError
            Where the actor may not.
        NotFoundError
            Where there is no such reservation or command, or none that the actor may see.
        IdReusedError, BusyError, StoreError
            From the ledger; nothing was done.
        """
        for action, on in self._asks(actor, command):
            require(actor, action, on)
        outcome = self._ledger.submit(command, actor=actor.user, at=at)
        return self.mask(actor).outcome(outcome)

    def rehearse(self, actor: Actor, command: Command, *, at: datetime) -> Outcome:
        """What `submit` would answer now; nothing is done, and nothing promised.

        Raises
        ------
        SignInError, ForbiddenError, NotFoundError
            As `submit`.
        """
        for action, on in self._asks(actor, command):
            require(actor, action, on)
        outcome = self._ledger.rehearse(command, actor=actor.user, at=at)
        return self.mask(actor).outcome(outcome)

    def _asks(self, actor: Actor, command: Command) -> Iterator[tuple[str, On]]:
        """What a command asks for: actions, each on something."""
        # Who administers the server may do it at any studio: no need to ask whose the stage is.
        studios = {} if may(actor, "ledger.verify") else self._studios()
        match command:
            case Place():
                yield "reservation.place", _on(command.wanted, studios)
            case Book():
                yield "reservation.book", _on(command.wanted, studios)
            case Move():
                yield from self._moved(actor, command, studios)
            case ApplyPlan():
                action = "reservation.book" if command.how == "book" else "reservation.place"
                # The titles' earlier holds are released, wherever they are: its holder's own.
                yield "reservation.release", self._holder_everywhere(command, studios)
                for wanted in command.wanted:
                    yield action, _on(wanted, studios)
            case SetPolicy():
                yield "policy.set", On(studio=studios.get(command.stage))
            case Tick():
                for stage in command.stages:
                    yield "clock.tick", On(studio=studios.get(stage))
                if not command.stages:
                    yield "clock.tick", On()
            case Undo():
                for changed in self._undone(actor, command, studios):
                    yield "reservation.undo", changed
            case _:
                yield _ACTIONS[command.kind], self._seen(actor, command.reservation, studios)

    def _holder_everywhere(self, command: ApplyPlan, studios: dict[str, str]) -> On:
        with self._ledger.engine.connect() as connection:
            stages = stages_of_plan(connection, command)
        at = {studios.get(stage) for stage in stages}
        return On(organisation=command.holder, studio=at.pop() if len(at) == 1 else None)

    def _moved(
        self, actor: Actor, command: Move, studios: dict[str, str]
    ) -> Iterator[tuple[str, On]]:
        """To move is to leave one stage and to come to another, each as by itself."""
        here = self._seen(actor, command.reservation, studios)
        found = self._ledger.find(command.reservation)
        firm = found is not None and found.firm
        yield ("reservation.cancel" if firm else "reservation.release"), here
        there = On(organisation=here.organisation, studio=studios.get(command.stage))
        yield ("reservation.book" if firm else "reservation.place"), there

    def _seen(self, actor: Actor, id_: str, studios: dict[str, str]) -> On:
        """What a reservation is done on; one that the actor may not see does not exist."""
        found = self._ledger.find(id_)
        on = None if found is None else _on(found, studios)
        require(actor, "stage.taken")
        if on is None or not may(actor, "reservation.see", on):
            raise NotFoundError(f"There is no reservation {id_!r}.")
        return on

    def _undone(self, actor: Actor, command: Undo, studios: dict[str, str]) -> Iterable[On]:
        require(actor, "stage.taken")
        events = self._ledger.history(command=command.command, limit=ALL)
        changed = {event.reservation for event in events if event.reservation is not None}
        found = [each for id_ in sorted(changed) if (each := self._ledger.find(id_))]
        places = [_on(each, studios) for each in found]
        if not any(may(actor, "reservation.see", on) for on in places):
            raise NotFoundError(f"No command {command.command!r} changed a reservation.")
        return places

    # Reading

    def stages(self, actor: Actor) -> list[StageRecord]:
        """All stages with their policies, by id."""
        require(actor, "stage.see")
        return self._ledger.stages()

    def find(self, actor: Actor, id_: str) -> Reservation:
        """A reservation that the actor may see in full.

        Raises
        ------
        NotFoundError
            Where there is none, or one of others: nobody can tell which.
        """
        self._seen(actor, id_, self._studios())
        found = self._ledger.find(id_)
        assert found is not None  # rows of reservations are never deleted
        return self.mask(actor).reservation(found)

    def reservations(
        self,
        actor: Actor,
        *,
        stages: Iterable[str] | None = None,
        first: date | None = None,
        last: date | None = None,
        live: bool | None = True,
        title: str | None = None,
        holder: str | None = None,
    ) -> list[Reservation]:
        """Reservations by stage, first day and rank; those of others masked.

        By `title` or `holder` only those are found that the actor may see in full.
        """
        require(actor, "stage.taken")
        only = None if stages is None else tuple(stages)
        return Reader(self._ledger, actor).reservations(
            Asked(only, first, last, live, title, holder)
        )

    def bars(
        self,
        actor: Actor,
        *,
        stages: Iterable[str] | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> Bars:
        """What is live, a list a column, for boards; those of others masked."""
        require(actor, "stage.taken")
        only = None if stages is None else frozenset(stages)
        found = bars(self._ledger.live.look(only), first=first, last=last)
        return Bars(dict(self.mask(actor).columns(found.columns)))

    def board(self, actor: Actor) -> list[Bar]:
        """What is live on all stages, for the board; those of others masked."""
        require(actor, "stage.taken")
        return self._live_bars.of(actor)

    def page(self, actor: Actor, asked: Asked) -> list[Reservation]:
        """Reservations in the order of `Key`, from one on and not more than asked for; masked."""
        require(actor, "stage.taken")
        return Reader(self._ledger, actor).reservations(asked)

    def news(self, actor: Actor, bookmark: Bookmark) -> list[tuple[Event, str]]:
        """Entries of the audit trail since a bookmark, each with its own; the bookmark moves on."""
        require(actor, "events.see")
        events = Reader(self._ledger, actor).history(after=bookmark.last, late=bookmark.awaited)
        return bookmark.through(events)

    def history(
        self,
        actor: Actor,
        *,
        stage: str | None = None,
        reservation: str | None = None,
        after: int = 0,
        limit: int = MOST_EVENTS,
    ) -> list[Event]:
        """Entries of the audit trail after the number `after`; what others did, masked."""
        require(actor, "events.see")
        if reservation is not None:
            self._seen(actor, reservation, self._studios())
        return Reader(self._ledger, actor).history(
            stage=stage, reservation=reservation, after=after, limit=limit
        )

    def mask(self, actor: Actor) -> Mask:
        """The mask that every answer with reservations in it passes."""
        return Reader(self._ledger, actor).mask

    def _studios(self) -> dict[str, str]:
        """The studio of each stage that has one."""
        table = accounts.studio_stage
        with self._ledger.engine.connect() as connection:
            rows = connection.execute(select(table.c.stage, table.c.studio))
            return {row.stage: row.studio for row in rows}


def _on(wanted: Wanted, studios: dict[str, str]) -> On:
    return On(organisation=wanted.holder, studio=studios.get(wanted.stage))
