"""Long work as it stands, and what is known of it meanwhile."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.plan import Status
from kachinko.model.reservation import Instant
from kachinko.service.jobs.asked import JobKind

State = Literal["waiting", "running", "done", "failed", "cancelled"]
ENDED: frozenset[State] = frozenset({"done", "failed", "cancelled"})


class JobFile(Record):
    """A file that a job made."""

    name: Text
    size: Count = Field(description="Bytes.")


class Failure(Record):
    """Why a job failed."""

    code: Text
    message: Text
    hint: Text = ""
    faults: tuple[dict[str, str], ...] = ()


class Note(Record):
    """Something that happened in a job."""

    number: Count
    at: Instant
    says: dict[str, Any]


class PlanCard(Record):
    """What a plan comes to, without opening it."""

    status: Status
    value: float = Field(description="Of the titles that are in.")
    value_bound: float = Field(description="No plan is worth more (proven).")
    currency: str
    cost: Decimal | None = None
    cost_bound: Decimal | None = Field(
        default=None, description="No plan of this value costs less (proven)."
    )
    titles_in: Count
    titles_out: Count
    seconds: float = Field(description="Seconds of search.")


class Job(Record):
    """Long work, as it stands."""

    id: Id
    kind: JobKind
    project: Id | None = Field(description="Null: it is of a document that was sent, alone.")
    base: Id | None = Field(default=None, description="The job whose plan it stands on.")
    state: State
    asked: dict[str, Any] = Field(description="As it was asked; documents by name and size only.")
    made_by: Id
    made_at: Instant
    began_at: Instant | None = None
    ended_at: Instant | None = None
    attempt: Count = Field(default=0, description="2: it was begun again, as its server died.")
    stopping: bool = Field(default=False, description="It was asked to end.")
    notes: Count = Field(default=0, description="How many notes of progress it has.")
    last_note: Note | None = None
    failure: Failure | None = None
    plan: PlanCard | None = Field(default=None, description="What its plan comes to.")
    files: tuple[JobFile, ...] = ()
