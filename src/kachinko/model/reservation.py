"""A reservation of a stage: a ranked hold, or what became of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.quantity import Area
from kachinko.model.span import Dated, Day, DaySpan
from kachinko.model.title import PhaseName

State = Literal["held", "challenged", "confirmed", "booked", "released", "lapsed", "cancelled"]
LIVE: frozenset[State] = frozenset({"held", "challenged", "confirmed", "booked"})
FIRM: frozenset[State] = frozenset({"confirmed", "booked"})


def _parse_instant(value: Any) -> datetime:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError("a time is written 2028-02-01T09:00:00+00:00") from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("a time names its offset, such as 2028-02-01T09:00:00+00:00")
    return value.astimezone(UTC)


Instant = Annotated[
    datetime,
    BeforeValidator(_parse_instant),
    PlainSerializer(lambda value: value.isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment, kept in UTC."""


class ReservedPhase(Dated):
    """The days of one phase of the set that stands there."""

    phase: PhaseName


class Wanted(Record):
    """What of which stage is wanted, for whom and when: what a person fills in."""

    stage: Id
    title: Id = Field(description="Title, or its code name.")
    holder: Id = Field(description="Organisation that holds.")
    first: Day = Field(alias="from", description="First day.")
    last: Day = Field(alias="to", description="Last day.")
    area_m2: Area | None = Field(
        default=None, description="Floor [m²] where the stage is shared; empty: the whole stage."
    )
    phases: tuple[ReservedPhase, ...] = Field(
        default=(), description="Build, prelight, shoot, hold, strike; empty: not said."
    )
    set: Id | None = Field(default=None, description="The set that stands there.")
    sync_sound: bool = Field(default=True, description="Whether its shoot needs quiet.")
    note: Text = ""

    @model_validator(mode="after")
    def _in_order(self) -> Wanted:
        if self.last < self.first:
            raise ValueError("'to' is not before 'from'")
        if self.span.days > LONGEST_DAYS:
            raise ValueError(f"a reservation lasts at most {LONGEST_DAYS:,} days")
        for one, following in zip(self.phases, self.phases[1:], strict=False):
            if following.first <= one.last:
                raise ValueError("phases follow one another")
        if self.phases and (self.phases[0].first < self.first or self.phases[-1].last > self.last):
            raise ValueError("phases lie within the days of the reservation")
        return self

    @property
    def span(self) -> DaySpan:
        """The days of the reservation."""
        return DaySpan.inclusive(self.first, self.last)


LONGEST_DAYS = 3_660


class Challenge(Record):
    """A question to a hold: confirm or release, by when."""

    by: Id = Field(description="The reservation that asks.")
    answer_by: Instant


class Reservation(Wanted):
    """A reservation as the ledger has it."""

    id: Id
    state: State
    rank: Count = Field(description="1: first hold, or firm; 0: no longer live.")
    slot: Count = Field(default=1, description="Which place of a shared floor; 1 for a whole one.")
    place: Count = Field(description="Place in the order in which holds came.")
    placed_at: Instant
    lapses_at: Instant | None = None
    sign_by: Instant | None = None
    challenges: tuple[Challenge, ...] = Field(default=(), description="Those that it must answer.")
    plan: Id | None = Field(default=None, description="The plan that it came from.")
    version: Count = Field(default=1, description="Counts its changes.")

    @property
    def live(self) -> bool:
        """Whether it claims floor."""
        return self.state in LIVE

    @property
    def firm(self) -> bool:
        """Whether it is confirmed or booked."""
        return self.state in FIRM

    @property
    def deadline(self) -> datetime | None:
        """The moment at which its state ends by itself; None: it does not."""
        match self.state:
            case "held":
                return self.lapses_at
            case "challenged":
                answers = [challenge.answer_by for challenge in self.challenges]
                ends = answers + ([self.lapses_at] if self.lapses_at else [])
                return min(ends, default=None)  # none is told of those of others
            case "confirmed":
                return self.sign_by
            case _:
                return None
