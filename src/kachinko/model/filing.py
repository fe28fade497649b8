"""When to apply so that photography can start on a day: windows, last safe day, first spend."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kachinko.model.base import Id, Record, Text
from kachinko.model.estimate import DueDay
from kachinko.model.span import Day


class WindowFit(Record):
    """Whether an application in a window comes in time for the start of photography."""

    window: DueDay
    decision_by: Day | None = None
    fits: Literal["yes", "no", "unknown"]
    why: Text


class FilingCalendar(Record):
    """What one programme asks of a start of photography, as seen on a day."""

    programme: Id
    as_of: Day
    start: Day
    rolling: bool | None = None
    windows: tuple[WindowFit, ...] = ()
    deadlines: tuple[DueDay, ...] = Field(default=(), description="Those for applying.")
    last_safe: Day | None = Field(default=None, description="Last day to apply, where it is known.")
    last_safe_says: Text = ""
    spend_from: tuple[DueDay, ...] = Field(
        default=(), description="By measure: the first day on which spend counts."
    )
