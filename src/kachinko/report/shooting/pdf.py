"""The documents of a board as PDF, to print and to send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from kachinko.model.errors import Fault, InputError
from kachinko.report.shooting.documents import documents
from kachinko.report.shooting.paper import SIZES, print_pages
from kachinko.report.shooting.pdf_breakdown import breakdown_section
from kachinko.report.shooting.pdf_calls import call_sheets_section
from kachinko.report.shooting.pdf_cost import cost_section
from kachinko.report.shooting.pdf_dood import dood_section
from kachinko.report.shooting.pdf_strips import one_liner_section, strips_section

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from kachinko.model.board import Board
    from kachinko.model.plan import PlannedSet
    from kachinko.model.shooting import Shooting
    from kachinko.report.shooting.documents import Documents
    from kachinko.report.shooting.paper import Paper, Section
    from kachinko.shooting.savings import Savings

Document = Literal["strips", "oneliner", "cast", "sets", "breakdown", "calls", "cost"]
DOCUMENTS: tuple[Document, ...] = get_args(Document)
BOARD: tuple[Document, ...] = ("strips", "oneliner", "cast", "sets", "cost")
"""What a board's PDF holds unless more is asked for: not a page a scene, and not a page a day."""

_SECTIONS: dict[Document, Callable[[Documents, Paper], Section]] = {
    "strips": strips_section,
    "oneliner": one_liner_section,
    "cast": lambda made, paper: dood_section(made, paper, "cast"),
    "sets": lambda made, paper: dood_section(made, paper, "sets"),
    "breakdown": breakdown_section,
    "calls": lambda made, paper: call_sheets_section(made, paper, made.calls),
    "cost": cost_section,
}


def board_pdf(
    shooting: Shooting,
    board: Board,
    lang: str = "en",
    paper: Paper = "A4",
    *,
    which: Sequence[Document] = BOARD,
    found: Savings | None = None,
    planned: Sequence[PlannedSet] = (),
) -> bytes:
    """Print documents of a board, one after the other.

    Parameters
    ----------
    lang
        ``en`` or ``ja``.
    paper
        ``A4`` or ``Letter``.
    which
        The documents, in order.
    found
        The changes that save most; None: the cost says that they were not sought.
    planned
        The title's sets in a stage plan, for the day-out-of-days of sets and stages.

    Raises
    ------
    InputError
        If the board does not belong to the shooting, or language, paper or a document is unknown.
    """
    faults = _unknown(paper, which)
    if faults:
        raise InputError("The documents", faults)
    made = documents(shooting, board, lang, found=found, planned=planned)
    sections = [_SECTIONS[each](made, paper) for each in which]
    return print_pages(shooting.name, sections, made.words, paper)


def call_sheet_pdf(
    shooting: Shooting,
    board: Board,
    lang: str = "en",
    paper: Paper = "A4",
    *,
    days: Sequence[date] | None = None,
) -> bytes:
    """Print draft call sheets, of some dates or of all.

    Raises
    ------
    InputError
        As `board_pdf`, and for a date on which the board does not shoot.
    """
    made = documents(shooting, board, lang)
    faults = _unknown(paper, ())
    wanted = made.dood.shooting if days is None else days
    faults += [
        Fault("days", f"nobody shoots on {day}", ", ".join(map(str, made.dood.shooting)))
        for day in wanted
        if day not in made.dood.shooting
    ]
    if faults:
        raise InputError("The documents", faults)
    sheets = [sheet for sheet in made.calls if sheet.day.day in wanted]
    section = call_sheets_section(made, paper, sheets)
    return print_pages(shooting.name, [section], made.words, paper)


def _unknown(paper: str, which: Sequence[str]) -> list[Fault]:
    faults = []
    if paper not in SIZES:
        faults.append(Fault("paper", f"{paper!r} is no paper of ours", " or ".join(SIZES)))
    return faults + [
        Fault("which", f"there is no document {each!r}", ", ".join(DOCUMENTS))
        for each in which
        if each not in _SECTIONS
    ]
