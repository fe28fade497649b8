"""Cases drawn for any programme, from its own amounts, questions and values.

A seed draws a whole batch, which is much quicker than to let hypothesis draw every number.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from kachinko.model.dated import Trigger
from kachinko.model.estimate import Case

if TYPE_CHECKING:
    from random import Random

    from kachinko.model.programme import Programme, Question


class Drawer:
    """Draws what a programme asks for, often at its thresholds or next to them."""

    def __init__(self, programme: Programme, random: Random) -> None:
        self.programme = programme
        self.random = random
        self._edges: dict[str, list[Decimal]] = {}
        for parameter in programme.parameters:
            values = [each.value for each in parameter.values]
            found = [value for value in values if isinstance(value, Decimal)]
            self._edges.setdefault(parameter.unit, []).extend(found)
        dated = [*programme.versions, *(v for p in programme.parameters for v in p.values)]
        turns = {day for each in dated for day in (each.first, each.last, each.known_from) if day}
        self._turns = sorted(turns) or [date(2024, 1, 1)]

    def chance(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def amount(self) -> Decimal:
        edges = self._edges.get("money") or [Decimal(1_000_000)]
        edge = self.random.choice(edges)
        most = int(max(edges)) * 20 + 1000
        return self.random.choice(
            [
                edge,
                edge + 1,
                max(edge - 1, Decimal(0)),
                Decimal(self.random.randrange(2)),
                Decimal(self.random.randrange(most)),
                Decimal(self.random.randrange(most * 100)) / 100,
                Decimal(self.random.randrange(int(edge) * 300 + 1)) / 100,
            ]
        )

    def day(self) -> date:
        if self.chance(2):
            return self.random.choice(self._turns) + timedelta(self.random.choice([-1, 0, 1]))
        return date(2000, 1, 1) + timedelta(self.random.randrange(12_000))

    def answer(self, question: Question) -> Any:
        match question.answer:
            case "yes_no":
                return self.chance(2)
            case "choice":
                return self.random.choice(question.options)
            case "day":
                return self.day()
            case "share":
                return self._near(["share"], Decimal(self.random.randrange(1001)) / 1000)
            case "money":
                return self.amount()
        return self._near(["count", "days"], Decimal(self.random.randrange(400)))

    def _near(self, units: list[str], other: Decimal) -> Decimal:
        edges = [edge for unit in units for edge in self._edges.get(unit, ())]
        return self.random.choice(edges) if edges and self.chance(2) else other

    def batch(self, size: int) -> list[Case]:
        """Cases that are alike in which truths, choices and awards they give.

        The rest may be left out; an array has no place for a truth that is not given.
        """
        silent = {
            question.id
            for question in self.programme.questions
            if question.answer in ("yes_no", "choice") and self.chance(10)
        }
        given = [name for name in taken_off(self.programme) if self.chance(2)]
        return [self._case(silent, given) for _ in range(size)]

    def _case(self, silent: set[str], given: list[str]) -> Case:
        measures = {}
        before = Decimal(0)
        for measure in self.programme.measures:
            if not self.chance(30):
                # A total that is not below its part is the common case.
                before = self.amount() + (before if self.chance(2) else 0)
                measures[measure.id] = before
        facts = {
            question.id: self.answer(question)
            for question in self.programme.questions
            if question.id not in silent
            and (question.answer in ("yes_no", "choice") or not self.chance(30))
        }
        dates = {trigger: self.day() for trigger in triggers(self.programme) if not self.chance(15)}
        awards = {name: self.amount() for name in given}
        return Case(dates=dates, measures=measures, facts=facts, awards=awards)


def taken_off(programme: Programme) -> list[str]:
    """Programmes whose award comes off."""
    return sorted(
        {
            name
            for version in programme.versions
            for clause in version.clauses
            if clause.kind == "less"
            for name in clause.awards
        }
    )


def triggers(programme: Programme) -> list[Trigger]:
    """The dates that decide something in a programme."""
    used = {programme.trigger} | {each.trigger for each in programme.parameters}
    return [trigger for trigger in get_args(Trigger) if trigger in used]


def as_arrays(programme: Programme, drawn: list[Case]) -> dict[str, Any]:
    """The same cases as `estimate_many` takes them, each thing as an array."""
    found: dict[str, Any] = {"dates": {}, "measures": {}, "facts": {}, "awards": {}}
    for trigger in triggers(programme):
        days = [case.dates.get(trigger) for case in drawn]
        found["dates"][trigger] = np.array(days, dtype="datetime64[D]")
    for measure in programme.measures:
        found["measures"][measure.id] = _numbers([c.measures.get(measure.id) for c in drawn])
    for question in programme.questions:
        given = [case.facts.get(question.id) for case in drawn]
        if any(answer is not None for answer in given):
            filled = [question.assume if each is None else each for each in given]
            found["facts"][question.id] = _answers(question, filled)
    for name in drawn[0].awards:
        found["awards"][name] = _numbers([case.awards[name] for case in drawn])
    return found


def _numbers(values: list[Any]) -> np.ndarray:
    return np.array([np.nan if value is None else float(value) for value in values])


def _answers(question: Question, given: list[Any]) -> np.ndarray:
    if question.answer == "yes_no":
        return np.array(given, dtype=bool)
    if question.answer == "choice":
        return np.array(given)
    if question.answer == "day":
        return np.array(given, dtype="datetime64[D]")
    return _numbers(given)
