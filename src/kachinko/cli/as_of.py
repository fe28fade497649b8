"""--as-of: the day on which one would have asked; today where nobody says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.dates import Day

if TYPE_CHECKING:
    from collections.abc import Callable


def asked_as_of(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the option --as-of, which it gets as `as_of`."""
    return click.option(
        "--as-of",
        type=Day(),
        default=_today,
        metavar="DATE",
        help="Only what was known by this day is used [default: today].",
    )(function)


def _today() -> date:
    # The only clock of incentives: engines and services get the day as an argument.
    return datetime.now(UTC).date()
