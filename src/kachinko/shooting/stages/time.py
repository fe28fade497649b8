"""The days of a shooting as the stage plan sees them: its frame, and both calendars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.errors import Fault, InputError
from kachinko.model.span import Dated, DaySpan
from kachinko.shooting.stages.days import days_that_hold
from kachinko.shooting.stages.packing import fewest_days

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.project import Project
    from kachinko.model.shooting import Shooting
    from kachinko.model.title import Title
    from kachinko.shooting.stages.part import Part


@dataclass(frozen=True)
class StageTime:
    """When a title can be shot, in the days of the studios where it may be made."""

    shooting: Shooting
    frame: Dated | None
    """From the shooting's start to its latest day, within the horizon; None: it sets neither."""
    studios: tuple[tuple[date, ...], ...]
    """Working days of each studio in that time."""
    own: frozenset[date]
    """Working days of the shooting in that time."""

    @classmethod
    def of(cls, shooting: Shooting, project: Project, title: Title) -> StageTime:
        """Lay the shooting's time over the horizon of a project.

        Raises
        ------
        InputError
            When they share no day.
        """
        horizon = project.horizon
        first, last = shooting.start or horizon.first, shooting.latest or horizon.last
        first, last = max(first, horizon.first), min(last, horizon.last)
        if last < first:
            fault = Fault(
                "horizon",
                f"the shooting ({shooting.start or 'any day'} to {shooting.latest or 'any day'}) "
                f"lies outside of it ({horizon.span})",
                "days of photography within the horizon",
            )
            raise InputError(project.name, [fault])
        span = DaySpan.inclusive(first, last)
        bounded = shooting.start is not None or shooting.latest is not None
        studios = [
            each for each in project.studios if each.id in title.studios or not title.studios
        ]
        return cls(
            shooting=shooting,
            frame=Dated(first=first, last=last) if bounded else None,
            studios=tuple(tuple(WorkingDays(each.calendar, span).dates) for each in studios),
            own=frozenset(WorkingDays(shooting.calendar, span).dates),
        )

    def within(self, opening: DaySpan | None) -> Dated | None:
        """The window of a block: its opening within the frame; None: any day."""
        if opening is None or self.frame is None:
            return self.frame if opening is None else _dated(opening)
        frame = self.frame.span
        return _dated(DaySpan(max(opening.start, frame.start), min(opening.stop, frame.stop)))

    def days(self, part: Part) -> tuple[int, int | None]:
        """How many days a part needs, and how many of the studios' days always hold them.

        The second is None where no stretch of a studio's days holds so many.
        """
        needed = fewest_days(self.shooting, part)
        lengths = [days_that_hold(dates, set(self.own), needed) for dates in self.studios]
        known = [length for length in lengths if length is not None]
        if not lengths:
            return needed, needed
        return needed, max(known) if len(known) == len(lengths) else None


def _dated(span: DaySpan) -> Dated:
    return Dated(first=span.start, last=span.last)
