"""The plan as calendars: one of everything, and one a stage, which a changed plan updates.

An event keeps its UID when its dates or its stage change, so that a calendar which has taken in
an earlier plan moves the event instead of showing it twice. Whatever differs from the earlier
calendar gets a higher SEQUENCE; whatever is gone is sent once more as cancelled.

References
----------
RFC 5545 (iCalendar) §3.6.1, §3.8.7.4; RFC 5546 (iTIP) §3.2.1 and §3.2.5 for METHOD:PUBLISH.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from kachinko.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from kachinko.model.plan import Plan, PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.model.span import DaySpan
    from kachinko.model.studio import Stage, Studio
    from kachinko.model.title import Title

PRODUCER = "-//Kachinko//Stage plan//EN"
_COMPARED = ("SUMMARY", "DTSTART", "DTEND", "DESCRIPTION", "LOCATION", "CATEGORIES", "STATUS")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a calendar shows: a phase of a set, or a location block."""

    uid: str
    span: DaySpan
    summary: str
    description: str
    location: str
    category: str
    stage: str | None
    """The stage it is on; None off stage."""


def stable_uid(*names: str) -> str:
    """Make the UID of an event out of what it is, never of when or where it is."""
    return f"{uuid.uuid5(uuid.NAMESPACE_URL, 'kachinko:' + json.dumps(names))}@kachinko"


def entries(project: Project, plan: Plan, say: Words) -> list[Entry]:
    """List the phases and location blocks of all accepted titles, in file order."""
    stages = {stage.id: (studio, stage) for studio, stage in project.stages()}
    titles = {title.id: title for title in project.titles}
    found: list[Entry] = []
    for planned in plan.accepted:
        title = titles.get(planned.id)
        for placed in planned.sets:
            found += _phases_of(project, planned, title, placed, stages.get(placed.stage), say)
        found += _blocks_of(project, planned, title, say)
    return found


def plan_calendar(
    project: Project, plan: Plan, *, now: datetime, earlier: bytes = b"", lang: str = "en"
) -> bytes:
    """Write the calendar of the whole plan.

    Parameters
    ----------
    now : the instant that new and changed events bear as DTSTAMP (UTC).
    earlier : the calendar that the last plan wrote, if there is one; anything that is no
        calendar of ours counts as none.
    """
    say = Words(lang)
    issued = _issue(entries(project, plan, say), _events(earlier), now)
    return _calendar(f"{project.name}: {say('stage plan')}", issued.values())


def stage_calendars(
    project: Project,
    plan: Plan,
    *,
    now: datetime,
    earlier: bytes = b"",
    earlier_by_stage: Mapping[str, bytes] | None = None,
    lang: str = "en",
) -> dict[str, bytes]:
    """Write one calendar a stage, by stage id, numbered like `plan_calendar`.

    A stage without sets gets a calendar too, because people may have subscribed to it. A set
    that has left a stage is cancelled there; so are the sets of a stage that is no longer in
    the project but has an earlier calendar with something in it.
    """
    before = earlier_by_stage or {}
    shown = entries(project, plan, Words(lang))
    issued = _issue(shown, _events(earlier), now)
    names = {stage.id: f"{stage.name} ({studio.name})" for studio, stage in project.stages()}
    gone = [stage for stage in before if stage not in names and _events(before[stage])]
    calendars: dict[str, bytes] = {}
    for stage in [*names, *gone]:
        here = {entry.uid: issued[entry.uid] for entry in shown if entry.stage == stage}
        for uid, old in _events(before.get(stage, b"")).items():
            if uid not in here:
                here[uid] = _cancelled(old, now, at_least=_sequence(issued.get(uid)))
        calendars[stage] = _calendar(names.get(stage, stage), here.values())
    return calendars


# -- what is shown ---------------------------------------------------------------------------


