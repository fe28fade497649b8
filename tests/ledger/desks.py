"""Desks to move on: one stage, a clock, and commands by short names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from kachinko.ledger.desk import Desk
from kachinko.ledger.floor import StageRecord
from kachinko.ledger.machine import decide
from kachinko.model.command import (
    Amend,
    ApplyPlan,
    Book,
    Cancel,
    ChallengeBetter,
    Change,
    Confirm,
    Move,
    Place,
    Promote,
    Release,
    Sign,
    Tick,
    Undo,
    Withdraw,
)
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import Reservation, Wanted

NOW = datetime(2028, 1, 10, 12, tzinfo=UTC)
DAY = date(2028, 3, 1)
KINDS = {
    "confirm": Confirm, "release": Release, "cancel": Cancel, "sign": Sign, "promote": Promote,
    "challenge": ChallengeBetter, "withdraw": Withdraw,
}  # fmt: skip


def wanted(first: int = 0, days: int = 5, *, stage: str = "one", **fields: object) -> Wanted:
    """Days counted from the first of March 2028."""
    start = DAY + timedelta(days=first)
    values = {"title": "vapor", "holder": "north"} | fields
    return Wanted.model_validate(
        {"stage": stage, "first": start, "last": start + timedelta(days=days - 1), **values},
        by_name=True,
    )


class OneStage:
    """A ledger in memory with the stages given, driven by short commands."""

    def __init__(self, *stages: StageRecord, policy: HoldPolicy | None = None) -> None:
        self.stages = stages or (StageRecord("one", policy or HoldPolicy()),)
        self.all: dict[str, Reservation] = {}
        self.now = NOW
        self.next_place = 1
        self.done: dict[str, tuple[Change, ...]] = {}
        self.count = 0

    def submit(self, command: object) -> tuple[Change, ...]:
        """Decide a command and keep what it changed."""
        desk = Desk(
            self.stages,
            [each for each in self.all.values() if each.live],
            next_place=self.next_place,
            past=[each for each in self.all.values() if not each.live],
            undone=self.done.get(command.command, ()) if isinstance(command, Undo) else (),
        )
        try:
            changes = decide(desk, command, self.now)
        finally:
            # What the clocks did stands, whatever becomes of the command.
            for change in desk.changes():
                self.all[change.after.id] = change.after
            self.next_place = desk.next_place
        self.done[command.id] = changes
        return changes

    def _id(self) -> str:
        self.count += 1
        return f"c{self.count}"

    def place(self, id_: str, first: int = 0, days: int = 5, **fields: object) -> Reservation:
        self.submit(Place(id=id_, wanted=wanted(first, days, **fields)))
        return self.all[id_]

    def book(self, id_: str, first: int = 0, days: int = 5, **fields: object) -> Reservation:
        self.submit(Book(id=id_, wanted=wanted(first, days, **fields)))
        return self.all[id_]

    def do(self, kind: str, id_: str, **fields: object) -> Reservation:
        self.submit(KINDS[kind](id=self._id(), reservation=id_, **fields))
        return self.all[id_]

    def amend(self, id_: str, **fields: object) -> Reservation:
        command = {"id": self._id(), "reservation": id_, **fields}
        self.submit(Amend.model_validate(command, by_name=True))
        return self.all[id_]

    def move(self, id_: str, stage: str, **fields: object) -> Reservation:
        """To another stage; what is made there is named by the command."""
        command = {"id": self._id(), "reservation": id_, "stage": stage, **fields}
        self.submit(Move.model_validate(command, by_name=True))
        return self.all[command["id"]]

    def apply(self, plan: str, *sets: Wanted, **fields: object) -> tuple[Change, ...]:
        values = {"id": self._id(), "plan": plan, "titles": ("vapor",), "holder": "north"}
        return self.submit(ApplyPlan.model_validate(values | fields | {"wanted": sets}))

    def undo(self, command: str) -> tuple[Change, ...]:
        return self.submit(Undo(id=self._id(), command=command))

    def tick(self, now: datetime) -> None:
        self.now = now
        self.submit(Tick(id=self._id()))

    def ranks(self) -> dict[str, int]:
        return {id_: each.rank for id_, each in self.all.items() if each.live}

    def states(self) -> dict[str, str]:
        return {id_: each.state for id_, each in self.all.items()}
