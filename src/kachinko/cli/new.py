"""`kachinko new`: a project template that explains itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console


@click.command()
@click.argument("path", metavar="DIR|FILE.xlsx|FILE.yaml", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace what stands there.")
@verb
def command(console: Console, *, path: Path, force: bool) -> None:
    """Write a project template that explains itself, with an example that plans as it is.

    A path that ends in .xlsx gives an Excel workbook, in .yaml one YAML file, anything else a
    folder of YAML files.
    """
    from kachinko.cli.convert import refuse_to_overwrite
    from kachinko.files import save_project
    from kachinko.files.example import example_project
    from kachinko.files.project import form_to_write

    form = form_to_write(path)
    refuse_to_overwrite(path, force=force)
    files = save_project(example_project(), path, explain=True)
    console.say(f"Wrote {', '.join(str(file) for file in files)}.")
    console.say(
        f'Everything in it is an example: replace it, then "kachinko plan {path} --out out".'
    )
    console.answer({"form": form, "files": [str(file) for file in files]})
