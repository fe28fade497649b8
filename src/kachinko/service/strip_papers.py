"""The documents of a shooting that is kept, each made when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from kachinko.report.shooting.documents import documents
from kachinko.report.shooting.page import page_data
from kachinko.service.refusals import NotFoundError, StateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from kachinko.model.board import Board
    from kachinko.model.plan import PlannedSet
    from kachinko.model.shooting import Shooting
    from kachinko.report.shooting.paper import Paper

PaperName = Literal[
    "board.pdf", "call-sheets.pdf", "breakdown-sheets.pdf", "board.xlsx", "board.json",
    "board.uss", "board.ics", "board.html", "shooting.yaml", "shooting.json", "breakdown.xlsx",
    "breakdown.csv",
]  # fmt: skip
NAMES: tuple[str, ...] = get_args(PaperName)
WITHOUT_BOARD = frozenset({"shooting.yaml", "shooting.json", "breakdown.xlsx", "breakdown.csv"})
MEDIA = {
    ".pdf": "application/pdf", ".json": "application/json", ".ics": "text/calendar",
    ".html": "text/html", ".yaml": "application/yaml", ".csv": "text/csv",
    ".uss": "application/octet-stream",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def shown(
    shooting: Shooting, board: Board, lang: str, planned: Sequence[PlannedSet] = ()
) -> dict[str, Any]:
    """What the documents of a board show, ready to be drawn: texts in their language.

    Raises
    ------
    InputError
        If the board does not belong to the shooting.
    """
    return page_data(documents(shooting, board, lang, planned=planned))


def planned_sets(plan: bytes, title: str | None) -> tuple[PlannedSet, ...]:
    """The sets of a title in a plan; none where the plan has no such title."""
    from kachinko.files.plan_json import parse_plan

    found = parse_plan(plan, "plan.json").titles
    return next((each.sets for each in found if each.id == title and each.accepted), ())


def paper_of(
    name: PaperName,
    shooting: Shooting,
    board: Board | None,
    lang: str,
    paper: Paper,
    now: datetime,
) -> bytes:
    """Make a document.

    Parameters
    ----------
    now
        The instant (UTC) that a schedule and a calendar bear.

    Raises
    ------
    NotFoundError
        Where no document has that name.
    StateError
        Where it shows a board, and there is none.
    """
    if name not in NAMES:
        raise NotFoundError(
            f"There is no document {name!r}.", hint=f"There are {', '.join(NAMES)}."
        )
    if name in WITHOUT_BOARD:
        return _encoded(_of_shooting(name)(shooting))
    if board is None or not board.days:
        raise StateError("No scene is on a day yet.", hint="Lay some out, and save the board.")
    return _encoded(_of_board(name, lang, paper, now)(shooting, board))


def _encoded(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _of_shooting(name: str) -> Callable[[Shooting], bytes | str]:
    from kachinko.files.breakdown_table import write_breakdown_csv, write_breakdown_workbook
    from kachinko.files.shooting import shooting_json
    from kachinko.files.yaml_writer import write_record

    made: dict[str, Callable[[Shooting], bytes | str]] = {
        "shooting.yaml": write_record,
        "shooting.json": shooting_json,
        "breakdown.xlsx": write_breakdown_workbook,
        "breakdown.csv": write_breakdown_csv,
    }
    return made[name]


def _of_board(
    name: str, lang: str, paper: Paper, now: datetime
) -> Callable[[Shooting, Board], bytes | str]:
    from kachinko.files.board import board_json
    from kachinko.files.uss import write_uss
    from kachinko.report.shooting.calendar import board_calendar
    from kachinko.report.shooting.page import board_page
    from kachinko.report.shooting.pdf import board_pdf, call_sheet_pdf
    from kachinko.report.shooting.workbook import board_workbook

    made: dict[str, Callable[[Shooting, Board], bytes | str]] = {
        "board.pdf": lambda s, b: board_pdf(s, b, lang, paper),
        "call-sheets.pdf": lambda s, b: call_sheet_pdf(s, b, lang, paper),
        "breakdown-sheets.pdf": lambda s, b: board_pdf(s, b, lang, paper, which=("breakdown",)),
        "board.xlsx": lambda s, b: board_workbook(s, b, lang),
        "board.json": lambda _, b: board_json(b),
        "board.uss": lambda s, b: write_uss(s, b, created=now),
        "board.ics": lambda s, b: board_calendar(s, b, lang, now=now),
        "board.html": lambda s, b: board_page(s, b, lang),
    }
    return made[name]
