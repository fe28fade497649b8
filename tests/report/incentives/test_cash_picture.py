"""The picture of receipts: in order, within its edges, and empty where no day is known."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.model.estimate import Receipt
from kachinko.report.incentives.cash_picture import WIDE, cash_picture
from kachinko.report.incentives.texts import IncentiveWords
from tests.report.incentives import sample

WORDS = IncentiveWords("en")
DAYS = st.integers(-400, 4000).map(lambda days: date(2026, 1, 1) + timedelta(days=days))


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    ends = sorted((draw(DAYS), draw(DAYS)))
    known = draw(st.tuples(st.booleans(), st.booleans()))
    earliest, latest = (
        day if is_known else None for day, is_known in zip(ends, known, strict=True)
    )
    return Receipt(id="part", amount=Decimal(1), earliest=earliest, latest=latest)


@pytest.mark.slow
@given(st.lists(receipts(), min_size=1, max_size=6))
def test_every_bar_lies_within_the_picture(found: list[Receipt]) -> None:
    drawn = cash_picture(WORDS, sample.capped().model_copy(update={"receipts": tuple(found)}))

    known = [each for each in found if each.earliest or each.latest]
    bars = re.findall(r'<rect class="\w+" x="([\d.-]+)" y="\d+" width="([\d.]+)"', drawn)
    assert len(bars) == len(known)
    assert all(float(left) >= 330 and float(left) + float(wide) <= WIDE for left, wide in bars)


def test_without_a_known_day_nothing_is_drawn() -> None:
    receipt = Receipt(id="rest", amount=Decimal(1))

    assert cash_picture(WORDS, sample.capped().model_copy(update={"receipts": (receipt,)})) == ""


def test_what_may_be_granted_does_not_look_like_a_right() -> None:
    assert 'class="sure"' in cash_picture(WORDS, sample.capped())
    assert 'class="sure"' not in cash_picture(WORDS, sample.ceiling())
