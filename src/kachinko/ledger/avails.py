"""Avails: on which days a stage could be had, at what rank, and who is in the way.

Answers are exact: a start day that is offered at a rank is one that `place` gives that rank, as
long as nobody comes in between. All stages are looked at together, as one table of stages × days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from kachinko.ledger.clock import lapse_of, today
from kachinko.ledger.floor import Floor
from kachinko.ledger.suits import Need, Suits, suits
from kachinko.model.reservation import ReservedPhase, Wanted
from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from kachinko.ledger.floor import StageRecord
    from kachinko.ledger.occupied import Occupied
    from kachinko.model.reservation import Reservation
    from kachinko.model.studio import Stage

    Table = NDArray[np.bool_]

NEVER = 0
"""The rank of a start day on which no hold is taken."""


@dataclass(frozen=True, slots=True)
class Window:
    """Start days in a row, all of which would get the same rank."""

    starts: DaySpan
    days: int
    rank: int
    """1: free; above: a hold behind others."""
    book_only: bool = False
    """A hold would have lapsed already; it can be booked at once."""

    @property
    def span(self) -> DaySpan:
        """From the first day of the first start to the last day of the last."""
        return DaySpan(self.starts.start, self.starts.last + timedelta(days=self.days))


@dataclass(frozen=True, slots=True)
class StageAvails:
    """What one stage has to offer."""

    stage: str
    suits: Suits
    windows: tuple[Window, ...] = ()
    """The best rank first, then the earliest; none: nothing in these days."""
    beside: bool = False
    """Others may stand on the same floor."""


def find_avails(
    need: Need,
    occupied: Occupied,
    *,
    now: datetime,
    facts: Mapping[str, Stage] | None = None,
    most_windows: int = 3,
    worst_rank: int | None = None,
) -> list[StageAvails]:
    """Every stage with the days on which it could take what is needed.

    Stages that can are first, the earliest free days first; then those of which a fact is not
    known, then those that cannot, with the reason.

    Parameters
    ----------
    need
        What is wanted, for how many days, within which days.
    occupied
        What stands already; its days cover those of the need.
    now
        The moment of asking; nothing before today is offered.
    facts
        What is known of stages beside the ledger, by id: height, sides, features, power.
    most_windows
        The most windows of a stage.
    worst_rank
        Ranks beyond it are not offered; 1: only what is free. None: what each policy allows.
    """
    known, stages = facts or {}, occupied.stages
    fit = {stage.id: suits(need, stage, known.get(stage.id)) for stage in stages}
    able = [stage for stage in stages if not fit[stage.id].lacks]
    asked = wanted(need, "any", need.within.start)
    claims = [stage.claims(asked) for stage in able]
    ranks = _ranks(need, occupied, able, claims, now, worst_rank)
    found = {
        stage.id: StageAvails(
            stage.id,
            fit[stage.id],
            _windows(need, row, stage, now, most_windows),
            beside=own < stage.capacity,
        )
        for stage, own, row in zip(able, claims, ranks, strict=True)
    }
    answers = [found.get(stage.id) or StageAvails(stage.id, fit[stage.id]) for stage in stages]
    return sorted(answers, key=_order)


def _order(answer: StageAvails) -> tuple[bool, bool, bool, int, date, str]:
    best = answer.windows[0] if answer.windows else None
    return (
        bool(answer.suits.lacks),
        best is None,
        bool(answer.suits.unknown),
        best.rank if best else 0,
        best.starts.start if best else date.max,
        answer.stage,
    )


def in_the_way(
    need: Need, stage: StageRecord, live: Sequence[Reservation], window: Window
) -> list[Reservation]:
    """Who keeps the first start of a window from a better rank, best rank first."""
    floor = Floor(stage, {each.id: each for each in live if each.stage == stage.id})
    asked = wanted(need, stage.id, window.starts.start)
    found = [each for rank in range(1, window.rank) for each in floor.in_the_way(asked, rank)]
    return sorted(found, key=lambda each: (each.rank, each.place))


def wanted(need: Need, stage: str, first: date) -> Wanted:
    """What `place` would be asked for on a start day, by nobody in particular."""
    phases, day = [], first
    for name, days in need.phases:
        last = day + timedelta(days=days - 1)
        phases.append(ReservedPhase(phase=name, first=day, last=last))
        day = last + timedelta(days=1)
    return Wanted(
        stage=stage,
        title="any",
        holder="any",
        first=first,
        last=first + timedelta(days=need.days - 1),
        area_m2=need.area_m2,
        phases=tuple(phases),
        sync_sound=need.sync_sound,
    )


# -- ranks of all start days ------------------------------------------------------------------


def _ranks(
    need: Need,
    occupied: Occupied,
    stages: Sequence[StageRecord],
    claims: Sequence[int],
    now: datetime,
    worst_rank: int | None,
) -> NDArray[np.int16]:
    """For each stage (row) and start day (column) the rank that a new hold gets; 0: none."""
    starts = need.within.days - need.days + 1
    if not stages or starts < 1:
        return np.zeros((len(stages), max(0, starts)), dtype=np.int16)
    rows = np.array([occupied.row[stage.id] for stage in stages])
    lo = (need.within.start - occupied.span.start).days
    columns = slice(lo, lo + need.within.days)
    most = np.array([[s.capacity - own] for s, own in zip(stages, claims, strict=True)])
    quiet = np.array([[stage.quiet] for stage in stages])
    ranks = np.ones((len(stages), starts), dtype=np.int16)
    stopped = np.zeros_like(ranks, dtype=np.bool_)
    for rank in sorted(occupied.layers):
        layer = occupied.layers[rank]
        full = layer.used[rows, columns] > most
        blocked = _any_within(full, 0, need.days, starts)
        if need.phases:
            blocked |= quiet & _noise(
                need, layer.loud[rows, columns], layer.takes[rows, columns], starts
            )
        ranks[blocked] = rank + 1
        if rank == 1:
            stopped = blocked & _firm_stops(need, occupied, stages, rows, columns, full, starts)
    closed = _any_within(occupied.closed[rows, columns], 0, need.days, starts)
    worst = np.array([[stage.policy.most_rank] for stage in stages])
    if worst_rank is not None:
        worst = np.minimum(worst, worst_rank)
    ranks[closed | stopped | (ranks > worst)] = NEVER
    for row, stage in enumerate(stages):
        day = today(stage.policy, now)
        ranks[row, : max(0, (day - need.within.start).days)] = NEVER
        if stage.policy.days_ahead is not None:
            last = day + timedelta(days=stage.policy.days_ahead)
            ranks[row, max(0, (last - need.within.start).days + 1) :] = NEVER
    return ranks


def _firm_stops(
    need: Need,
    occupied: Occupied,
    stages: Sequence[StageRecord],
    rows: NDArray[np.int_],
    columns: slice,
    full: Table,
    starts: int,
) -> Table:
    """Where something firm is in the way, on stages that take no holds behind bookings."""
    strict = np.array([[not stage.policy.holds_behind_bookings] for stage in stages])
    if not strict.any():
        return np.zeros((len(stages), starts), dtype=np.bool_)
    firm = occupied.firm
    stops = _any_within(full & (firm.used[rows, columns] > 0), 0, need.days, starts)
    if need.phases:
        quiet = np.array([[stage.quiet] for stage in stages])
        loud, takes = firm.loud[rows, columns], firm.takes[rows, columns]
        stops |= quiet & _noise(need, loud, takes, starts)
    return strict & stops


def _noise(need: Need, loud: Table, takes: Table, starts: int) -> Table:
    """Where a take of one would hear the noise of the other."""
    heard = np.zeros((loud.shape[0], starts), dtype=np.bool_)
    offset = 0
    for name, days in need.phases:
        if name == "shoot" and need.sync_sound:
            heard |= _any_within(loud, offset, days, starts)
        if name in ("build", "shoot", "strike"):
            heard |= _any_within(takes, offset, days, starts)
        offset += days
    return heard


def _any_within(days: Table, offset: int, length: int, starts: int) -> Table:
    """For each start whether any of `length` days from `offset` days later is set."""
    counted = np.zeros((days.shape[0], days.shape[1] + 1), dtype=np.int32)
    np.cumsum(days, axis=1, out=counted[:, 1:])
    lo, hi = offset, offset + length
    difference: Table = counted[:, hi : hi + starts] > counted[:, lo : lo + starts]
    return difference


# -- windows ------------------------------------------------------------------------------------


def _windows(
    need: Need, ranks: NDArray[np.int16], stage: StageRecord, now: datetime, most: int
) -> tuple[Window, ...]:
    if not len(ranks):
        return ()
    edges = np.flatnonzero(np.diff(ranks)) + 1
    begins = np.concatenate(([0], edges))
    ends = np.concatenate((edges, [len(ranks)]))
    of_runs = ranks[begins]
    offered = np.flatnonzero(of_runs != NEVER)
    windows = []
    for run in offered[np.argsort(of_runs[offered], kind="stable")[:most]]:
        first = need.within.start + timedelta(days=int(begins[run]))
        starts = DaySpan(first, need.within.start + timedelta(days=int(ends[run])))
        windows += _by_lapse(Window(starts, need.days, int(of_runs[run])), stage, now)
    return tuple(windows)


def _by_lapse(window: Window, stage: StageRecord, now: datetime) -> list[Window]:
    """A window in two: starts for which a hold has lapsed already, and the rest."""
    lead = stage.policy.lapse_lead_days
    lapses = lapse_of(stage.policy, window.starts.start)
    if lead is None or lapses is None or lapses > now:
        return [window]
    # The first start whose hold lapses, at its midnight, after this moment.
    first = today(stage.policy, now) + timedelta(days=lead + 1)
    early = DaySpan(window.starts.start, min(first, window.starts.stop))
    found = []
    if window.rank == 1:  # behind others nothing can be booked
        found.append(replace(window, starts=early, book_only=True))
    if first < window.starts.stop:
        found.append(replace(window, starts=DaySpan(first, window.starts.stop)))
    return found
