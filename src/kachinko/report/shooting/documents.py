"""All documents of a board in one language, ready for any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.report.shooting.money import money
from kachinko.report.shooting.sheets import breakdown_sheets, call_sheets
from kachinko.report.shooting.strips import stripboard
from kachinko.report.shooting.texts import Words
from kachinko.shooting.account import account
from kachinko.shooting.dood import dood
from kachinko.shooting.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.board import Board
    from kachinko.model.plan import PlannedSet
    from kachinko.model.shooting import Shooting
    from kachinko.report.shooting.money import Money
    from kachinko.report.shooting.sheets import BreakdownSheet, CallSheet
    from kachinko.report.shooting.strips import Stripboard
    from kachinko.shooting.dood import Dood
    from kachinko.shooting.savings import Savings


@dataclass(frozen=True, slots=True)
class Documents:
    """What every format shows of a board."""

    shooting: Shooting
    board: Board
    words: Words
    strips: Stripboard
    dood: Dood
    breakdown: tuple[BreakdownSheet, ...]
    calls: tuple[CallSheet, ...]
    money: Money


def documents(
    shooting: Shooting,
    board: Board,
    lang: str,
    *,
    found: Savings | None = None,
    planned: Sequence[PlannedSet] = (),
) -> Documents:
    """Make the documents of a board.

    Parameters
    ----------
    lang
        ``en`` or ``ja``.
    found
        The changes that save most; None: they were not sought, and the documents say so.
    planned
        The title's sets in a stage plan, if there is one.

    Raises
    ------
    InputError
        If the board does not belong to the shooting, or the language is unknown.
    """
    words, terms = Words(lang), Terms(shooting)
    counted = account(shooting, board)
    strips = stripboard(terms, board, words)
    days = dood(shooting, board, planned)
    codes = {(row.id, day): code for row in days.cast for day, code in row.codes.items()}
    return Documents(
        shooting=shooting,
        board=board,
        words=words,
        strips=strips,
        dood=days,
        breakdown=breakdown_sheets(terms, strips, words),
        calls=call_sheets(terms, board, strips, codes, words),
        money=money(terms, board, counted, found, words),
    )
