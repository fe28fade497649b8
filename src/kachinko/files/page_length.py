"""Lengths of scenes as people write them: ``2 3/8``, ``5/8``, ``1.5``, ``2 3/8 pgs``.

A cell in which somebody typed 5/8 is a date to a spreadsheet (8 May, or 5 August where the day
comes first). Both are read as five eighths: no date stands in a column of lengths.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from fractions import Fraction

from kachinko.model.scene import EIGHTHS_A_PAGE

MOST_EIGHTHS = EIGHTHS_A_PAGE * 200
RIGHT = "a length in pages such as 2 3/8, 5/8 or 1.5"

_UNIT = re.compile(r"\s*(pages?|pgs?|pp?|頁|ページ)\.?\s*$")
_FRACTION = re.compile(r"(?:(\d{1,4})(?:\s+|\s*[-+&]\s*))?(\d{1,3})/(\d{1,3})")
_DECIMAL = re.compile(r"\d{0,4}[.,]\d{1,15}|\d{1,4}")
_TOLERANCE = Fraction(1, 20)
"""Of an eighth: 0.33 and 0.67 are no eighths, 0.38 and 0.63 are rounded ones."""


def parse_pages(value: object) -> int:
    """Read a length of script; returns eighths of a page, 0 or more.

    Raises
    ------
    ValueError
        For anything that is no whole number of eighths, says what it is.
    """
    if isinstance(value, bool | time | timedelta):
        raise ValueError(f"{value} is no length in pages")
    if isinstance(value, date):
        return _eighths(_fraction_typed(value), str(value))
    if isinstance(value, int | float):
        if not 0 <= value <= MOST_EIGHTHS:
            raise ValueError(f"{value:g} pages is no length of a scene")
        return _eighths(Fraction(value), f"{value:g}")
    if isinstance(value, str):
        return _eighths(_pages_in(value), value.strip()[:40])
    raise ValueError(f"{value!r} is no length in pages")


def _pages_in(text: str) -> Fraction:
    # The fraction slash and ½ come out of the normal form as 1⁄2, full-width digits as digits.
    parted = re.sub(r"(\d)([¼-¾⅐-⅞])", r"\1 \2", text)
    plain = unicodedata.normalize("NFKC", parted).replace("⁄", "/").strip().lower()
    plain = _UNIT.sub("", plain)
    plain = re.sub(r"\s*/\s*", "/", plain)
    if _DECIMAL.fullmatch(plain):
        return Fraction(plain.replace(",", "."))
    match = _FRACTION.fullmatch(plain)
    if match is None or int(match[3]) == 0:
        raise ValueError(f"{text.strip()[:40]!r} is no length in pages")
    return int(match[1] or 0) + Fraction(int(match[2]), int(match[3]))


def _fraction_typed(day: date) -> Fraction:
    over, under = sorted((day.month, day.day))
    if under not in (2, 4, EIGHTHS_A_PAGE):
        raise ValueError(f"{day:%Y-%m-%d} is a date and no length in pages")
    return Fraction(over, under)


def _eighths(pages: Fraction, shown: str) -> int:
    exact = pages * EIGHTHS_A_PAGE
    nearest = round(exact)
    if abs(exact - nearest) > _TOLERANCE:
        raise ValueError(f"{shown!r} is no whole number of eighths")
    if nearest > MOST_EIGHTHS:
        raise ValueError(f"{shown!r} is longer than any scene (200 pages)")
    return nearest
