"""The falls of bars: each ends where the estimate does, and nothing is drawn that is not so."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.report.incentives.texts import IncentiveWords
from kachinko.report.incentives.waterfall import Bar, of_award, of_spend, picture
from tests.report.incentives import sample

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = IncentiveWords("en")


def is_true(bars: Sequence[Bar]) -> bool:
    """What stands is what stood before, less what was taken off since."""
    level: Decimal | None = None
    for bar in bars:
        if bar.taken:
            assert level is not None
            level -= bar.amount
        else:
            if level is not None and level != bar.amount:
                return False
            level = bar.amount
    return True


def test_from_all_lines_to_what_counts() -> None:
    bars = of_spend(WORDS, sample.capped())

    assert [(bar.name, bar.amount) for bar in bars] == [
        ("All lines of the budget", Decimal(9_000_000)),
        ("does not count", Decimal(300_000)),
        ("unclear", Decimal(200_000)),
        ("counts in part", Decimal(500_000)),
        ("Eligible spend", Decimal(8_000_000)),
    ]
    assert is_true(bars)


def test_the_lines_are_those_that_the_eligible_spend_is_made_of() -> None:
    estimate = sample.capped()
    first = estimate.lines[0].model_copy(update={"measure": "total", "amount": Decimal(1)})

    bars = of_spend(WORDS, estimate.model_copy(update={"lines": (first, *estimate.lines)}))

    assert bars[0].amount == 9_000_000


def test_from_the_award_before_its_limit_to_what_is_left() -> None:
    bars = of_award(WORDS, sample.capped())

    assert [bar.amount for bar in bars if not bar.taken] == [2_490_000, 1_000_000, 745_000, 690_000]
    assert is_true(bars)


def test_without_amount_or_lines_nothing_is_drawn() -> None:
    assert of_award(WORDS, sample.incomplete()) == []
    assert of_spend(WORDS, sample.incomplete()) == []
    assert picture(WORDS, [], "EUR", "") == ""


def test_a_limit_that_is_not_the_last_step_draws_no_award_before_it() -> None:
    estimate = sample.capped().model_copy(update={"binding": "eighty"})

    assert next(bar.amount for bar in of_award(WORDS, estimate)) == 1_000_000


def test_more_eligible_than_lines_draws_no_fall() -> None:
    estimate = sample.capped().model_copy(update={"eligible": Decimal(20_000_000)})

    assert of_spend(WORDS, estimate) == []


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=8))
def test_no_bar_leaves_the_picture(amounts: list[int]) -> None:
    bars = [Bar("<b>", Decimal(sum(amounts)), "whole")]
    bars += [Bar("taken", Decimal(amount), "gone", taken=True) for amount in amounts]

    drawn = picture(WORDS, bars, "JPY", "fall")

    assert "<b>" not in drawn
    for part in drawn.split("<rect")[1:]:
        left, wide = (
            float(part.partition(f'{key}="')[2].partition('"')[0]) for key in (" x", "width")
        )
        assert left >= 0
        assert left + wide <= 721


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_long_names_are_cut_and_kept_whole_in_a_title(lang: str) -> None:
    name = "長い名前" * 20

    drawn = picture(IncentiveWords(lang), [Bar(name, Decimal(1), "whole")], "JPY", "fall")

    assert f"<title>{name}</title>" in drawn
    assert f">{name}<title>" not in drawn
