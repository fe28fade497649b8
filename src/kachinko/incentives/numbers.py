"""Two arithmetics behind one protocol, so that every rule is written once.

`Exact` counts in fractions, for the answer that is shown. `Many` counts in float64 for many cases
at once: a value is a Python float (the same in all cases) or an array with one number a case.
Plain ``+ - *`` works in both; the rest goes through the protocol.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from decimal import Decimal

Number = Any
"""A `Fraction`, or a float or float64 array: whatever the arithmetic in use counts in."""

Truth = Any
"""A bool, or a bool array."""


SLACK = 1e-13
"""Within this share float64 counts two numbers as equal, so that an amount that is exactly at a
threshold is at it in both arithmetics: a ten-thousandth of a unit at a thousand million."""


class Numbers(Protocol):
    """What a rule may do with numbers beside ``+ - *``.

    A rule compares by `at_least` and `more_than`.
    """

    def number(self, value: int | str | Decimal | Fraction) -> Number:
        """A constant, such as ``n.number("0.25")``."""

    def least(self, first: Number, *others: Number) -> Number:
        """The lowest."""

    def greatest(self, first: Number, *others: Number) -> Number:
        """The highest."""

    def at_least(self, first: Number, second: Number) -> Truth:
        """Whether the first is not below the second."""

    def more_than(self, first: Number, second: Number) -> Truth:
        """Whether the first is above the second."""

    def choose(self, condition: Truth, yes: Any, no: Any) -> Any:
        """`yes` where the condition holds, else `no`; both are worked out before."""

    def keep(self, condition: Truth, value: Number) -> Number:
        """The value where the condition holds, else 0; quicker than `choose`."""

    def both(self, first: Truth, second: Truth) -> Truth:
        """Whether both hold."""

    def either(self, first: Truth, second: Truth) -> Truth:
        """Whether one holds at least."""

    def no(self, condition: Truth) -> Truth:
        """Whether it does not hold."""

    def ratio(self, part: Number, whole: Number) -> Number:
        """Part ÷ whole; 0 where the whole is 0."""

    def down(self, value: Number) -> Number:
        """Rounded down to a whole number."""


class Exact:
    """Fractions and bools."""

    def number(self, value: int | str | Decimal | Fraction) -> Fraction:
        """A constant."""
        return Fraction(value)

    def least(self, first: Number, *others: Number) -> Number:
        """The lowest."""
        return min(first, *others) if others else first

    def greatest(self, first: Number, *others: Number) -> Number:
        """The highest."""
        return max(first, *others) if others else first

    def at_least(self, first: Number, second: Number) -> Truth:
        """Whether the first is not below the second."""
        return first >= second

    def more_than(self, first: Number, second: Number) -> Truth:
        """Whether the first is above the second."""
        return first > second

    def choose(self, condition: Truth, yes: Any, no: Any) -> Any:
        """One of the two."""
        return yes if condition else no

    def keep(self, condition: Truth, value: Number) -> Number:
        """The value, or 0."""
        return value if condition else Fraction(0)

    def both(self, first: Truth, second: Truth) -> Truth:
        """Whether both hold."""
        return first and second

    def either(self, first: Truth, second: Truth) -> Truth:
        """Whether one holds at least."""
        return first or second

    def no(self, condition: Truth) -> Truth:
        """Whether it does not hold."""
        return not condition

    def ratio(self, part: Number, whole: Number) -> Number:
        """Part ÷ whole; 0 where the whole is 0."""
        return part / whole if whole else Fraction(0)

    def down(self, value: Number) -> Number:
        """Rounded down to a whole number."""
        return Fraction(value.numerator // value.denominator)


class Many:
    """Float64 and bool arrays; what is the same in all cases stays a Python number."""

    def number(self, value: int | str | Decimal | Fraction) -> float:
        """A constant."""
        return float(value)

    def least(self, first: Number, *others: Number) -> Number:
        """The lowest, case by case."""
        for other in others:
            first = np.minimum(first, other) if _varies(first, other) else min(first, other)
        return first

    def greatest(self, first: Number, *others: Number) -> Number:
        """The highest, case by case."""
        for other in others:
            first = np.maximum(first, other) if _varies(first, other) else max(first, other)
        return first

    def at_least(self, first: Number, second: Number) -> Truth:
        """Where the first is not below the second by more than the arithmetic errs."""
        return first >= second - abs(second) * SLACK

    def more_than(self, first: Number, second: Number) -> Truth:
        """Where the first is above the second by more than the arithmetic errs."""
        return first > second + abs(second) * SLACK

    def choose(self, condition: Truth, yes: Any, no: Any) -> Any:
        """`yes` in the cases where the condition holds."""
        if isinstance(condition, np.ndarray):
            return yes if yes is no else np.where(condition, yes, no)
        return yes if condition else no

    def keep(self, condition: Truth, value: Number) -> Number:
        """The value, which is finite, in the cases where the condition holds, else 0."""
        # A product has no branch that a processor could guess wrong, as `where` has.
        if isinstance(condition, np.ndarray):
            return condition * value
        return value if condition else 0.0

    def both(self, first: Truth, second: Truth) -> Truth:
        """Where both hold."""
        if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
            return first & second
        if isinstance(first, np.ndarray):
            return first if second else False
        return second if first else False

    def either(self, first: Truth, second: Truth) -> Truth:
        """Where one holds at least."""
        if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
            return first | second
        if isinstance(first, np.ndarray):
            return True if second else first
        return True if first else second

    def no(self, condition: Truth) -> Truth:
        """Where it does not hold."""
        return ~condition if isinstance(condition, np.ndarray) else not condition

    def ratio(self, part: Number, whole: Number) -> Number:
        """Part ÷ whole; 0 where the whole is 0."""
        if isinstance(whole, np.ndarray):
            size = np.broadcast(part, whole).shape
            return np.divide(part, whole, out=np.zeros(size), where=whole != 0)
        return part / whole if whole else 0.0

    def down(self, value: Number) -> Number:
        """Rounded down to a whole number."""
        value = value + abs(value) * SLACK
        return np.floor(value) if isinstance(value, np.ndarray) else float(value // 1)


def _varies(first: Number, second: Number) -> bool:
    return isinstance(first, np.ndarray) or isinstance(second, np.ndarray)
