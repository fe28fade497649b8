"""A public claim of so many titles a year, and what a frontier says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from fractions import Fraction

    from kachinko.staging.frontier.result import Range

Verdict = Literal["within", "beyond", "open"]
"""`within`: a checked plan makes as many; `beyond`: proven impossible; `open`: neither."""


@dataclass(frozen=True, slots=True)
class PublicClaim:
    """So many titles a year, as somebody says."""

    titles_per_year: Fraction
    at_most: bool = False
    """Whether it says "up to"."""
    subject: str = ""
    publisher: str = ""
    date: str = ""
    source: str = ""
    quote: str = ""

    def verdict(self, titles: Range, years: Fraction) -> Verdict:
        """What numbers of titles in a horizon of so many years say of the claim."""
        if titles.lower >= self.titles_per_year * years:
            return "within"
        if titles.upper is not None and titles.upper < self.titles_per_year * years:
            return "beyond"
        return "open"

    def document(self) -> dict[str, Any]:
        """The claim as a JSON document."""
        return {
            "titles_per_year": float(self.titles_per_year),
            "at_most": self.at_most,
            "subject": self.subject,
            "publisher": self.publisher,
            "date": self.date,
            "source": self.source,
            "quote": self.quote,
        }
