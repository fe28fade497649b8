"""The best order of the scenes of an instance, with its proof or its bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.shooting.talent.reduce import frame, reduce_instance
from kachinko.shooting.talent.search import Search
from kachinko.shooting.talent.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.talent import TalentInstance

    Clock = Callable[[], float]
    Progress = Callable[["TalentOrder"], None]

WALKS = 4
ROUNDS = 75
"""Of each of the walks that look for the first order."""
LONG_ROUNDS = 200
"""Of each walk where a proof is out of reach and all time goes into walks."""


@dataclass(frozen=True, slots=True)
class TalentOrder:
    """An order of the scenes of an instance, and what is proven about it."""

    order: tuple[int, ...]
    """Numbers of scenes, from 0."""
    total: int
    """What the cast are paid in all."""
    waiting: int
    """Of it, for days without a scene of theirs."""
    bound: int
    """No order costs less in all (proven)."""
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether no order costs less."""
        return self.bound == self.total


def order_scenes(
    instance: TalentInstance,
    *,
    seconds: float,
    clock: Clock,
    seed: int = 0,
    workers: int = 1,
    goes_on: Callable[[], bool] = lambda: True,
    on_progress: Progress | None = None,
) -> TalentOrder:
    """Order the scenes so that the cast are paid least from their first to their last day.

    Parameters
    ----------
    instance
        Scenes with durations, and the cast with rates.
    seconds
        Time limit.
    clock
        Seconds that go on, such as `time.monotonic`.
    seed
        Of the walks that look for the first order. With one worker and time enough for the proof
        the order repeats.
    workers
        Threads.
    goes_on
        Asked again and again; the best order so far is kept when it says no.
    on_progress
        Told the best order and bound, several times a second.

    Raises
    ------
    ValueError
        When more than 64 players can wait.

    References
    ----------
    Cheng, Diamond & Lin, J. Optim. Theory Appl. 79 (1993) 479-482, for the problem; see
    `docs/scene-order.md` for the method.
    """
    begun = clock()
    reduced = reduce_instance(instance)
    laid = frame(reduced)
    paid = instance.working_pay

    def answer(order: list[int], waiting: int, bound: int) -> TalentOrder:
        scenes = reduced.order(order)
        return TalentOrder(scenes, paid + waiting, waiting, paid + bound, clock() - begun)

    def in_time() -> bool:
        return clock() - begun < seconds and goes_on()

    if not reduced.players:
        return answer(list(range(len(reduced.groups))), 0, 0)

    def walked(number: int, rounds: int) -> tuple[int, list[int]]:
        least, order = walk(
            laid.needs, laid.durations, laid.rate_table, (seed + number) % 2**31, rounds
        )
        return int(least), [int(scene) for scene in order]

    waiting, order = min(walked(number, ROUNDS) for number in range(WALKS))
    if not reduced.fits:
        number = WALKS
        while waiting and in_time():
            waiting, order = min((waiting, order), walked(number, LONG_ROUNDS))
            number += 1
            if on_progress:
                on_progress(answer(order, waiting, 0))
        return answer(order, waiting, 0)
    search = Search(laid, order, waiting, workers)

    def looks_on() -> bool:
        if on_progress:
            on_progress(answer(search.order, search.best, search.bound))
        return in_time()

    search.run(looks_on)
    bound = search.best if search.done else search.bound
    return answer(search.order, search.best, bound)
