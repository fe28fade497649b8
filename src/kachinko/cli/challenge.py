"""`kachinko challenge`: ask every better hold to confirm or release, or take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kachinko.cli.ledger_moves import give, with_reservation

if TYPE_CHECKING:
    from kachinko.cli.console import Console
    from kachinko.cli.ledger_desk import Place


@click.command()
@click.option("--withdraw", is_flag=True, help="Take the challenge back.")
@with_reservation
def command(
    console: Console,
    place: Place,
    reservation: str,
    version: int | None,
    command_id: str,
    why: str,
    withdraw: bool,
) -> None:
    """Ask every better hold in the way of RESERVATION to confirm or release, by the clock.

    Where the stage's policy says that a challenge binds, RESERVATION is confirmed if they all
    leave.

      kachinko challenge 3f2a91c0 --as south
    """
    kind = "withdraw" if withdraw else "challenge"
    give(console, place, kind, reservation, version, command_id, why)
