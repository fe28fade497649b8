"""Use cases of boards: check one, compare several, count the days of cast and sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.service.shooting_input import Opened, open_board, open_input
from kachinko.shooting.check import Breach, Worth, check, worth_of

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.model.board import Board
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.dood import Dood


@dataclass(frozen=True, slots=True)
class Checked:
    """A board and the rules that it breaks."""

    shooting: Shooting
    board: Board
    breaches: list[Breach]
    worth: Worth | None
    """None where there is no board."""
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One board, or one of the orders that people use, and what it comes to."""

    name: str
    worth: Worth | None
    """None where the order gives no board."""
    breaches: tuple[Breach, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Boards and orders of one shooting, beside each other."""

    shooting: Shooting
    rows: list[Compared]
    remarks: tuple[str, ...]


def check_board(shooting_path: Path, board_path: Path) -> Checked:
    """Check a board against its shooting, without the planner.

    Raises
    ------
    InputError
        When one of the files cannot be used.
    """
    opened = open_input(shooting_path)
    read, board = _board(board_path, opened.shooting)
    worth = worth_of(opened.shooting, board) if board.days else None
    remarks = _together(opened, read)
    return Checked(opened.shooting, board, check(opened.shooting, board), worth, remarks)


def compare_boards(shooting_path: Path, board_paths: list[Path]) -> Comparison:
    """Compare boards with each other and with the three orders that people use.

    Raises
    ------
    InputError
        When one of the files cannot be used.
    """
    from kachinko.shooting.orders import three_orders
    from kachinko.shooting.plan.assemble import board_of
    from kachinko.shooting.problem import compile_problem

    opened = open_input(shooting_path)
    shooting = opened.shooting
    reads = [_board(path, shooting) for path in board_paths]
    found = []
    for path, (_, board) in zip(board_paths, reads, strict=True):
        worth = worth_of(shooting, board) if board.days else None
        why = "" if board.days else f"status {board.status}"
        found.append(Compared(str(path), worth, tuple(check(shooting, board)), why))
    problem = compile_problem(shooting)
    for order in three_orders(problem):
        worth = None
        if order.draft.complete:
            worth = worth_of(shooting, board_of(problem, order.draft))
        found.append(Compared(order.name, worth, (), order.why_not(problem)))
    return Comparison(shooting, found, _together(opened, *(read for read, _ in reads)))


def day_out_of_days(shooting_path: Path, board_path: Path) -> tuple[Dood, Opened]:
    """Count the days of cast and sets of a board.

    Raises
    ------
    InputError
        When one of the files cannot be used, or the two do not belong together.
    """
    from kachinko.shooting.dood import dood

    opened = open_input(shooting_path)
    read, board = _board(board_path, opened.shooting)
    return dood(opened.shooting, board), Opened(opened.shooting, board, _together(opened, read))


def _board(path: Path, shooting: Shooting) -> tuple[Opened, Board]:
    read = open_board(path, shooting)
    assert read.board is not None
    return read, read.board


def _together(*files: Opened) -> tuple[str, ...]:
    return tuple(dict.fromkeys(remark for each in files for remark in each.remarks))
