"""`kachinko account`: accounts, for the person who runs the server."""

from __future__ import annotations

import click

from kachinko.cli.account_keys import factor, keys, revoke, token, trail
from kachinko.cli.account_people import add, list_, off, on, password, role
from kachinko.cli.account_places import organisation, studio


class InOrder(click.Group):
    """Lists its sub-verbs in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the sub-verbs as they were added."""
        return list(self.commands)


@click.group(cls=InOrder)
def command() -> None:
    """Accounts of a server: organisations, studios, people, roles, tokens.

    This is for the person who runs the server and can read its files; who can do that may do all.
    Begin with an organisation, then an account that administers the server:

    \b
      kachinko account organisation north
      kachinko account add ana --organisation north --role admin@server
    """


for sub_verb in (
    organisation, studio, add, list_, role, password, off, on, factor, token, keys, revoke,
    trail,
):  # fmt: skip
    command.add_command(sub_verb)
