"""Why something moved: the checker is asked what would break if it were back in its old place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.plan import Plan, PlannedBlock, PlannedSet, PlannedTitle
from kachinko.model.span import Dated
from kachinko.model.title import PHASES
from kachinko.staging.check import check_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kachinko.model.calendar import WorkingDays
    from kachinko.model.project import Project
    from kachinko.model.title import LocationBlock, PhaseName, Set
    from kachinko.staging.check import Breach, CheckResult
    from kachinko.staging.repair.diff import Cause


class Causes:
    """Puts sets and blocks of a repaired plan back where they were, one at a time.

    Parameters
    ----------
    project
        The changed project.
    before, after
        The earlier and the repaired plan.
    calendars
        The working days of each studio of the changed project, by its id.
    """

    def __init__(
        self, project: Project, before: Plan, after: Plan, calendars: dict[str, WorkingDays]
    ) -> None:
        self.project = project
        self.after = after
        self.calendars = calendars
        self.titles = {title.id: title for title in project.titles}
        self.before = {title.id: title for title in before.accepted}
        self.at_once = _of_titles(check_plan(project, before))
        """What the changes break in the earlier plan, whatever else moved."""

    def of_item(self, title: PlannedTitle, item: str) -> tuple[Cause, str]:
        """Why a set or block of an accepted title is not where it was."""
        was = self.before[title.id]
        if was.studio != title.studio:
            return self._why(title.id, self._put_back(title.id, None))
        cause, why = self._why(title.id, self._put_back(title.id, item))
        if cause != "none":
            return cause, why
        return self._why(title.id, self._put_back(title.id, None))

    def of_title_out(self, title: str) -> str:
        """What speaks against a title that was in, as it was."""
        breaches = self._put_back(title, None)
        return breaches[0].sentence if breaches else ""

    def _why(self, title: str, breaches: Sequence[Breach]) -> tuple[Cause, str]:
        if not breaches:
            return "none", ""
        known = {(b.code, b.title, b.item) for b in self.at_once}
        by_change = [b for b in breaches if (b.code, b.title, b.item) in known]
        first = (by_change or breaches)[0]
        if by_change:
            return "change", first.sentence
        if first.rule in (0, 5) and first.title == title:
            return "order", first.sentence
        return "room", first.sentence

    def _put_back(self, title: str, item: str | None) -> list[Breach]:
        """What breaks in the repaired plan with an item (None: all of the title) as it was."""
        was = self.before[title]
        titles = []
        for planned in self.after.titles:
            if planned.id != title:
                titles.append(planned)
                continue
            sets = tuple(
                self._old_set(was, one) if item in (None, one.id) else one
                for one in (planned.sets or was.sets)
            )
            blocks = tuple(
                self._old_block(was, one) if item in (None, one.id) else one
                for one in (planned.location_blocks or was.location_blocks)
            )
            studio = was.studio if item is None else planned.studio
            titles.append(
                PlannedTitle(
                    id=title, accepted=True, studio=studio, sets=sets, location_blocks=blocks
                )
            )
        mixed = self.after.model_copy(update={"titles": tuple(titles)})
        return _of_titles(check_plan(self.project, mixed))

    def _old_set(self, was: PlannedTitle, now: PlannedSet) -> PlannedSet:
        """A set where it was, its phases as long as they are now."""
        old = next((one for one in was.sets if one.id == now.id), now)
        needs = next((one for one in self.titles[was.id].sets if one.id == now.id), None)
        days = self._days(old.stage)
        if needs is None or days is None:
            return old
        phases = _lasting(old, needs, days)
        # Where the floor was by area before, any position will do to ask about the days.
        laid = old if old.x_m is not None or old.stage != now.stage else now
        return PlannedSet(
            id=old.id, stage=old.stage, x_m=laid.x_m, y_m=laid.y_m, rotated=laid.rotated,
            **{name: span for name, span in phases.items() if span is not None},
        )  # fmt: skip

    def _days(self, stage: str) -> WorkingDays | None:
        home = next((studio for studio, one in self.project.stages() if one.id == stage), None)
        return None if home is None else self.calendars[home.id]

    def _old_block(self, was: PlannedTitle, now: PlannedBlock) -> PlannedBlock:
        old = next((one for one in was.location_blocks if one.id == now.id), now)
        needs: LocationBlock | None = next(
            (one for one in self.titles[was.id].location_blocks if one.id == now.id), None
        )
        days = self.calendars.get(was.studio or "")
        if needs is None or days is None:
            return old
        span = _dates(days, old.first, needs.days) or old
        return PlannedBlock(id=old.id, first=span.first, last=span.last)


def _lasting(old: PlannedSet, needs: Set, days: WorkingDays) -> dict[PhaseName, Dated | None]:
    """The phases from their old first days on, as long as the set needs them now.

    A phase that was not there before begins with the next one that was, or ends the stay.
    """
    found: dict[PhaseName, Dated | None] = {}
    for name in PHASES:
        length = needs.phase_days(name)
        old_span = old.phase(name)
        if not length:
            continue
        begin: date | None = old_span.first if old_span else None
        if name == "prelight" and found.get("build"):
            begin = _next(days, found["build"])
        elif name == "hold":
            begin = _next(days, found["shoot"])
        elif begin is None:
            begin = old.standing.start if name in ("build", "prelight") else old.standing.stop
        found[name] = None if begin is None else _dates(days, begin, length) or old_span
    return found


def _next(days: WorkingDays, span: Dated | None) -> date | None:
    if span is None:
        return None
    number = days.last_until(span.last) + 1
    return days.dates[number] if number < len(days) else None


def _dates(days: WorkingDays, first: date, length: int) -> Dated | None:
    """So many working days from a date on; None where the horizon ends before."""
    number = days.first_from(first)
    if number + length > len(days):
        return None
    span = days.dates_of(number, length)
    # A first day that is no working day any more stays: the checker shall say so.
    return Dated(first=min(first, span.start), last=span.last)


def _of_titles(result: CheckResult) -> list[Breach]:
    """The breaches that speak of a title; value and cost are another matter here."""
    return [breach for breach in result.breaches if breach.title is not None]