def _phases_of(
    project: Project,
    planned: PlannedTitle,
    title: Title | None,
    placed: PlannedSet,
    place: tuple[Studio, Stage] | None,
    say: Words,
) -> list[Entry]:
    wanted = {each.id: each for each in title.sets} if title else {}
    title_name = title.name if title else planned.id
    set_ = wanted.get(placed.id)
    set_name = set_.name if set_ else placed.id
    stage_name = place[1].name if place else placed.stage
    told = {"Title": title_name, "Set": set_name, "Stage": stage_name}
    if set_:
        told["Floor"] = f"{set_.footprint_m2:g} m²"
    told |= {phase.capitalize(): say(str(span)) for phase, span in placed.phases}
    where = [stage_name]
    if place:
        where += [name for name in (place[0].name, place[0].city) if name]
    return [
        Entry(
            uid=stable_uid(project.name, planned.id, placed.id, phase),
            span=span,
            summary=f"{title_name} · {set_name}: {say(phase)}",
            description=_lines(told, say),
            location=", ".join(where),
            category=say(phase.capitalize()),
            stage=placed.stage,
        )
        for phase, span in placed.phases
    ]


def _blocks_of(
    project: Project, planned: PlannedTitle, title: Title | None, say: Words
) -> list[Entry]:
    title_name = title.name if title else planned.id
    units = {block.id: block.unit for block in title.location_blocks} if title else {}
    return [
        Entry(
            uid=stable_uid(project.name, planned.id, block.id, "location"),
            span=block.span,
            summary=f"{title_name} · {block.id}: {say('on location')}",
            description=_lines(
                {
                    "Title": title_name, "Location block": block.id,
                    "Unit": units.get(block.id, "main"), "Days": say(str(block.span)),
                },
                say,
            ),
            location=say("On location"),
            category=say("Location"),
            stage=None,
        )
        for block in planned.location_blocks
    ]  # fmt: skip


def _lines(told: dict[str, str], say: Words) -> str:
    return "\n".join(f"{say(name)}: {value}" for name, value in told.items())


# -- events and their revisions ----------------------------------------------------------------


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("sequence", 0)
    event.add("dtstart", entry.span.start)
    event.add("dtend", entry.span.stop)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("location", entry.location)
    event.add("categories", [entry.category])
    event.add("status", "CONFIRMED")
    # A phase of weeks is not an appointment: nobody should look busy because of it.
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event


def _issue(shown: list[Entry], earlier: dict[str, Event], now: datetime) -> dict[str, Event]:
    issued: dict[str, Event] = {}
    for entry in shown:
        event, old = _event(entry, now), earlier.get(entry.uid)
        if old is not None and _content(old) == _content(event):
            event = old
        elif old is not None:
            _revise(event, _sequence(old) + 1, now)
        issued[entry.uid] = event
    for uid, old in earlier.items():
        if uid not in issued:
            issued[uid] = _cancelled(old, now)
    return issued


def _cancelled(old: Event, now: datetime, *, at_least: int = 0) -> Event:
    if str(old.get("STATUS", "")) == "CANCELLED":
        return old
    event = Event.from_ical(old.to_ical())
    assert isinstance(event, Event)
    event.pop("STATUS", None)
    event.add("status", "CANCELLED")
    _revise(event, max(_sequence(old) + 1, at_least), now)
    return event


def _revise(event: Event, sequence: int, now: datetime) -> None:
    for name in ("SEQUENCE", "DTSTAMP"):
        event.pop(name, None)
    event.add("sequence", sequence)
    event.add("dtstamp", now)


def _sequence(event: Event | None) -> int:
    return 0 if event is None else int(event.get("SEQUENCE", 0))


def _content(event: Event) -> tuple[bytes, ...]:
    found = [event.get(name) for name in _COMPARED]
    return tuple(bytes(each.to_ical()) if hasattr(each, "to_ical") else b"" for each in found)


def _events(feed: bytes) -> dict[str, Event]:
    """Read an earlier calendar of ours; whatever else it may be counts as none."""
    try:
        calendar = Calendar.from_ical(feed)
        if not isinstance(calendar, Calendar) or str(calendar.get("PRODID", "")) != PRODUCER:
            return {}
        found = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
        events = {str(event["UID"]): event for event in found}
        # Damage must show here, not later when half of the new calendar is written.
        for event in events.values():
            event.to_ical()
            _sequence(event)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return {}
    return events


def _calendar(name: str, events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
