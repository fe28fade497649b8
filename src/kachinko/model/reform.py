"""A what-if over a programme: what a file of changes says, by the ids of what it changes."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import Field, model_validator

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.clause import Clause, Ref
from kachinko.model.dated import Parameter, Value
from kachinko.model.programme import (
    AwardKind,
    Deadline,
    Fee,
    Measure,
    Question,
    Renewal,
    Tranche,
    Version,
    Window,
)
from kachinko.model.source import Source
from kachinko.model.span import Day

T = TypeVar("T", bound=Record)


class Edits(Record, Generic[T]):
    """Changes to a list: `remove` by id first; then each of `put` takes the place of its id."""

    remove: tuple[Id, ...] = Field(default=(), description="Ids that go.")
    put: tuple[T, ...] = Field(default=(), description="Takes the place of the same id, or joins.")


class Setting(Record):
    """A parameter's value from a day to a day; what was in force before and after stays.

    Without days it is the only value. It counts as known always, whatever `as_of` is asked for,
    and so does what stays: a what-if is no history.
    """

    id: Id = Field(description="The parameter.")
    value: Value
    first: Day | None = Field(default=None, alias="from", description="First day; empty: always.")
    last: Day | None = Field(default=None, alias="to", description="Last day; empty: open.")
    source: Id | None = Field(default=None, description="Empty: the reform itself.")
    note: Text = ""

    @model_validator(mode="after")
    def _in_order(self) -> Setting:
        if self.first and self.last and self.last < self.first:
            raise ValueError("'to' is not before 'from'")
        return self


class ClausePut(Record):
    """A clause, in the place of its id, or before or after another one."""

    clause: Clause
    before: Id | None = None
    after: Id | None = None

    @model_validator(mode="after")
    def _one_place(self) -> ClausePut:
        if self.before and self.after:
            raise ValueError("a clause stands before or after another, not both")
        return self


class ClauseEdits(Record):
    """Changes to the clauses of a version."""

    remove: tuple[Id, ...] = ()
    put: tuple[ClausePut, ...] = ()


class VersionEdit(Record):
    """Changes to one version; a key that is not written stays as it is."""

    id: Id
    says: Text = ""
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    known_from: Day | None = None
    kind: AwardKind | None = None
    eligible: Ref | None = None
    award: Ref | None = None
    clauses: ClauseEdits = ClauseEdits()


class VersionEdits(Edits[Version]):
    """Changes to the versions: whole ones by `put`, parts of them by `edit`."""

    edit: tuple[VersionEdit, ...] = ()


class Reform(Record):
    """What would be otherwise in one programme; a key that is not written stays as it is."""

    schema_: Literal["kachinko-reform/1"] = Field(default="kachinko-reform/1", alias="schema")
    id: Id = Field(description="Stands as the source of what it sets.")
    name: Name
    says: Text = Field(default="", description="The change in plain words.")
    programme: Id = Field(description="Over which programme it is laid.")
    values: tuple[Setting, ...] = Field(default=(), description="Values of parameters.")
    sources: Edits[Source] = Edits()
    parameters: Edits[Parameter] = Edits()
    questions: Edits[Question] = Edits()
    measures: Edits[Measure] = Edits()
    versions: VersionEdits = VersionEdits()
    windows: Edits[Window] = Edits()
    deadlines: Edits[Deadline] = Edits()
    fees: Edits[Fee] = Edits()
    tranches: Edits[Tranche] = Edits()
    rolling: bool | None = None
    renewal: Renewal | None = None
    fund: Ref | None = None
    tax: Ref | None = None
