"""The day-out-of-days of a board: for each player, set and stage what each day is.

Codes: W work, H hold (a paid working day without a scene of theirs), with S on the day that is
the first, F on the last, D on the last before a drop, P on the pick-up after it: SW, WF, SWF, WD,
PW, SWD, PWF. The days of a drop itself are empty, as they are not paid. Of a set for which a stage
plan gives dates: B build, PL prelight, W work, H hold, ST strike. T travel and R rehearsal
would need data that a shooting does not have, so they never appear.

References
----------
Entertainment Partners, Movie Magic Scheduling, DOOD Rules,
https://mms-docs.ep.com/DayOutofDays/DOODRules.html (read November 2026): S and F mark the first
and last day with a strip, and days off are not holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.span import ONE_DAY, DaySpan
from kachinko.shooting.account import account

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from kachinko.model.board import Board
    from kachinko.model.plan import PlannedSet
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.account import Stay

PHASE_CODES = {"build": "B", "prelight": "PL", "strike": "ST"}
STRENGTH = ("W", "B", "ST", "PL", "H")
"""What a stage shows on a day on which its sets do different things: the first of these."""


@dataclass(frozen=True, slots=True)
class DoodRow:
    """A row of a day-out-of-days."""

    id: str
    name: str
    codes: Mapping[date, str]
    """Code of each day that has one."""
    worked: int
    held: int
    start: date | None
    finish: date | None
    pay: Decimal | None = None
    """Of all days that count; None: no price is known, or the row has none."""

    @property
    def total(self) -> int:
        """Days that count: work and hold."""
        return self.worked + self.held


@dataclass(frozen=True, slots=True)
class Dood:
    """The rows of a board, and the days that are their columns."""

    days: tuple[date, ...]
    """Every calendar day from the first to the last that any row has."""
    off: frozenset[date]
    """Those that are no working days."""
    shooting: tuple[date, ...]
    """Those on which a unit shoots."""
    cast: tuple[DoodRow, ...]
    sets: tuple[DoodRow, ...]
    stages: tuple[DoodRow, ...]
    """Empty without a stage plan, for only that says which set stands where."""


def dood(shooting: Shooting, board: Board, planned: Sequence[PlannedSet] = ()) -> Dood:
    """Make the day-out-of-days of a board.

    Parameters
    ----------
    planned
        Sets of the title in a stage plan; those with the id of a set here give its dates of
        build, prelight and strike, and the stages.

    Raises
    ------
    InputError
        If the board does not belong to the shooting.
    """
    counted = account(shooting, board)
    own = {each.id for each in shooting.sets}
    plans = {each.id: each for each in planned if each.id in own}
    spans = [span for each in plans.values() for _, span in each.phases]
    ends = [day.day for day in board.days]
    ends += [end for span in spans for end in (span.start, span.last)]
    days = _every_day(ends)
    working = _working(shooting, days)
    sets = []
    stays = {stay.id: stay for stay in counted.sets}
    for each in shooting.sets:
        stay, plan = stays.get(each.id), plans.get(each.id)
        if plan is not None:
            sets.append(_planned_row(each.id, each.name, plan, stay, working))
        elif stay is not None:
            sets.append(_row(stay))
    return Dood(
        days=days,
        off=frozenset(day for day in days if day not in working),
        shooting=tuple(sorted({day.day for day in board.days})),
        cast=tuple(_row(stay) for stay in counted.cast),
        sets=tuple(sets),
        stages=tuple(_stage_rows(plans, sets)),
    )


def _every_day(ends: Sequence[date]) -> tuple[date, ...]:
    if not ends:
        return ()
    first = min(ends)
    return tuple(first + ONE_DAY * after for after in range((max(ends) - first).days + 1))


def _working(shooting: Shooting, days: Sequence[date]) -> set[date]:
    if not days:
        return set()
    return set(WorkingDays(shooting.calendar, DaySpan.inclusive(days[0], days[-1])).dates)


def _row(stay: Stay) -> DoodRow:
    codes = dict.fromkeys(stay.paid, "H") | dict.fromkeys(stay.used, "W")
    if stay.dropped:
        before = max(day for day in stay.used if day < stay.dropped[0])
        after = min(day for day in stay.used if day > stay.dropped[-1])
        codes[before] += "D"
        codes[after] = f"P{codes[after]}"
    first, last = stay.used[0], stay.used[-1]
    codes[first] = f"S{codes[first]}"
    # The last day is never the one before a drop, so F always ends its code.
    codes[last] += "F"
    return DoodRow(
        id=stay.id,
        name=stay.name,
        codes=dict(sorted(codes.items())),
        worked=len(stay.used),
        held=len(stay.idle),
        start=first,
        finish=last,
        pay=stay.cost,
    )


def _planned_row(
    id_: str, name: str, plan: PlannedSet, stay: Stay | None, working: set[date]
) -> DoodRow:
    """A set of a stage plan: it is held from prelight to strike where it does not work."""
    standing = plan.standing
    codes = dict.fromkeys(sorted(day for day in working if day in standing), "H")
    for phase, span in plan.phases:
        code = PHASE_CODES.get(phase)
        if code:
            codes |= {day: code for day in codes if day in span}
    codes |= dict.fromkeys(stay.used if stay else (), "W")
    return DoodRow(
        id=id_,
        name=name,
        codes=dict(sorted(codes.items())),
        worked=sum(code == "W" for code in codes.values()),
        held=sum(code == "H" for code in codes.values()),
        start=min(codes, default=None),
        finish=max(codes, default=None),
        pay=stay.cost if stay else None,
    )


def _stage_rows(plans: Mapping[str, PlannedSet], sets: Iterable[DoodRow]) -> Iterable[DoodRow]:
    """A row for each stage: of what its sets do on a day, that which claims it most."""
    rows = {row.id: row for row in sets}
    for stage in sorted({plan.stage for plan in plans.values()}):
        codes: dict[date, str] = {}
        for plan in plans.values():
            if plan.stage == stage:
                for day, code in rows[plan.id].codes.items():
                    codes[day] = min(codes.get(day, "H"), code, key=STRENGTH.index)
        yield DoodRow(
            id=stage,
            name=stage,
            codes=dict(sorted(codes.items())),
            worked=sum(code == "W" for code in codes.values()),
            held=sum(code == "H" for code in codes.values()),
            start=min(codes, default=None),
            finish=max(codes, default=None),
        )
