"""What a command works on: the stages it touches, their live reservations, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.ledger.floor import Floor
from kachinko.model.command import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.reservation import Reservation


class Desk:
    """Stages under lock with their reservations; remembers how each stood at the beginning.

    `past` are reservations that are no longer live and that the command names.
    `undone` are the changes that the command to be undone made.
    """

    def __init__(
        self,
        stages: Iterable[StageRecord],
        reservations: Iterable[Reservation],
        *,
        next_place: int,
        past: Iterable[Reservation] = (),
        undone: Iterable[Change] = (),
        recent: Mapping[str, int] | None = None,
    ) -> None:
        self.floors = {stage.id: Floor(stage) for stage in stages}
        self.past = {each.id: each for each in past}
        self.undone = tuple(undone)
        self.recent = dict(recent or {})
        """By reservation, the number of the last event that changed it."""
        self.next_place = next_place
        for each in reservations:
            self.floors[each.stage].live[each.id] = each
        self._before: dict[str, Reservation | None] = {}
        self._after: dict[str, Reservation] = {}
        self._kept: tuple[dict[str, Reservation | None], dict[str, Reservation], int] | None = None

    def find(self, id_: str) -> Reservation | None:
        """A reservation by its id, live or past; None: not on this desk."""
        for floor in self.floors.values():
            if id_ in floor.live:
                return floor.live[id_]
        return self._after.get(id_) or self.past.get(id_)

    def put(self, new: Reservation) -> None:
        """Enter a reservation, or its new state; its version grows once for each command."""
        live = self.floors[new.stage].live
        first = self._remember(new.id)
        new = new.model_copy(update={"version": 1 if first is None else first.version + 1})
        self._after[new.id] = new
        if new.live:
            live[new.id] = new
        else:
            live.pop(new.id, None)

    def lift(self, id_: str) -> None:
        """Take a live reservation off its floor for a moment, to put back another state of it."""
        before = self._remember(id_)
        if before is not None:
            self.floors[before.stage].live.pop(id_, None)

    def _remember(self, id_: str) -> Reservation | None:
        if id_ not in self._before:
            self._before[id_] = self.find(id_)
        return self._before[id_]

    def keep(self) -> None:
        """From here on, `roll_back` comes back to how it stands now."""
        self._kept = (dict(self._before), dict(self._after), self.next_place)

    def roll_back(self) -> None:
        """Take back everything since `keep`."""
        if self._kept is None:
            return
        before, after, self.next_place = self._kept
        for id_, first in self._before.items():
            old = after.get(id_) or first
            for floor in self.floors.values():
                floor.live.pop(id_, None)
            if old is not None and old.live:
                self.floors[old.stage].live[id_] = old
        self._before, self._after = before, after

    def changes(self) -> tuple[Change, ...]:
        """What changed since the beginning, in the order in which it first did."""
        return tuple(
            Change(before=before, after=self._after[id_])
            for id_, before in self._before.items()
            if id_ in self._after and before != self._after[id_]
        )
