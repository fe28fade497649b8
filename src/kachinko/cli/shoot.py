"""`kachinko shoot`: from a script to a shooting order. Each sub-verb has a module of its own.

The modules load nothing heavy, so that ``--help`` answers at once; what a sub-verb needs it
imports when it runs.
"""

from __future__ import annotations

import click

from kachinko.cli.shoot_board import board
from kachinko.cli.shoot_breakdown import breakdown
from kachinko.cli.shoot_check import check, rules
from kachinko.cli.shoot_compare import compare
from kachinko.cli.shoot_convert import convert
from kachinko.cli.shoot_dood import dood
from kachinko.cli.shoot_order import order
from kachinko.cli.shoot_stages import sets, stage


class InOrder(click.Group):
    """Lists its sub-verbs in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the sub-verbs as they were added."""
        return list(self.commands)


@click.group(cls=InOrder)
def command() -> None:
    """Order the scenes of a title: which on which day, and in what order.

    INPUT is a shooting (.yaml, .json), a script (.fountain, .fdx, Japanese .txt), a breakdown
    (.xlsx, .csv), a schedule (.uss) or, experimental, a report of Movie Magic Scheduling (.pdf).
    """


for sub_verb in (breakdown, order, board, dood, compare, check, sets, stage, convert, rules):
    command.add_command(sub_verb)
