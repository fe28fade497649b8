"""How a title would apply: the window that it can use, and how long its start must wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kachinko.incentives.due import known
from kachinko.incentives.filing import latest_decision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.programme import Programme


@dataclass(frozen=True, slots=True)
class Filing:
    """An application: when it goes in, when it is decided, what the start waits for it."""

    filed: date
    decided: date
    delay: int
    window: str = ""
    says: str = ""


def filing_of(
    programme: Programme,
    *,
    ready: date,
    start: date,
    as_of: date,
    decision_days: int | None,
    most_wait: int,
) -> Filing | str:
    """The application that is decided first without a longer wait than the title can bear.

    Photography does not start before the decision. Where no window of the time was read, nor
    whether there are windows at all, nothing is held against the title, and that is said. Where
    there is no application, the words why.
    """
    ways = sorted(
        _ways(programme, ready, start, as_of, decision_days),
        key=lambda way: (way.decided, way.filed),
    )
    if not ways:
        return f"no window of {programme.id} that is known on {as_of} is open after {ready}"
    if ways[0].delay > most_wait:
        return f"decided by {ways[0].decided} at the earliest, {ways[0].delay} days after the start"
    return ways[0]


def _ways(
    programme: Programme, ready: date, start: date, as_of: date, decision_days: int | None
) -> Iterator[Filing]:
    days = timedelta(days=decision_days or 0)
    open_still = [window for window in programme.windows if window.closes >= ready]
    if programme.rolling or (programme.rolling is None and not open_still):
        says = "" if programme.rolling else "When to apply was not read; taken as at any time."
        decided = ready + days
        yield Filing(ready, decided, _wait(decided, start), says=says)
    for window in open_still:
        if not known(window.known_from, as_of):
            continue
        decided = latest_decision(window, decision_days) or window.closes
        says = ""
        if window.decision_by is None and decision_days is None:
            says = "The day of the decision was not read; taken as the window's last day."
        yield Filing(max(window.opens, ready), decided, _wait(decided, start), window.id, says)


def _wait(decided: date, start: date) -> int:
    return max(0, (decided - start).days)
