"""What the memo tells of one place."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.budget.rounding import rounded
from kachinko.locating.cash import cash_days, peaks_of
from kachinko.locating.counted import counted_of
from kachinko.locating.duties import duties_of
from kachinko.locating.exact import WhatIf
from kachinko.locating.memo import (
    LineMemo,
    PlaceMemo,
    ProgrammeMemo,
    RateRange,
    Spread,
    Step,
)
from kachinko.locating.rates import history
from kachinko.locating.wait import middle_day

if TYPE_CHECKING:
    from kachinko.locating.case import Question
    from kachinko.locating.exact import Award, Priced, Pricer
    from kachinko.locating.spread import Drawn
    from kachinko.locating.stages import StageAnswer
    from kachinko.model.programme import AwardKind

TENTH = Fraction(1, 10)
ZERO = Fraction(0)


def place_memo(
    question: Question,
    pricer: Pricer,
    priced: Priced,
    *,
    rank: int,
    stages: StageAnswer,
    drawn: tuple[Drawn, int] | None,
) -> PlaceMemo:
    """Put together what is known of a place; every amount in the memo's currency, rounded once."""
    currency = question.currency
    choice = priced.candidate.choice

    def told(amount: Fraction) -> Decimal:
        return rounded(amount, currency)

    sure = _sum(priced, "entitlement")
    full = sum((award.net for award in priced.awards), ZERO)
    only_sure = sum((a.net for a in priced.awards if a.estimate.kind == "entitlement"), ZERO)
    peak, peak_early, peak_on = peaks_of(question, priced)
    return PlaceMemo(
        id=choice.id,
        name=choice.name,
        name_ja=choice.name_ja,
        place=choice.place,
        rank=rank,
        gross=told(priced.gross),
        eligible=_eligible(priced, currency),
        sure=told(sure),
        up_to=told(_sum(priced, "ceiling")),
        competed=told(_sum(priced, "competitive")),
        net=told(priced.net),
        net_sure=told(priced.gross - only_sure),
        net_all=told(priced.gross - full),
        steps=_steps(priced, currency),
        programmes=tuple(_programme(question, priced, award) for award in priced.awards),
        spread=None if drawn is None else _spread(*drawn),
        peak=None if peak is None else told(peak),
        peak_early=None if peak_early is None else told(peak_early),
        peak_on=peak_on,
        cash=tuple(day for award in priced.awards for day in cash_days(award, currency)),
        duties=tuple(duty for award in priced.awards for duty in duties_of(award)),
        stages=stages,
        rates=_rates(question, pricer, priced),
        unknown=tuple(_unknown(priced)),
        must_hold=tuple(
            f"{award.programme.name}: {each}"
            for award in priced.awards
            for each in award.estimate.must_hold
        ),
        assumed_share=_assumed_share(question, priced),
        lines=_lines(question, priced),
        notes=choice.notes,
    )


def _sum(priced: Priced, kind: AwardKind) -> Fraction:
    return sum((a.award for a in priced.awards if a.estimate.kind == kind), ZERO)


def _steps(priced: Priced, currency: str) -> tuple[Step, ...]:
    """The waterfall; rounded so that the bars still sum to the last one."""
    counted = {
        kind: sum((a.counted for a in priced.awards if a.estimate.kind == kind), ZERO)
        for kind in ("entitlement", "ceiling", "competitive")
    }
    marks = [("gross", priced.gross), ("sure", -counted["entitlement"])]
    marks += [("up_to", -counted["ceiling"]), ("competed", -counted["competitive"])]
    marks += [("off", sum((a.off for a in priced.awards), ZERO))]
    marks += [("waiting", sum((a.waiting for a in priced.awards), ZERO))]
    steps: list[Step] = []
    level, shown = ZERO, Decimal(0)
    for kind, amount in marks:
        level += amount
        now = rounded(level, currency)
        steps.append(Step(kind=kind, amount=now - shown))
        shown = now
    return (*steps, Step(kind="net", amount=shown))


def _programme(question: Question, priced: Priced, award: Award) -> ProgrammeMemo:
    currency = question.currency
    estimate, risk = award.estimate, priced.candidate.risk(award.programme.id)
    start = question.start_at(priced.candidate)
    granted = estimate.award is not None and estimate.award > 0
    return ProgrammeMemo(
        estimate=estimate,
        name_ja=award.programme.name_ja,
        award=rounded(award.award, currency),
        net=rounded(award.net, currency),
        counted=rounded(award.counted, currency),
        weight=float(award.chance.weight),
        value=rounded(award.value, currency),
        rate=float(award.factor),
        middle=middle_day(award.payments, start, award.chance.delay_days) if granted else None,
        risk=risk,
        tax_known=estimate.net_of_tax is not None or not granted,
        days_known=all(payment.told for payment in award.payments),
    )


