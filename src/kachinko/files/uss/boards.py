"""The stripboards of a USS file as a board: which scenes on which date, in which order."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kachinko.files.exact_tree import digest
from kachinko.files.plain_ids import unit_id
from kachinko.files.slugline import fold
from kachinko.files.uss.calendar import DayCount, read_calendar
from kachinko.model.board import Board, BoardDay

if TYPE_CHECKING:
    from datetime import date

    from kachinko.files.uss.document import Node
    from kachinko.files.uss.scenes import Scenes
    from kachinko.model.shooting import Shooting

MOST_DAYS = 5_000

Strips = list[tuple["date", list[str]]]
"""Scene numbers in their order, by date."""


def choose_stripboard(root: Node, scenes: Scenes, remarks: list[str]) -> Node | None:
    """The stripboard that is read: the first with days, else the first."""
    boards = root.nodes("stripboards")
    if not boards:
        return None
    chosen = next((board for board in boards if _has_days(board, scenes)), boards[0])
    others = [
        board.text("name")[:40] or "without a name" for board in boards if board is not chosen
    ]
    if others:
        name = chosen.text("name")[:40]
        remarks.append(f"of several stripboards {name!r} is read, and not: {', '.join(others)}")
    return chosen


def calendar_of(root: Node, stripboard: Node | None, remarks: list[str]) -> DayCount | None:
    """The calendar that a stripboard names, else the first of the file."""
    calendars = root.nodes("calendars")
    wanted = stripboard.text("calendar") if stripboard is not None else ""
    chosen = next((node for node in calendars if node.text("id") == wanted), None)
    if chosen is None and wanted and calendars:
        remarks.append(f"there is no calendar {wanted[:40]!r}; the first one is read")
    chosen = chosen or next(iter(calendars), None)
    return read_calendar(chosen, remarks) if chosen is not None else None


def units_by_board(stripboard: Node, scenes: Scenes) -> dict[str, str]:
    """Units of scenes that name none and stand on a board beside the first: that board's name."""
    units = {}
    boards = [board for board in stripboard.nodes("boards") if not _is_boneyard(board)]
    for board in boards[1:]:
        unit = unit_id(board.text("name")) if board.text("name") else "main"
        for id_ in _flat(_strips_in(board)):
            number = scenes.numbers.get(id_)
            if number in scenes.without_unit:
                units[number] = unit
    return units


def read_strips(
    stripboard: Node, scenes: Scenes, count: DayCount | None, remarks: list[str]
) -> Strips | None:
    """The days of a stripboard with their dates; nothing where it has none, or no first date."""
    days: list[list[str]] = []
    for board in stripboard.nodes("boards"):
        if _is_boneyard(board):
            continue
        for place, strips in enumerate(_days_of(board, scenes.day_strips, remarks)):
            while len(days) <= place:
                days.append([])
            days[place] += _numbers(strips, scenes, board, remarks)
    days = days[:MOST_DAYS]
    if not days:
        return None
    dates = list(islice(count.dates(), len(days))) if count is not None else []
    if len(dates) < len(days):
        remarks.append(
            f"the stripboard has {len(days)} days and no date of the first: it is not read as a "
            "board (state the first day of photography)"
        )
        return None
    return list(zip(dates, days, strict=True))


def to_board(
    stripboard: Node, strips: Strips, shooting: Shooting, units: list[str], remarks: list[str]
) -> Board:
    """A board out of strips: ours as it was, unless somebody moved strips since."""
    ours = stripboard.ours
    if ours:
        board = _own_board(ours, remarks, stripboard.place)
        same = ours.get("shooting") == digest(shooting)
        if board is not None and same and own_strips(board) == strips:
            return board
        if board is not None:
            remarks.append(
                "strips or scenes were changed since this board was made: its cost and bound "
                "are not kept"
            )
    scenes = {scene.number: scene for scene in shooting.scenes}
    days = []
    for day, numbers in strips:
        for unit in dict.fromkeys((*units, *(scenes[number].unit for number in numbers))):
            own = [number for number in numbers if scenes[number].unit == unit]
            if own:
                dark = any(scenes[number].needs_dark for number in own)
                days.append(
                    BoardDay(day=day, unit=unit, kind="night" if dark else "day", scenes=tuple(own))
                )
    days.sort(key=lambda day: (day.day, day.unit))
    return Board(
        shooting=shooting.name,
        currency=shooting.currency,
        status="unknown",
        cost=None,
        cost_bound=None,
        days=tuple(days),
    )


def own_strips(board: Board) -> Strips:
    """The strips as which a board of ours is written: all units of a date together."""
    strips: dict[date, list[str]] = {}
    for day in board.days:
        strips.setdefault(day.day, []).extend(day.scenes)
    return sorted(strips.items())


def _own_board(ours: dict[str, Any], remarks: list[str], place: str) -> Board | None:
    try:
        return Board.model_validate(ours.get("board"), by_alias=True, by_name=False)
    except ValidationError:
        remarks.append(f"{place}: what this program wrote there was changed and is not read")
        return None


def _is_boneyard(board: Node) -> bool:
    return "boneyard" in fold(board.text("name"))


def _strips_in(board: Node) -> list[Any]:
    # The description says breakdownIds; files of version 1.0 also have breakdownArrays.
    return board.items("breakdownIds") or board.items("breakdownArrays")


def _has_days(stripboard: Node, scenes: Scenes) -> bool:
    return any(
        isinstance(item, list) or (isinstance(item, str) and item in scenes.day_strips)
        for board in stripboard.nodes("boards")
        for item in _strips_in(board)
        if not _is_boneyard(board)
    )


def _flat(items: list[Any]) -> list[str]:
    flat = []
    for item in items:
        flat += [
            id_ for id_ in (item if isinstance(item, list) else [item]) if isinstance(id_, str)
        ]
    return flat


def _days_of(board: Node, day_strips: set[str], remarks: list[str]) -> list[list[str]]:
    items = _strips_in(board)
    if any(isinstance(item, list) for item in items):
        loose = sum(not isinstance(item, list) for item in items)
        if loose:
            remarks.append(f"{board.place}: {loose} strips between the days are on no day")
        return [_flat(item) for item in items if isinstance(item, list)]
    if not day_strips.intersection(_flat(items)):
        if items:
            remarks.append(f"{board.place}: the strips are not parted into days; no board is read")
        return []
    days: list[list[str]] = [[]]
    for id_ in _flat(items):
        if id_ in day_strips:
            days.append([])
        else:
            days[-1].append(id_)
    if days[-1]:
        remarks.append(f"{board.place}: {len(days[-1])} strips after the last day are on no day")
    return days[:-1]


def _numbers(strips: list[str], scenes: Scenes, board: Node, remarks: list[str]) -> list[str]:
    numbers = []
    for id_ in strips:
        number = scenes.numbers.get(id_)
        if number is not None:
            numbers.append(number)
        elif id_ not in scenes.others:
            remarks.append(f"{board.place}: there is no breakdown {id_[:40]!r}")
    return numbers
