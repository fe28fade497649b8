"""Areas, lengths and power with the units of the trade."""

from __future__ import annotations

import pytest

from kachinko.model.quantity import (
    area_in,
    parse_area,
    parse_distance,
    parse_length,
    parse_power,
)


@pytest.mark.parametrize(
    ("value", "area_m2"),
    [
        (860, 860),
        (860.004, 860),  # kept to 0.01 m²
        ("860", 860),
        ("860 m²", 860),
        ("1,000 sqm", 1000),
        ("260 tsubo", 859.5),  # 260 × 400/121 = 859.504
        ("260坪", 859.5),
        ("300 pyeong", 991.74),  # 300 × 400/121 = 991.736
        ("300 평", 991.74),
        ("10,000 ft2", 929.03),  # 10,000 × 0.09290304
        ("10,000 sq. ft", 929.03),
        ("9257 SF", 860),
    ],
)
def test_area_is_read(value: object, area_m2: float) -> None:
    assert parse_area(value) == area_m2


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (0, "above 0"),
        (-5, "above 0"),
        ("-5", "a number is expected"),
        (True, "a number is expected"),  # a truth value is no area
        (None, "a number is expected"),
        ("large", "a number is expected"),
        ("40 acres", "unit 'acres' is not one of m2, ft2, tsubo, pyeong"),
        ("12 m", "unit 'm' is not one of"),  # a length is no area
        (float("nan"), "finite"),
        (1e8, "beyond any stage"),
    ],
)
def test_what_is_no_area_is_refused(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_area(value)


@pytest.mark.parametrize(
    ("unit", "number"),
    [("m2", 400.0), ("tsubo", 121.0), ("pyeong", 121.0), ("ft2", 4305.56)],
)
def test_area_is_shown_in_other_units(unit: str, number: float) -> None:
    assert area_in(400, unit) == pytest.approx(number, abs=0.005)


@pytest.mark.parametrize(("value", "metres"), [(6.5, 6.5), ("41 ft", 12.5), ("12.345 m", 12.35)])
def test_length_is_read(value: object, metres: float) -> None:
    assert parse_length(value) == pytest.approx(metres, abs=0.005)


def test_aisle_may_be_nought_and_a_length_not() -> None:
    assert parse_distance(0) == 0
    with pytest.raises(ValueError, match="0 or more"):
        parse_distance(-1)
    with pytest.raises(ValueError, match="above 0"):
        parse_length(0)


def test_power_is_read_to_a_tenth() -> None:
    assert parse_power("400 kVA") == 400
    assert parse_power(120.46) == 120.5
    with pytest.raises(ValueError, match="0 or more"):
        parse_power(-1)
