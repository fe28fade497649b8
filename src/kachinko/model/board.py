"""A stripboard: which scenes are shot on which day and in what order, and how good that is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kachinko.model.base import Record
from kachinko.model.money import Amount, Currency
from kachinko.model.shooting import DayKind
from kachinko.model.span import Day

BoardStatus = Literal["optimal", "feasible", "infeasible", "unknown"]


class BoardDay(Record):
    """A shooting day of one unit, with its scenes in shooting order."""

    day: Day = Field(alias="date")
    unit: str = "main"
    kind: DayKind = Field(default="day", description="Day call or night call.")
    scenes: tuple[str, ...] = Field(description="Numbers of its scenes, in shooting order.")


class CostLine(Record):
    """A part of what a board costs."""

    what: Literal["cast", "moves", "standing", "units"]
    amount: Amount
    of_it_idle: Amount | None = Field(
        default=None,
        description="Of it, paid for days on which the cast wait or sets stand unused.",
    )


class Board(Record):
    """The days of a shooting, what they cost, and the proven bound."""

    schema_: Literal["kachinko-board/1"] = Field(default="kachinko-board/1", alias="schema")
    shooting: str = Field(description="Name of the title.")
    currency: Currency
    status: BoardStatus
    cost: Amount | None = Field(description="What the board costs, in `currency`.")
    cost_bound: Amount | None = Field(description="No board of this shooting costs less (proven).")
    costs: tuple[CostLine, ...] = ()
    days: tuple[BoardDay, ...] = Field(default=(), description="In order of date, then unit.")
    seconds: float = 0.0
    seconds_to_first: float | None = None
    seed: int = 0
    versions: dict[str, str] = Field(default_factory=dict)
    assumptions: tuple[str, ...] = ()
    conflict: tuple[str, ...] = Field(
        default=(), description="Where there is no board: requirements that cannot hold together."
    )
