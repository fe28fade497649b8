"""The options by which a verb learns of exchange rates."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.dates import Day
from kachinko.cli.paths import PATH
from kachinko.cli.shares import PerCurrency

if TYPE_CHECKING:
    from collections.abc import Callable


def with_exchange(function: Callable[..., None]) -> Callable[..., None]:
    """Give a verb --fx, --stress, --forward, --spot and --until; it gets them as `exchange`."""

    @click.option("--fx", type=PATH, help="Exchange rates of your own; they replace ours.")
    @click.option(
        "--stress",
        type=PerCurrency(),
        multiple=True,
        help="A currency dearer (JPY=0.10) or cheaper (JPY=-0.10) by a share.",
    )
    @click.option(
        "--forward",
        type=PerCurrency(),
        multiple=True,
        help="Yearly interest (JPY=0.005; USD too): rates after --spot by interest parity.",
    )
    @click.option("--spot", type=Day(), help="The day that --forward begins from.")
    @click.option("--until", type=Day(), help="The last day that --forward works out.")
    @functools.wraps(function)
    def wrapped(
        console: Any, *, fx: Any, stress: Any, forward: Any, spot: Any, until: Any, **more: Any
    ) -> None:
        from kachinko.service.budgets import Exchange

        if forward and (spot is None or until is None):
            raise click.UsageError("--forward needs --spot and --until.")
        if forward and (until < spot or (until - spot).days > 365 * 30):
            raise click.UsageError("--until lies after --spot, by at most 30 years.")
        exchange = Exchange(fx, tuple(stress), tuple(forward), spot, until)
        function(console, exchange=exchange, **more)

    return wrapped  # fmt: skip
