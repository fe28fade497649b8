"""The words of incentives in one language, and how it writes values of every unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import get_currency_precision

from kachinko.report.shooting.texts import Words

if TYPE_CHECKING:
    from kachinko.model.budget import FactValue
    from kachinko.model.dated import Value
    from kachinko.model.estimate import Receipt

_MOST_PLACES = Decimal("0.000001")


class IncentiveWords(Words):
    """What lines, pages and workbooks of incentives say in a language.

    Raises
    ------
    InputError
        For a language that we do not have.
    """

    def __init__(self, lang: str) -> None:
        super().__init__(lang, "incentives_words")

    def sentence(self, text: str) -> str:
        """A text with the stop that ends a sentence in this language."""
        return f"{text.rstrip('.。')}{self('stop')}"

    def named(self, group: str, key: str) -> str:
        """The words for a name of a group such as ``step``; the name itself where it has none."""
        return self.known.get(f"{group}.{key}", key)

    def day(self, day: date | None, empty: str = "") -> str:
        """A day in the form of the files, or, in Japanese, as people write it."""
        if day is None:
            return empty
        if self.lang == "ja":
            return format_date(day, "y年M月d日", locale="ja_JP")
        return day.isoformat()

    def share(self, share: Decimal) -> str:
        """A share as a percentage, exactly: 0.1575 is 15.75%."""
        return f"{_plain(share * 100)}%"

    def value(self, value: Value | FactValue | None, unit: str = "", currency: str = "") -> str:
        """A value in its unit; numbers that came as text are read as numbers."""
        if value is None:
            return self("value.missing")
        if isinstance(value, bool):
            return self("value.yes" if value else "value.no")
        if isinstance(value, date):
            return self.day(value)
        if value in ("unknown", "none", "missing", "refused", "incomplete"):
            return self(f"value.{value}")
        number = _number(value)
        if number is None:
            return str(value)
        return self._number_in(number, unit, currency)

    def _number_in(self, number: Decimal, unit: str, currency: str) -> str:
        if unit == "share":
            return self.share(number)
        if unit == "money" and currency:
            places = get_currency_precision(currency)
            return self.money(number.quantize(Decimal(1).scaleb(-places)), currency)
        if unit == "days":
            return self("value.days", n=_plain(number))
        return _plain(number)

    def between(self, receipt: Receipt) -> str:
        """When money comes: a day, a range of days, or that it is not known."""
        earliest, latest = receipt.earliest, receipt.latest
        if earliest is None and latest is None:
            return self("cash.unknown")
        if earliest == latest:
            return self.day(earliest)
        unknown = self("cash.unknown")
        return self(
            "cash.span", earliest=self.day(earliest, unknown), latest=self.day(latest, unknown)
        )


def _number(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, (int, float)):
        return Decimal(str(value))
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _plain(number: Decimal) -> str:
    """A number with thousands, and as many places as it has, at most six."""
    if number.as_tuple().exponent not in (0,):
        number = number.quantize(_MOST_PLACES) if abs(number) < 10**15 else number
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
