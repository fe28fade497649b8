"""Drawn durations: their distribution, their correlation, and that they repeat."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.staging.stress.clocks import Clocks
from kachinko.staging.stress.luck import BLOCK, lots, normals, triangular, whole_days
from kachinko.staging.stress.play import draw_durations
from kachinko.staging.stress.ranges import Range, Ranges
from kachinko.staging.stress.tasks import read_tasks
from tests import plan_case

FACTORS = st.lists(st.floats(0.1, 5), min_size=3, max_size=3).map(sorted)


def drawn(days: int, spread: Range, common: float = 0.0, name: str = "a") -> np.ndarray:
    shared = normals(0, 0, "title", 1)[0]
    own, lot = normals(0, 0, name, 1)[0], lots(0, 0, name, 1)[0]
    return whole_days(days, spread, own, shared, lot, common)


@pytest.mark.parametrize("days", [1, 2, 10, 40])
def test_rounding_by_lot_keeps_the_mean(days: int) -> None:
    spread = Range(low=1, mode=1.2, high=1.7)

    found = drawn(days, spread)

    assert found.mean() == pytest.approx(days * (1 + 1.2 + 1.7) / 3, rel=0.04)
    assert days <= found.min()
    assert found.max() <= np.ceil(1.7 * days)


def test_a_planned_phase_lasts_at_least_a_day() -> None:
    assert drawn(1, Range(low=0.1, mode=0.1, high=0.2)).tolist() == [1] * BLOCK


@given(factors=FACTORS)
def test_the_triangular_inverse_stays_in_its_range_and_rises(factors: list[float]) -> None:
    low, mode, high = factors
    found = triangular(Range(low=low, mode=mode, high=high), np.linspace(0, 1, 101))

    assert found[0] == pytest.approx(low)
    assert found[-1] == pytest.approx(high)
    assert np.all(np.diff(found) >= -1e-9)


def test_the_triangular_inverse_has_the_mode_where_it_belongs() -> None:
    spread = Range(low=1, mode=2, high=5)

    # Of the area a quarter lies below the mode: (mode - low) / (high - low).
    assert triangular(spread, np.array([0.25]))[0] == pytest.approx(2)
    assert triangular(spread, np.array([1 / 16]))[0] == pytest.approx(1.5)


@pytest.mark.parametrize("common", [0.0, 0.3, 1.0])
def test_phases_of_a_title_share_their_luck(common: float) -> None:
    spread = Range(low=0.5, mode=1, high=1.5)  # symmetric, so that ranks tell the correlation

    one, other = (drawn(1000, spread, common, name) for name in ("a", "b"))

    assert np.corrcoef(one, other)[0, 1] == pytest.approx(common, abs=0.06)


def test_luck_belongs_to_the_set_and_the_first_draws_stay() -> None:
    project, plan = plan_case.project(), plan_case.plan()
    fewer = plan.model_copy(update={"titles": plan.titles[1:]})
    clocks = Clocks(project, 100)
    all_, only_dune = (read_tasks(project, each, clocks) for each in (plan, fewer))

    long = draw_durations(all_, Ranges(), 3, 0, 500)
    short = draw_durations(only_dune, Ranges(), 3, 0, 20)

    assert np.array_equal(long.first[-3:, :20], short.first)
    other_block = draw_durations(all_, Ranges(), 3, 1, 500)
    assert not np.array_equal(long.first, other_block.first)
