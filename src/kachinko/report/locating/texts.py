"""The words of the memo in one language, and how it writes amounts, shares and days."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

from kachinko.report.html import page_file
from kachinko.report.shooting.texts import Words

if TYPE_CHECKING:
    from datetime import date

    from kachinko.locating.memo import Memo, PlaceMemo, ProgrammeMemo

MILLION = Decimal(1_000_000)
MANY_MILLIONS = Decimal(2_000)
FEW_MILLIONS = Decimal(10)
"""Where a place costs more than the first, tenths of millions are not told; where all cost less
than the second, thousandths are."""


class MemoWords(Words):
    """What the memo says in a language; all amounts of a memo in millions, to as many places.

    Raises
    ------
    InputError
        For a language that is none of ours.
    """

    def __init__(self, lang: str, memo: Memo) -> None:
        super().__init__(lang)
        largest = max((place.gross for place in memo.places), default=Decimal(0))
        self._places = 0 if largest >= MANY_MILLIONS * MILLION else 1
        if largest < FEW_MILLIONS * MILLION:
            self._places = 3
        self.file = f"memo_words.{lang}.json"
        self.known = json.loads(page_file(self.file))

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in self.known

    def day(self, day: date | None) -> str:
        """A date with its year, short; an en rule for none."""
        if day is None:
            return "–"
        shape = "y/MM/dd" if self.lang == "ja" else "d MMM y"
        return format_date(day, shape, locale=self._locale)

    def month(self, day: date) -> str:
        """A month with its year."""
        shape = "y年M月" if self.lang == "ja" else "MMM y"
        return format_date(day, shape, locale=self._locale)

    def millions(self, amount: Decimal | float, *, sign: bool = False) -> str:
        """An amount in millions, without its currency."""
        value = Decimal(str(amount)) / MILLION
        shape = "#,##0" + ("." + "0" * self._places if self._places else "")
        exact = value.quantize(Decimal(1).scaleb(-self._places), ROUND_HALF_EVEN)
        text = format_decimal(exact, shape, locale=self._locale).replace("-", "−")
        return f"+{text}" if sign and value > 0 else text

    def big(self, amount: Decimal | float, currency: str) -> str:
        """An amount in millions with its currency."""
        return self("money.millions", amount=self.millions(amount), unit=self.unit(currency))

    def unit(self, currency: str) -> str:
        """What a million is counted in: the currency's sign or code."""
        if (self.lang, currency) == ("ja", "JPY"):
            return "円"
        return get_currency_symbol(currency, locale=self._locale) if currency == "JPY" else currency

    def share(self, share: float, places: int = 0) -> str:
        """A share in per cent; only what is whole is told as 0 or 100."""
        if 0 < share < 0.5 * 10 ** -(places + 2):
            return f"<{10.0**-places:.{places}f} %"
        if 1 - 0.5 * 10 ** -(places + 2) < share < 1:
            return f">{100 - 10.0**-places:.{places}f} %"
        return f"{share * 100:.{places}f} %"

    def change(self, factor: float, places: int = 1) -> str:
        """A factor as a change in per cent."""
        return f"{(factor - 1) * 100:+.{places}f} %".replace("-", "−")

    def rate(self, rate: float) -> str:
        """A rate of exchange, to six figures."""
        return f"{rate:,.6g}"

    def place(self, place: PlaceMemo) -> str:
        """The name of a place."""
        return place.name_ja if self.lang == "ja" and place.name_ja else place.name

    def programme(self, programme: ProgrammeMemo) -> str:
        """The name of a programme."""
        has_japanese = self.lang == "ja" and programme.name_ja
        return programme.name_ja if has_japanese else programme.estimate.name
