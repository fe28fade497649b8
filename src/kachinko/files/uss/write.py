"""Write a shooting, and its board, as a USS file."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kachinko.files.exact_tree import digest, exact_tree
from kachinko.files.plain_ids import clean_name
from kachinko.files.uss.boards import own_strips
from kachinko.files.uss.calendar import days_off_numbers
from kachinko.files.uss.categories import NAMES, NUMBERS
from kachinko.files.uss.document import OURS, ROOT
from kachinko.files.uss.elements import OWN_KEYS as ELEMENT_KEYS
from kachinko.files.uss.read import ROOT_KEYS
from kachinko.files.uss.scenes import MS_A_MINUTE
from kachinko.files.uss.scenes import OWN_KEYS as SCENE_KEYS
from kachinko.model.errors import OutputError
from kachinko.model.scene import EIGHTHS_A_PAGE
from kachinko.model.studio import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.files.uss.categories import Kind
    from kachinko.model.base import Record
    from kachinko.model.board import Board
    from kachinko.model.scene import Category, Scene
    from kachinko.model.shooting import Shooting

USS_VERSION = "1.0.0"
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_DAYS_OFF = 2_000
_DEPARTMENTS = ("set", "setting", "time", "script_day", "unit", "location", "cast")

Out = dict[str, Any]


def write_uss(shooting: Shooting, board: Board | None, *, created: datetime = _NO_DATE) -> bytes:
    """Write a USS file; the same input gives the same bytes.

    Parameters
    ----------
    shooting, board
        What is written; without a board the file is a breakdown.
    created
        Stands in the keys `created` that the standard wants; the standard's own meaning is the
        time of making, which only the caller knows.

    Raises
    ------
    OutputError
        Where the board or a scene names something that the shooting does not have.
    """
    try:
        root = _Writing(shooting, _stamp(created)).root(board)
    except KeyError as missing:
        raise OutputError(
            f"The shooting {shooting.name!r} has no {missing.args[0]} that is named in it.",
            hint="Check it first.",
        ) from None
    text = json.dumps({ROOT: root}, ensure_ascii=False, indent=2)
    return (text + "\n").encode()


class _Writing:
    """One file being written: elements as they come up, each once."""

    def __init__(self, shooting: Shooting, created: str) -> None:
        self.shooting = shooting
        self.created = created
        self.elements: dict[tuple[str, str], Out] = {}
        self.categories: dict[str, Out] = {}

    def root(self, board: Board | None) -> Out:
        shooting = self.shooting
        self._enter_records()
        breakdowns = [self._breakdown(scene) for scene in shooting.scenes]
        calendar = self._calendar(board)
        return {
            "id": _id("shooting", shooting.name),
            "author": None,
            "company": None,
            "created": self.created,
            "episode": None,
            "episodeName": None,
            "description": None,
            "name": shooting.name,
            "project": shooting.name,
            "schedColor": None,
            "schedDate": None,
            "scriptColor": None,
            "scriptDate": None,
            "season": None,
            "source": "Kachinko",
            "ussVersion": USS_VERSION,
            "breakdowns": breakdowns,
            "categories": list(self.categories.values()),
            "elements": list(self.elements.values()),
            "stripboards": [self._stripboard(board, calendar["id"])] if board is not None else [],
            "calendars": [calendar],
            OURS: _own(shooting, ROOT_KEYS),
        }

    # -- elements -----------------------------------------------------------------------------

    def _enter_records(self) -> None:
        # In the order of the shooting, whether scenes name them or not.
        for player in self.shooting.cast:
            out = self._element("cast", player.id, player.name, _own(player, ELEMENT_KEYS["cast"]))
            out["elementId"] = player.id
            out["isDrop"] = player.drop_days is not None
            out["dropDayCount"] = player.drop_days or 0
        for set_ in self.shooting.sets:
            own = {"id": set_.id} | _own(set_, ELEMENT_KEYS["set"])
            self._element("set", set_.id, set_.name, own)
        for location in self.shooting.locations:
            own = {"id": location.id} | _own(location, ELEMENT_KEYS["location"])
            self._element("location", location.id, location.name, own)
        for element in self.shooting.elements:
            self._element(element.category, element.id, element.name, {"id": element.id})

    def _element(self, kind: Kind | Category, key: str, name: str, own: Out | None = None) -> Out:
        sort = kind if kind in _DEPARTMENTS else "element"
        element = self.elements.get((sort, key))
        if element is None:
            element = {
                "id": _id(sort, key),
                "category": self._category(kind),
                "created": self.created,
                "daysOff": [],
                "dropDayCount": 0,
                "elementId": None,
                "events": [],
                "isDood": True,
                "isDrop": False,
                "isHold": True,
                "isIdLock": False,
                "linkedElements": [],
                "name": name,
            }
            if own:
                element[OURS] = own
            self.elements[sort, key] = element
        return element

    def _category(self, kind: Kind | Category) -> str:
        category = self.categories.setdefault(
            kind,
            {
                "id": _id("category", kind),
                "created": self.created,
                "name": NAMES[kind],
                "ucid": NUMBERS[kind],
            },
        )
        return str(category["id"])

    def _known(self, sort: str, key: str) -> str:
        if (sort, key) not in self.elements:
            raise KeyError(f"{sort} {key!r}")
        return str(self.elements[sort, key]["id"])

    # -- breakdowns ---------------------------------------------------------------------------

    def _breakdown(self, scene: Scene) -> Out:
        elements = [
            self._known("set", scene.set),
            self._element("setting", scene.setting, scene.setting)["id"],
        ]
        if scene.time is not None:
            elements.append(self._element("time", scene.time, scene.time.upper())["id"])
        day = clean_name(scene.script_day)
        if day:
            elements.append(self._element("script_day", day, day)["id"])
        elements.append(self._element("unit", scene.unit, scene.unit)["id"])
        place = next(set_.location for set_ in self.shooting.sets if set_.id == scene.set)
        if place is not None:
            elements.append(self._known("location", place))
        elements += [self._known("cast", id_) for id_ in scene.cast]
        elements += [self._known("element", id_) for id_ in scene.elements]
        breakdown: Out = {
            "id": _id("scene", scene.number),
            "bannerText": None,
            "comments": None,
            "created": self.created,
            "description": scene.synopsis or None,
            "elements": elements,
            "pages": scene.eighths / EIGHTHS_A_PAGE,
            "scene": scene.number,
            "scriptPage": None,
            "duration": None if scene.minutes is None else scene.minutes * MS_A_MINUTE,
            "type": "scene",
        }
        own = _own(scene, SCENE_KEYS - ({"script_day"} if day == scene.script_day else set()))
        if own:
            breakdown[OURS] = own
        return breakdown

    # -- schedule -----------------------------------------------------------------------------

    def _stripboard(self, board: Board, calendar: str) -> Out:
        numbers = {scene.number for scene in self.shooting.scenes}
        days = []
        for _, scenes in own_strips(board):
            for number in scenes:
                if number not in numbers:
                    raise KeyError(f"scene {number!r}")
            days.append([_id("scene", number) for number in scenes])
        placed = {number for day in board.days for number in day.scenes}
        left = [_id("scene", scene.number) for scene in self.shooting.scenes
                if scene.number not in placed]  # fmt: skip
        return {
            "id": _id("stripboard"),
            "boards": [
                {"id": _id("board"), "name": "stripboard", "breakdownIds": days},
                {"id": _id("boneyard"), "name": "boneyard", "breakdownIds": left},
            ],
            "calendar": calendar,
            "name": board.shooting,
            OURS: {"board": exact_tree(board), "shooting": digest(self.shooting)},
        }

    def _calendar(self, board: Board | None) -> Out:
        """The calendar that puts every day of the board on its date, and no other."""
        calendar = self.shooting.calendar
        dates = [day for day, _ in own_strips(board)] if board is not None else []
        off = {place for place, name in enumerate(WEEKDAYS) if name not in calendar.weekdays}
        off -= {day.weekday() for day in dates}
        start = dates[0] if dates else self.shooting.start
        events: list[tuple[str, date, str | None]] = []
        if start is not None:
            events.append(("start", start, None))
        if dates:
            shot = set(dates)
            events += [
                ("dayOff", day, "dayOff")
                for day in _days(dates[0], dates[-1])
                if day not in shot and day.weekday() not in off
            ]
        else:
            closed = {
                day: closure.reason or "dayOff"
                for closure in calendar.closures
                for day in _days(closure.first, closure.last, _MOST_DAYS_OFF)
            }
            events += [("dayOff", day, reason) for day, reason in sorted(closed.items())]
        return {
            "id": _id("calendar"),
            "daysOff": days_off_numbers(off),
            "events": [
                {"id": _id(kind, day), "date": f"{day}T00:00:00.000Z", "type": kind, "name": name}
                for kind, day, name in events
            ],
            "name": f"Start on {start}" if start is not None else "Calendar",
        }


def _id(*parts: object) -> str:
    """Twelve bytes in hexadecimal, as the standard advises; the same for the same thing."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:24]


def _days(first: date, last: date, most: int | None = None) -> Iterable[date]:
    count = (last - first).days + 1
    return (first + timedelta(days=place) for place in range(min(count, most or count)))


def _own(record: Record, keys: set[str]) -> Out:
    """Those of a record's keys that the standard cannot say and that are not at their default."""
    return {key: value for key, value in exact_tree(record).items() if key in keys}


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
