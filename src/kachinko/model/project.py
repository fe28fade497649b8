"""A project: everything that is under decision."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from kachinko.model.agreement import Agreement
from kachinko.model.base import Name, Record, Text
from kachinko.model.money import Currency
from kachinko.model.span import Dated
from kachinko.model.studio import Stage, Studio
from kachinko.model.title import Title

LONGEST_HORIZON_DAYS = 366 * 30


class Horizon(Dated):
    """The days that a plan may use."""

    @model_validator(mode="after")
    def _is_not_endless(self) -> Horizon:
        if self.span.days > LONGEST_HORIZON_DAYS:
            raise ValueError("a horizon has at most 30 years")
        return self


class Project(Record):
    """Studios with their stages, agreements, and the slate of titles.

    References between its parts (a set's cast, an agreement's stages …) are held by
    `kachinko.model.consistency`, which every reader of files runs.
    """

    schema_: Literal["kachinko/1"] = Field(
        default="kachinko/1", alias="schema", description="Version of this file format."
    )
    name: Name = Field(description="Name of the project.")
    currency: Currency = Field(
        description="ISO 4217 code of the currency in which everything is counted."
    )
    horizon: Horizon = Field(description="The days that a plan may use.")
    notes: Text = Field(default="", description="What is fact and what is assumption.")
    studios: tuple[Studio, ...] = Field(default=(), description="Sites with stages.")
    agreements: tuple[Agreement, ...] = Field(
        default=(),
        description="Rights to use stages between two dates; none at all: every stage is open.",
    )
    titles: tuple[Title, ...] = Field(default=(), description="The films and series to decide on.")

    def studio(self, studio_id: str) -> Studio:
        """Find a studio by its id; raises KeyError."""
        return {studio.id: studio for studio in self.studios}[studio_id]

    def title(self, title_id: str) -> Title:
        """Find a title by its id; raises KeyError."""
        return {title.id: title for title in self.titles}[title_id]

    def stages(self) -> list[tuple[Studio, Stage]]:
        """All stages with their studios, in file order; a stage's id is unique in a project."""
        return [(studio, stage) for studio in self.studios for stage in studio.stages]
