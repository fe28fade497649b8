"""Dates on the command line, refused in words that people use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in some releases of click only
    """A date such as 2028-02-01."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date of an option."""
        from kachinko.model.span import parse_day

        try:
            return parse_day(value)
        except ValueError as error:
            self.fail(f"{value!r}: {error}.", param, ctx)


class Days(click.ParamType):  # type: ignore[type-arg]  # as above
    """Dates with commas between."""

    name = "DATES"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[date]:
        """Read the dates of an option."""
        if isinstance(value, list):
            return value
        return [Day().convert(part, param, ctx) for part in value.split(",")]
