"""The documents of a board as one HTML file that opens offline, in the make of the report."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kachinko.model.scene import pages
from kachinko.report.html import render_page
from kachinko.report.shooting.codes import kind_of
from kachinko.report.shooting.documents import documents
from kachinko.report.shooting.strips import TONES, DayOfStrips
from kachinko.report.told import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.board import Board
    from kachinko.model.plan import PlannedSet
    from kachinko.model.shooting import Shooting
    from kachinko.report.shooting.documents import Documents
    from kachinko.report.shooting.money import Waiting
    from kachinko.shooting.dood import DoodRow
    from kachinko.shooting.savings import Savings

STYLES = ("report.css", "strips.css", "strips_sheets.css", "print.css", "strips_print.css")
SCRIPTS = (
    "basics.js",
    "strips_head.js",
    "strips_across.js",
    "strips_upright.js",
    "strips_dood.js",
    "strips_sheets.js",
    "strips_cost.js",
    "strips_start.js",
)
SECTIONS = ("strips", "oneliner", "cast", "sets", "breakdown", "calls", "cost")


def board_page(
    shooting: Shooting,
    board: Board,
    lang: str = "en",
    *,
    found: Savings | None = None,
    planned: Sequence[PlannedSet] = (),
) -> str:
    """Write the documents of a board as one self-contained HTML file.

    Parameters
    ----------
    lang
        ``en`` or ``ja``.
    found
        The changes that save most; None: the page says that they were not sought.
    planned
        The title's sets in a stage plan, for the day-out-of-days of sets and stages.

    Returns
    -------
    str
        The whole file; write it as UTF-8.

    Raises
    ------
    InputError
        If the board does not belong to the shooting, or the language is unknown.
    """
    made = documents(shooting, board, lang, found=found, planned=planned)
    return render_page(
        "strips.html",
        page_data(made),
        name=shooting.name,
        words=made.words.file,
        lang=lang,
        styles=STYLES,
        scripts=SCRIPTS,
        sections=SECTIONS,
        tools="strips_tools.html",
    )


def page_data(made: Documents) -> dict[str, Any]:  # Any: a JSON document, written as it stands here
    """What pages show of a board: texts in its language, all numbers in words."""
    return {
        "head": _head(made),
        "tones": list(TONES),
        "rows": [_plain(row) | {"break": isinstance(row, DayOfStrips)} for row in made.strips.rows],
        "boneyard": _boneyard(made),
        "players": [{"id": player.id, "name": player.name} for player in made.shooting.cast],
        "days": _days(made),
        "dood": {
            "cast": [_dood_row(made, row) for row in made.dood.cast],
            "sets": [_dood_row(made, row) for row in made.dood.sets],
            "stages": [_dood_row(made, row) for row in made.dood.stages],
        },
        "breakdown": [_plain(sheet) for sheet in made.breakdown],
        "calls": [_plain(sheet) for sheet in made.calls],
        "around": made.shooting.rules.around_minutes,
        "money": _money(made),
        "conflict": [told(each, made.words.lang) for each in made.board.conflict],
    }


def _plain(record: Any) -> dict[str, Any]:  # Any: one of our frozen records
    """A record as JSON holds it: dates are written in words beside it, so they fall away."""
    plain = asdict(record)
    plain.pop("day", None) if isinstance(record, DayOfStrips) else None
    if isinstance(plain.get("day"), dict):
        plain["day"].pop("day")
    return plain


def _head(made: Documents) -> dict[str, Any]:
    words, board, money = made.words, made.board, made.money
    days, count = made.strips.days, len(made.board.days)
    eighths = sum(day.eighths for day in days)
    shot = sum(len(day.strips) for day in days)
    span = ""
    if days:
        ends = {"from": words.long_date(days[0].day), "to": words.long_date(days[-1].day)}
        span = words("head.span", **ends)
    bound = words("head.nobound")
    if board.cost_bound is not None:
        bound = words("head.bound", bound=words.money(board.cost_bound, board.currency))
    told = bound if board.status == "feasible" else words(f"head.{board.status}.long")
    share = f"{money.idle / money.total:.0%}" if money.total else "0%"
    facts: list[tuple[str, str, dict[str, object]]] = [
        ("pages", pages(eighths), {"n": shot, "average": pages(round(eighths / max(count, 1)))}),
        ("cost", words.money(money.total, board.currency), {}),
        ("idle", words.money(money.idle, board.currency), {"p": share}),
        ("moves", str(len(money.moves)), {}),
        ("boneyard", str(len(made.strips.boneyard)), {}),
    ]
    return {
        "name": made.shooting.name,
        "days": words.count("head.days", count) if count else words("head.none"),
        "span": span,
        "tone": {"optimal": "good", "infeasible": "bad"}.get(board.status, ""),
        "verdict": words(f"head.{board.status}"),
        "told": told,
        "facts": [
            [words(f"fact.{key}"), figure, words(f"fact.{key}.note", **fill)]
            for key, figure, fill in facts
        ],
    }


def _boneyard(made: Documents) -> dict[str, Any]:
    rest = made.strips.boneyard
    total = pages(sum(strip.eighths for strip in rest))
    return {
        "strips": [_plain(strip) for strip in rest],
        "note": made.words("boneyard.note", n=len(rest), pages=total),
    }


def _days(made: Documents) -> list[dict[str, Any]]:
    shot = {day: at for at, day in enumerate(made.dood.shooting, start=1)}
    return [
        {
            "day": day.day,
            "weekday": made.words.weekday(day),
            "month": made.words.month(day),
            "off": day in made.dood.off,
            "number": shot.get(day, ""),
        }
        for day in made.dood.days
    ]


def _dood_row(made: Documents, row: DoodRow) -> dict[str, Any]:
    words = made.words
    codes = [row.codes.get(day, "") for day in made.dood.days]
    return {
        "id": row.id,
        "name": row.name,
        "codes": codes,
        "kinds": [kind_of(code) for code in codes],
        "totals": [str(row.worked), str(row.held), str(row.total)],
        "ends": [words.brief(day) if day else "" for day in (row.start, row.finish)],
        "pay": words.figure(row.pay, made.board.currency),
    }


def _money(made: Documents) -> dict[str, Any]:
    words, money = made.words, made.money

    def amount(value: Any) -> str:
        return words.money(value, money.currency)

    return {
        "lines": [
            [line.what, amount(line.amount), "" if line.idle is None else amount(line.idle)]
            for line in money.lines
        ],
        "total": [amount(money.total), amount(money.idle)],
        "cast": [_waiting(made, row) for row in money.cast],
        "sets": [_waiting(made, row) for row in money.sets],
        "anyone": bool(money.waiting),
        "moves": [
            [move.date, move.way, move.when, words.figure(move.cost, money.currency)]
            for move in money.moves
        ],
        "notes": list(money.notes),
        "savings": list(money.savings),
        "savings_note": money.savings_note,
    }


def _waiting(made: Documents, row: Waiting) -> dict[str, Any]:
    words, currency = made.words, made.money.currency
    return {
        "id": row.id,
        "name": row.name,
        "worked": row.worked,
        "idle": row.idle,
        "dropped": row.dropped,
        "paid": row.paid,
        "cost": words("cost.unpriced") if row.rate is None else words.figure(row.cost, currency),
        "idle_cost": words.figure(row.idle_cost, currency) if row.idle else "–",
    }
