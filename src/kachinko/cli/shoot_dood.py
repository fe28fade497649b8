"""`kachinko shoot dood`: the day-out-of-days of a board on the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import verb
from kachinko.report.text_table import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kachinko.cli.console import Console
    from kachinko.shooting.dood import Dood, DoodRow

LEAST_COLUMNS = 80
"""Where standard output is no terminal, and where one is narrower than a table can be."""
CELL = 4
"""Columns of a day: the longest code and a blank."""
LONGEST_NAME = 24
DAY_OFF = "·"


@click.command(short_help="Show who works, and who is held, on which day.")
@click.argument("shooting_path", metavar="SHOOTING", type=click.Path(path_type=Path))
@click.argument("board_path", metavar="BOARD", type=click.Path(path_type=Path))
@click.option(
    "--of", "what", type=click.Choice(["cast", "sets"]), default="cast", show_default=True,
    help="Whose days.",
)  # fmt: skip
@verb
def dood(console: Console, *, shooting_path: Path, board_path: Path, what: str) -> None:
    """Show the day-out-of-days of a board: who works, and who is held, on which day.

    S start, W work, F finish, H hold (paid, without a scene of theirs), D the last day before a
    drop, P the pick-up after it; a dot is a day off. Exits 0, or 2 when a file cannot be read.
    """
    from kachinko.report.shooting.figures import dood_document
    from kachinko.service.boards import day_out_of_days

    found, opened = day_out_of_days(shooting_path, board_path)
    rows = found.cast if what == "cast" else found.sets
    console.remark(opened.remarks)
    console.answer(
        {"of": what, **dood_document(found, rows, opened.shooting.currency, opened.remarks)}
    )
    for line in table(found, rows, numbered=what == "cast", room=_room()):
        console.say(line)


def table(found: Dood, rows: Sequence[DoodRow], *, numbered: bool, room: int) -> list[str]:
    """The rows under their days, in as many tables below each other as there is room for."""
    if not rows:
        return ["Nobody and nothing is on a day."]
    names = [clipped(f"{row.id}. {row.name}" if numbered else row.name) for row in rows]
    wide = max(width(name) for name in names) + 2
    at_once = max(1, (room - wide - CELL * 3) // CELL)
    lines: list[str] = []
    for first in range(0, len(found.days), at_once):
        days = found.days[first : first + at_once]
        last = first + at_once >= len(found.days)
        lines += [*([""] if lines else []), *_heads(days, wide, last=last)]
        for name, row in zip(names, rows, strict=True):
            cells = [row.codes.get(day, DAY_OFF if day in found.off else "") for day in days]
            sums = [str(row.worked), str(row.held), str(row.total)] if last else []
            lines.append(f"{padded(name, wide)}{_cells(cells)}{_sums(sums)}".rstrip())
    return lines


def _heads(days: Sequence[date], wide: int, *, last: bool) -> list[str]:
    months = [
        f"{day:%b}" if at == 0 or day.day == 1 else "" for at, day in enumerate(days)
    ]  # fmt: skip
    sums = ["W", "H", "all"] if last else []
    return [
        f"{'':{wide}}{_cells(months)}".rstrip(),
        f"{'':{wide}}{_cells(f'{day:%a}'[:2] for day in days)}".rstrip(),
        f"{'':{wide}}{_cells(str(day.day) for day in days)}{_sums(sums)}".rstrip(),
    ]


def _cells(texts: Iterable[str]) -> str:
    return "".join(f"{text:{CELL}}" for text in texts)


def _sums(texts: Iterable[str]) -> str:
    return "".join(f"{text:>{CELL}}" for text in texts)


def clipped(name: str) -> str:
    """A name no longer than its column."""
    while width(name) > LONGEST_NAME:
        name = name[:-2] + "…"
    return name


def padded(name: str, room: int) -> str:
    """A name with blanks up to a width."""
    return name + " " * (room - width(name))


def _room() -> int:
    return max(LEAST_COLUMNS, shutil.get_terminal_size((LEAST_COLUMNS, 24)).columns)
