"""Areas, lengths and power: metric inside, the trade's other units on the way in and out.

Areas are kept to 0.01 m², lengths to 0.01 m and power to 0.1 kVA, so that the solver's
integers and the checker's sums agree exactly.
"""

from __future__ import annotations

import math
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

M2_PER_FT2 = 0.09290304
"""Square metres in a square foot (international foot, exact)."""
M2_PER_TSUBO = 400 / 121
"""Square metres in a tsubo (坪), and in a pyeong (평), which is the same measure."""
M_PER_FT = 0.3048

AREA_UNITS = {"m2": 1.0, "ft2": M2_PER_FT2, "tsubo": M2_PER_TSUBO, "pyeong": M2_PER_TSUBO}
LENGTH_UNITS = {"m": 1.0, "ft": M_PER_FT}

_SPELLINGS = {
    "m2": "m2", "m²": "m2", "sqm": "m2", "㎡": "m2",
    "ft2": "ft2", "ft²": "ft2", "sqft": "ft2", "sf": "ft2",
    "tsubo": "tsubo", "坪": "tsubo",
    "pyeong": "pyeong", "평": "pyeong",
    "m": "m", "ft": "ft", "kva": "kva",
}  # fmt: skip
_QUANTITY = re.compile(r"^\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*(\D.*?)?\s*$")

LARGEST = 1e7


def _parse(value: Any, units: dict[str, float], example: str, places: int) -> float:
    if isinstance(value, bool):
        raise ValueError(f"a number is expected, such as {example}")
    if isinstance(value, str):
        match = _QUANTITY.match(value)
        if match is None:
            raise ValueError(f"a number is expected, perhaps with its unit, such as {example}")
        number = float(match[1].replace(",", ""))
        if match[2]:
            spelling = match[2].lower().replace(" ", "").replace(".", "")
            unit = _SPELLINGS.get(spelling)
            if unit not in units:
                raise ValueError(f"unit {match[2]!r} is not one of {', '.join(units)}")
            number *= units[unit]
    elif isinstance(value, (int, float)):
        number = float(value)
    else:
        raise ValueError(f"a number is expected, such as {example}")
    if not math.isfinite(number):
        raise ValueError("a finite number is expected")
    if number > LARGEST:
        raise ValueError(f"{number:g} is beyond any stage ever built; the limit is {LARGEST:g}")
    return round(number, places)


def _positive(number: float) -> float:
    if number <= 0:
        raise ValueError(f"a number above 0 is expected, not {number:g}")
    return number


def parse_area(value: Any) -> float:
    """Read an area [m²]: a number, or text with a unit such as ``300 tsubo`` or ``9,000 ft2``."""
    return _positive(_parse(value, AREA_UNITS, "240 or '300 tsubo'", 2))


def parse_length(value: Any) -> float:
    """Read a length [m]: a number, or text with a unit such as ``41 ft``."""
    return _positive(_parse(value, LENGTH_UNITS, "6.5 or '41 ft'", 2))


def parse_distance(value: Any) -> float:
    """Read a length [m] that may be nought, such as an aisle."""
    number = _parse(value, LENGTH_UNITS, "1.0 or '4 ft'", 2)
    if number < 0:
        raise ValueError(f"a number of 0 or more is expected, not {number:g}")
    return number


def parse_power(value: Any) -> float:
    """Read connected or supplied power [kVA]."""
    number = _parse(value, {"kva": 1.0}, "400", 1)
    if number < 0:
        raise ValueError(f"a number of 0 or more is expected, not {number:g}")
    return number


def area_in(area_m2: float, unit: str) -> float:
    """Convert an area [m²] into `unit`, one of `AREA_UNITS`."""
    return area_m2 / AREA_UNITS[unit]


def _schema(unit: str, bound: str) -> dict[str, Any]:
    return {
        "anyOf": [{"type": "number", bound: 0}, {"type": "string", "pattern": _QUANTITY.pattern}],
        "description": f"A number in {unit}, or text with a unit.",
    }


Area = Annotated[
    float, BeforeValidator(parse_area), WithJsonSchema(_schema("m²", "exclusiveMinimum"))
]
Length = Annotated[
    float, BeforeValidator(parse_length), WithJsonSchema(_schema("m", "exclusiveMinimum"))
]
Distance = Annotated[
    float, BeforeValidator(parse_distance), WithJsonSchema(_schema("m", "minimum"))
]
Power = Annotated[float, BeforeValidator(parse_power), WithJsonSchema(_schema("kVA", "minimum"))]
