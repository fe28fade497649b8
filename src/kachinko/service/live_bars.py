"""All that is live as bars of the board, kept from one look to the next.

Of twenty thousand reservations few change between two looks. What a bar tells follows from its
reservation and from what the one who asks may see; so only those stages are told anew that the
ledger has read anew.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.service.board_bars import Bar, bar_of
from kachinko.service.reading import Asked, Reader

if TYPE_CHECKING:
    from kachinko.ledger.store.ledger import Ledger
    from kachinko.ledger.store.live import LiveStage
    from kachinko.service.masking import Sight
    from kachinko.service.permissions import Actor

MOST_SIGHTS = 16
"""So many kinds of what people may see are kept; each takes some ten megabytes of a large board."""


@dataclass(slots=True)
class _Kept:
    stages: dict[str, tuple[LiveStage, list[Bar]]] = field(default_factory=dict)
    """By id: the stage that was told, and its bars."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class LiveBars:
    """The bars of one ledger; safe to use from many threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._door = threading.Lock()
        self._kept: OrderedDict[Sight, _Kept] = OrderedDict()

    def of(self, actor: Actor) -> list[Bar]:
        """By stage, first day, rank and place, as the actor may see them."""
        reader = Reader(self._ledger, actor)
        if reader.apart:  # there the database itself decides what is told, every time
            return [bar_of(each) for each in reader.reservations(Asked())]
        kept = self._of_sight(reader.sight)
        with kept.lock:
            stages = self._ledger.live.look()
            told = kept.stages
            _tell(reader, [each for each in stages if not _is_told(told, each)], told)
            return [bar for each in stages for bar in told[each.record.id][1]]

    def _of_sight(self, sight: Sight) -> _Kept:
        with self._door:
            kept = self._kept.setdefault(sight, _Kept())
            self._kept.move_to_end(sight)
            while len(self._kept) > MOST_SIGHTS:
                self._kept.popitem(last=False)
            return kept


def _is_told(told: dict[str, tuple[LiveStage, list[Bar]]], stage: LiveStage) -> bool:
    return stage.record.id in told and told[stage.record.id][0] is stage


def _tell(
    reader: Reader, stages: list[LiveStage], told: dict[str, tuple[LiveStage, list[Bar]]]
) -> None:
    """All of them at once: what may be shown is asked of the database."""
    shown = iter(reader.mask.reservations(one for each in stages for one in each.reservations()))
    for stage in stages:
        told[stage.record.id] = (stage, [bar_of(next(shown)) for _ in stage.rows])
