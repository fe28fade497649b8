"""The words of a board's documents in one language, and how it writes dates, hours and money."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import holidays
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_precision

from kachinko.model.errors import Fault, InputError
from kachinko.model.scene import MINUTES_A_DAY
from kachinko.report.html import page_file

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

LANGUAGES = ("en", "ja")
_SHORT = {"en": "EEE d MMM", "ja": "M月d日(E)"}
_LONG = {"en": "EEEE d MMMM y", "ja": "y年M月d日(E)"}
_LOCALES = {"en": "en_GB", "ja": "ja_JP"}
_HOLIDAYS = {"en": "en_US", "ja": "ja"}
"""Names of languages in the `holidays` package."""


class Words:
    """What the documents say in a language.

    Raises
    ------
    InputError
        For a language that is not among `LANGUAGES`.
    """

    def __init__(self, lang: str, stem: str = "strips_words") -> None:
        if lang not in LANGUAGES:
            right = " or ".join(LANGUAGES)
            raise InputError(
                "The documents", [Fault("lang", f"{lang!r} is no language of ours", right)]
            )
        self.lang = lang
        self.file = f"{stem}.{lang}.json"
        self.known: dict[str, str] = json.loads(page_file(self.file))
        self._locale = _LOCALES[lang]

    def __call__(self, key: str, **fill: object) -> str:
        """The words for a key, with its places filled."""
        return self.known[key].format(**fill)

    def count(self, key: str, n: int) -> str:
        """The words for a number of things."""
        return self(f"{key}.one") if n == 1 else self(key, n=n)

    def short_date(self, day: date) -> str:
        """A date as on a day break, with its weekday."""
        return format_date(day, _SHORT[self.lang], locale=self._locale)

    def long_date(self, day: date) -> str:
        """A date with its year and weekday."""
        return format_date(day, _LONG[self.lang], locale=self._locale)

    def weekday(self, day: date) -> str:
        """The shortest name of a date's weekday."""
        return format_date(day, "EEEEE" if self.lang == "ja" else "EEEEEE", locale=self._locale)

    def month(self, day: date) -> str:
        """A month, with its year."""
        return format_date(day, "y年M月" if self.lang == "ja" else "MMMM y", locale=self._locale)

    def clock(self, minutes: int) -> str:
        """A time of day; after midnight 25:30 in Japanese, as the trade writes, else 01:30 +1."""
        days, rest = divmod(minutes, MINUTES_A_DAY)
        if days and self.lang == "ja":
            return f"{minutes // 60:02}:{minutes % 60:02}"
        return f"{rest // 60:02}:{rest % 60:02}{f' +{days}' if days else ''}"

    def holiday(self, code: str, day: date) -> str:
        """The name of a public holiday in this language, if it has one; empty: it is none."""
        return _holidays(code, day.year, self.lang).get(day, "")

    def brief(self, day: date) -> str:
        """A date without weekday and year."""
        return format_date(day, "M/d" if self.lang == "ja" else "d MMM", locale=self._locale)

    def figure(self, amount: Decimal | None, currency: str) -> str:
        """An amount without its currency, exactly; an en rule for none."""
        if amount is None:
            return "–"
        exponent = amount.normalize().as_tuple().exponent
        places = max(
            get_currency_precision(currency), -exponent if isinstance(exponent, int) else 0
        )
        shape = "#,##0" + (f".{'0' * places}" if places and amount % 1 else "")
        return format_decimal(amount, shape, locale=self._locale)

    def money(self, amount: Decimal | None, currency: str) -> str:
        """An amount with its currency, exactly; an en rule for none."""
        figure = self.figure(amount, currency)
        if amount is None:
            return figure
        return f"{figure}円" if (self.lang, currency) == ("ja", "JPY") else f"{currency} {figure}"


@cache
def _holidays(code: str, year: int, lang: str) -> dict[date, str]:
    country, _, part = code.partition("-")
    spoken = getattr(holidays, country).supported_languages
    language = _HOLIDAYS[lang] if _HOLIDAYS[lang] in spoken else None
    return dict(
        holidays.country_holidays(country, subdiv=part or None, years=[year], language=language)
    )
