"""The questions on documents, by name: what is asked, and who answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kachinko.service.asking import budgets, incentives, shootings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kachinko.model.base import Record


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of question."""

    asked: type[Record]
    answer: Callable[..., dict[str, Any]]
    of_today: bool = False
    """Whether the answer depends on the day on which it is asked."""


QUESTIONS: dict[str, Question] = {
    "budget-read": Question(budgets.ReadAsked, budgets.read),
    "budget-cost": Question(budgets.CostAsked, budgets.cost),
    "budget-cash": Question(budgets.CashAsked, budgets.cash),
    "shooting-check": Question(shootings.BoardAsked, shootings.check),
    "shooting-dood": Question(shootings.DoodAsked, shootings.dood),
    "shooting-documents": Question(shootings.DocumentsAsked, shootings.documents),
    "shooting-compare": Question(shootings.CompareAsked, shootings.compare),
    "shooting-convert": Question(shootings.ConvertAsked, shootings.convert),
    "shooting-breakdown": Question(shootings.BreakdownAsked, shootings.breakdown),
    "shooting-sets": Question(shootings.SetsAsked, shootings.sets),
    "incentives-compare": Question(incentives.ComparedAsked, incentives.compare, of_today=True),
    "incentives-reform": Question(incentives.ReformAsked, incentives.reform, of_today=True),
    "incentives-examples": Question(incentives.ExamplesAsked, incentives.examples),
}


def answer(name: str, asked: bytes, today: date) -> dict[str, Any]:
    """Answer a question (JSON) in the folder that is the process's own.

    Raises
    ------
    KachinkoError
        As the use case does.
    """
    question = QUESTIONS[name]
    record = question.asked.model_validate_json(asked)
    day = (today,) if question.of_today else ()
    return question.answer(record, Path(), *day)
