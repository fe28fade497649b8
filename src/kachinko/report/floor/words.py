"""The words of floor drawings, and how they write lengths and areas."""

from __future__ import annotations

from typing import Literal

from babel.numbers import format_decimal

from kachinko.model.quantity import AREA_UNITS, LENGTH_UNITS
from kachinko.report.shooting.texts import Words

Unit = Literal["m2", "tsubo", "ft2"]


class FloorWords(Words):
    """The words in one language; lengths in metres, or in feet beside square feet."""

    def __init__(self, lang: str, unit: Unit) -> None:
        super().__init__(lang, "floor_words")
        self.unit: Unit = unit

    def number(self, value: float, places: int = 2) -> str:
        """A number with so many places, as the language writes it."""
        shape = "#,##0" + (f".{'0' * places}" if places else "")
        return format_decimal(value, shape, locale=self._locale)

    def plain_length(self, metres: float) -> str:
        """A length without its unit."""
        if self.unit == "ft2":
            return self.number(metres / LENGTH_UNITS["ft"], 1)
        return self.number(metres)

    @property
    def length_unit(self) -> str:
        """In which lengths are told."""
        return "ft" if self.unit == "ft2" else "m"

    def length(self, metres: float | None) -> str:
        """A length with its unit; that it is not known, where it is not."""
        if metres is None:
            return self("unknown")
        return f"{self.plain_length(metres)} {self.length_unit}"

    def area(self, square_metres: float | None) -> str:
        """An area with its unit; that it is not known, where it is not."""
        if square_metres is None:
            return self("unknown")
        value = square_metres / AREA_UNITS[self.unit]
        return f"{self.number(value, 0)} {self(f'unit.{self.unit}')}"
