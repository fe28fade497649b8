"""`kachinko shoot board`: the documents of a board."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kachinko.cli.amounts import count
from kachinko.cli.console import verb_with_documents
from kachinko.cli.dates import Days

if TYPE_CHECKING:
    from kachinko.cli.console import Console

MOST_TOLD = 10
"""Breaches that are said; a program gets all."""


@click.command(short_help="Check a board and write its documents.")
@click.argument("shooting_path", metavar="SHOOTING", type=click.Path(path_type=Path))
@click.argument("board_path", metavar="BOARD", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder for the documents.",
)
@click.option(
    "--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True,
    help="Paper of the PDF files.",
)  # fmt: skip
@click.option(
    "--days", type=Days(),
    help="Call sheets of these days only, such as 2028-04-03,2028-04-05.",
)  # fmt: skip
@verb_with_documents
def board(
    console: Console,
    *,
    shooting_path: Path,
    board_path: Path,
    out: Path,
    paper: Literal["A4", "Letter"],
    days: list[date] | None,
) -> None:
    """Check a board and write its documents, in English or Japanese (--lang).

    BOARD is a board.json, or a schedule (.uss) with its days. Written are board.html (all
    documents), board.pdf (stripboard, one-liner, day-out-of-days, cost), board.xlsx,
    breakdown-sheets.pdf, call-sheets.pdf and board.uss, which other schedulers read.

    Exits 0, or 1 when the board breaks a rule (it is written all the same), 2 when a file cannot
    be read.
    """
    from kachinko.service.board_documents import write_documents

    made = write_documents(
        shooting_path,
        board_path,
        out,
        lang=console.lang,
        paper=paper,
        now=datetime.now(UTC),
        days=days,
    )
    console.remark(made.remarks)
    console.answer(
        {
            "ok": not made.breaches,
            "breaches": [breach.as_dict() for breach in made.breaches],
            "files": [str(path) for path in made.files],
            "remarks": list(made.remarks),
        }
    )
    for breach in made.breaches[:MOST_TOLD]:
        console.say(f"✗ {breach}")
    if len(made.breaches) > MOST_TOLD:
        rest = count(len(made.breaches) - MOST_TOLD, "more breach", "more breaches")
        console.say(f"✗ {rest}; 'kachinko shoot check' lists all.")
    if not made.breaches:
        console.say("All rules are kept.")
    console.say(f"Written: {', '.join(str(path) for path in made.files)}.")
    if made.breaches:
        console.leave(1)
