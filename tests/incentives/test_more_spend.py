"""More spend never lowers an award, but where a rule says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.incentives.estimate import estimate
from kachinko.incentives.many import estimate_many
from kachinko.model.estimate import Case
from kachinko.reference.programmes import all_programmes, programme

from .cases import Drawer, as_arrays

if TYPE_CHECKING:
    from random import Random

FALLS: dict[str, tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "gb-iftc": (
        "Above 23.5 million of core expenditure a film is no independent one any more.",
        {"photography_start": "2025-06-01"},
        {"global": 23_500_000, "non_uk": 8_500_000},
        {"iftc_certified": True},
    ),
    "gb-ftr": (
        "Until March 2014, a film above 20 million had a smaller share of its loss.",
        {"photography_end": "2013-05-06"},
        {"core": 20_000_000, "uk_core": 20_000_000},
        {"income": 0, "began_before": True},
    ),
    "ie-481": (
        "The enhanced credit of lower budgets ends at 20 million.",
        {"certificate": "2025-09-01"},
        {"total": 30_000_000, "irish": 19_900_000, "irish_vfx": 0},
        {"form": "feature", "sceal_certified": True, "key_creative": True},
    ),
    "us-ga-film": (
        "Above an amount of credit, an audit is asked for; without one there is none.",
        {"certificate": "2021-12-31"},
        {"base-investment": 8_300_000},
        {"logo": True, "audited": False},
    ),
}
"""By programme: the rule, and a case (dates, amounts, answers) in which more spend earns less."""

PARTS = {"us-nm-film": [("nonresident-performers", "direct-spend")]}
"""Amounts of which the first lies within the second; a case where it does not is none."""

AS_OF = date(2032, 1, 1)


@pytest.mark.parametrize("name", sorted({each.id for each in all_programmes()} - FALLS.keys()))
@given(random=st.randoms(use_true_random=True), growth=st.floats(1.0, 3.0))
@settings(max_examples=8, deadline=None)
def test_more_spend_never_lowers_the_award(name: str, random: Random, growth: float) -> None:
    """All amounts of the case grow by the same share; answers, dates and other awards stay."""
    subject = programme(name)
    arrays = as_arrays(subject, Drawer(subject, random).batch(40))
    for part, whole in PARTS.get(name, ()):
        held = np.minimum(arrays["measures"][part], arrays["measures"][whole])
        arrays["measures"][part] = held
    more = {key: amounts * growth for key, amounts in arrays["measures"].items()}

    before = estimate_many(subject, as_of=AS_OF, **arrays).award
    after = estimate_many(subject, as_of=AS_OF, **(arrays | {"measures": more})).award

    both = ~np.isnan(before) & ~np.isnan(after)
    assert (after[both] >= before[both] * (1 - 1e-9) - 1e-6).all()


@pytest.mark.parametrize("name", FALLS)
def test_the_rules_by_which_more_spend_earns_less(name: str) -> None:
    _rule, dates, amounts, answers = FALLS[name]
    less, more = (
        estimate(
            programme(name),
            Case.model_validate(
                {
                    "dates": dates,
                    "measures": {key: amount * grown for key, amount in amounts.items()},
                    "facts": answers,
                }
            ),
            as_of=AS_OF,
        ).award
        for grown in (1, 1.02)
    )
    assert less is not None
    assert more is not None
    assert more < less
