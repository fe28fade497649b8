"""Use case: the sheet of a week, as one may see it, as a workbook."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from datetime import date

    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor


def week_of(day: date) -> DaySpan:
    """Monday to Sunday of the week in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return DaySpan(monday, monday + timedelta(days=7))


def week_workbook(office: Office, actor: Actor, day: date, *, lang: str) -> bytes:
    """All stages and who is there on each day of the week; what is of others, without names."""
    from kachinko.report.hold_rows import hold_rows
    from kachinko.report.hold_week import week_sheet
    from kachinko.report.hold_workbook import hold_workbook

    week = week_of(day)
    records = office.holds.stages(actor)
    found = office.holds.reservations(actor, first=week.start, last=week.last)
    known = {record.id: record for record in records}
    rows = hold_rows(found, known, viewer=actor.organisation, lang=lang)
    note = f"{len(rows)} · {office.clock():%Y-%m-%d %H:%M} UTC"
    return hold_workbook(rows, note=note, lang=lang, week=week_sheet(rows, records, day, lang=lang))
