"""The shooting days of a board as a calendar.

References
----------
RFC 5545 (iCalendar) §3.6.1; times are of no zone where the places name none, or several.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from kachinko.report.calendar_feed import PRODUCER, stable_uid
from kachinko.report.shooting.strips import stripboard
from kachinko.report.shooting.texts import Words
from kachinko.shooting.course import course
from kachinko.shooting.terms import Terms

if TYPE_CHECKING:
    from kachinko.model.board import Board, BoardDay
    from kachinko.model.shooting import Shooting
    from kachinko.report.shooting.strips import DayOfStrips


def board_calendar(shooting: Shooting, board: Board, lang: str, *, now: datetime) -> bytes:
    """Write an event for each day of a board, from call to estimated wrap.

    A day keeps its UID when its scenes change: it is the n-th day of its unit.

    Parameters
    ----------
    now
        The instant that events bear as DTSTAMP (UTC).
    """
    words, terms = Words(lang), Terms(shooting)
    shown = stripboard(terms, board, words).days
    days = sorted(board.days, key=lambda each: (each.day, each.unit))
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", shooting.name)
    for day, told in zip(days, shown, strict=True):
        calendar.add_component(_event(terms, day, told, now))
    content: bytes = calendar.to_ical()
    return content


def _event(terms: Terms, day: BoardDay, told: DayOfStrips, now: datetime) -> Event:
    laid = course(terms, day)
    zone = _zone(terms, {place[1] for place in laid.places})
    midnight = datetime.combine(day.day, time.min, tzinfo=zone)
    event = Event()
    event.add("uid", stable_uid(terms.shooting.name, day.unit, str(told.number), "shooting day"))
    event.add("dtstamp", now)
    event.add("dtstart", midnight + timedelta(minutes=laid.call))
    event.add("dtend", midnight + timedelta(minutes=laid.wrap))
    unit = f", {told.unit}" if told.unit else ""
    event.add("summary", f"{terms.shooting.name} · {told.title}{unit}")
    lines = [f"{strip.number}  {strip.set}  {strip.pages}" for strip in told.strips]
    event.add("description", "\n".join([f"{told.kind}, {told.pages}", *lines]))
    event.add("location", told.place)
    return event


def _zone(terms: Terms, places: set[str]) -> ZoneInfo | None:
    """The one zone of all places of a day; None: unknown, or there are several."""
    names = {terms.locations[id_].timezone if id_ in terms.locations else "" for id_ in places}
    if len(names) != 1 or "" in names:
        return None
    try:
        return ZoneInfo(names.pop())
    except (ZoneInfoNotFoundError, ValueError):
        return None
