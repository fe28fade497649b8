"""Values that flip the ranking: known by hand, and verified on both sides by the exact model."""

from __future__ import annotations

from fractions import Fraction

from kachinko.locating.exact import Pricer
from kachinko.locating.flips import Flip, Flips, Turn
from kachinko.locating.levers import Lever, levers_of
from tests.locating import tiny


def turns() -> dict[tuple[str, str], Turn]:
    question = tiny.question()
    pricer = Pricer(question)
    priced = [pricer.price(candidate) for candidate in question.candidates]
    flips = Flips(question, pricer, priced)
    assert flips.leader == "yen"
    return {(lever.kind, lever.of): flips.along(lever) for lever in levers_of(question, priced)}


def cheapest(lever: Lever, value: Fraction) -> str:
    question = tiny.question()
    pricer = Pricer(question)
    nets = {
        each.choice.id: pricer.price(each, lever.what_if(value)).net for each in question.candidates
    }
    return min(nets, key=lambda name: nets[name])


def test_each_flip_is_where_it_is_by_hand() -> None:
    found = turns()

    def value(flip: Flip | None) -> Fraction | None:
        return None if flip is None else flip.value

    # 8,000 × x passes 8,100 at 1.0125, where the place named first still stands.
    assert value(found["price", "yen"].up) == Fraction("1.0126")
    assert value(found["rate", "JPY"].up) == Fraction("1.0126")
    assert value(found["price", "dollar"].down) == Fraction("0.9876")  # 8,000 ÷ 8,100
    assert value(found["granted", "bb"].up) == Fraction("0.556")  # 1,000 ÷ 1,800
    assert value(found["share", "bb"].up) == Fraction("0.445")  # 1,000 ÷ 2,250
    assert value(found["rate", "USD"].down) == Fraction("0.9876")


def test_what_cannot_flip_the_ranking_does_not() -> None:
    found = turns()

    assert found["price", "yen"].down is None
    assert found["granted", "bb"].down is None
    assert found["rate", "JPY"].down is None


def test_both_sides_of_every_flip_hold_exactly() -> None:
    flips = [flip for turn in turns().values() for flip in (turn.down, turn.up) if flip]

    assert flips
    for flip in flips:
        assert cheapest(flip.lever, flip.before) == "yen"
        assert cheapest(flip.lever, flip.value) == flip.cheapest == "dollar"
        assert abs(flip.value - flip.before) == flip.lever.step
