"""What a lever does to the answer, with its values as people quote them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.locating.memo import FlipMemo, TurnMemo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.locating.case import Question
    from kachinko.locating.exact import Priced
    from kachinko.locating.flips import Flip, Turn
    from kachinko.locating.levers import Lever


def turn_memo(question: Question, priced: Sequence[Priced], turn: Turn) -> TurnMemo:
    """A turn as the memo tells it: rates in the memo's currency, prices as budgets."""
    lever = turn.lever
    unit = _unit(question, priced, lever)

    def told(flip: Flip | None) -> FlipMemo | None:
        if flip is None:
            return None
        return FlipMemo(
            value=float(flip.value),
            before=float(flip.before),
            cheapest=flip.cheapest,
            shown=float(flip.value * unit),
        )

    return TurnMemo(
        kind=lever.kind,
        of=lever.of,
        name=_name(priced, lever),
        now=float(lever.now),
        low=float(lever.low),
        high=float(lever.high),
        shown_now=float(lever.now * unit),
        down=told(turn.down),
        up=told(turn.up),
    )


def _unit(question: Question, priced: Sequence[Priced], lever: Lever) -> Fraction:
    """What a factor of 1 is in figures that people know."""
    if lever.kind == "price":
        return next(each.gross for each in priced if each.candidate.choice.id == lever.of)
    if lever.kind == "rate" and lever.of != question.currency:
        factor = question.exchange.factor(lever.of, question.currency, question.start)
        return factor or Fraction(1)
    return Fraction(Decimal(1))


def _name(priced: Sequence[Priced], lever: Lever) -> str:
    if lever.kind == "rate":
        return lever.of
    if lever.kind == "price":
        return next(
            each.candidate.choice.name for each in priced if each.candidate.choice.id == lever.of
        )
    return next(
        award.programme.name
        for each in priced
        for award in each.awards
        if award.programme.id == lever.of
    )
