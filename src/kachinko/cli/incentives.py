"""`kachinko incentives`: what programmes would pay, when, and how sure that is."""

from __future__ import annotations

import click

from kachinko.cli.incentives_compare import compare
from kachinko.cli.incentives_estimate import estimate
from kachinko.cli.incentives_list import list_, show
from kachinko.cli.incentives_reform import reform
from kachinko.cli.incentives_test import test
from kachinko.cli.incentives_windows import windows
from kachinko.cli.shoot import InOrder


@click.group(cls=InOrder)
def command() -> None:
    """What incentive programmes would pay, clause by clause, and when the money comes.

    A PROGRAMME is an id such as jp-jlox, a place such as JP or CA-BC (all programmes of it), or a
    file of your own (.yaml). Rights, ceilings that a committee decides and money that is competed
    for are never added up. --as-of answers what one would have said on that day.
    """


for sub_verb in (list_, show, estimate, windows, compare, test, reform):
    command.add_command(sub_verb)
