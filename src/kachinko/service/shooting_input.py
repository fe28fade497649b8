"""The one way in: a shooting, and a board, out of whatever file a production has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from kachinko.files.script.load import ENDINGS
from kachinko.files.shooting_tree import ASSUMED_CURRENCY
from kachinko.files.source import refusal
from kachinko.model.errors import Fault, InputError
from kachinko.model.money import Currency

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.board import Board
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.breakdown.from_script import Breakdown

SHOOTINGS = (".yaml", ".yml", ".json")
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")
SCHEDULES = (".uss",)
REPORTS = (".pdf",)
INSTANCES = (".dat",)
"""Endings of files, by what is in them; what a `.dat` holds is no shooting."""

_FORMS = (
    "a shooting (.yaml, .json), a script (.fountain, .fdx, .txt), a breakdown (.xlsx, .csv), "
    "a schedule (.uss) or a report of Movie Magic Scheduling (.pdf)"
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds, and what to know about the reading."""

    shooting: Shooting
    board: Board | None = None
    """The file's own board; None: it has none."""
    remarks: tuple[str, ...] = ()
    """What is not kept, and what was assumed."""


def open_input(path: Path | str, *, currency: str = "", start: date | None = None) -> Opened:
    """Load a shooting, or make one of a script, a breakdown, a schedule or a report.

    Parameters
    ----------
    path
        The file; its ending says what is in it.
    currency
        ISO 4217 code of the prices of a file that states none; empty: one is assumed, and a
        remark says which.
    start
        First day of photography of a schedule whose calendar has none.

    Raises
    ------
    InputError
        With every fault of the file, or of the currency.
    """
    path = Path(path)
    _check_currency(path, currency)
    opened = _open(path, currency, start)
    counted = opened.shooting.currency
    if currency and counted != currency:
        remark = f"the file counts in {counted}: the currency {currency} is not used"
        return replace(opened, remarks=(*opened.remarks, remark))
    return opened


def open_script(path: Path | str, *, currency: str = "") -> Breakdown:
    """Load a script and break it down.

    Parameters
    ----------
    currency
        ISO 4217 code in which the shooting will count; empty: one is assumed, with a remark.

    Raises
    ------
    InputError
        With every fault of the file, or of the currency.
    """
    from kachinko.files.script.load import load_script
    from kachinko.shooting.breakdown.from_script import break_down

    path = Path(path)
    _check_currency(path, currency)
    script = load_script(path)
    name = script.title or _name_of(path)
    breakdown = break_down(script, currency=currency or ASSUMED_CURRENCY, name=name)
    if currency:
        return breakdown
    remark = f"a script states no currency: {ASSUMED_CURRENCY} is assumed; it names no price either"
    return replace(breakdown, remarks=(*breakdown.remarks, remark))


def open_board(path: Path | str, shooting: Shooting) -> Opened:
    """Load a board of a shooting: a `board.json`, or the board in a schedule or a report.

    A board of another program states no cost: what its days come to is put in. Whether it keeps
    the rules is not looked at.

    Raises
    ------
    InputError
        With every fault of the file, or when it has no board.
    """
    from kachinko.files.board import load_board

    path = Path(path)
    if path.suffix.lower() not in (*SCHEDULES, *REPORTS):
        return Opened(shooting, load_board(path))
    opened = open_input(path, currency=shooting.currency, start=shooting.start)
    if opened.board is None:
        why = next((remark for remark in opened.remarks if "board" in remark), "it has no days")
        raise InputError(
            str(path), [Fault(path.name, f"there is no board in it: {why}", "days with dates")]
        )
    return replace(opened, shooting=shooting, board=_costed(opened.board, shooting))


def _costed(board: Board, shooting: Shooting) -> Board:
    from kachinko.shooting.check import worth_of

    if board.cost is not None or not board.days:
        return board
    cost = worth_of(shooting, board).cost
    return board.model_copy(update={"status": "feasible", "cost": cost, "shooting": shooting.name})


def _open(path: Path, currency: str, start: date | None) -> Opened:
    ending = path.suffix.lower()
    counted = currency or ASSUMED_CURRENCY
    if ending in SHOOTINGS:
        from kachinko.files.shooting import load_shooting

        return Opened(load_shooting(path))
    if ending in ENDINGS:
        breakdown = open_script(path, currency=currency)
        return Opened(breakdown.shooting, remarks=breakdown.remarks)
    if ending in TABLES:
        from kachinko.files.breakdown_table import read_breakdown_table

        shooting, remarks = read_breakdown_table(path, currency=counted)
        return Opened(shooting, remarks=tuple(remarks))
    if ending in SCHEDULES:
        from kachinko.files.uss import read_uss

        shooting, board, remarks = read_uss(path, currency=counted, start=start)
        return Opened(shooting, board, tuple(remarks))
    if ending in REPORTS:
        from kachinko.files.mms_pdf import read_mms_pdf

        shooting, board, remarks = read_mms_pdf(path, currency=counted)
        return Opened(shooting, board, tuple(remarks))
    if ending in INSTANCES:
        what = "a talent scheduling instance has no sets, days or rules"
        raise refusal(str(path), what, "kachinko shoot order, which orders its scenes; else a file "
                      f"of another form: {_FORMS}")  # fmt: skip
    raise refusal(str(path), f"{ending or path.name} is no form of a shooting", _FORMS)


def _check_currency(path: Path, currency: str) -> None:
    if not currency:
        return
    try:
        TypeAdapter(Currency).validate_python(currency)
    except ValidationError:
        fault = Fault(str(path), f"the currency is {currency!r}", "an ISO 4217 code such as JPY")
        raise InputError(str(path), [fault]) from None


def _name_of(path: Path) -> str:
    return path.stem.replace("-", " ").replace("_", " ").title()