def _eligible(priced: Priced, currency: str) -> Decimal | None:
    known = [
        Fraction(award.estimate.eligible) * award.factor
        for award in priced.awards
        if award.estimate.eligible is not None
    ]
    if priced.awards and not known:
        return None
    return rounded(max(known, default=ZERO), currency)


def _spread(drawn: Drawn, row: int) -> Spread:
    return Spread(
        p10=drawn.percentile(row, 0.1),
        p50=drawn.percentile(row, 0.5),
        p90=drawn.percentile(row, 0.9),
        mean=drawn.mean(row),
        tail=drawn.tail(row),
        cheapest=drawn.cheapest[row],
    )


def _rates(question: Question, pricer: Pricer, priced: Priced) -> tuple[RateRange, ...]:
    """The currency of the place that costs most there, and every other that is used."""
    candidate, want = priced.candidate, question.currency
    amounts: dict[str, Fraction] = {}
    for line in candidate.budget.lines:
        factor = question.exchange.factor(line.currency, want, question.day_of(candidate, line))
        amounts[line.currency] = amounts.get(line.currency, ZERO) + abs(Fraction(line.amount)) * (
            factor or 0
        )
    for award in priced.awards:
        amounts.setdefault(award.programme.currency, ZERO)
    others = sorted((c for c in amounts if c != want), key=lambda c: (-amounts[c], c))
    return tuple(_rate(question, pricer, priced, currency) for currency in others)


def _rate(question: Question, pricer: Pricer, priced: Priced, currency: str) -> RateRange:
    want = question.currency
    now = question.exchange.factor(currency, want, question.start) or Fraction(1)

    def net(worth: Fraction) -> Decimal:
        moved = pricer.price(priced.candidate, WhatIf(worth={currency: worth}))
        return rounded(moved.net, want)

    past = history(question.exchange, currency, want, question.as_of)
    low, high = past.low, past.high
    return RateRange(
        currency=currency,
        rate=float(now),
        minus=net(1 - TENTH),
        plus=net(1 + TENTH),
        low_year=low[0] if low else None,
        low_rate=float(low[1]) if low else None,
        low=net(low[1] / now) if low else None,
        high_year=high[0] if high else None,
        high_rate=float(high[1]) if high else None,
        high=net(high[1] / now) if high else None,
        missing=past.missing,
    )


def _unknown(priced: Priced) -> list[str]:
    said = []
    for award in priced.awards:
        estimate, name = award.estimate, award.programme.name
        if estimate.status in ("unknown", "incomplete"):
            said += [f"{name}: {each}" for each in estimate.missing]
        elif estimate.status == "refused":
            said += [f"{name} is refused: {each}" for each in estimate.missing]
        elif estimate.net_of_tax is None and estimate.award:
            said.append(f"{name}: the tax on the award is not known; the net cost may be higher.")
    return said


def _assumed_share(question: Question, priced: Priced) -> float:
    total = assumed = ZERO
    for line in priced.candidate.budget.lines:
        day = question.day_of(priced.candidate, line)
        factor = question.exchange.factor(line.currency, question.currency, day) or ZERO
        amount = abs(Fraction(line.amount)) * factor
        total += amount
        assumed += amount if line.basis == "assumption" else ZERO
    return float(assumed / total) if total else 0.0


def _lines(question: Question, priced: Priced) -> tuple[LineMemo, ...]:
    told = []
    eligible = {award.programme.id: counted_of(award) for award in priced.awards}
    for line in priced.candidate.budget.lines:
        day = question.day_of(priced.candidate, line)
        factor = question.exchange.factor(line.currency, question.currency, day) or ZERO
        counted = {
            name: amounts[line.id] for name, amounts in eligible.items() if line.id in amounts
        }
        told.append(
            LineMemo(
                id=line.id,
                account=line.account,
                name=line.name,
                category=line.category,
                amount=line.amount,
                currency=line.currency,
                told=rounded(Fraction(line.amount) * factor, question.currency),
                assumed=line.basis == "assumption",
                note=line.note,
                counted=counted,
            )
        )
    return tuple(told)
