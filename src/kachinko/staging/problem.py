"""A project compiled for planning: working days as numbers, rules as arrays, nothing else.

All times inside the planner are numbers of working days of one studio (`WorkingDays`). Two stays
at one studio share a calendar day exactly when they share a working-day number, because stays
and phases begin and end on working days; so nothing is lost by leaving the days off out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kachinko.model.calendar import WorkingDays
from kachinko.model.span import ONE_DAY, DaySpan
from kachinko.staging import scale
from kachinko.staging.days import Days, runs, span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kachinko.model.project import Project
    from kachinko.model.studio import Stage, Studio
    from kachinko.model.title import LocationBlock, Set, Title

Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Bay:
    """A stage during one unbroken stretch of open days: working days `lo` to `hi`, inclusive."""

    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Floor:
    """A stage as the planner sees it; `index` counts stages over all sites."""

    index: int
    site: int
    stage: Stage
    area: int | None
    sides: tuple[int, int] | None
    aisle: int
    power: int | None
    bays: tuple[Bay, ...]

    @property
    def quiet(self) -> bool:
        """Whether a sound take needs the rest of the stage quiet."""
        return self.stage.quiet


@dataclass(frozen=True, slots=True)
class Pin:
    """What of a set is decided already: the days within which it stands, and the floor it takes.

    Where its least stay fills the days, it stands on all of them.
    """

    within: DaySpan
    area_m2: float | None = None
    """Floor that is kept for it [m²], such as the whole stage; None: its footprint."""


Pins = Mapping[tuple[str, str], Pin]
"""By the ids of title and set."""


@dataclass(frozen=True, slots=True)
class Site:
    """A studio with its working days."""

    index: int
    studio: Studio
    days: WorkingDays
    ordinals: Ints
    floors: tuple[Floor, ...]

    @property
    def crews(self) -> int | None:
        """How many sets may build or strike on one day."""
        return self.studio.build_crews


@dataclass(frozen=True, slots=True)
class Piece:
    """A set with its phase lengths in working days and its sizes in solver integers."""

    index: int
    set: Set
    area: int
    sides: tuple[int, int] | None
    power: int

    @property
    def lead(self) -> int:
        """Working days of build and prelight."""
        return self.set.build_days + self.set.prelight_days

    @property
    def build(self) -> int:
        """Working days of build."""
        return self.set.build_days

    @property
    def shoot(self) -> int:
        """Working days of shooting."""
        return self.set.shoot_days

    @property
    def held(self) -> int:
        """Working days of shooting and hold."""
        return self.set.shoot_days + self.set.hold_days

    @property
    def strike(self) -> int:
        """Working days of strike."""
        return self.set.strike_days

    @property
    def least_stay(self) -> int:
        """Working days from first build to last strike when nothing waits."""
        return self.lead + self.held + self.strike


@dataclass(frozen=True, slots=True)
class Chance:
    """When a set or block of a title could be shot at one site, other titles apart.

    `starts` are the working days on which its shoot may begin: window and cast allow them.
    """

    lo: int
    hi: int
    starts: Days


@dataclass(frozen=True, slots=True)
class Job:
    """A title under decision."""

    index: int
    title: Title
    value: int
    must: bool
    sites: tuple[int, ...]
    pieces: tuple[Piece, ...]
    set_chances: dict[tuple[int, int], Chance] = field(repr=False)
    block_chances: dict[tuple[int, int], Chance] = field(repr=False)

    @property
    def blocks(self) -> tuple[LocationBlock, ...]:
        """Its location blocks."""
        return self.title.location_blocks


@dataclass(frozen=True, slots=True)
class Problem:
    """A project ready for planning."""

    project: Project
    sites: tuple[Site, ...]
    floors: tuple[Floor, ...]
    jobs: tuple[Job, ...]


def compile_problem(project: Project, pins: Pins | None = None) -> Problem:
    """Turn a project into numbers; sets that are pinned stand within the days of their pin."""
    sites: list[Site] = []
    floors: list[Floor] = []
    for number, studio in enumerate(project.studios):
        days = WorkingDays(studio.calendar, project.horizon.span)
        here = [
            _floor(project, stage, studio.id, number, len(floors) + offset, days)
            for offset, stage in enumerate(studio.stages)
        ]
        floors.extend(here)
        ordinals = np.array([day.toordinal() for day in days.dates], dtype=np.int64)
        sites.append(Site(number, studio, days, ordinals, tuple(here)))
    jobs = [
        _job(project, number, title, sites, pins or {})
        for number, title in enumerate(project.titles)
    ]
    return Problem(project, tuple(sites), tuple(floors), tuple(jobs))


def open_stretches(project: Project, stage: Stage, studio_id: str) -> list[DaySpan]:
    """The longest stretches of calendar days on which a stage is open to the project.

    Rule 1: an agreement covers the day (or the project has none at all) and no closure does.
    """
    horizon = project.horizon.span
    if project.agreements:
        spans = [
            agreement.span
            for agreement in project.agreements
            if agreement.studio == studio_id and stage.id in agreement.stages
        ]
    else:
        spans = [horizon]
    closed = [closure.span for closure in stage.closures]
    stretches: list[DaySpan] = []
    begun: date | None = None
    day = horizon.start
    while day <= horizon.stop:
        is_open = (
            day in horizon
            and any(day in span for span in spans)
            and not any(day in span for span in closed)
        )
        if is_open and begun is None:
            begun = day
        elif not is_open and begun is not None:
            stretches.append(DaySpan(begun, day))
            begun = None
        day += ONE_DAY
    return stretches


def _floor(
    project: Project, stage: Stage, studio_id: str, site: int, index: int, days: WorkingDays
) -> Floor:
    bays = [
        Bay(days.first_from(stretch.start), days.last_until(stretch.last))
        for stretch in open_stretches(project, stage, studio_id)
    ]
    return Floor(
        index=index,
        site=site,
        stage=stage,
        area=None if stage.floor_m2 is None else scale.area(stage.floor_m2),
        sides=_sides(stage.width_m, stage.depth_m),
        aisle=scale.length(stage.aisle_m),
        power=None if stage.power_kva is None else scale.power(stage.power_kva),
        bays=tuple(bay for bay in bays if bay.lo <= bay.hi),
    )


def _sides(width_m: float | None, depth_m: float | None) -> tuple[int, int] | None:
    if width_m is None or depth_m is None:
        return None
    return scale.length(width_m), scale.length(depth_m)


def _job(project: Project, index: int, title: Title, sites: list[Site], pins: Pins) -> Job:
    allowed = tuple(
        site.index for site in sites if not title.studios or site.studio.id in title.studios
    )
    of_sets = [pins.get((title.id, one.id)) for one in title.sets]
    pieces = tuple(
        Piece(
            number,
            one,
            scale.area(pin.area_m2 if pin and pin.area_m2 else one.footprint_m2),
            _sides(one.width_m, one.depth_m),
            scale.power(one.power_kva or 0.0),
        )
        for number, (one, pin) in enumerate(zip(title.sets, of_sets, strict=True))
    )
    horizon = project.horizon
    window = DaySpan.inclusive(
        max(title.earliest or horizon.first, horizon.first),
        min(title.latest or horizon.last, horizon.last),
    )
    set_chances: dict[tuple[int, int], Chance] = {}
    block_chances: dict[tuple[int, int], Chance] = {}
    for site in (sites[number] for number in allowed):
        for piece, pin in zip(pieces, of_sets, strict=True):
            days = window if pin is None else _both(window, pin.within)
            set_chances[piece.index, site.index] = _chance(
                title, site, days, piece.set.cast, piece.lead, piece.shoot,
                piece.least_stay - piece.lead - piece.shoot,
            )  # fmt: skip
        for number, block in enumerate(title.location_blocks):
            own = DaySpan.inclusive(
                max(block.earliest or window.start, window.start),
                min(block.latest or window.last, window.last),
            )
            block_chances[number, site.index] = _chance(
                title, site, own, block.cast, 0, block.days, 0
            )
    return Job(
        index,
        title,
        scale.value(title.value),
        title.commitment == "must",
        allowed,
        pieces,
        set_chances,
        block_chances,
    )


def _both(one: DaySpan, other: DaySpan) -> DaySpan:
    start = max(one.start, other.start)
    return DaySpan(start, max(start, min(one.stop, other.stop)))


def _chance(
    title: Title,
    site: Site,
    window: DaySpan,
    cast: Iterable[str],
    before: int,
    shoot: int,
    after: int,
) -> Chance:
    """When a shoot of `shoot` days may begin, with `before` and `after` days around it."""
    days = site.days
    lo, hi = days.first_from(window.start), days.last_until(window.last)
    free = span(0, len(days))
    named = set(cast)
    for member in title.cast:
        if member.id in named and member.available:
            theirs = 0
            for available in member.available:
                theirs |= span(
                    days.first_from(available.first), days.last_until(available.last) + 1
                )
            free &= theirs
    starts = span(lo + before, hi + 1 - shoot - after + 1)
    return Chance(lo, hi, starts & runs(free, shoot))
