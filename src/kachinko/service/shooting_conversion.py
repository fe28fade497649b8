"""Use case: a shooting, its board or a script, from one form into another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files.atomic import replace_file
from kachinko.files.script.load import ENDINGS
from kachinko.model.errors import OutputError
from kachinko.service.shooting_input import open_input

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kachinko.service.shooting_input import Opened

WRITTEN_SHOOTINGS = (".yaml", ".yml", ".json")
WRITTEN_SCRIPTS = (".fountain", ".fdx")
WRITTEN = (*WRITTEN_SHOOTINGS, ".xlsx", ".csv", ".uss", *WRITTEN_SCRIPTS)
"""Endings of what can be written."""


@dataclass(frozen=True, slots=True)
class Converted:
    """The file that was written, what is in it, and what did not travel."""

    path: Path
    scenes: int
    cast: int | None
    """None of a script: it has no list of its cast."""
    with_board: bool
    remarks: tuple[str, ...]


def convert(
    source: Path, destination: Path, *, now: datetime, currency: str = "", force: bool
) -> Converted:
    """Convert a shooting, or a script, into the form that the ending of `destination` names.

    A script becomes a script or a shooting, by what is asked for; a shooting never a script.
    `now` (UTC) is what a schedule bears as the time of its making.

    Raises
    ------
    InputError
        When the source cannot be used.
    OutputError
        When there is no way from one form to the other, or the file cannot be written.
    """
    ending = destination.suffix.lower()
    if ending not in WRITTEN:
        raise OutputError(
            f"{destination} is no form that can be written.", hint=f"Name {' or '.join(WRITTEN)}."
        )
    if ending in WRITTEN_SCRIPTS and source.suffix.lower() not in ENDINGS:
        raise OutputError(
            f"{destination} would be a script, and {source} is none.",
            hint="A breakdown has no dialogue and no action; only a script becomes a script.",
        )
    refuse_to_replace(destination, force=force)
    if ending in WRITTEN_SCRIPTS:
        return _script(source, destination)
    opened = open_input(source, currency=currency)
    path = replace_file(destination, _content(opened, ending, now))
    return Converted(
        path,
        len(opened.shooting.scenes),
        len(opened.shooting.cast),
        with_board=ending == ".uss" and opened.board is not None,
        remarks=(*opened.remarks, *_lost(opened, ending)),
    )


def refuse_to_replace(path: Path, *, force: bool) -> None:
    """Stop where a file stands already, unless it may be replaced.

    Raises
    ------
    OutputError
        When it may not.
    """
    if path.exists() and not force:
        raise OutputError(
            f"{path} is there already.",
            hint="Nothing was written; --force replaces it, or name another.",
        )


def _script(source: Path, destination: Path) -> Converted:
    from kachinko.files.script.load import load_script, save_script

    script = load_script(source)
    path = save_script(script, destination)
    scenes = sum(paragraph.kind == "heading" for paragraph in script.paragraphs)
    return Converted(path, scenes, None, with_board=False, remarks=())


def _content(opened: Opened, ending: str, now: datetime) -> bytes | str:
    shooting = opened.shooting
    if ending == ".json":
        from kachinko.files.shooting import shooting_json

        return shooting_json(shooting)
    if ending == ".xlsx":
        from kachinko.files.breakdown_table import write_breakdown_workbook

        return write_breakdown_workbook(shooting)
    if ending == ".csv":
        from kachinko.files.breakdown_table import write_breakdown_csv

        return write_breakdown_csv(shooting)
    if ending == ".uss":
        from kachinko.files.uss import write_uss

        return write_uss(shooting, opened.board, created=now)
    from kachinko.files.yaml_writer import write_record

    return write_record(shooting)


def _lost(opened: Opened, ending: str) -> list[str]:
    """What does not travel into a form."""
    lost = []
    if ending == ".csv":
        lost.append("a table holds no rates, availability, rules or notes; .xlsx holds them")
    if ending != ".uss" and opened.board is not None:
        lost.append(
            "the file's board is not in what was written: 'shoot board', 'shoot dood' and "
            "'shoot compare' read it from the file itself"
        )
    return lost
