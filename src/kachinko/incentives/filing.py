"""Which windows are still open for a start of photography, and the last safe day to apply."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kachinko.incentives.due import (
    deadline_day,
    deadlines_on,
    known,
    why_unknown,
    windows_on,
)
from kachinko.incentives.lookup import Lookup, addresses, day
from kachinko.model.estimate import DueDay
from kachinko.model.filing import FilingCalendar, WindowFit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Literal

    from kachinko.model.dated import Trigger
    from kachinko.model.programme import Measure, Programme, Window


def filing_calendar(
    programme: Programme,
    start: date,
    *,
    as_of: date,
    value_of: Lookup,
    dates: Mapping[Trigger, date] | None = None,
    ready: date | None = None,
) -> FilingCalendar:
    """What the programme asks of a start of photography.

    Parameters
    ----------
    start
        First day of photography.
    as_of
        Only windows and deadlines that were known by then are seen.
    dates
        Other dates of the case, as far as they are known.
    ready
        First day on which an application could be filed; left out: `as_of`.
    """
    full: dict[Trigger, date] = {**(dates or {}), "photography_start": start}
    ready = ready or as_of
    states = {state.id: state for state in windows_on(programme, full, as_of)}
    fits = tuple(
        WindowFit(
            window=states[window.id],
            decision_by=window.decision_by,
            fits=(fit := window_fits(programme, window, start, ready))[0],
            why=fit[1],
        )
        for window in programme.windows
        if window.id in states
    )
    to_apply = tuple(
        due
        for due in deadlines_on(programme, full, as_of, value_of)
        if due.what in ("apply", "register")
    )
    last, says = _last_safe(programme, fits, to_apply, ready)
    return FilingCalendar(
        programme=programme.id,
        as_of=as_of,
        start=start,
        rolling=programme.rolling,
        windows=fits,
        deadlines=to_apply,
        last_safe=last,
        last_safe_says=says,
        spend_from=tuple(
            _spend_from(programme, measure, full, as_of, value_of)
            for measure in programme.measures
            if measure.spent_from is not None
        ),
    )


def window_fits(
    programme: Programme, window: Window, start: date, ready: date
) -> tuple[Literal["yes", "no", "unknown"], str]:
    """Whether who is ready on a day and shoots from `start` can use a window, and why."""
    if window.closes < ready:
        return "no", f"closed on {window.closes}"
    if window.opens > start:
        return "no", f"opens on {window.opens}, after photography has started"
    if window.decision_by is not None and window.decision_by <= start:
        return "yes", f"decided by {window.decision_by}, before photography starts"
    if window.decision_by is not None:
        if any(measure.spent_from is not None for measure in programme.measures):
            return "no", f"decided by {window.decision_by} only; spend before that may be lost"
        why = f"decided by {window.decision_by}, after photography has started; whether spend "
        return "unknown", why + "before the decision counts was not read"
    if window.closes < start:
        return "yes", "closes before photography starts; the day of the decision was not read"
    return "unknown", "still open when photography starts; the day of the decision was not read"


def _last_safe(
    programme: Programme, fits: tuple[WindowFit, ...], to_apply: tuple[DueDay, ...], ready: date
) -> tuple[date | None, str]:
    """The last day on which an application is in time in every respect, and what it rests on."""
    limits: list[tuple[date, str]] = []
    chosen = None
    early = False
    if programme.windows and not programme.rolling:
        usable = [fit.window.id for fit in fits if fit.fits == "yes"]
        windows = [window for window in programme.windows if window.id in usable]
        if not windows and all(window.closes < ready for window in programme.windows):
            return None, f"No window is known that is open on {ready} or later."
        if not windows:
            return None, "No window that is known on this day comes in time."
        last = max(windows, key=lambda window: window.closes)
        why = next(fit.why for fit in fits if fit.window.id == last.id)
        limits.append((last.closes, f"Window {last.id}: {why}."))
        chosen, early = last.id, last.may_close_early
    # A deadline of another window binds those who apply there.
    elsewhere = {
        deadline.id for deadline in programme.deadlines if deadline.window not in (None, chosen)
    }
    binding = [due for due in to_apply if due.id not in elsewhere]
    limits += [(due.last, due.says) for due in binding if due.last is not None]
    undated = early or any(due.last is None for due in binding)
    if not limits:
        if programme.rolling:
            return None, "Taken at any time; how long a decision takes was not read."
        return None, "No window or deadline for applying was read."
    day, says = min(limits)
    if day < ready:
        return None, f"Too late: the last day was {day}. {says}"
    if undated:
        says += " It may be earlier: the window may close before its day, or a day is unknown."
    return day, says


def _spend_from(
    programme: Programme,
    measure: Measure,
    dates: Mapping[Trigger, date],
    as_of: date,
    value_of: Lookup,
) -> DueDay:
    """The first day on which spend counts in a measure."""
    ref = measure.spent_from or ""
    deadlines = [
        deadline
        for deadline in programme.deadlines
        if deadline.id == ref and known(deadline.known_from, as_of)
    ]
    first = deadline_day(deadlines[0], dates, value_of) if deadlines else day(value_of(ref))
    says = "Spend before it is lost."
    if first is None and deadlines:
        says = f"{deadlines[0].says} {why_unknown(deadlines[0], dates)}"
    elif first is None:
        says += f" The day is not known: it is given by {ref!r}."
    source = addresses(programme)[deadlines[0].source] if deadlines else ""
    return DueDay(
        id=measure.id,
        what="spend counts from",
        says=says,
        first=first,
        state="unknown" if first is None else "ahead" if as_of < first else "open",
        source=source,
    )


def latest_decision(window: Window, days: int | None) -> date | None:
    """When a window's decision is there: by its own day, else `days` after its close."""
    if window.decision_by is not None:
        return window.decision_by
    return None if days is None else window.closes + timedelta(days=days)
