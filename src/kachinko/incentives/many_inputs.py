"""What many cases give: arrays, checked once and brought into the form that clauses count in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from kachinko.incentives.answers import form_of
from kachinko.incentives.cell import INCOMPLETE, KNOWN, UNKNOWN, Cell
from kachinko.model.errors import Fault, InputError
from kachinko.model.raw_tree import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kachinko.model.programme import Programme, Question

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(slots=True)
class ManyInputs:
    """Cells of measures, answers and awards; an array has one number a case."""

    size: int
    given: dict[str, Cell]
    """By measure or question: those that the cases give, or that are assumed."""
    awards: dict[str, Cell]


def read_inputs(
    programme: Programme,
    *,
    dates: Mapping[Any, Any],
    measures: Mapping[str, Any],
    facts: Mapping[str, Any],
    awards: Mapping[str, Any],
) -> ManyInputs:
    """Check what is given and bring it into form.

    Raises
    ------
    InputError
        For arrays of different lengths, amounts that are none of the programme's measures, and
        answers that do not fit their question.
    """
    groups = {"dates": dates, "measures": measures, "facts": facts, "awards": awards}
    sizes = {
        f"{group} > {name}": len(value)
        for group, values in groups.items()
        for name, value in values.items()
        if isinstance(value, np.ndarray)
    }
    faults = []
    if len(set(sizes.values())) > 1:
        shown = ", ".join(f"{name} {size:,}" for name, size in sizes.items())
        faults.append(Fault("cases", f"arrays of several lengths: {shown}", "one number a case"))
    known = {measure.id for measure in programme.measures}
    faults += [
        Fault(f"measures > {name}", f"there is no measure {name!r}", one_of(name, known, ""))
        for name in measures
        if name not in known
    ]
    given = {name: _amount(value, INCOMPLETE) for name, value in measures.items()}
    for question in programme.questions:
        answer = facts.get(f"{programme.id}:{question.id}", facts.get(question.id))
        answer = question.assume if answer is None else answer
        cell = None if answer is None else _answer(question, answer)
        if cell is not None:
            given[question.id] = cell
        elif answer is not None:
            what = f"{question.id} answers no '{question.asks}'"
            faults.append(Fault(f"facts > {question.id}", what, form_of(question)))
    if faults:
        raise InputError("cases", faults)
    others = {
        name: Cell(0.0, UNKNOWN) if isinstance(value, str) else _amount(value, UNKNOWN)
        for name, value in awards.items()
    }
    return ManyInputs(next(iter(sizes.values()), 1), given, others)


def _amount(value: Any, lacking: int) -> Cell:
    """An amount; where it is not a number (NaN) it is lacking."""
    if not isinstance(value, np.ndarray):
        number = float(value)
        return Cell(0.0, lacking) if number != number else Cell(number)
    numbers = np.asarray(value, dtype=np.float64)
    blank = np.isnan(numbers)
    if not blank.any():
        return Cell(numbers)
    state = np.where(blank, np.uint8(lacking), np.uint8(KNOWN))
    return Cell(np.where(blank, 0.0, numbers), state)


def _answer(question: Question, answer: Any) -> Cell | None:
    """An answer as a cell; None: it does not fit."""
    match question.answer:
        case "choice":
            return _choice(question, answer)
        case "yes_no":
            if isinstance(answer, np.ndarray):
                return Cell(answer) if answer.dtype == np.bool_ else None
            return Cell(bool(answer)) if isinstance(answer, bool | np.bool_) else None
        case "day":
            return _day(answer)
    if isinstance(answer, np.ndarray):
        return _amount(answer, INCOMPLETE) if answer.dtype.kind in "fiu" else None
    if isinstance(answer, bool | str | date):
        return None
    return _amount(answer, INCOMPLETE)


def _choice(question: Question, answer: Any) -> Cell | None:
    if isinstance(answer, np.ndarray):
        return Cell(codes) if (codes := option_codes(question, answer)) is not None else None
    return Cell(str(answer)) if str(answer) in question.options else None


def option_codes(question: Question, answers: np.ndarray) -> np.ndarray | None:
    """Answers to a choice as places in its options; None: one of them is no option.

    Whole numbers are taken for such places already.
    """
    if answers.dtype.kind in "iu":
        fits = answers.size == 0 or (answers.min() >= 0 and answers.max() < len(question.options))
        return answers if fits else None
    codes = np.full(answers.shape, -1, dtype=np.int8)
    for place, option in enumerate(question.options):
        codes[answers == option] = place
    return None if (codes < 0).any() else codes


def _day(answer: Any) -> Cell | None:
    if isinstance(answer, date):
        return Cell(float(answer.toordinal()))
    if not isinstance(answer, np.ndarray) or answer.dtype.kind != "M":
        return None
    days = answer.astype("datetime64[D]")
    numbers = days.astype(np.int64).astype(np.float64) + _EPOCH
    return _amount(np.where(np.isnat(days), np.nan, numbers), INCOMPLETE)
