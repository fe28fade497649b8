"""How the memo writes amounts: in millions, all of one memo to as many places."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from kachinko.report.locating.texts import MemoWords


def words(largest: int, lang: str = "en") -> MemoWords:
    memo: Any = SimpleNamespace(places=[SimpleNamespace(gross=Decimal(largest))])
    return MemoWords(lang, memo)


@pytest.mark.parametrize(
    ("largest", "told"),
    [(9_000, "1.235"), (10_000_000, "1.2"), (1_999_999_999, "1.2"), (2_000_000_000, "1")],
)
def test_places_hang_on_the_dearest_place(largest: int, told: str) -> None:
    assert words(largest).millions(Decimal("1234567")) == told


def test_signs_and_currencies() -> None:
    english, japanese = words(10**7), words(10**10, "ja")

    assert english.millions(Decimal(-1_500_000), sign=True) == "−1.5"
    assert english.millions(Decimal(2_500_000), sign=True) == "+2.5"
    assert english.big(Decimal(22_000_000), "USD") == "USD 22.0 m"
    assert japanese.big(Decimal(3_285_000_000), "JPY") == "3,285百万円"
    assert japanese.big(Decimal(3_285_000_000), "USD") == "3,285百万USD"


@pytest.mark.parametrize(
    ("share", "told"), [(0, "0.0 %"), (0.00001, "<0.1 %"), (0.5, "50.0 %"), (0.99999, ">99.9 %")]
)
def test_only_what_is_never_or_always_is_told_as_0_or_100(share: float, told: str) -> None:
    assert words(1).share(share, 1) == told
