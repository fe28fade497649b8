"""The queue behind a stage: who moves up when there is room, and who asks whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.ledger.floor import Floor

if TYPE_CHECKING:
    from kachinko.ledger.desk import Desk
    from kachinko.model.reservation import Reservation


class Queue:
    """Ranks and challenges of the live reservations on a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def set(self, one: Reservation, **values: object) -> None:
        """Give a reservation new values, on top of those that it has by now."""
        current = self.desk.find(one.id) or one
        self.desk.put(current.model_copy(update=values))

    def settle(self, stage: str) -> None:
        """Move up what can, in the order in which they came, until nothing moves.

        Who moved up may wait behind those no more whom it has challenged: it asks nothing of them.
        """
        floor = self.desk.floors[stage]
        moved = floor.stage.policy.promotion == "automatic"
        while moved:
            moved = False
            for each in sorted(floor.live.values(), key=lambda each: each.place):
                moved = (not each.firm and self.move_up(floor, each)) or moved
        self.tidy(stage)

    def move_up(self, floor: Floor, one: Reservation) -> bool:
        """Give it the lowest rank that is free as the others stand; whether that is a better one.

        Only who came before, or is firm, keeps it from a rank; but nobody is pushed from one.
        """
        ahead = {
            other.id: other
            for other in floor.live.values()
            if other.firm or other.place < one.place
        }
        first = Floor(floor.stage, ahead).first_rank(one, besides=(one.id,))
        for rank in range(first, one.rank):
            if floor.fits(one, rank, besides=(one.id,)):
                slot = floor.free_slot(one, rank, besides=(one.id,))
                self.set(one, rank=rank, slot=slot)
                return True
        return False

    def tidy(self, stage: str) -> None:
        """End the challenges that ask for nothing: those of whom nobody is in the way any more."""
        floor = self.desk.floors[stage]
        for other in list(floor.live.values()):
            left = tuple(each for each in other.challenges if self._waits(floor, each.by, other))
            if left != other.challenges:
                self.set(other, challenges=left, state="challenged" if left else "held")

    @staticmethod
    def _waits(floor: Floor, id_: str, other: Reservation) -> bool:
        one = floor.live.get(id_)
        if one is None or one.firm or one.rank <= other.rank:
            return False
        return other in floor.in_the_way(one, other.rank)

    def end_challenges(self, one: Reservation) -> bool:
        """Take back all that this one has asked; whether there was any."""
        floor = self.desk.floors[one.stage]
        asked = [other for other in floor.live.values() if asks(one, other)]
        for other in asked:
            left = tuple(each for each in other.challenges if each.by != one.id)
            self.set(other, challenges=left, state="challenged" if left else "held")
        return bool(asked)


def asks(one: Reservation, other: Reservation) -> bool:
    """Whether one has challenged the other."""
    return any(challenge.by == one.id for challenge in other.challenges)
