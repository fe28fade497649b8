"""What a person says of a case on the command line, held against what programmes ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

from kachinko.incentives.answers import fits, form_of
from kachinko.model.dated import Trigger
from kachinko.model.errors import Fault, InputError
from kachinko.model.estimate import Case
from kachinko.model.money import parse_amount
from kachinko.model.raw_tree import one_of
from kachinko.model.span import parse_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.model.budget import Budget, FactValue
    from kachinko.model.programme import Programme, Question

Pairs = tuple[tuple[str, str], ...]
"""Keys and values as they were written."""
YES, NO = ("yes", "true", "はい"), ("no", "false", "いいえ")


@dataclass(frozen=True, slots=True)
class Given:
    """What stands beside a budget, or in its place, as it was written."""

    amounts: Pairs = ()
    facts: Pairs = ()
    dates: Pairs = ()
    awards: Pairs = ()
    """Awards of programmes that are not asked here, each in the asking programme's currency."""


@dataclass(slots=True)
class _Read:
    """What was read of it, by key, and what cannot be."""

    amounts: dict[str, Decimal] = field(default_factory=dict)
    facts: dict[str, FactValue] = field(default_factory=dict)
    dates: dict[Trigger, object] = field(default_factory=dict)
    awards: dict[str, Decimal] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def case_of(programmes: Sequence[Programme], given: Given) -> Case:
    """The case that programmes are asked, out of amounts and answers alone.

    A key names what every programme asks for under it, or, as ``programme:key``, of one alone.

    Raises
    ------
    InputError
        With everything that no programme asks for or that is no answer.
    """
    read = _read(programmes, given)
    if read.faults:
        raise InputError("The case", read.faults)
    amounts = {
        f"{programme.id}:{measure.id}": read.amounts[key]
        for programme in programmes
        for measure in programme.measures
        for key in (measure.id, f"{programme.id}:{measure.id}")
        if key in read.amounts
    }
    return Case.model_validate(
        {"dates": read.dates, "measures": amounts, "facts": read.facts, "awards": read.awards}
    )


def add_to(budget: Budget, programmes: Sequence[Programme], given: Given) -> Budget:
    """A budget with what was said beside it; that stands before what the budget says.

    Raises
    ------
    InputError
        As `case_of`; and for amounts, which come out of a budget's lines.
    """
    read = _read(programmes, given)
    for key, _ in given.amounts:
        what = "amounts come out of the budget's lines"
        read.faults.append(Fault(f"--amount {key}", what, "either a budget or --amount"))
    if read.faults:
        raise InputError("The case", read.faults)
    return budget.model_copy(
        update={
            "facts": {**budget.facts, **read.facts},
            "dates": {**budget.dates, **read.dates},
        }
    )


def awards_of(programmes: Sequence[Programme], given: Given) -> dict[str, Decimal]:
    """Awards that others gave, by programme; see `case_of` for what is raised."""
    read = _read(programmes, given)
    if read.faults:
        raise InputError("The case", read.faults)
    return read.awards


def _read(programmes: Sequence[Programme], given: Given) -> _Read:
    read = _Read()
    measures = _keys(programmes, lambda each: [measure.id for measure in each.measures])
    for key, text in given.amounts:
        if _known(read, "--amount", key, measures, "an amount that a programme asks for"):
            _amount(read, read.amounts, f"--amount {key}", key, text)
    for key, text in given.facts:
        _fact(read, programmes, key, text)
    for key, text in given.dates:
        _date(read, key, text)
    others = {
        award
        for programme in programmes
        for version in programme.versions
        for clause in version.clauses
        if clause.kind == "less"
        for award in clause.awards
    }
    for key, text in given.awards:
        if _known(read, "--award", key, others, "no programme here is net of another's award"):
            _amount(read, read.awards, f"--award {key}", key, text)
    return read


def _keys(
    programmes: Sequence[Programme], ids: Callable[[Programme], list[str]]
) -> dict[str, None]:
    """Keys alone and with their programme, in the order in which programmes have them."""
    alone = {key: None for each in programmes for key in ids(each)}
    return alone | {f"{each.id}:{key}": None for each in programmes for key in ids(each)}


def _known(read: _Read, option: str, key: str, known: object, none: str) -> bool:
    assert isinstance(known, dict | set)
    if key in known:
        return True
    right = one_of(key, [each for each in known if ":" in key or ":" not in each], none)
    read.faults.append(Fault(f"{option} {key}", f"nobody asks for {key!r}", right))
    return False


def _amount(read: _Read, into: dict[str, Decimal], place: str, key: str, text: str) -> None:
    try:
        into[key] = parse_amount(text)
    except ValueError:
        right = "a number such as 4000000, without currency"
        read.faults.append(Fault(place, f"{text!r} is no amount", right))


def _fact(read: _Read, programmes: Sequence[Programme], key: str, text: str) -> None:
    known = _keys(programmes, lambda each: [question.id for question in each.questions])
    if not _known(read, "--fact", key, known, "a question that a programme asks"):
        return
    asked = [
        question
        for programme in programmes
        for question in programme.questions
        if key in (question.id, f"{programme.id}:{question.id}")
    ]
    for question in asked:
        answer = _answer(question, text)
        if answer is None or not fits(question, answer):
            what = f"{text!r} is no answer to '{question.asks}'"
            right = "yes or no" if question.answer == "yes_no" else form_of(question)
            read.faults.append(Fault(f"--fact {key}", what, right))
            return
        read.facts[key] = answer


def _answer(question: Question, text: str) -> FactValue | None:
    """The answer in the form that the question wants; None: it is none."""
    text = text.strip()
    if question.answer == "choice":
        return text
    if question.answer == "yes_no":
        return True if text.lower() in YES else False if text.lower() in NO else None
    try:
        if question.answer == "day":
            return parse_day(text)
        number = Decimal(text.replace(",", ""))
    except (ValueError, ArithmeticError):
        return None
    return number if number.is_finite() else None


def _date(read: _Read, key: str, text: str) -> None:
    triggers = get_args(Trigger)
    if key not in triggers:
        right = one_of(key, triggers, "")
        read.faults.append(Fault(f"--date {key}", f"there is no date {key!r}", right))
        return
    try:
        read.dates[key] = parse_day(text)  # type: ignore[index]  # one of the triggers
    except ValueError as error:
        read.faults.append(Fault(f"--date {key}", f"{text!r} is no date", str(error)))
