"""Cases drawn for any programme, from its own amounts, questions and values."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
from hypothesis import strategies as st

from kachinko.model.dated import Trigger
from kachinko.model.estimate import Case

if TYPE_CHECKING:
    from kachinko.model.programme import Programme, Question

ROOM = timedelta(days=2)


def numbers_near(programme: Programme, *units: str) -> list[Decimal]:
    """The programme's own values of some units, where thresholds are met and missed."""
    return sorted(
        {
            value.value
            for parameter in programme.parameters
            if parameter.unit in units
            for value in parameter.values
            if isinstance(value.value, Decimal)
        }
    )


def amounts(programme: Programme) -> st.SearchStrategy[Decimal]:
    """Amounts at the programme's thresholds, next to them, and anywhere."""
    edges = numbers_near(programme, "money") or [Decimal(1_000_000)]
    most = int(max(edges)) * 20 + 1000
    at = st.sampled_from(edges)
    return st.one_of(
        at,
        at.map(lambda edge: edge + 1),
        at.map(lambda edge: max(edge - 1, Decimal(0))),
        st.sampled_from([Decimal(0), Decimal(1)]),
        st.integers(0, most).map(Decimal),
        st.integers(0, most * 100).map(lambda cents: Decimal(cents) / 100),
    )


def days_of(programme: Programme) -> st.SearchStrategy[date]:
    """Days at the turns of versions and values, next to them, and anywhere."""
    turns = {
        day
        for each in (*programme.versions, *(v for p in programme.parameters for v in p.values))
        for day in (each.first, each.last, each.known_from)
        if day is not None
    }
    near = st.sampled_from(sorted(turns) or [date(2024, 1, 1)])
    step = st.sampled_from([-1, 0, 1])
    anywhere = st.dates(date(2000, 1, 1), date(2032, 1, 1))
    return st.one_of(st.builds(lambda day, by: day + timedelta(days=by), near, step), anywhere)


def answers(question: Question, programme: Programme) -> st.SearchStrategy[Any]:
    """Answers that fit a question."""
    match question.answer:
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(question.options)
        case "day":
            return days_of(programme)
        case "share":
            edges = numbers_near(programme, "share") or [Decimal("0.5")]
            return st.one_of(
                st.sampled_from(edges), st.integers(0, 1000).map(lambda n: Decimal(n) / 1000)
            )
        case "money":
            return amounts(programme)
    edges = numbers_near(programme, "count", "days") or [Decimal(10)]
    return st.one_of(st.sampled_from(edges), st.integers(0, 400).map(Decimal))


@st.composite
def batches(draw: st.DrawFn, programme: Programme, *, size: int = 5) -> list[Case]:
    """Cases that are alike in which truths, choices and awards they give; the rest may be left out.

    An array has no place for a truth that is not given.
    """
    silent = {
        question.id
        for question in programme.questions
        if question.answer in ("yes_no", "choice") and draw(st.integers(0, 7)) == 0
    }
    others = {
        name
        for version in programme.versions
        for clause in version.clauses
        if clause.kind == "less"
        for name in clause.awards
    }
    given = [name for name in sorted(others) if draw(st.booleans())]
    return [_case(draw, programme, silent, given) for _ in range(size)]


def _case(draw: st.DrawFn, programme: Programme, silent: set[str], given: list[str]) -> Case:
    def left_out() -> bool:
        return draw(st.integers(0, 11)) == 0

    measures = {}
    before = Decimal(0)
    for measure in programme.measures:
        if not left_out():
            more = draw(amounts(programme))
            # A total that is not below its part is the common case.
            measures[measure.id] = before + more if draw(st.booleans()) else more
            before = measures[measure.id]
    facts = {
        question.id: draw(answers(question, programme))
        for question in programme.questions
        if question.id not in silent and (question.answer in ("yes_no", "choice") or not left_out())
    }
    dates = {trigger: draw(days_of(programme)) for trigger in triggers(programme) if not left_out()}
    awards = {name: draw(amounts(programme)) for name in given}
    return Case(dates=dates, measures=measures, facts=facts, awards=awards)


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
