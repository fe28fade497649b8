"""The reservations of a stage or a title as a calendar that people subscribe to.

A hold is TENTATIVE, what is firm CONFIRMED, what has left CANCELLED. An event's UID is its
reservation's for ever, and its SEQUENCE is the reservation's version, so that every calendar
program knows which of two is newer (RFC 5545 §3.8.1.11, §3.8.7.4; RFC 7986 §5.7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from kachinko.report.calendar_feed import stable_uid
from kachinko.report.hold_rows import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kachinko.report.hold_rows import HoldRow

PRODUCER = "-//Kachinko//Ledger//EN"
REFRESH = "PT15M"


def ledger_feed(name: str, rows: Iterable[HoldRow], *, now: datetime, lang: str = "en") -> bytes:
    """Write a calendar of reservations, those that are over among them.

    Parameters
    ----------
    name : what calendar programs call it.
    now : the instant that it bears as DTSTAMP (UTC).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", REFRESH)
    for row in rows:
        calendar.add_component(_event(row, now, lang))
    content: bytes = calendar.to_ical()
    return content


def _event(row: HoldRow, now: datetime, lang: str) -> Event:
    each, texts = row.reservation, TEXTS[lang]
    event = Event()
    event.add("uid", stable_uid("reservation", each.id))
    event.add("dtstamp", now)
    event.add("sequence", each.version)
    event.add("dtstart", each.span.start)
    event.add("dtend", each.span.stop)
    who = row.title or row.holder
    rank = f" {row.rank}" if row.rank and not each.firm else ""
    event.add("summary", f"{row.stage} · {who}: {row.state}{rank}")
    lines = [f"{texts['stage']}: {row.stage}", f"{texts['state']}: {row.state}{rank}"]
    lines.append(f"{texts['holder']}: {row.holder}")
    if row.title:
        lines.append(f"{texts['title']}: {row.title}")
    lines.append(f"{texts['floor']}: {row.floor}")
    if row.ends:
        lines.append(row.ends)
    if row.challenge:
        lines.append(f"{texts['answer']} {row.challenge}")
    if not row.foreign:
        lines += [f"{texts[phase.phase]}: {phase.span}" for phase in each.phases]
    event.add("description", "\n".join(lines))
    event.add("location", row.stage)
    event.add("status", _status(row))
    event.add("transp", "TRANSPARENT")
    return event


def _status(row: HoldRow) -> str:
    if row.reservation.firm:
        return "CONFIRMED"
    return "TENTATIVE" if row.reservation.live else "CANCELLED"
