"""The clauses of a programme: few kinds, each one step from spend to award.

Every reference is the id of a measure, a question, a parameter or an earlier clause of the same
programme; numbers stand in parameters alone, so that each has its source and dates.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kachinko.model.base import Id, Record, Text

Ref = Id
Level = Literal[
    "line", "person", "category", "base", "project", "fund", "year", "registration", "letter"
]
"""On what a limit falls: a budget line, a person's pay, a share of the base, the project, …"""


class Test(Record):
    """A comparison: exactly one of the five ways to compare `what`."""

    __test__ = False  # pytest takes the name for one of its own

    what: Ref
    at_least: Ref | None = None
    more_than: Ref | None = None
    at_most: Ref | None = None
    less_than: Ref | None = None
    is_: bool | Id | tuple[Id, ...] | None = Field(
        default=None, alias="is", description="yes, no, or the options of a choice that pass."
    )

    @model_validator(mode="after")
    def _one_way(self) -> Test:
        ways = (self.at_least, self.more_than, self.at_most, self.less_than, self.is_)
        if sum(way is not None for way in ways) != 1:
            raise ValueError(
                "a test has exactly one of at_least, more_than, at_most, less_than, is"
            )
        return self


When = tuple[Test, ...]
"""All of them must hold; none: always."""


class Portion(Record):
    """A proportion, such as days shot in the region to all days shot there; never above one."""

    part: Ref
    whole: Ref


class _Clause(Record):
    id: Id
    says: Text = Field(description="The rule in plain words.")
    source: Id | None = Field(default=None, description="Which source says so.")


class Route(Record):
    """One way to pass."""

    id: Id
    when: When = Field(min_length=1)
    says: Text = ""


class Require(_Clause):
    """Passes if all of `when` hold and, where there are routes, one of them does."""

    kind: Literal["require"]
    when: When = ()
    routes: tuple[Route, ...] = ()
    otherwise: Literal["refuse", "note"] = Field(
        default="refuse", description="refuse: the award is 0; note: said, and nothing else."
    )


class Apply(_Clause):
    """Money: a rate on an amount, perhaps by a portion; 0 where `when` does not hold."""

    kind: Literal["apply"]
    rate: Ref
    to: Ref
    portion: Portion | None = None
    when: When = ()


class Band(Record):
    """A slice of the amount; the last one is open above."""

    rate: Ref
    up_to: Ref | None = None


class Tiers(_Clause):
    """Money: each slice of an amount at its own rate."""

    kind: Literal["tiers"]
    to: Ref
    bands: tuple[Band, ...] = Field(min_length=1)


class Row(Record):
    """What is taken where all of `when` hold."""

    when: When = Field(min_length=1)
    take: Ref
    says: Text = ""


class Choose(_Clause):
    """The value of the first row that holds: a rate by level, a switch, a cap by format."""

    kind: Literal["choose"]
    rows: tuple[Row, ...] = Field(min_length=1)
    otherwise: Ref | Literal["refuse"] = "refuse"


class Uplift(Record):
    """A rate that comes on top where all of `when` hold."""

    id: Id
    rate: Ref
    when: When = ()
    portion: Portion | None = None
    says: Text = ""


class Uplifts(_Clause):
    """A share: the uplifts that are earned, together at most `at_most`."""

    kind: Literal["uplifts"]
    parts: tuple[Uplift, ...] = Field(min_length=1)
    at_most: Ref | None = None


class Sum(_Clause):
    """The sum of values of one unit."""

    kind: Literal["sum"]
    of: tuple[Ref, ...] = Field(min_length=1)


class Less(_Clause):
    """Money: an amount less others and less the awards of other programmes; never below 0."""

    kind: Literal["less"]
    of: Ref
    take: tuple[Ref, ...] = ()
    awards: tuple[Id, ...] = Field(
        default=(), description="Programmes whose award comes off first; not asked for counts 0."
    )


class Limit(Record):
    """At most `at_most`, or that share of another amount."""

    id: Id
    at_most: Ref
    share: Ref | None = Field(default=None, description="A rate by which `at_most` is taken.")
    level: Level = "project"
    when: When = ()
    says: Text = ""


class Limits(_Clause):
    """The amount or share, held below the lowest of its limits; the trace names the binding one."""

    kind: Literal["limits"]
    of: Ref
    limits: tuple[Limit, ...] = Field(min_length=1)


class Greatest(_Clause):
    """The greatest of values of one unit."""

    kind: Literal["greatest"]
    of: tuple[Ref, ...] = Field(min_length=1)


class Function(_Clause):
    """A step that these kinds cannot say: a named Python function of the incentive engine."""

    kind: Literal["function"]
    name: Id
    inputs: tuple[Ref, ...] = ()
    gives: Literal["money", "share", "count"] = "money"


Clause = Annotated[
    Require | Apply | Tiers | Choose | Uplifts | Sum | Less | Limits | Greatest | Function,
    Field(discriminator="kind"),
]
