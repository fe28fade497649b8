"""What a programme asks of the schedule: windows, deadlines, and least numbers of days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.locating.memo import Duty
from kachinko.model.clause import Choose, Require, Test, Uplifts

OUTSIDE = "spent outside the days that count"
"""How the engine begins what it says of such a line."""

ASKED_FOR = ("ceiling", "competitive")
"""Awards that somebody decides on, so that there is a time to ask for them."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.locating.exact import Award
    from kachinko.model.clause import Clause
    from kachinko.model.estimate import DueDay
    from kachinko.model.programme import Programme, Question, Version


def duties_of(award: Award) -> Iterator[Duty]:
    """Windows that are not past, deadlines, and the least days that a right or a rate needs."""
    programme = award.programme
    windows = [due for due in award.estimate.windows if due.state != "past"]
    for due in windows:
        yield _due(programme, due)
    if not windows and award.estimate.kind in ASKED_FOR and programme.rolling is None:
        yield Duty(
            programme=programme.id,
            name=programme.name,
            what="apply",
            says="No window for applying that is still to come is known on this day.",
            state="unknown",
        )
    for due in award.estimate.deadlines:
        yield _due(programme, due)
    yield from _spend_until(award)
    yield from _least_days(award)


def _spend_until(award: Award) -> Iterator[Duty]:
    """The last day on which spend counts, and how much of the budget falls after it."""
    programme, estimate = award.programme, award.estimate
    seen = {entry.id: entry for entry in estimate.trace}
    for measure in programme.measures:
        entry = seen.get(measure.spent_until or "")
        if entry is None or not isinstance(entry.result, date):
            continue
        lost = sum(
            (
                count.amount - count.counted
                for count in estimate.lines
                if count.measure == measure.id and count.says.startswith(OUTSIDE)
            ),
            Decimal(0),
        )
        yield Duty(
            programme=programme.id,
            name=programme.name,
            what="spend",
            says=f"{sentence(measure.meaning)} {sentence(entry.says)} Outside the days that count: "
            f"{programme.currency} {lost:,.0f}.",
            last=entry.result,
            state="missed" if lost else "kept",
            source=entry.source,
        )


def sentence(text: str) -> str:
    """A text with a full stop."""
    return text if not text or text[-1] in ".!?" else f"{text}."


def _due(programme: Programme, due: DueDay) -> Duty:
    return Duty(
        programme=programme.id,
        name=programme.name,
        what=due.what,
        says=due.says,
        first=due.first,
        last=due.last,
        state=due.state,
        source=due.source,
    )


def _least_days(award: Award) -> Iterator[Duty]:
    """Clauses that compare a number of days with a least one, each told once."""
    programme = award.programme
    version = _version(programme, award.estimate.version)
    if version is None:
        return
    asked = {each.id: each for each in programme.questions if _of_days(each)}
    seen = {entry.id: entry for entry in award.estimate.trace}
    source = {each.id: each.url for each in programme.sources}
    for clause in version.clauses:
        tests = [test for test in _tests(clause) if test.what in asked and _least(test)]
        for test in tests:
            least, has = seen.get(_least(test)), seen.get(test.what)
            if least is None:
                continue
            state = "unknown"
            if has is not None and _numbers(has.result, least.result):
                enough = has.result > least.result  # type: ignore[operator]
                if test.at_least is not None:
                    enough = has.result >= least.result  # type: ignore[operator]
                state = "kept" if enough else "missed"
            yield Duty(
                programme=programme.id,
                name=programme.name,
                what="days",
                says=f"{sentence(clause.says)} {asked[test.what].asks} ({least.result})".strip(),
                state=state,
                source=source.get(clause.source or version.source, ""),
            )


def _of_days(question: Question) -> bool:
    """Whether a question asks for a number of days, of shooting or of work."""
    return question.answer == "days" or (question.answer == "count" and "days" in question.id)


def _least(test: Test) -> str:
    return test.at_least or test.more_than or ""


def _tests(clause: Clause) -> list[Test]:
    if isinstance(clause, Require):
        return [*clause.when, *(test for route in clause.routes for test in route.when)]
    if isinstance(clause, Choose):
        return [test for row in clause.rows for test in row.when]
    if isinstance(clause, Uplifts):
        return [test for part in clause.parts for test in part.when]
    return []


def _numbers(*values: object) -> bool:
    return all(hasattr(value, "as_tuple") for value in values)


def _version(programme: Programme, name: str | None) -> Version | None:
    return next((each for each in programme.versions if each.id == name), None)
