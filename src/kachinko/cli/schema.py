"""`kachinko schema`: the JSON Schemas of the files that people write and that we write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console
    from kachinko.files.schema import SchemaName

CHOICES = (
    "project", "plan", "shooting", "board", "programme", "budget", "scope", "rates", "chart",
    "estimate", "location", "reform", "incentive-slate",
)  # fmt: skip


@click.command()
@click.argument("name", metavar="|".join(CHOICES), type=click.Choice(CHOICES))
@verb
def command(console: Console, *, name: SchemaName) -> None:
    """Print the JSON Schema of a kind of file, which editors use to help and check."""
    from kachinko.files.schema import schema_text

    # The document is the answer itself, with --json and without.
    if console.as_json or not console.quiet:
        click.echo(schema_text(name), nl=False)
