"""The example of a reform runs, and each reform brings other titles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kachinko.files.incentive_slate import load_incentive_slate
from kachinko.files.reform import load_reform
from kachinko.incentives.effect import reform_effect
from kachinko.incentives.reform import reformed
from kachinko.reference.programmes import all_programmes

FOLDER = Path(__file__).parents[2] / "examples" / "reform"


@pytest.mark.parametrize(
    ("name", "gained"),
    [
        ("rolling", ("ronin",)),  # more years' funds are in reach
        ("three-years", ("garden", "kaiju", "tram")),  # those of 2028 need no two renewals
        ("higher-cap", ("kaiju",)),
        ("larger-fund", ("ronin",)),  # the third of its year
    ],
)
def test_each_reform_brings_titles(name: str, gained: tuple[str, ...]) -> None:
    programmes = {each.id: each for each in all_programmes()}
    slate = load_incentive_slate(FOLDER / "slate.yaml")
    base = programmes["jp-jlox"]
    today, where = load_reform(FOLDER / "today.yaml")
    before = reformed(base, today, where.where)
    change, where = load_reform(FOLDER / f"{name}.yaml")
    after = reformed(before, change, where.where)
    assert slate.exchange is not None
    shown = reform_effect(
        slate,
        before,
        after,
        programmes,
        slate.exchange,
        as_of=date(2026, 12, 1),
        reforms=(today.name, change.name),
    )
    [effect] = shown.effects
    assert effect.label == "expected"
    assert effect.before.chosen == ("harbour", "crane")
    assert effect.gained == gained
    assert effect.lost == ()
    assert effect.more_treasury > 0
    assert effect.more_spend > effect.more_treasury
    assert all("assum" in line.lower() for line in shown.assumptions)
