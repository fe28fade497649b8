"""How full stages are week by week, when they are dark and what that costs, and who waits.

Everything is counted in calendar days on which a stage is open (see `report.utilisation`). A dark
day costs the stage's share of the rent of every agreement that opens it then: an agreement's rent
is for all its stages together, and is shared equally, as the planner shares it. Rent that is paid
only for days in use costs nothing on a dark day; rent that the project does not name is unknown,
and never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan
from kachinko.report.utilisation import open_spans, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kachinko.model.agreement import RentPeriod
    from kachinko.model.project import Project
    from kachinko.model.studio import Stage
    from kachinko.report.stays import Stay

DAYS_A_WEEK = 7
DAYS_PER: dict[RentPeriod, Fraction] = {
    "day": Fraction(1), "week": Fraction(7), "month": Fraction(365, 12), "year": Fraction(365),
}  # fmt: skip
"""As `model.agreement`, without its rounding of a month."""
CM2_PER_M2 = 100


@dataclass(frozen=True, slots=True)
class StageWeek:
    """One stage in one week of the horizon, in open calendar days."""

    open_days: int
    standing_days: int
    shooting_days: int
    quiet_days: int
    """Days within a shoot with sound on a stage that needs quiet: nobody may build beside it."""
    used_m2_days: float


@dataclass(frozen=True, slots=True)
class DarkSpell:
    """Open days in a row on which nothing stands, and between whom."""

    span: DaySpan
    after: tuple[str, ...]
    """Titles that left last; empty: none before."""
    before: tuple[str, ...]
    """Titles that come next; empty: none after."""
    cost: Fraction | None
    """In the project's currency; None: rent unknown."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A set that stands without being built, lit, shot, kept or struck."""

    title: str
    set: str
    span: DaySpan
    area_m2: float | None
    next: str
    """Phase that it waits for."""


@dataclass(frozen=True, slots=True)
class StageUse:
    """One stage over the horizon."""

    stage: str
    weeks: tuple[StageWeek, ...]
    dark: tuple[DarkSpell, ...]
    waits: tuple[Wait, ...]

    @property
    def dark_days(self) -> int:
        """All of them."""
        return sum(spell.span.days for spell in self.dark)

    @property
    def dark_cost(self) -> Fraction | None:
        """Of all dark days; None where any of it is unknown."""
        costs = [spell.cost for spell in self.dark]
        known = [cost for cost in costs if cost is not None]
        return sum(known, Fraction(0)) if len(known) == len(costs) else None


def weeks_of(span: DaySpan) -> list[DaySpan]:
    """The weeks from Monday that a span touches, cut to the span."""
    found = []
    start = span.start
    while start < span.stop:
        following = start + timedelta(DAYS_A_WEEK - start.weekday())
        found.append(DaySpan(start, min(following, span.stop)))
        start = following
    return found


def stage_weeks(project: Project, stays: Iterable[Stay]) -> list[StageUse]:
    """Count every stage of the project over its horizon, in file order."""
    by_stage: defaultdict[str, list[Stay]] = defaultdict(list)
    horizon = project.horizon.span
    for stay in stays:
        if stay.span.overlaps(horizon):
            by_stage[stay.stage].append(stay)
    return [_use(project, stage, by_stage[stage.id]) for _, stage in project.stages()]


def _use(project: Project, stage: Stage, stays: Sequence[Stay]) -> StageUse:
    horizon = project.horizon.span
    days = _Days(horizon)
    is_open = days.marked(open_spans(project, stage))
    stands = days.marked(stay.span for stay in stays)
    shoots = days.marked(_shoots(stays))
    quiet = days.marked(_shoots(stay for stay in stays if stay.sync_sound and stage.quiet))
    used = days.used(stays, stage.floor_m2)
    weeks = []
    for week in weeks_of(horizon):
        opened = [day for day in days.numbers(week) if is_open[day]]
        weeks.append(
            StageWeek(
                len(opened),
                sum(stands[day] for day in opened),
                sum(shoots[day] for day in opened),
                sum(quiet[day] for day in opened),
                sum(used[day] for day in opened) / CM2_PER_M2,
            )
        )
    dark = bytes(one and not other for one, other in zip(is_open, stands, strict=True))
    spells = tuple(
        _spell(project, stage, stays, days.span(first, stop)) for first, stop in runs(dark)
    )
    return StageUse(stage.id, tuple(weeks), spells, tuple(_waits(stays)))


