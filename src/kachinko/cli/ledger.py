"""`kachinko ledger`: the ledger itself. Each sub-verb lives in a module with its like.

The modules load nothing heavy, so that ``--help`` answers at once.
"""

from __future__ import annotations

import click

from kachinko.cli.ledger_apply import apply
from kachinko.cli.ledger_copies import backup, restore
from kachinko.cli.ledger_moves import amend, cancel, promote, sign
from kachinko.cli.ledger_stages import init, policy, stages
from kachinko.cli.ledger_trail import history, tick, undo, verify


class InOrder(click.Group):
    """Lists its sub-verbs in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the sub-verbs as they were added."""
        return list(self.commands)


@click.group(cls=InOrder)
def command() -> None:
    """Keep the ledger of holds and bookings: stages and policies, moves, trail, copies.

    Holds themselves have verbs of their own: avails, hold, challenge, confirm, release, holds.
    """


for sub_verb in (
    init, stages, policy, apply, sign, cancel, amend, promote, history, undo, tick, verify, backup,
    restore,
):  # fmt: skip
    command.add_command(sub_verb)
