"""Windows and deadlines as they stand for one case on one day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kachinko.incentives.lookup import Lookup, addresses, whole
from kachinko.model.estimate import DueDay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from kachinko.model.dated import Trigger
    from kachinko.model.programme import Deadline, Programme, Window

ACTS: dict[str, Trigger] = {
    "apply": "application",
    "register": "application",
    "start": "photography_start",
    "complete": "completion",
    "report": "claim",
    "claim": "claim",
}
"""Which date of a case tells whether a deadline was kept."""


def known(known_from: date | None, as_of: date) -> bool:
    """Whether something could be known on a day; without a date it always could."""
    return known_from is None or known_from <= as_of


def windows_on(
    programme: Programme, dates: Mapping[Trigger, date], as_of: date
) -> tuple[DueDay, ...]:
    """The windows known on a day: open, ahead or past; kept where the case's application fits."""
    found = (window for window in programme.windows if known(window.known_from, as_of))
    return tuple(_window(programme, window, dates.get("application"), as_of) for window in found)


def _window(programme: Programme, window: Window, filed: date | None, as_of: date) -> DueDay:
    says = window.says
    state: Literal["kept", "ahead", "past", "open"]
    if filed is not None and window.opens <= filed <= window.closes:
        state = "kept"
    elif as_of < window.opens:
        state = "ahead"
    else:
        state = "past" if as_of > window.closes else "open"
    if window.may_close_early and state != "past":
        says = f"{says} May close earlier, when the money is gone.".strip()
    if window.decision_by is not None:
        says = f"{says} Decision by {window.decision_by}.".strip()
    return DueDay(
        id=window.id,
        what="applications are taken",
        says=says,
        first=window.opens,
        last=window.closes,
        state=state,
        source=addresses(programme)[window.source],
    )


def deadlines_on(
    programme: Programme, dates: Mapping[Trigger, date], as_of: date, value_of: Lookup
) -> tuple[DueDay, ...]:
    """The deadlines that bind a case, of those known on a day.

    Kept or missed where the case gives the date of the act; else ahead or past; unknown where the
    day cannot be told. A deadline of a window binds those who apply in it.
    """
    return tuple(_bound(programme, dates, as_of, value_of))


def _bound(
    programme: Programme, dates: Mapping[Trigger, date], as_of: date, value_of: Lookup
) -> Iterator[DueDay]:
    source = addresses(programme)
    for deadline in programme.deadlines:
        if not known(deadline.known_from, as_of) or not _binds(programme, deadline, dates, as_of):
            continue
        if deadline.days is not None and value_of(deadline.days) == "none":
            continue
        last = deadline_day(deadline, dates, value_of)
        says = " ".join(part for part in (deadline.says, deadline.effect) if part)
        if last is None:
            says = f"{says} {why_unknown(deadline, dates)}".strip()
        yield DueDay(
            id=deadline.id,
            what=deadline.what,
            says=says,
            last=last,
            state=_state(last, dates.get(ACTS.get(deadline.what, "claim")), deadline, as_of),
            source=source[deadline.source],
        )


def deadline_day(
    deadline: Deadline, dates: Mapping[Trigger, date], value_of: Lookup
) -> date | None:
    """The last day, or None where the case or the rules do not tell."""
    if deadline.on is not None:
        return deadline.on
    counted_from = dates.get(deadline.of) if deadline.of is not None else None
    days = whole(value_of(deadline.days)) if deadline.days is not None else None
    if counted_from is None or days is None:
        return None
    return counted_from + timedelta(days=days if deadline.side == "after" else -days)


def _binds(
    programme: Programme, deadline: Deadline, dates: Mapping[Trigger, date], as_of: date
) -> bool:
    decides = dates.get(deadline.of or programme.trigger)
    if decides is not None and not _between(deadline.first, decides, deadline.last):
        return False
    filed = dates.get("application")
    if deadline.window is None or filed is None:
        return True
    return any(
        window.id == deadline.window and window.opens <= filed <= window.closes
        for window in programme.windows
        if known(window.known_from, as_of)
    )


def _between(first: date | None, day: date, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _state(
    last: date | None, act: date | None, deadline: Deadline, as_of: date
) -> Literal["unknown", "kept", "missed", "past", "ahead"]:
    if last is None:
        return "unknown"
    if act is not None and deadline.what in ACTS:
        return "kept" if act <= last else "missed"
    return "past" if last < as_of else "ahead"


def why_unknown(deadline: Deadline, dates: Mapping[Trigger, date]) -> str:
    """Why the day of a deadline cannot be told, in words."""
    if deadline.of is None:
        return "The day was not read."
    if deadline.of not in dates:
        return f"The case gives no date of {words(deadline.of)}, from which it is counted."
    return "How many days was not read."


def words(trigger: str) -> str:
    """A trigger as people say it: photography start."""
    return trigger.replace("_", " ")
