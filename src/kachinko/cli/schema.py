"""`kachinko schema`: the JSON Schema of projects or plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console


@click.command()
@click.argument("name", metavar="project|plan", type=click.Choice(["project", "plan"]))
@verb
def command(console: Console, *, name: Literal["project", "plan"]) -> None:
    """Print the JSON Schema of projects or plans, which editors use to help and check."""
    from kachinko.files.schema import schema_text

    # The document is the answer itself, with --json and without.
    if console.as_json or not console.quiet:
        click.echo(schema_text(name), nl=False)
