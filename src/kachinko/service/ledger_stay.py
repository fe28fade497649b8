"""The days of a reservation as a set's phases in working days, filling them from end to end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.reservation import ReservedPhase
from kachinko.model.span import DaySpan
from kachinko.model.title import PHASES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kachinko.model.calendar import WorkingDays
    from kachinko.model.reservation import Reservation
    from kachinko.model.title import Set

WAIT = "wait"


@dataclass(frozen=True, slots=True)
class StayDays:
    """How many working days each phase lasts; the waits are in prelight and hold.

    Waiting, prelight and hold are alike on a stage: the set stands and is quiet.
    """

    span: DaySpan
    """From the first working day to the last."""
    first: int
    """Number of the first working day."""
    build: int
    quiet: int
    shoot: int
    after: int
    strike: int
    takes: bool
    """Whether its shoot needs quiet."""
    told: bool
    """Whether the reservation gives phases."""

    @property
    def days(self) -> int:
        """Its working days."""
        return self.build + self.quiet + self.shoot + self.after + self.strike

    def lengths(self) -> dict[str, int]:
        """The fields of a set that says so."""
        return {
            "build_days": self.build,
            "prelight_days": self.quiet,
            "shoot_days": self.shoot,
            "hold_days": self.after,
            "strike_days": self.strike,
        }

    def crew_days(self) -> list[int]:
        """Numbers of the working days on which it builds or strikes."""
        stop = self.first + self.days
        built = range(self.first, self.first + self.build)
        return [*built, *range(stop - self.strike, stop)]

    def as_noise(self) -> StayDays:
        """The same days without crews: loud from the first loud day to the last."""
        before = 0 if self.build else self.quiet
        after = 0 if self.strike else self.after
        loud = self.days - before - after
        return StayDays(
            self.span, self.first, 0, before, loud, after, 0, takes=self.takes, told=self.told
        )

    def fit(self, one: Set) -> StayDays | str:
        """The same days with the phases of a set; or why they do not agree, in words."""
        if not self.told:
            slack = self.days - sum(
                (one.build_days, one.prelight_days, one.shoot_days, one.hold_days, one.strike_days)
            )
            if slack < 0:
                return f"{self.days} working days are booked and the set needs {self.days - slack}"
            return StayDays(
                self.span, self.first, one.build_days, one.prelight_days, one.shoot_days,
                one.hold_days + slack, one.strike_days, takes=one.sync_sound, told=True,
            )  # fmt: skip
        wrong = [
            f"{name} has {has} working days and the set needs {needs}"
            for name, has, needs, good in (
                ("build", self.build, one.build_days, self.build == one.build_days),
                ("prelight", self.quiet, one.prelight_days, self.quiet >= one.prelight_days),
                ("shoot", self.shoot, one.shoot_days, self.shoot == one.shoot_days),
                ("hold", self.after, one.hold_days, self.after >= one.hold_days),
                ("strike", self.strike, one.strike_days, self.strike == one.strike_days),
            )
            if not good
        ]
        return ", ".join(wrong) or self


def stay_days(each: Reservation, days: WorkingDays, within: DaySpan) -> StayDays | None:
    """The working days of a reservation within a stretch; None: it has none there.

    What it does not say is taken to be loud: one without phases, and one whose phases come in
    another order than that of a set, is one long shoot.
    """
    dates = days.between(DaySpan(max(each.first, within.start), min(each.span.stop, within.stop)))
    if not dates:
        return None
    labels = _labels(each, dates)
    takes = each.sync_sound
    if "shoot" not in labels:
        takes = False
        loud = [at for at, label in enumerate(labels) if label in ("build", "strike")] or [0]
        labels = ["shoot" if loud[0] <= at <= loud[-1] else WAIT for at in range(len(labels))]
    if not each.phases:
        labels, takes = ["shoot"] * len(labels), each.sync_sound
    build, quiet, shoot, after, strike = _lengths(labels)
    return StayDays(
        DaySpan.inclusive(dates[0], dates[-1]), days.first_from(dates[0]),
        build, quiet, shoot, after, strike, takes=takes, told=bool(each.phases),
    )  # fmt: skip


def in_working_days(each: Reservation, one: Set, days: WorkingDays) -> Reservation:
    """A hold of a set from its first day on, in phases as long as the set needs them.

    Whoever moves a hold by a few days moves its phases over other days off. One that agrees with
    its set stays as it is, and so does one for which the days of the project do not suffice.
    """
    stay = stay_days(each, days, each.span)
    if stay is None or not isinstance(stay.fit(one), str):
        return each
    lengths = [(name, one.phase_days(name)) for name in PHASES]
    number = days.first_from(each.first)
    if number + sum(length for _, length in lengths) > len(days):
        return each
    phases = []
    for name, length in lengths:
        if length:
            span = days.dates_of(number, length)
            phases.append(ReservedPhase(phase=name, first=span.start, last=span.last))
        number += length
    moved = {"first": phases[0].first, "last": phases[-1].last, "phases": tuple(phases)}
    return each.model_copy(update=moved)


def _labels(each: Reservation, dates: Sequence[date]) -> list[str]:
    """The phase of each working day; a shoot counts before anything else on its day.

    A phase on days off alone is given to the working day after it, or the one before: whatever
    stands there through the days off stands on both.
    """
    labels = [WAIT] * len(dates)
    for phase in each.phases:
        first = min(bisect_left(dates, phase.first), len(dates) - 1)
        last = max(first, bisect_right(dates, phase.last) - 1)
        if phase.last < dates[0] or phase.first > dates[-1]:
            continue
        for at in range(first, last + 1):
            if labels[at] != "shoot":
                labels[at] = phase.phase
    return labels


def _lengths(labels: Sequence[str]) -> tuple[int, int, int, int, int]:
    shoots = [at for at, label in enumerate(labels) if label == "shoot"]
    first, last = shoots[0], shoots[-1]
    builds = [at for at, label in enumerate(labels) if label == "build"]
    strikes = [at for at, label in enumerate(labels) if label == "strike"]
    if (builds and builds[-1] > first) or (strikes and strikes[0] < last):
        noise = sorted((*builds, *shoots, *strikes))
        first, last, builds, strikes = noise[0], noise[-1], [], []
    build = builds[-1] + 1 if builds else 0
    strike = len(labels) - strikes[0] if strikes else 0
    return build, first - build, last - first + 1, len(labels) - strike - last - 1, strike
