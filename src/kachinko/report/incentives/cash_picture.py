"""When money comes, as bars from the earliest to the latest day; what is not known has none."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.estimate import Estimate, Receipt
    from kachinko.report.incentives.texts import IncentiveWords

WIDE, HIGH, NAMES, HEAD, LABEL = 1080, 30, 330, 24, 70
"""Of the picture, of a row, of the names at the left, of the months above, of one month."""
MOST_LABELS = 8
_ROOM = WIDE - NAMES - 12


def cash_picture(words: IncentiveWords, estimate: Estimate) -> str:
    """Draw receipts on one axis that begins on the day of the estimate; empty: no day is known."""
    receipts, as_of = estimate.receipts, estimate.as_of
    days = [day for each in receipts for day in (each.earliest, each.latest) if day is not None]
    if not days:
        return ""
    first, last = min(as_of, *days), max(days) + timedelta(days=30)

    def at(day: date) -> float:
        return NAMES + _ROOM * (day - first).days / max(1, (last - first).days)

    high = HEAD + HIGH * len(receipts) + 6
    ticks = "".join(
        f'<line class="link" x1="{at(day):.1f}" x2="{at(day):.1f}" y1="{HEAD - 4}" y2="{high}"/>'
        f'<text class="small" x="{at(day) + 3:.1f}" y="14">{day:%Y-%m}</text>'
        for day in _months(first, last)
        if at(day) < WIDE - LABEL
    )
    rows = "".join(
        _row(words, estimate, each, HEAD + HIGH * number, at)
        for number, each in enumerate(receipts)
    )
    label = escape(words("cash.heading"))
    return (
        f'<div class="fall cash"><svg viewBox="0 0 {WIDE} {high}" role="img" '
        f'aria-label="{label}">{ticks}{rows}</svg></div>'
    )


def _row(
    words: IncentiveWords,
    estimate: Estimate,
    receipt: Receipt,
    top: int,
    at: Callable[[date], float],
) -> str:
    name = escape(f"{receipt.id}: {words.money(receipt.amount, estimate.currency)}")
    text = f'<text x="12" y="{top + 19}">{name}</text>'
    begin, end = receipt.earliest or receipt.latest, receipt.latest or receipt.earliest
    if begin is None or end is None:
        unknown = escape(words("cash.unknown"))
        return f'{text}<text class="small" x="{NAMES}" y="{top + 19}">{unknown}</text>'
    look = "sure" if estimate.kind == "entitlement" else "hope"
    if receipt.earliest is None or receipt.latest is None:
        look = "doubt"
    wide = max(at(end) - at(begin), 3.0)
    bar = (
        f'<rect class="{look}" x="{at(begin):.1f}" y="{top + 5}" '
        f'width="{wide:.1f}" height="18" rx="2"><title>{escape(words.between(receipt))}</title>'
        "</rect>"
    )
    return text + bar


def _months(first: date, last: date) -> list[date]:
    """First days of months, evenly spaced, at most `MOST_LABELS`."""
    count = (last.year - first.year) * 12 + last.month - first.month
    step = max(1, -(-count // MOST_LABELS))
    months = []
    for number in range(1, count + 1, step):
        month = first.month - 1 + number
        months.append(date(first.year + month // 12, month % 12 + 1, 1))
    return months
