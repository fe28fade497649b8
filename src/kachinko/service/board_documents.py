"""Use cases of a finished board: its documents, and the changes that would save most."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files.atomic import replace_files
from kachinko.report.shooting.page import board_page
from kachinko.report.shooting.pdf import board_pdf, call_sheet_pdf
from kachinko.report.shooting.workbook import board_workbook
from kachinko.service.planning import make_sure_of
from kachinko.service.shooting_input import open_board, open_input
from kachinko.shooting.check import check
from kachinko.shooting.savings import savings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from kachinko.model.board import Board
    from kachinko.model.plan import PlannedSet
    from kachinko.model.shooting import Shooting
    from kachinko.report.shooting.paper import Paper
    from kachinko.service.ordering import Wanted
    from kachinko.shooting.check import Breach
    from kachinko.shooting.savings import Savings

MOST_SECONDS = 10.0
"""For counting what single changes save; the best of them are then checked."""
HURRIED_SECONDS = 2.0
MOST_CHECKS = 500


@dataclass(frozen=True, slots=True)
class Documented:
    """A board with its documents written."""

    shooting: Shooting
    board: Board
    breaches: list[Breach]
    savings: Savings
    files: list[Path]
    remarks: tuple[str, ...]


def find_savings(shooting: Shooting, board: Board, *, hurry: bool = False) -> Savings:
    """Find the three single changes that save most, each verified by the checker of boards.

    The search ends after `MOST_SECONDS`, or soon where somebody waits; what it left untried, the
    documents say.
    """
    end = time.monotonic() + (HURRIED_SECONDS if hurry else MOST_SECONDS)
    return savings(
        shooting,
        board,
        lambda changed: not check(shooting, changed),
        most_checks=MOST_CHECKS,
        goes_on=lambda: time.monotonic() < end,
    )


def documents_of(
    shooting: Shooting,
    board: Board,
    lang: str,
    paper: Paper,
    found: Savings | None,
    planned: Sequence[PlannedSet] = (),
) -> dict[str, bytes | str]:
    """Make the documents of a board: the content of each file, by its name.

    Raises
    ------
    InputError
        If the board does not belong to the shooting.
    """
    return {
        "board.html": board_page(shooting, board, lang, found=found, planned=planned),
        "board.pdf": board_pdf(shooting, board, lang, paper, found=found, planned=planned),
        "board.xlsx": board_workbook(shooting, board, lang, found=found, planned=planned),
    }


def beside_board(
    shooting: Shooting,
    board: Board,
    wanted: Wanted,
    *,
    planned: Sequence[PlannedSet] = (),
    hurry: bool = False,
    on_doing: Callable[[str], None] = lambda _: None,
) -> tuple[Savings, dict[str, bytes | str]]:
    """Make what is written beside a board that was just found: its documents, by file name.

    Parameters
    ----------
    planned
        The title's sets in a stage plan, whose days and stages the documents show too.
    hurry
        Whether somebody waits for an end.
    on_doing
        Told what is being done.
    """
    on_doing("looking for single changes that would save")
    found = find_savings(shooting, board, hurry=hurry)
    on_doing("making the documents")
    return found, documents_of(shooting, board, wanted.lang, wanted.paper, found, planned)


def write_documents(
    shooting_path: Path,
    board_path: Path,
    out_dir: Path,
    *,
    lang: str,
    paper: Paper,
    now: datetime,
    days: Sequence[date] | None = None,
) -> Documented:
    """Check a board and write all its documents into `out_dir`, all files or none.

    A board that breaks rules is written too, for the person to see: the breaches are returned.

    Parameters
    ----------
    now
        The instant (UTC) that the schedule for other programs bears.
    days
        Dates of the call sheets; None: all days.

    Raises
    ------
    InputError
        When a file cannot be used, the two do not belong together, or nobody shoots on a date.
    OutputError
        When `out_dir` cannot be written.
    """
    from kachinko.files.uss import write_uss

    opened = open_input(shooting_path)
    shooting = opened.shooting
    read = open_board(board_path, shooting)
    board = read.board
    assert board is not None
    breaches = check(shooting, board)
    found = find_savings(shooting, board)
    made = documents_of(shooting, board, lang, paper, found)
    made["breakdown-sheets.pdf"] = board_pdf(shooting, board, lang, paper, which=("breakdown",))
    made["call-sheets.pdf"] = call_sheet_pdf(shooting, board, lang, paper, days=days)
    made["board.uss"] = write_uss(shooting, board, created=now)
    make_sure_of(out_dir)
    files = replace_files({out_dir / name: content for name, content in made.items()})
    remarks = tuple(dict.fromkeys((*opened.remarks, *read.remarks)))
    return Documented(shooting, board, breaches, found, files, remarks)
