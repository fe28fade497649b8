"""Random cases for a programme: amounts around its own limits, answers mostly as it hopes for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kachinko.model.programme import Programme, Question

TYPICAL = 50e6
"""Upper end of amounts where a programme names no amount at all."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Cases: a number each, by measure and by question; choices by their place."""

    measures: dict[str, np.ndarray]
    facts: dict[str, np.ndarray]

    def __getitem__(self, name: str) -> np.ndarray:
        return self.measures[name] if name in self.measures else self.facts[name]


def draw(programme: Programme, count: int, seed: int = 1) -> Inputs:
    """So many cases; amounts in whole cents."""
    random = np.random.default_rng(seed)
    scale = _scale(programme)
    measures = {
        measure.id: np.round(random.random(count) ** 2 * scale, 2) for measure in programme.measures
    }
    facts = {
        question.id: _answers(question, random, count, scale)
        for question in programme.questions
        if question.answer != "day"
    }
    return Inputs(measures, facts)


def _scale(programme: Programme) -> float:
    """Three times the largest amount that the programme names, but for its fund."""
    amounts = [
        float(value.value)
        for parameter in programme.parameters
        if parameter.unit == "money" and parameter.id != programme.fund
        for value in parameter.values
        if isinstance(value.value, Decimal)
    ]
    return 3 * max(amounts, default=TYPICAL / 3)


def _answers(
    question: Question, random: np.random.Generator, count: int, scale: float
) -> np.ndarray:
    match question.answer:
        case "yes_no":
            hoped = question.assume if isinstance(question.assume, bool) else True
            return (random.random(count) < 0.85) == hoped
        case "choice":
            return random.integers(0, len(question.options), count)
        case "share":
            hope = float(question.assume) if isinstance(question.assume, Decimal) else 1.0
            return np.where(random.random(count) < 0.6, hope, np.round(random.random(count), 3))
        case "money":
            return np.round(random.random(count) * scale * 0.05, 2)
    return random.integers(0, 41, count).astype(np.float64)
