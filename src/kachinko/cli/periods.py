"""Days on the command line as people write them: 2028-03-01..2028-03-21, 2028-03-01+3w, 3w."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kachinko.model.span import DaySpan
    from kachinko.model.title import PhaseName

_LENGTH = re.compile(r"^\s*(\d{1,5})\s*(d|days?|w|weeks?)?\s*$", re.IGNORECASE)
LONGEST = 3_660


class Length(click.ParamType):  # type: ignore[type-arg]  # generic in some releases of click only
    """A number of days: 21, 21d or 3w."""

    name = "LENGTH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a length in days of the calendar."""
        if isinstance(value, int):
            return value
        days = length_of(value)
        if days is None or not 1 <= days <= LONGEST:
            self.fail(f"{value!r}: a length is 21, 21d or 3w, of 1 to {LONGEST} days.", param, ctx)
        return days


class Period(click.ParamType):  # type: ignore[type-arg]  # as above
    """Days from one to another, both included: FROM..TO, FROM+LENGTH, or one day."""

    name = "DAYS"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> DaySpan:
        """Read days."""
        from kachinko.model.span import DaySpan, parse_day

        if isinstance(value, DaySpan):
            return value
        first, dots, last = value.partition("..")
        begin, plus, length = value.partition("+")
        try:
            if dots:
                span = DaySpan.inclusive(parse_day(first), parse_day(last))
            elif plus:
                days = length_of(length)
                if not days:
                    raise ValueError("a length is 21, 21d or 3w")
                start = parse_day(begin)
                span = DaySpan(start, start + timedelta(days=days))
            else:
                span = DaySpan.inclusive(parse_day(value), parse_day(value))
        except (ValueError, OverflowError) as error:
            self.fail(
                f"{value!r}: {error}. Days are written 2028-03-01..2028-03-21 or 2028-03-01+3w.",
                param,
                ctx,
            )
        if span.days < 1:
            self.fail(f"{value!r} ends before it begins.", param, ctx)
        return span


class Phases(click.ParamType):  # type: ignore[type-arg]  # as above
    """Phases in their order, each with its days of the calendar: build=10,shoot=5,strike=2."""

    name = "PHASES"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[tuple[PhaseName, int], ...]:
        """Read phases; each at most once, in the order of a set's life."""
        from kachinko.model.title import PHASES

        if isinstance(value, tuple):
            return value
        found: list[tuple[PhaseName, int]] = []
        for part in value.split(","):
            name, _, length = part.partition("=")
            known = next((phase for phase in PHASES if phase == name.strip().lower()), None)
            days = length_of(length)
            if known is None or not days:
                self.fail(
                    f"{part!r}: phases are {', '.join(PHASES)}, written build=10,shoot=5.",
                    param,
                    ctx,
                )
            found.append((known, days))
        order = [PHASES.index(name) for name, _ in found]
        if order != sorted(set(order)):
            self.fail(f"{value!r}: phases come once each, {' → '.join(PHASES)}.", param, ctx)
        return tuple(found)


class Sides(click.ParamType):  # type: ignore[type-arg]  # as above
    """Width and depth in metres: 20x30."""

    name = "WxD"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Read two lengths."""
        from kachinko.model.quantity import parse_length

        if isinstance(value, tuple):
            return value
        width, _, depth = value.lower().replace("×", "x").partition("x")
        try:
            return parse_length(width), parse_length(depth)
        except ValueError as error:
            self.fail(f"{value!r}: {error}. Width and depth are written 20x30.", param, ctx)


class Measure(click.ParamType):  # type: ignore[type-arg]  # as above
    """A floor, height or power, perhaps with its unit."""

    name = "NUMBER"

    def __init__(self, what: str) -> None:
        self.what = what

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read the quantity, in m², m or kVA."""
        from kachinko.model import quantity

        if isinstance(value, float):
            return value
        try:
            number: float = getattr(quantity, f"parse_{self.what}")(value)
        except ValueError as error:
            self.fail(f"{value!r}: {error}.", param, ctx)
        return number


def length_of(text: str) -> int | None:
    """Days of the calendar, or None where it is no length."""
    match = _LENGTH.match(text)
    if match is None:
        return None
    weeks = (match[2] or "d").lower().startswith("w")
    return int(match[1]) * (7 if weeks else 1)
