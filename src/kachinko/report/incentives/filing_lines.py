"""When to apply so that photography can start on a day, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.incentives.sentences import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.estimate import DueDay
    from kachinko.model.filing import FilingCalendar
    from kachinko.model.programme import Programme
    from kachinko.report.incentives.texts import IncentiveWords


def in_time(calendar: FilingCalendar) -> bool:
    """Whether there is a way to apply that is known to come in time."""
    return bool(calendar.rolling) or calendar.last_safe is not None


def filing_lines(
    words: IncentiveWords, programme: Programme, calendar: FilingCalendar
) -> Iterator[str]:
    """Windows with whether they come in time, deadlines, the last safe day, the first spend."""
    name = programme.name_ja if words.lang == "ja" and programme.name_ja else programme.name
    yield f"{name} ({programme.id})"
    if calendar.rolling:
        yield f"  {words('windows.rolling')}"
    for fit in calendar.windows:
        window = fit.window
        days = words("show.span", first=words.day(window.first), last=words.day(window.last))
        state, fits = words(f"state.{window.state}"), words(f"windows.fits.{fit.fits}")
        yield f"  {window.id}: {days} ({state}). {fits}: {said(words, fit.why)}"
    for due in calendar.deadlines:
        yield f"  {_due(words, due)}"
    if not (calendar.rolling or calendar.windows or calendar.deadlines):
        yield f"  {words('windows.none')}"
    safe = words.day(calendar.last_safe) or words("windows.nosafe")
    rests_on = said(words, calendar.last_safe_says).rstrip(".。")
    says = f" ({rests_on})" if rests_on else ""
    yield f"  {words('windows.safe')}: {safe}{says}"
    for due in calendar.spend_from:
        first = words.day(due.first) or words("figure.unknown")
        says = said(words, due.says).rstrip(".。")
        yield f"  {words('windows.spend', measure=due.id)}: {first} ({says})"


def _due(words: IncentiveWords, due: DueDay) -> str:
    last = words.day(due.last) or words("figure.unknown")
    state = words(f"state.{due.state}")
    return f"{due.id}: {words('due.to')} {last} ({state}). {said(words, due.says)}"
