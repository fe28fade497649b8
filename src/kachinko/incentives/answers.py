"""What a case answers to a programme's questions, checked against what is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kachinko.incentives.cell import INCOMPLETE, Cell
from kachinko.model.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kachinko.model.programme import Programme, Question

_FORMS = {
    "yes_no": "true or false",
    "count": "a number",
    "days": "a number of days",
    "money": "an amount in the programme's currency",
    "share": "a share such as 0.3 for 30 %",
    "day": "a date such as 2026-04-01",
}


def answer_to(question: Question, programme: str, facts: Mapping[str, Any]) -> Any:
    """The answer of a case, by the question of this programme before any programme's; or None."""
    return facts.get(f"{programme}:{question.id}", facts.get(question.id))


def cell_of(question: Question, programme: str, facts: Mapping[str, Any]) -> tuple[Cell, bool]:
    """The answer as a cell, and whether it is assumed as nobody says."""
    answer = answer_to(question, programme, facts)
    assumed = answer is None and question.assume is not None
    if assumed:
        answer = question.assume
    if answer is None:
        blank: Any = {"yes_no": False, "choice": ""}.get(question.answer, Fraction(0))
        return Cell(blank, INCOMPLETE, why=(f"not said ({question.id}): {question.asks}",)), False
    return Cell(exact(question, answer)), assumed


def exact(question: Question, answer: Any) -> Any:
    """An answer as the exact arithmetic counts with it: days as ordinals."""
    if question.answer == "choice":
        return str(answer)
    if isinstance(answer, date):
        return Fraction(answer.toordinal())
    return answer if isinstance(answer, bool) else Fraction(answer)


def answer_faults(programme: Programme, facts: Mapping[str, Any], place: str) -> list[Fault]:
    """Answers that do not fit their question; those to other programmes are left alone."""
    return [
        Fault(
            f"{place} > facts > {key}",
            f"{key} is {facts[key]!s}, which answers no '{question.asks}'",
            form_of(question),
        )
        for question in programme.questions
        for key in (question.id, f"{programme.id}:{question.id}")
        if key in facts and not fits(question, facts[key])
    ]


def amount_faults(measures: Mapping[str, Any], place: str) -> list[Fault]:
    """Amounts that are truths or days; one that is unknown counts as not given."""
    return [
        Fault(f"{place} > measures > {key}", f"{key} is {value!s}, which is no amount", "a number")
        for key, value in measures.items()
        if isinstance(value, bool | date)
    ]


def form_of(question: Question) -> str:
    """What an answer to the question looks like."""
    if question.answer == "choice":
        return "one of " + ", ".join(question.options)
    return _FORMS[question.answer]


def fits(question: Question, answer: Any) -> bool:
    """Whether a value can be the answer to a question."""
    match question.answer:
        case "yes_no":
            return isinstance(answer, bool)
        case "choice":
            return not isinstance(answer, bool) and str(answer) in question.options
        case "day":
            return isinstance(answer, date)
        case "share":
            return _number(answer) and abs(answer) <= 1
    return _number(answer)


def _number(answer: Any) -> bool:
    return isinstance(answer, int | Decimal) and not isinstance(answer, bool)
