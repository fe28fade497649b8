"""Estimates as lines of text: what they say, and that a hope never looks like a right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kachinko.model.estimate import Estimate, Receipt
from kachinko.report.incentives.lines import (
    counted_lines,
    estimate_lines,
    split_lines,
    trace_lines,
)
from kachinko.report.incentives.summary import headline, split
from kachinko.report.incentives.texts import IncentiveWords
from tests.report.incentives import sample

if TYPE_CHECKING:
    from kachinko.model.budget import FactValue

ENGLISH, JAPANESE = IncentiveWords("en"), IncentiveWords("ja")


def text(estimate: Estimate, words: IncentiveWords = ENGLISH) -> str:
    return "\n".join(estimate_lines(words, estimate))


def test_an_award_is_told_with_its_limit_cash_days_and_conditions() -> None:
    told = text(sample.capped())

    assert "EUR 1,000,000: a right once its conditions hold." in told
    assert "Held below the cap (project-cap): takes EUR 1,490,000 away" in told
    assert "EUR 345,000: 2025-03-01 to 2025-06-30 (Half after the audit)" in told
    assert "EUR 400,000: not known" in told
    assert "finish: 2025-01-31, missed" in told
    assert "Does it pass the cultural test? Assumed: yes." in told
    assert "rate: In use 25% (https://example.org/act); Also said 30%" in told


def test_what_is_missing_is_asked_and_no_amount_is_shown() -> None:
    told = text(sample.incomplete())

    assert "No amount yet: an answer or a date is missing." in told
    assert "not said (days): How many shooting days?" in told
    assert "Award" not in told


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("entitlement", "EUR 1,000,000: a right once its conditions hold"),
        ("ceiling", "Up to EUR 1,000,000: a committee decides"),
        ("competitive", "EUR 1,000,000 if chosen: ranked against others"),
    ],
)
def test_the_kind_stands_in_the_headline(kind: str, says: str) -> None:
    estimate = sample.capped().model_copy(update={"kind": kind})

    assert headline(ENGLISH, estimate) == says


@pytest.mark.parametrize("status", ["refused", "unknown", "incomplete"])
@pytest.mark.parametrize("words", [ENGLISH, JAPANESE])
def test_without_an_award_the_headline_has_no_number(status: str, words: IncentiveWords) -> None:
    estimate = sample.capped().model_copy(update={"status": status})

    assert not any(letter.isdigit() for letter in headline(words, estimate))


def test_sums_are_kept_apart_by_how_sure_they_are_and_by_currency() -> None:
    yen = sample.ceiling().model_copy(update={"currency": "JPY", "award": Decimal(5)})
    found = split([sample.capped(), sample.capped(), sample.ceiling(), yen, sample.incomplete()])

    assert found.sure == {"EUR": Decimal(2_000_000)}
    assert found.upto == {"EUR": Decimal(1_000_000), "JPY": Decimal(5)}
    assert found.competed == {}
    assert found.open == ("A programme for tests",)
    assert "never added" in "\n".join(split_lines(ENGLISH, [sample.capped(), sample.ceiling()]))


def test_the_trace_names_what_each_step_was_made_from_and_what_binds() -> None:
    told = "\n".join(trace_lines(ENGLISH, sample.capped()))

    assert "capped [limits] = EUR 1,000,000  <- after-others EUR 2,490,000" in told
    assert "project: binds, takes EUR 1,490,000 away" in told
    assert "base: does not bind" in told
    assert "rate [parameter] = 25%" in told
    assert "fee [fee] = EUR 5,000" in told
    assert "https://example.org/act" in told


def test_lines_are_told_with_their_rule() -> None:
    told = "\n".join(counted_lines(ENGLISH, sample.capped(), {"stages": "Stage rent"}))

    assert (
        "Stage rent [stages] (local) in part, EUR 2,000,000 / EUR 2,500,000: Spend after the letter"
        in told
    )
    assert "interest (local) unclear, EUR 0 / EUR 200,000" in told
    assert list(counted_lines(ENGLISH, sample.incomplete(), {})) == []


def test_japanese_says_the_same_in_japanese() -> None:
    told = text(sample.capped(), JAPANESE)

    assert "EUR 1,000,000:条件を満たせば受けられる権利" in told
    assert "2025年3月1日 〜 2025年6月30日" in told
    assert "間に合わない" in told


def test_both_languages_have_the_same_words_with_the_same_places() -> None:
    assert ENGLISH.known.keys() == JAPANESE.known.keys()
    for key, words in ENGLISH.known.items():
        assert places(words) == places(JAPANESE.known[key]), key


def places(words: str) -> set[str]:
    return {part.partition("}")[0] for part in words.split("{")[1:]}


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Decimal("0.1575"), "share", "15.75%"),
        (Decimal("0.34"), "share", "34%"),
        (Decimal(2_400_000_000), "money", "JPY 2,400,000,000"),
        (Decimal(30), "days", "30 days"),
        (Decimal("3.50"), "count", "3.5"),
        (True, "yes_no", "yes"),
        (date(2026, 1, 31), "day", "2026-01-31"),
        ("unknown", "share", "unknown"),
        ("missing", "money", "missing"),
        ("film", "", "film"),
        (None, "", "missing"),
    ],
)
def test_a_value_is_written_in_its_unit(value: FactValue | None, unit: str, shown: str) -> None:
    assert ENGLISH.value(value, unit, "JPY") == shown


def test_a_range_of_days_with_one_end_says_what_is_not_known() -> None:
    receipt = Receipt(id="rest", amount=Decimal(1), earliest=date(2027, 1, 1))

    assert ENGLISH.between(receipt) == "2027-01-01 to not known"
