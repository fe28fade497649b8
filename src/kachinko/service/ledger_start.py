"""An earlier plan in the terms of a project in which what is firm is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.plan import PlannedSet, PlannedTitle
from kachinko.model.span import Dated
from kachinko.model.title import PHASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kachinko.model.plan import Plan
    from kachinko.model.title import Set, Title
    from kachinko.service.ledger_fixed import Fixed


def as_of_ledger(fixed: Fixed, plan: Plan) -> Plan:
    """The plan with what is firm where the ledger has it, and with what stands for others.

    So a search can begin with it: there, the waits of a set that is booked are a part of its
    prelight and hold, and others' floor is titles that must be in.
    """
    making = _Making(fixed)
    titles = tuple(making.own(title) for title in plan.titles if title.id not in fixed.others)
    others = tuple(
        making.other(title) for title in fixed.project.titles if title.id in fixed.others
    )
    return plan.model_copy(update={"titles": (*titles, *others)})


class _Making:
    def __init__(self, fixed: Fixed) -> None:
        self.fixed = fixed
        project = fixed.project
        self.places = {stage.id: (studio, stage) for studio, stage in project.stages()}
        self.days = {
            studio.id: WorkingDays(studio.calendar, project.horizon.span)
            for studio in project.studios
        }
        self.sets: Mapping[tuple[str, str], Set] = {
            (title.id, one.id): one for title in project.titles for one in title.sets
        }

    def own(self, title: PlannedTitle) -> PlannedTitle:
        """A title of the plan, its booked sets as they are booked."""
        sets = tuple(
            placed.model_copy(update=self._standing((title.id, placed.id)))
            if (title.id, placed.id) in self.fixed.own
            else placed
            for placed in title.sets
        )
        return title.model_copy(update={"sets": sets})

    def _standing(self, key: tuple[str, str]) -> dict[str, object]:
        stage = self.fixed.own[key].stage
        pin = self.fixed.pins[key]
        days = self.days[self.places[stage][0].id]
        return {"stage": stage} | _one_after_another(
            self.sets[key], days, days.first_from(pin.within.start)
        )

    def other(self, title: Title) -> PlannedTitle:
        """What stands for a reservation of others: on the stage that has the feature it needs."""
        (one,) = title.sets
        studio, stage = next(
            place for place in self.places.values() if one.features[-1] in place[1].features
        )
        days = self.days[studio.id]
        first = days.first_from(title.earliest or self.fixed.project.horizon.first)
        phases = _one_after_another(one, days, first)
        placed = PlannedSet.model_validate({"id": one.id, "stage": stage.id, **phases})
        return PlannedTitle(id=title.id, accepted=True, studio=studio.id, sets=(placed,))


def _one_after_another(one: Set, days: WorkingDays, first: int) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in PHASES:
        length = one.phase_days(name)
        found[name] = None
        if length:
            span = days.dates_of(first, length)
            found[name] = Dated(first=span.start, last=span.last)
        first += length
    return found
