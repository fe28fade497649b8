"""A week's sheet: stages down, seven days across; in each cell who is there, best rank first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date

from kachinko.report.hold_rows import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kachinko.ledger.floor import StageRecord
    from kachinko.report.hold_rows import HoldRow, Texts


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """The days of a week, and for each stage what is there on each day, a line each."""

    days: tuple[date, ...]
    stages: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def week_sheet(
    rows: Sequence[HoldRow], records: Sequence[StageRecord], day: date, *, lang: str = "en"
) -> WeekSheet:
    """The sheet of the week (Monday to Sunday) that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    days = tuple(monday + timedelta(days=number) for number in range(7))
    texts = TEXTS[lang]
    live = sorted(
        (row for row in rows if row.reservation.live),
        key=lambda row: (row.reservation.rank, not row.reservation.firm, row.reservation.place),
    )
    return WeekSheet(
        days,
        tuple(
            (
                record.id,
                tuple(
                    _cell([row for row in live if row.stage == record.id], record, each, texts)
                    for each in days
                ),
            )
            for record in records
        ),
    )


def day_head(day: date, lang: str) -> str:
    """A day with its weekday: Mon 2028-03-06."""
    return f"{format_date(day, 'EEE', locale='ja_JP' if lang == 'ja' else 'en_GB')} {day}"


def _cell(rows: Sequence[HoldRow], record: StageRecord, day: date, texts: Texts) -> tuple[str, ...]:
    lines = []
    if any(day in closure.span for closure in record.closures):
        lines.append(texts["closed"])
    for row in rows:
        each = row.reservation
        if day not in each.span:
            continue
        phase = next((p.phase for p in each.phases if day in p.span), None)
        who = texts["other"] if row.foreign else each.title
        what = "" if phase is None or row.foreign else f" {texts[phase]}"
        mark = texts["firm"] if each.firm else str(each.rank)
        lines.append(f"{mark} {who}{what}")
    return tuple(lines)
