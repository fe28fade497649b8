"""Programmes that are worked out after others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kachinko.incentives.stack import estimate_all
from kachinko.model.errors import InputError
from kachinko.model.estimate import Case
from kachinko.model.programme import Programme

AS_OF = date(2026, 1, 1)


def programme(name: str, *awards: str, rate: str = "0.1", **more: Any) -> Programme:
    """So much of the spend less the awards of others."""
    return Programme.model_validate(
        {
            "id": name,
            "name": name.upper(),
            "place": "XX",
            "currency": "EUR",
            "form": "rebate",
            "trigger": "photography_start",
            "sources": [{"id": "act", "url": "https://example.org/act"}],
            "parameters": [
                {"id": "rate", "meaning": "Rate", "unit": "share",
                 "values": [{"value": rate, "source": "act"}]}
            ],
            "measures": [{"id": "spend", "meaning": "Spend", "counts": [{}]}],
            "versions": [
                {
                    "id": "v", "source": "act", "kind": "entitlement", "eligible": "base",
                    "award": "award",
                    "clauses": [
                        {"id": "base", "kind": "less", "says": "Net", "of": "spend",
                         "awards": awards},
                        {"id": "award", "kind": "apply", "says": "Share", "rate": "rate",
                         "to": "base"},
                    ],
                }
            ],
        }
        | more
    )  # fmt: skip


CASE = Case(measures={"spend": Decimal(1000)})


def test_an_award_comes_off_the_next_whatever_the_order_asked_for() -> None:
    federal, regional = programme("federal", "regional"), programme("regional", rate="0.2")
    first, second = estimate_all((federal, regional), CASE, as_of=AS_OF)
    assert (first.programme, first.award) == ("federal", 80)
    assert (second.programme, second.award) == ("regional", 200)


def test_what_is_not_asked_for_counts_nothing_and_is_said() -> None:
    (alone,) = estimate_all((programme("federal", "regional"),), CASE, as_of=AS_OF)
    assert alone.award == 100
    assert any("regional" in note for note in alone.notes)
    (given,) = estimate_all(
        (programme("federal", "regional"),), CASE, as_of=AS_OF, awards={"regional": Decimal(500)}
    )
    assert given.award == 50


def test_an_unknown_award_makes_the_next_unknown() -> None:
    lost = programme("regional", rate="unknown")
    result, _ = estimate_all((programme("federal", "regional"), lost), CASE, as_of=AS_OF)
    assert (result.status, result.award) == ("unknown", None)
    assert "regional" in result.missing[0]


def test_a_ring_is_an_error() -> None:
    ring = (programme("a", "b"), programme("b", "c"), programme("c", "a"))
    with pytest.raises(InputError, match="1 fault") as caught:
        estimate_all(ring, CASE, as_of=AS_OF)
    assert "each comes off the next" in str(caught.value.faults[0])


def test_programmes_that_exclude_each_other_say_so() -> None:
    first, second = estimate_all(
        (programme("a", not_with=("b",)), programme("b")), CASE, as_of=AS_OF
    )
    assert any("only one of the two" in note for note in first.notes)
    assert any("only one of the two" in note for note in second.notes)
