"""What stress finds: for the slate, each title, each set that hands delay on; and advice."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kachinko.staging.stress.promises import Promise
    from kachinko.staging.stress.tasks import Kind


@dataclass(frozen=True, slots=True)
class Dates:
    """The planned date of something, and the dates by which it is over in 10, 50, 90 % of draws."""

    planned: date
    p10: date
    p50: date
    p90: date


@dataclass(frozen=True, slots=True)
class TitleOutcome:
    """How a title fares; all chances are shares of draws."""

    id: str
    name: str
    value: float
    wrap: Dates
    """Last shooting day, on stage or on location."""
    clear: Dates
    """Last day on which a set of it stands or a block of it runs."""
    latest: date | None
    """Last day that the project allows it."""
    on_plan: float
    """Chance that it wraps, and is cleared, no later than planned."""
    wraps_on_plan: float
    """Chance that it wraps no later than planned."""
    keeps_dates: float
    """Chance that it keeps every date that the project gives."""
    broken: dict[Promise, float]
    """Which given dates fail, and how often."""
    late_days: float
    """Mean working days by which it wraps later than planned."""


@dataclass(frozen=True, slots=True)
class HandedTo:
    """A title that a set holds up."""

    title: str
    chance: float
    days: float
    """Mean working days over all draws."""


@dataclass(frozen=True, slots=True)
class Spreader:
    """A set or block that hands delay on to other titles."""

    title: str
    item: str
    stage: str | None
    chance: float
    """Chance that something of another title starts late because it waits for this one."""
    days: float
    """Mean working days of delay handed on to other titles, directly."""
    arrives_late: float
    """Mean working days by which it starts late itself."""
    leaves_late: float
    """Mean working days by which it ends late."""
    to: tuple[HandedTo, ...]


@dataclass(frozen=True, slots=True)
class Buffer:
    """What a week of buffer after one task would save, with the same luck."""

    title: str
    item: str
    kind: Kind
    slack: int
    """Working days that lie now between its planned end and the first thing that waits for it."""
    saved_value_days: float
    """Fall of the mean late working days of all titles, each times its value."""
    saved_days: float
    """Fall of the mean late working days, summed over titles."""
    more_wrap: float
    """Rise of the mean number of titles that wrap no later than planned."""
    more_keep: float
    """Rise of the mean number of titles that keep all given dates."""


@dataclass(frozen=True, slots=True)
class UsedRange:
    """A range that was drawn from: for all titles, one title, or one set or block."""

    title: str | None
    item: str | None
    phase: str
    low: float
    mode: float
    high: float
    ours: bool
    """Whether it is our default, and so an assumption without a source."""


@dataclass(frozen=True, slots=True)
class Slate:
    """How the whole slate fares."""

    titles: int
    all_keep_dates: float
    """Chance that every title keeps all given dates."""
    all_on_plan: float
    """Chance that every title wraps, and is cleared, no later than planned."""
    mean_titles_keep: float
    mean_value_keeps: float
    """Mean value of the titles that keep all given dates."""
    value: float
    last_wrap: Dates
    late_days: float
    """Mean late working days, summed over titles."""
    late_value_days: float
    """The same, each title's times its value."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of a stress."""

    project: str
    draws: int
    """Draws that were played; fewer than asked for when interrupted."""
    seed: int
    common: float
    margin: float
    """No chance is off by more than this, with 95 % confidence, for the number of draws."""
    slate: Slate
    titles: tuple[TitleOutcome, ...]
    spreaders: tuple[Spreader, ...]
    """Those that hold up other titles, the most days first."""
    buffers: tuple[Buffer, ...]
    """The tasks after which a buffer saves most, the best first."""
    buffer_draws: int
    """Draws on which the buffers were tried; 0 when interrupted before."""
    buffer_days: int
    ranges: tuple[UsedRange, ...]
    assumptions: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values for JSON; dates as text."""
        plain: dict[str, Any] = _plain(dataclasses.asdict(self))
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 6) if isinstance(value, float) else value
