"""Many draws: repeatable, shared by all places, and exact where nothing is uncertain."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from kachinko.locating.draws import Luck
from kachinko.locating.exact import Pricer
from kachinko.locating.spread import Drawn, draw
from tests.locating import tiny

CERTAIN = {"bb": {"granted": "1", "share": "0.2"}}
RISKY = {
    "aa": {"haircut": {"low": 0, "mode": "0.05", "high": "0.2"}, "renewal_refused": "0.1",
           "delay_days": {"low": 0, "mode": 30, "high": 300}},
    "bb": {"share": {"low": "0.2", "mode": "0.4", "high": "0.6"}},
}  # fmt: skip


def drawn(
    seed: int = 0, *, draws: int = 4000, places: tuple[str, ...] = ("yen", "dollar")
) -> Drawn:
    question = tiny.question(risks=RISKY, discount="0.06", volatility={"JPY": "0.1"}, places=places)
    pricer = Pricer(question)
    priced = [pricer.price(candidate) for candidate in question.candidates]
    return draw(question, priced, draws=draws, seed=seed, volatility={"JPY": 0.1})


def test_without_spread_every_draw_is_the_exact_answer() -> None:
    question = tiny.question(risks=CERTAIN, discount="0.06")
    pricer = Pricer(question)
    priced = [pricer.price(candidate) for candidate in question.candidates]

    found = draw(question, priced, draws=1000, seed=3, volatility={"JPY": 0.0})

    for row, each in enumerate(priced):
        assert found.nets[row] == pytest.approx(float(each.net), abs=1e-6)
    assert found.cheapest == [1.0, 0.0]
    assert found.tail(0) == pytest.approx(float(priced[0].net))


def test_the_same_seed_gives_the_same_draws_and_another_gives_others() -> None:
    assert np.array_equal(drawn(7).nets, drawn(7).nets)
    assert not np.array_equal(drawn(7).nets, drawn(8).nets)


def test_a_place_that_comes_in_does_not_change_the_luck_of_another() -> None:
    assert np.array_equal(drawn(places=("yen",)).nets[0], drawn().nets[0])


def test_means_lie_where_the_exact_middle_is() -> None:
    question = tiny.question(risks=RISKY)
    pricer = Pricer(question)
    priced = [pricer.price(candidate) for candidate in question.candidates]

    found = draw(question, priced, draws=20_000, seed=1, volatility={})

    for row, each in enumerate(priced):
        assert found.mean(row) == pytest.approx(float(each.net), rel=2e-3)
        assert found.percentile(row, 0.1) <= found.percentile(row, 0.9) <= found.tail(row)
    assert sum(found.cheapest) == pytest.approx(1)


def test_streams_are_stratified_and_bells_are_normal() -> None:
    luck = Luck(5, 10_000)
    even, bell = luck.even("a"), luck.bell("b")

    assert np.array_equal(np.sort((even * 10_000).astype(int)), np.arange(10_000))
    assert bell.mean() == pytest.approx(0, abs=0.02)
    assert bell.std() == pytest.approx(1, abs=0.02)
    assert abs(np.corrcoef(luck.even("a"), luck.even("c"))[0, 1]) < 0.05


def test_a_triangle_has_its_ends_and_its_mean() -> None:
    ends = (Decimal("0.1"), Decimal("0.2"), Decimal("0.6"))
    found = Luck(1, 10_000).triangle("t", ends)

    assert isinstance(found, np.ndarray)
    assert 0.1 <= found.min() < found.max() <= 0.6
    assert found.mean() == pytest.approx(0.3, abs=0.002)
