"""What the parameters, answers and clauses of a programme come to in a case, by their ids."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.model.programme import Programme

Known = bool | date | Decimal | Fraction | int | str | None
"""A value; 'unknown' and 'none' as in files; None where the case does not say."""

Lookup = Callable[[str], Known]
"""The value behind an id, in this case and as seen on this day."""


def number(value: Known) -> Fraction | None:
    """The exact number, or None where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        return None
    return Fraction(value)


def whole(value: Known) -> int | None:
    """A count of days or payments; of a part of one, the whole before it."""
    exact = number(value)
    return None if exact is None else int(exact)


def day(value: Known) -> date | None:
    """The day, or None where the value is none."""
    return value if isinstance(value, date) else None


def addresses(programme: Programme) -> dict[str | None, str]:
    """Where each source of a programme is found; nothing for no source."""
    return {None: "", **{source.id: source.url for source in programme.sources}}
