"""Use cases of one who works on a board: what stands on it, what it breaks, what it costs.

A board under work may break rules and leave scenes out; it is told, and kept all the same.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import Field

from kachinko.model.base import Record
from kachinko.model.board import Board, BoardDay, CostLine
from kachinko.model.calendar import WorkingDays
from kachinko.model.errors import Fault, InputError
from kachinko.model.span import ONE_DAY, DaySpan
from kachinko.report.shooting.strips import tone, why_off
from kachinko.report.shooting.texts import LANGUAGES, Words
from kachinko.report.told import told
from kachinko.shooting.check import Worth, check, worth_of
from kachinko.shooting.course import course
from kachinko.shooting.plan.assemble import assumptions
from kachinko.shooting.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kachinko.model.scene import Scene
    from kachinko.model.shooting import Shooting
    from kachinko.service.intake import Taken
    from kachinko.service.shootings import Kept
    from kachinko.shooting.check import Breach

MOST_SCENES = 5_000
"""Of a shooting that is worked on here; more is work for the command line."""
MOST_DAYS = 2_000
MARGIN = timedelta(days=120)
"""So far beyond the last day of a board its days off are told."""
ON_NO_DAY = "scene-missing"


class BoardSent(Record):
    """The days of a board as somebody laid them; days without a scene are left out."""

    days: tuple[BoardDay, ...] = Field(max_length=MOST_DAYS)


def board_of_days(shooting: Shooting, days: Sequence[BoardDay]) -> Board:
    """Make a board of days, with what they cost; the rules it may break.

    Raises
    ------
    InputError
        With every scene and unit that the shooting does not know, every scene that stands twice,
        and every date that a unit has twice.
    """
    used = sorted((day for day in days if day.scenes), key=lambda day: (day.day, day.unit))
    faults = list(_faults(shooting, used))
    if faults:
        raise InputError("The board", faults)
    board = Board(
        shooting=shooting.name, currency=shooting.currency, status="feasible",
        cost=Decimal(0), cost_bound=None, days=tuple(used),
    )  # fmt: skip
    worth = worth_of(shooting, board)
    return board.model_copy(update={"cost": worth.cost, "costs": _lines(worth)})


def board_taken(taken: Taken) -> tuple[Board | None, tuple[str, ...]]:
    """The board that a file brought, counted, and what to know of the reading.

    One that is none (a scene twice, two days on one date) is left out, and a remark says why.
    """
    if taken.board is None or not taken.board.days:
        return None, taken.remarks
    try:
        return board_of_days(taken.shooting, taken.board.days), taken.remarks
    except InputError as error:
        why = "; ".join(fault.what for fault in error.faults[:3])
        return None, (*taken.remarks, f"the file's own board is not kept: {why}")


def _faults(shooting: Shooting, days: Sequence[BoardDay]) -> Iterator[Fault]:
    known = {scene.number for scene in shooting.scenes}
    stands = Counter(number for day in days for number in day.scenes)
    for number, times in stands.items():
        if number not in known:
            yield Fault("board", f"there is no scene {number!r}", "a scene of the shooting")
        elif times > 1:
            yield Fault("board", f"scene {number!r} stands there {times} times", "once")
    for (day, unit), times in Counter((day.day, day.unit) for day in days).items():
        if unit not in shooting.units:
            right = ", ".join(shooting.units)
            yield Fault(f"board, {day}", f"there is no unit {unit!r}", right)
        if times > 1:
            yield Fault(f"board, {day}", f"unit {unit!r} has {times} days on it", "one")


def _lines(worth: Worth) -> tuple[CostLine, ...]:
    return (
        CostLine(what="cast", amount=worth.cast, of_it_idle=worth.cast_idle),
        CostLine(what="moves", amount=worth.moves),
        CostLine(what="standing", amount=worth.standing, of_it_idle=worth.standing_idle),
        CostLine(what="units", amount=worth.units),
    )


def weigh(shooting: Shooting, board: Board, lang: str) -> dict[str, Any]:
    """Check a board by all rules and count it, day by day.

    Returns
    -------
    dict
        ``breaches`` but for scenes on no day, which are the ``boneyard``; ``cost`` and its lines
        as exact texts; and for each day call, wrap, length, pages and moves.
    """
    found = check(shooting, board)
    worth = worth_of(shooting, board)
    terms = Terms(shooting)
    return {
        "breaches": [_breach(each, lang) for each in found if each.code != ON_NO_DAY],
        "boneyard": [each.scenes[0] for each in found if each.code == ON_NO_DAY],
        "keeps_all": not found,
        "currency": shooting.currency,
        "cost": _exact(worth.cost),
        "idle": _exact(worth.idle),
        "lines": [
            {"what": each.what, "amount": _exact(each.amount), "idle": _exact(each.of_it_idle)}
            for each in _lines(worth)
        ],
        "company_moves": worth.company_moves,
        "waiting_days": worth.waiting_days,
        "notes": [told(each, lang) for each in assumptions(shooting)],
        "days": [_day(terms, day) for day in board.days],
    }


def _breach(breach: Breach, lang: str) -> dict[str, Any]:
    return breach.as_dict() | {"sentence": told(breach.sentence, lang)}


def _day(terms: Terms, day: BoardDay) -> dict[str, Any]:
    laid = course(terms, day)
    return {
        "date": day.day.isoformat(),
        "unit": day.unit,
        "call": laid.call,
        "wrap": laid.wrap,
        "eighths": laid.eighths,
        "moves": sum(turn.moved for turn in laid.turns),
        "places": [terms.place_name(place) for place in laid.places],
        "starts": [turn.start for turn in laid.turns],
    }


def layouts(shooting: Shooting) -> list[dict[str, Any]]:
    """The three orders in which people fill a board by hand, each packed under all rules.

    Raises
    ------
    InputError
        When the shooting has no start or no scene, or its parts do not agree.
    """
    from kachinko.shooting.orders import three_orders
    from kachinko.shooting.plan.assemble import board_of
    from kachinko.shooting.problem import compile_problem

    problem = compile_problem(shooting)
    found = []
    for order in three_orders(problem):
        board = board_of(problem, order.draft) if order.draft.complete else None
        found.append(
            {
                "name": order.name,
                "why_not": order.why_not(problem),
                "cost": None if board is None else _exact(board.cost),
                "days": [] if board is None else _days(board),
            }
        )
    return found


def strip_desk(kept: Kept, lang: str) -> dict[str, Any]:
    """All that a stripboard is drawn from: the shooting, its board, and what is worked out."""
    shooting, board = kept.shooting, kept.board
    terms = Terms(shooting)
    return {
        "card": kept.card.model_dump(mode="json", by_alias=True),
        "shooting": shooting.model_dump(mode="json", by_alias=True),
        "strips": {scene.number: _strip(terms, scene) for scene in shooting.scenes},
        "days": [] if board is None else _days(board),
        "bound": None if board is None or board.cost_bound is None else _exact(board.cost_bound),
        "off": _off(terms, board),
        "remarks": [told(each, lang) for each in kept.remarks],
    }


def _strip(terms: Terms, scene: Scene) -> dict[str, Any]:
    place = terms.place(scene)
    needs = "night" if scene.needs_dark else "day" if scene.needs_light else ""
    return {
        "tone": tone(scene),
        "minutes": terms.minutes(scene),
        "place": "/".join(place),
        "place_name": terms.place_name(place),
        "call": needs,
        "turn": scene.light_turn,
    }


def _days(board: Board) -> list[dict[str, Any]]:
    return [day.model_dump(mode="json", by_alias=True) for day in board.days]


def _off(terms: Terms, board: Board | None) -> list[dict[str, str]]:
    """Dates that are no working days and why, from the first to beyond the last that matters."""
    shooting = terms.shooting
    dates = [day.day for day in board.days] if board is not None else []
    dates += [day for day in (shooting.start, shooting.latest) if day is not None]
    if not dates:
        return []
    first, last = min(dates) - timedelta(days=31), max(dates) + MARGIN
    last = min(last, first + timedelta(days=366 * 6))
    working = set(WorkingDays(shooting.calendar, DaySpan.inclusive(first, last)).dates)
    every = (first + ONE_DAY * at for at in range((last - first).days + 1))
    languages = [(lang, Words(lang)) for lang in LANGUAGES]
    return [
        {
            "date": day.isoformat(),
            **{lang: why_off(terms, day, words)[0] for lang, words in languages},
        }
        for day in every
        if day not in working
    ]


def refuse_endless(shooting: Shooting) -> None:
    """See to it that a shooting is of a size that is answered at once.

    Raises
    ------
    InputError
        When it has more scenes.
    """
    count = len(shooting.scenes)
    if count > MOST_SCENES:
        what = f"it has {count:,} scenes"
        fault = Fault("scenes", what, f"at most {MOST_SCENES:,}; the command line takes more")
        raise InputError("The shooting", [fault])


def with_start(shooting: Shooting, start: date) -> Shooting:
    """The same shooting with another first day of photography.

    Raises
    ------
    InputError
        When other dates of it do not agree with that.
    """
    from kachinko.model.shooting_consistency import find_shooting_faults

    changed = shooting.model_copy(update={"start": start})
    if faults := find_shooting_faults(changed):
        raise InputError("The shooting", faults)
    return changed


def _exact(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
