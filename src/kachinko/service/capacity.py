"""Use case: what can be asked of a project's capacity, and what was found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from kachinko.model.base import Id, Record, Text
from kachinko.model.span import Day
from kachinko.model.studio import Weekday
from kachinko.model.title import PhaseName
from kachinko.service.frontier_claim import find_claim
from kachinko.staging.frontier.lever import Group, levers_of

if TYPE_CHECKING:
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor

FRONTIER = "frontier.json"


# -- what can be asked ------------------------------------------------------------------------


class LeverTold(Record):
    """A change that a frontier can look at."""

    id: Text
    name: Text = Field(description="In English.")
    group: Group
    gives: bool = Field(description="Whether it gives room; else it takes some.")
    changes: tuple[dict[str, Any], ...]


class StudioTold(Record):
    """What an answer hangs on at a studio."""

    id: Id
    name: Text
    build_crews: int | None
    weekdays: tuple[Weekday, ...]
    stages: tuple[tuple[Id, Text], ...] = Field(description="Id and name.")


class ClaimTold(Record):
    """A public claim of so many titles a year."""

    titles_per_year: float
    at_most: bool
    subject: Text
    publisher: Text
    date: Text
    source: Text
    quote: Text


class TitleTold(Record):
    """A title of the mix."""

    id: Id
    name: Text
    kind: Literal["film", "series"]


class Askable(Record):
    """What can be asked of a project's capacity."""

    name: Text
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    claim: ClaimTold | None = Field(description="A shipped claim that speaks of the project.")
    levers: tuple[LeverTold, ...]
    studios: tuple[StudioTold, ...]
    phases: tuple[PhaseName, ...] = Field(description="Phases that some set has.")
    titles: tuple[TitleTold, ...]


def askable(office: Office, actor: Actor, project_id: str) -> Askable:
    """What can be asked of a project; raises NotFoundError where there is none."""
    project = office.shelf.project(actor, project_id)
    claim = find_claim(project)
    sets = [each for title in project.titles for each in title.sets]
    phases: tuple[PhaseName, ...] = ("build", "strike", "hold")
    return Askable(
        name=project.name,
        first=project.horizon.first,
        last=project.horizon.last,
        claim=None if claim is None else ClaimTold(**claim.document()),
        levers=tuple(
            LeverTold(
                id=lever.id,
                name=lever.name,
                group=lever.group,
                gives=lever.gives,
                changes=tuple(
                    change.model_dump(mode="json", by_alias=True) for change in lever.changes
                ),
            )
            for lever in levers_of(project)
        ),
        studios=tuple(
            StudioTold(
                id=studio.id,
                name=studio.name,
                build_crews=studio.build_crews,
                weekdays=studio.calendar.weekdays,
                stages=tuple((stage.id, stage.name) for stage in studio.stages),
            )
            for studio in project.studios
        ),
        phases=tuple(phase for phase in phases if any(each.phase_days(phase) for each in sets)),
        titles=tuple(
            TitleTold(id=title.id, name=title.name, kind=title.kind) for title in project.titles
        ),
    )


# -- what was found -------------------------------------------------------------------------------


def frontier_found(office: Office, actor: Actor, job: str) -> dict[str, Any]:
    """The frontier that a job found, with its sentences in other languages beside it.

    Raises
    ------
    NotFoundError
        Where there is no such job, or it has none.
    """
    from kachinko.report.told import other_words

    document: dict[str, Any] = json.loads(office.jobs.file(actor, job, FRONTIER))
    spoken = {"assumptions": document["assumptions"]}
    return document | {"told": other_words(spoken)}