def _shoots(stays: Iterable[Stay]) -> Iterable[DaySpan]:
    return (span for stay in stays for phase, span in stay.phases if phase == "shoot")


class _Days:
    """Days of the horizon as numbers from 0."""

    def __init__(self, horizon: DaySpan) -> None:
        self.horizon = horizon

    def numbers(self, span: DaySpan) -> range:
        count = self.horizon.days
        first = min(max((span.start - self.horizon.start).days, 0), count)
        stop = min(max((span.stop - self.horizon.start).days, first), count)
        return range(first, stop)

    def span(self, first: int, stop: int) -> DaySpan:
        start = self.horizon.start
        return DaySpan(start + timedelta(first), start + timedelta(stop))

    def marked(self, spans: Iterable[DaySpan]) -> bytearray:
        flags = bytearray(self.horizon.days)
        for span in spans:
            days = self.numbers(span)
            flags[days.start : days.stop] = b"\1" * len(days)
        return flags

    def used(self, stays: Iterable[Stay], floor_m2: float | None) -> list[int]:
        """Floor that is taken on each day, in hundredths of a square metre, at most all of it."""
        most = None if floor_m2 is None else round(floor_m2 * CM2_PER_M2)
        used = [0] * self.horizon.days
        for stay in stays:
            whole = most if most is not None else 0
            taken = whole if stay.area_m2 is None else round(stay.area_m2 * CM2_PER_M2)
            for day in self.numbers(stay.span):
                used[day] += taken
        return used if most is None else [min(day, most) for day in used]


def _spell(project: Project, stage: Stage, stays: Sequence[Stay], span: DaySpan) -> DarkSpell:
    gone = [stay for stay in stays if stay.span.stop <= span.start]
    come = [stay for stay in stays if stay.span.start >= span.stop]
    last = max((stay.span.stop for stay in gone), default=None)
    first = min((stay.span.start for stay in come), default=None)
    return DarkSpell(
        span,
        _names(stay for stay in gone if stay.span.stop == last),
        _names(stay for stay in come if stay.span.start == first),
        _rent(project, stage, span),
    )


def _names(stays: Iterable[Stay]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stay.title for stay in stays))


def _rent(project: Project, stage: Stage, span: DaySpan) -> Fraction | None:
    """What dark days of a stage cost; None where the project does not say."""
    paid = Fraction(0)
    covered: set[date] = set()
    for agreement in project.agreements:
        first = max(agreement.span.start, span.start)
        stop = min(agreement.span.stop, span.stop)
        if stage.id not in agreement.stages or first >= stop:
            continue
        if agreement.rent is None:
            return None
        shared = DaySpan(first, stop)
        covered.update(first + timedelta(day) for day in range(shared.days))
        if agreement.take_or_pay:
            a_day = Fraction(agreement.rent.amount) / DAYS_PER[agreement.rent.per]
            paid += a_day * shared.days / len(agreement.stages)
    return paid if len(covered) == span.days else None


def _waits(stays: Iterable[Stay]) -> Iterable[Wait]:
    for stay in stays:
        for (_, one), (phase, following) in zip(stay.phases, stay.phases[1:], strict=False):
            if one.stop < following.start:
                between = DaySpan(one.stop, following.start)
                yield Wait(stay.title, stay.set, between, stay.area_m2, phase)
