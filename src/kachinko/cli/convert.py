"""`kachinko convert`: a project from one form into another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console
    from kachinko.model.project import Project


@click.command()
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path))
@click.argument("destination", metavar="DST", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace what stands at DST.")
@verb
def command(console: Console, *, source: Path, destination: Path, force: bool) -> None:
    """Convert a project between a YAML folder, one YAML file and an Excel workbook.

    The ending of DST says into what: .xlsx a workbook, .yaml one file, anything else a folder.
    Nothing is lost on the way, but comments in YAML do not travel.
    """
    from kachinko.files import load_project, save_project
    from kachinko.files.project import form_to_write

    form_to_write(destination)
    refuse_to_overwrite(destination, force=force)
    project = load_project(source)
    files = save_project(project, destination)
    console.say(f"{source} → {destination}: {describe(project)}.")
    console.answer(
        {
            "source": str(source),
            "files": [str(file) for file in files],
            "studios": len(project.studios),
            "stages": len(project.stages()),
            "agreements": len(project.agreements),
            "titles": len(project.titles),
        }
    )


def describe(project: Project) -> str:
    """Count what a project holds, in words."""
    counts = (
        (len(project.studios), "studio"),
        (len(project.stages()), "stage"),
        (len(project.agreements), "agreement"),
        (len(project.titles), "title"),
    )
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)


def refuse_to_overwrite(path: Path, *, force: bool) -> None:
    """Stop where something stands already, unless it may be replaced."""
    from kachinko.files.project import standing_files
    from kachinko.model.errors import OutputError

    standing = standing_files(path)
    if standing and not force:
        what = "is a folder with files in it" if path.is_dir() else "is there already"
        raise OutputError(
            f"{path} {what}.", hint="Nothing was written; --force replaces it, or name another."
        )
