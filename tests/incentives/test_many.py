"""Many cases at once: what may be given, and how cases of different days go together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kachinko.files.programme import load_programme
from kachinko.incentives.cell import INCOMPLETE, KNOWN, REFUSED, STATUSES, UNKNOWN
from kachinko.incentives.many import CHUNK, ManyEstimates, estimate_many
from kachinko.model.errors import InputError

SMALL = load_programme(Path(__file__).with_name("small.yaml"))
AS_OF = date(2023, 8, 1)
GIVEN: dict[str, Any] = {
    "dates": {"photography_start": date(2023, 3, 1)},
    "measures": {"local": 1_000_000.0, "total": 9_000_000.0},
    "facts": {"format": "film", "days": 20},
}


def many(**more: Any) -> ManyEstimates:
    given = {key: GIVEN[key] | more.get(key, {}) for key in GIVEN} | {
        key: value for key, value in more.items() if key not in GIVEN
    }
    return estimate_many(SMALL, as_of=AS_OF, **given)


def test_cases_of_different_days_each_take_their_version_and_value() -> None:
    days = np.array(
        ["2019-12-31", "2020-01-01", "2022-12-31", "2023-01-01", "NaT"], dtype="datetime64[D]"
    )
    result = many(dates={"photography_start": days})
    assert [STATUSES[each] for each in result.status] == [
        "unknown", "award", "award", "award", "incomplete"
    ]  # fmt: skip
    np.testing.assert_array_equal(result.award, [np.nan, 200_000, 200_000, 250_000, np.nan])


def test_more_cases_than_are_worked_out_together_in_any_mix_of_days() -> None:
    size = 2 * CHUNK + 7
    random = np.random.default_rng(5)
    days = np.datetime64("2022-06-01") + random.integers(0, 400, size)
    local = random.uniform(0, 4e6, size)
    result = many(dates={"photography_start": days}, measures={"local": local})
    rate = np.where(days < np.datetime64("2023-01-01"), 0.2, 0.25)
    expected = rate * np.minimum(local, 1e6) + 0.3 * np.maximum(local - 1e6, 0)
    np.testing.assert_allclose(result.award, np.minimum(expected, 1e6), rtol=1e-12)


def test_a_choice_as_text_as_objects_and_as_places_of_options() -> None:
    local = {"local": np.full(2, 9e6)}
    for answers in (
        np.array(["film", "series"]),
        np.array(["film", "series"], dtype=object),
        np.array([0, 1]),
    ):
        result = many(measures=local, facts={"format": answers})
        assert result.award[0] == 1_000_000
        assert result.award[1] > 1_000_000


def test_what_is_not_given_is_a_status_of_its_case_alone() -> None:
    result = many(measures={"local": np.array([1e6, np.nan])})
    assert result.status.tolist() == [KNOWN, INCOMPLETE]
    lost = many(awards={"xx-region": np.array([0.0, np.nan])})
    assert lost.status.tolist() == [KNOWN, UNKNOWN]
    assert many(awards={"xx-region": "unknown"}).status.tolist() == [UNKNOWN]
    without = many(facts={"days": None}, measures={"local": np.array([1e6, 10.0])})
    assert without.status.tolist() == [KNOWN, INCOMPLETE]


def test_refused_is_nothing_and_unknown_is_no_number() -> None:
    result = many(
        facts={
            "culture": np.array([True, False, True]),
            "city-days": np.array([0.0, 0.0, 9.0]),
        }
    )
    assert result.status.tolist() == [KNOWN, REFUSED, UNKNOWN]
    assert result.award[:2].tolist() == [250_000, 0]
    assert result.net[:2].tolist() == [250_000 * 0.75 - 2_500, 0]
    assert np.isnan(result.award[2])
    assert np.isnan(result.net[2])
    assert result.eligible.tolist() == [1_000_000] * 3


@pytest.mark.parametrize("size", [0, 1])
def test_no_case_and_one(size: int) -> None:
    result = many(measures={"local": np.full(size, 1e6)})
    assert result.award.tolist() == [250_000] * size


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"measures": {"lokal": 1.0}}, "'local'"),
        ({"measures": {"local": np.zeros(2), "total": np.zeros(3)}}, "one number a case"),
        ({"facts": {"format": np.array(["film", "play"])}}, "film, series"),
        ({"facts": {"format": np.array([0, 2])}}, "film, series"),
        ({"facts": {"culture": np.array([0.0, 1.0])}}, "true or false"),
        ({"facts": {"days": "ten"}}, "days"),
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError) as caught:
        many(**wrong)
    assert any(says in fault.right for fault in caught.value.faults)


def test_nothing_given_is_changed() -> None:
    local = np.array([3e6, -5.0, 1e5])
    before = local.copy()
    result = many(measures={"local": local})
    np.testing.assert_array_equal(local, before)
    result.eligible[:] = 0
    np.testing.assert_array_equal(local, before)
