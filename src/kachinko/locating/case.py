"""What a memo is made of: the title, its places with budgets and programmes, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from kachinko.model.location import Risk
from kachinko.model.location_setting import AS_ASKED

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.budget import Budget, BudgetLine
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.location import Location, PlaceChoice
    from kachinko.model.location_setting import Setting
    from kachinko.model.programme import Programme
    from kachinko.model.project import Project
    from kachinko.model.title import Title

NOBODY_ASSUMES = "Nothing is assumed."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place with the title's budget there and the programmes that would be stacked."""

    choice: PlaceChoice
    budget: Budget
    """With the dates and answers that hold for all places, and this place's own."""
    programmes: tuple[Programme, ...]

    def risk(self, programme: str) -> Risk:
        """What the user assumes of a programme here."""
        for risk in self.choice.risks:
            if risk.programme == programme:
                return risk
        return Risk(programme=programme, why=NOBODY_ASSUMES)


@dataclass(frozen=True)
class Question:
    """One title, its places, and the day from which everything is seen."""

    project: Project
    title: Title
    location: Location
    candidates: tuple[Candidate, ...]
    exchange: ExchangeTable
    as_of: date
    setting: Setting = AS_ASKED
    """What of all this was moved by hand already."""

    @property
    def currency(self) -> str:
        """In which the places are compared."""
        return self.location.currency

    @cached_property
    def start(self) -> date:
        """Start of photography, to which money is valued."""
        return self.location.dates["photography_start"]

    def start_at(self, candidate: Candidate) -> date:
        """Start of photography at a place."""
        return candidate.budget.dates.get("photography_start", self.start)

    def day_of(self, candidate: Candidate, line: BudgetLine) -> date:
        """The day whose exchange rate counts for a line: its middle, else the start there."""
        first, last = line.first or line.last, line.last or line.first
        if first is None or last is None:
            return self.start_at(candidate)
        return first + timedelta(days=(last - first).days // 2)

    def done_at(self, candidate: Candidate) -> date:
        """The end of the work there as far as it is known."""
        dates = candidate.budget.dates
        for trigger in ("completion", "photography_end"):
            if trigger in dates:
                return dates[trigger]
        lasts = [line.last for line in candidate.budget.lines if line.last is not None]
        return max([*lasts, self.start_at(candidate)])
