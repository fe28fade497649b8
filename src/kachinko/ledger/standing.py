"""What stands on a stage in numbers: for questions over hundreds of stages and years at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from kachinko.ledger.floor import LOUD
from kachinko.model.reservation import FIRM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from kachinko.ledger.floor import StageRecord

    Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of days of reservations; the days as ordinals."""

    owner: Numbers
    """Which of the reservations it belongs to."""
    first: Numbers
    stop: Numbers
    """The day after the last."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Live reservations of one stage; each of the first five arrays has an entry for each."""

    days: Stretches
    rank: Numbers
    area: NDArray[np.float64]
    """[m²]; not a number: the whole stage."""
    firm: NDArray[np.bool_]
    by_phase: NDArray[np.bool_]
    """Whether its phases are known."""
    loud: Stretches
    takes: Stretches
    """Shoots that need quiet."""

    @classmethod
    def of(cls, records: Iterable[Mapping[str, Any]]) -> Standing:
        """From live reservations as they are kept, in JSON."""
        days, rank, area, firm, by_phase = [], [], [], [], []
        loud: list[tuple[int, int, int]] = []
        takes: list[tuple[int, int, int]] = []
        for number, one in enumerate(records):
            days.append((number, *_ordinals(one)))
            rank.append(one["rank"])
            area.append(one.get("area_m2"))
            firm.append(one["state"] in FIRM)
            phases = one.get("phases") or ()
            by_phase.append(bool(phases))
            quiet = one.get("sync_sound", True)
            for phase in phases:
                stretch = (number, *_ordinals(phase))
                if phase["phase"] in LOUD:
                    loud.append(stretch)
                if quiet and phase["phase"] == "shoot":
                    takes.append(stretch)
        return cls(
            _stretches(days),
            np.array(rank, dtype=np.int64),
            np.array(area, dtype=np.float64),
            np.array(firm, dtype=np.bool_),
            np.array(by_phase, dtype=np.bool_),
            _stretches(loud),
            _stretches(takes),
        )

    def claims(self, stage: StageRecord) -> Numbers:
        """The floor that each takes, as `StageRecord.claims` has it."""
        if stage.policy.sharing == "whole" or stage.floor_m2 is None:
            return np.full(len(self.rank), stage.capacity, dtype=np.int64)
        whole = np.isnan(self.area)
        if stage.quiet:
            whole = whole | ~self.by_phase
        hundredths = np.rint(np.where(whole, 0.0, self.area) * 100).astype(np.int64)
        return np.where(whole, stage.capacity, hundredths)


def _ordinals(one: Mapping[str, Any]) -> tuple[int, int]:
    first, last = one["from"], one["to"]
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1


def _stretches(those: list[tuple[int, int, int]]) -> Stretches:
    table = np.array(those, dtype=np.int64).reshape(-1, 3)
    return Stretches(table[:, 0], table[:, 1], table[:, 2])
