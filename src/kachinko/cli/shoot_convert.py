"""`kachinko shoot convert`: a shooting or a script from one form into another."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.amounts import count
from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console


@click.command(short_help="Convert INPUT into another form.")
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.argument("destination", metavar="OUTPUT", type=click.Path(path_type=Path))
@click.option(
    "--currency", default="", metavar="CODE", help="Of the prices of a file that states none."
)
@click.option("--force", is_flag=True, help="Replace what stands at OUTPUT.")
@verb
def convert(
    console: Console, *, source: Path, destination: Path, currency: str, force: bool
) -> None:
    """Convert INPUT into the form that the ending of OUTPUT names.

    A shooting is written as .yaml, .json, .xlsx, .csv or .uss (a schedule's board goes along), a
    script as .fountain or .fdx too. What does not travel is said.

    Exits 0, or 2 when a file cannot be read or written.
    """
    from kachinko.service.shooting_conversion import convert as convert_file

    done = convert_file(source, destination, now=datetime.now(UTC), currency=currency, force=force)
    console.remark(done.remarks)
    console.answer(
        {
            "source": str(source),
            "file": str(done.path),
            "scenes": done.scenes,
            "cast": done.cast,
            "board": done.with_board,
            "remarks": list(done.remarks),
        }
    )
    cast = "" if done.cast is None else f", {count(done.cast, 'part')}"
    board = ", with its board" if done.with_board else ""
    console.say(f"{source} → {done.path}: {count(done.scenes, 'scene')}{cast}{board}.")
