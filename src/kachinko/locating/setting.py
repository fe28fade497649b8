"""A question as somebody would have it: rates, prices, chances and delays moved."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.locating.exact import at_price
from kachinko.locating.rates import moved
from kachinko.model.errors import Fault, InputError
from kachinko.model.location import DaySpread, Risk
from kachinko.model.location_setting import Setting
from kachinko.model.raw_tree import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.locating.case import Candidate, Question

SET_BY_HAND = "Set by hand."


def question_at(question: Question, setting: Setting) -> Question:
    """The question with a setting; the answer to it is a memo like any other, which names it.

    Raises
    ------
    InputError
        With every currency, place and programme that the question does not have.
    """
    if setting.is_empty:
        return question
    faults = list(_faults(question, setting))
    if faults:
        raise InputError("setting", faults)
    worth = {name: Fraction(factor) for name, factor in setting.worth.items()}
    return replace(
        question,
        exchange=moved(question.exchange, worth),
        candidates=tuple(_candidate(each, setting) for each in question.candidates),
        setting=setting,
    )


def after(first: Setting, then: Setting) -> Setting:
    """One setting on top of another, seen from where the first one led."""
    return Setting(
        worth=_times(first.worth, then.worth),
        price=_times(first.price, then.price),
        granted={**first.granted, **then.granted},
        delay={
            name: first.delay.get(name, 0) + then.delay.get(name, 0)
            for name in {**first.delay, **then.delay}
        },
    )


def _times(first: dict[str, Decimal], then: dict[str, Decimal]) -> dict[str, Decimal]:
    one = Decimal(1)
    return {name: first.get(name, one) * then.get(name, one) for name in {**first, **then}}


def currencies_of(question: Question) -> set[str]:
    """All currencies in which something is paid, and that of the comparison."""
    found = {question.currency}
    for candidate in question.candidates:
        found |= {line.currency for line in candidate.budget.lines}
        found |= {programme.currency for programme in candidate.programmes}
    return found


def _candidate(candidate: Candidate, setting: Setting) -> Candidate:
    choice = candidate.choice
    risks = tuple(_risk(candidate.risk(each.id), setting) for each in candidate.programmes)
    budget = candidate.budget
    price = setting.price.get(choice.id)
    if price is not None:
        budget = at_price(budget, price)
    return replace(candidate, choice=choice.model_copy(update={"risks": risks}), budget=budget)


def _risk(risk: Risk, setting: Setting) -> Risk:
    granted, later = setting.granted.get(risk.programme), setting.delay.get(risk.programme)
    if granted is None and later is None:
        return risk
    days = risk.delay_days
    if later is not None:
        low, mode, high = (end + later for end in days.ends)
        days = DaySpread(low=low, mode=mode, high=high)
    return Risk(
        programme=risk.programme,
        granted=risk.granted if granted is None else granted,
        share=risk.share,
        haircut=risk.haircut,
        delay_days=days,
        renewal_refused=risk.renewal_refused,
        why=f"{SET_BY_HAND} {risk.why}",
    )


def _faults(question: Question, setting: Setting) -> Iterator[Fault]:
    programmes = {each.id for one in question.candidates for each in one.programmes}
    places = {one.choice.id for one in question.candidates}
    for key, named, known in (
        ("worth", setting.worth, currencies_of(question)),
        ("price", setting.price, places),
        ("granted", setting.granted, programmes),
        ("delay", setting.delay, programmes),
    ):
        for name in named:
            if name not in known:
                right = one_of(name, sorted(known), "one of the question's")
                yield Fault(f"setting.{key}.{name}", f"the question has no {name!r}", right)
