"""`kachinko budget`: what a title costs at each place, in which month. A module a sub-verb."""

from __future__ import annotations

import click

from kachinko.cli.budget_cash import cash
from kachinko.cli.budget_cost import cost
from kachinko.cli.budget_rates import rates
from kachinko.cli.budget_read import read


class InOrder(click.Group):
    """Lists its sub-verbs in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the sub-verbs as they were added."""
        return list(self.commands)


@click.group(cls=InOrder)
def command() -> None:
    """Say what a title costs: read budgets, cost a scope at several places, spread it in time.

    A budget is a file of ours (.yaml, .json), a table (.xlsx, .csv) or, experimental, an export
    of Movie Magic Budgeting (.xml).
    """


for sub_verb in (read, cost, cash, rates):
    command.add_command(sub_verb)
