"""The shipped example: six places, real programmes, the hall that Toho cannot take."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kachinko.halt import Halt
from kachinko.locating.compose import Effort, make_memo
from kachinko.locating.exact import Pricer, WhatIf
from kachinko.locating.fast import FastPlace
from kachinko.service.locating import Asked, read_question

if TYPE_CHECKING:
    from kachinko.locating.case import Question
    from kachinko.locating.memo import Memo, TurnMemo

EXAMPLE = Path(__file__).parents[2] / "examples" / "locate"
CENT = 0.02


@cache
def question() -> Question:
    places = EXAMPLE / "places.yaml"
    return read_question(Asked(EXAMPLE / "project", None, places, date(2026, 11, 22)))


@cache
def memo() -> Memo:
    return make_memo(question(), Effort(5000, 0, time.monotonic, Halt()))


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize(("worth", "price"), [("1", "1"), ("1.25", "1"), ("0.8", "1.3")])
def test_fast_and_exact_agree_on_shipped_programmes(at: int, worth: str, price: str) -> None:
    candidate = question().candidates[at]
    pricer = Pricer(question())
    base = pricer.price(candidate)
    currency = next(
        line.currency for line in candidate.budget.lines if line.currency != question().currency
    )
    moved = WhatIf(worth={currency: Fraction(worth)}, price={candidate.choice.id: Decimal(price)})

    place = FastPlace(question(), base)
    fast = place.gross({currency: float(worth)}, float(price))
    for name, net in place.awards({currency: float(worth)}, float(price)).items():
        award = next(each for each in base.awards if each.programme.id == name)
        fast -= net * float(award.chance.weight) * float(award.worth)

    assert fast == pytest.approx(float(pricer.price(candidate, moved).net), abs=CENT)


@pytest.mark.slow
def test_toho_cannot_take_the_hall_and_the_memo_says_so() -> None:
    answer = memo().place("tokyo").stages

    assert (answer.state, answer.set, answer.needs_m) == ("cannot", "Lantern hall", (55, 34))
    assert memo().place("budapest").stages.state == "fits"
    assert memo().place("bangkok").stages.state == "not-asked"


@pytest.mark.slow
def test_a_programme_whose_rate_was_not_found_counts_nothing() -> None:
    taipei = memo().place("taipei")

    assert taipei.net == taipei.gross
    assert any("not known" in each for each in taipei.unknown)


@pytest.mark.slow
def test_no_award_of_a_committee_is_called_sure() -> None:
    for place in memo().places:
        kinds = {each.estimate.kind for each in place.programmes}
        assert (place.sure > 0) <= ("entitlement" in kinds)
        assert (place.up_to > 0) <= ("ceiling" in kinds)


@pytest.mark.slow
def test_every_flip_holds_on_both_sides_exactly() -> None:
    first = memo().places[0].id
    pricer = Pricer(question())

    def cheapest(turn: TurnMemo, value: float) -> str:
        exact = Fraction(str(value))
        if turn.kind == "rate":
            moved = WhatIf(worth={turn.of: exact})
        elif turn.kind == "price":
            moved = WhatIf(price={turn.of: Decimal(str(value))})
        else:
            moved = WhatIf(chances={turn.of: {turn.kind: exact}})
        nets = {c.choice.id: pricer.price(c, moved).net for c in question().candidates}
        return min(nets, key=lambda name: nets[name])

    found = [(turn, flip) for turn in memo().turns for flip in (turn.down, turn.up) if flip]
    assert found
    for turn, flip in found[:6]:
        assert cheapest(turn, flip.before) == first
        assert cheapest(turn, flip.value) == flip.cheapest != first


def test_counted_lines_sum_to_the_eligible_spend() -> None:
    for place in memo().places:
        awards = {each.estimate.programme: each.estimate.award for each in place.programmes}
        for each in place.programmes:
            name, estimate = each.estimate.programme, each.estimate
            told = sum((line.counted.get(name, Decimal(0)) for line in place.lines), Decimal(0))
            assert estimate.eligible is not None
            if name == "ca-pstc":
                told -= awards["ca-bc-pstc"] or 0  # the province's credit comes off the labour
            # Every line is rounded to the smallest unit by itself.
            assert abs(told - estimate.eligible) <= len(place.lines), name
