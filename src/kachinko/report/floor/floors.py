"""The floors of a project's stages, with the sets of a plan and the reservations of the ledger.

Made for drawing: every set with its footprint, its phases and, where a plan lays it, its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.span import Dated, Day
from kachinko.model.studio import FIRE_LANE_M, Closure
from kachinko.model.title import PhaseName

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kachinko.ledger.floor import StageRecord
    from kachinko.model.plan import Plan, PlannedSet
    from kachinko.model.project import Project
    from kachinko.model.reservation import Reservation
    from kachinko.model.studio import Stage, Studio
    from kachinko.model.title import Set, Title

State = Literal["held", "challenged", "confirmed", "booked"]


class FloorStudio(Record):
    """A studio whose stages are shown."""

    id: Id
    name: Text
    country: Text = ""


class FloorStage(Record):
    """A stage: its floor, and the days on which it may be used."""

    id: Id
    name: Text
    studio: Id | None = Field(description="None: only the ledger knows the stage.")
    width_m: float | None = Field(default=None, description="Inside the fire lane [m].")
    depth_m: float | None = None
    clear_height_m: float | None = Field(default=None, description="Empty: unknown.")
    floor_m2: float | None = None
    aisle_m: float = 1.0
    closures: tuple[Closure, ...] = ()
    agreements: tuple[Dated, ...] | None = Field(
        default=None, description="Days that an agreement opens; None: no agreement limits it."
    )


class FloorPhase(Dated):
    """The days of one phase."""

    phase: PhaseName


class Standing(Dated):
    """A set on a stage, from its first day to its last."""

    id: Text = Field(description="Names it among all that stand.")
    stage: Id
    title: Text
    title_name: Text
    set: Text | None = None
    name: Text = Field(description="Of the set; empty: not said.")
    x_m: float | None = Field(default=None, description="Left edge, from the stage's own corner.")
    y_m: float | None = None
    rotated: bool = False
    width_m: float | None = Field(default=None, description="As built, not as turned [m].")
    depth_m: float | None = None
    height_m: float | None = None
    area_m2: float | None = Field(default=None, description="None: the whole stage.")
    phases: tuple[FloorPhase, ...] = ()
    state: State | None = Field(default=None, description="Of a reservation; None: of the plan.")
    rank: Count = 1
    holder: Text = ""


class Floors(Record):
    """Everything that the floor draws."""

    after: Text = Field(description="Place in the history from which to hear what comes.")
    project: Id
    name: Text
    plan: Id | None = Field(description="The job whose plan is shown; None: there is none.")
    first: Day
    last: Day
    today: Day
    fire_lane_m: float = FIRE_LANE_M
    studios: tuple[FloorStudio, ...]
    stages: tuple[FloorStage, ...]
    planned: tuple[Standing, ...]
    reserved: tuple[Standing, ...]

    def stage(self, id_: str) -> FloorStage | None:
        """A stage by its id."""
        return next((each for each in self.stages if each.id == id_), None)

    def standing(self, stage: str, day: date, *, reserved: bool = False) -> list[Standing]:
        """What stands there on a day; of reservations, those that are firm or first."""
        shown = self.reserved if reserved else self.planned
        return [e for e in shown if e.stage == stage and day in e.span and e.rank == 1]


def make_floors(
    id_: str,
    project: Project,
    plan: Plan | None,
    records: Sequence[StageRecord],
    live: Sequence[Reservation],
    *,
    job: str | None,
    today: date,
    after: str,
) -> Floors:
    """Put floors together.

    Parameters
    ----------
    id_, project
        The project as it was planned, and the id under which it is kept.
    records, live
        Stages and live reservations of the ledger, as far as the reader may see them.
    job
        Id of the job that made `plan`.
    after
        Place in the ledger's history at which `live` was read, or before.
    """
    planned = () if plan is None else tuple(_planned(project, plan))
    return Floors(
        after=after,
        project=id_,
        name=project.name,
        plan=job,
        first=project.horizon.first,
        last=project.horizon.last,
        today=today,
        studios=tuple(
            FloorStudio(id=each.id, name=each.name, country=each.country)
            for each in project.studios
        ),
        stages=(
            *(_stage(project, studio, stage) for studio, stage in project.stages()),
            *_others(project, records),
        ),
        planned=planned,
        reserved=tuple(_reserved(project, planned, live)),
    )


def _stage(project: Project, studio: Studio, stage: Stage) -> FloorStage:
    opened = tuple(
        Dated(first=each.span.start, last=each.span.last)
        for each in project.agreements
        if stage.id in each.stages
    )
    return FloorStage(
        id=stage.id,
        name=stage.name,
        studio=studio.id,
        width_m=stage.width_m,
        depth_m=stage.depth_m,
        clear_height_m=stage.clear_height_m,
        floor_m2=stage.floor_m2,
        aisle_m=stage.aisle_m,
        closures=stage.closures,
        agreements=opened if project.agreements else None,
    )


def _others(project: Project, records: Iterable[StageRecord]) -> Iterable[FloorStage]:
    """Stages that only the ledger knows."""
    known = {stage.id for _, stage in project.stages()}
    for each in records:
        if each.id not in known:
            yield FloorStage(
                id=each.id,
                name=each.id,
                studio=None,
                floor_m2=each.floor_m2,
                closures=each.closures,
            )


def _planned(project: Project, plan: Plan) -> Iterable[Standing]:
    for title in plan.accepted:
        known = project.title(title.id)
        sets = {each.id: each for each in known.sets}
        for placed in title.sets:
            yield _set_of(known, sets[placed.id], placed)


def _set_of(title: Title, built: Set, placed: PlannedSet) -> Standing:
    days = placed.standing
    return Standing(
        id=f"{title.id}/{built.id}",
        stage=placed.stage,
        title=title.id,
        title_name=title.name,
        set=built.id,
        name=built.name,
        x_m=placed.x_m,
        y_m=placed.y_m,
        rotated=placed.rotated,
        width_m=built.width_m,
        depth_m=built.depth_m,
        height_m=built.height_m,
        area_m2=built.footprint_m2,
        first=days.start,
        last=days.last,
        phases=tuple(
            FloorPhase(phase=name, first=span.start, last=span.last) for name, span in placed.phases
        ),
    )


def _reserved(
    project: Project, planned: Iterable[Standing], live: Iterable[Reservation]
) -> Iterable[Standing]:
    """The ledger knows no places: a set that the plan lays on the same stage lends its own."""
    titles = {title.id: title for title in project.titles}
    laid = {(each.title, each.set, each.stage): each for each in planned}
    for each in live:
        title = titles.get(each.title)
        sets = {one.id: one for one in title.sets} if title is not None else {}
        built = None if each.set is None else sets.get(each.set)
        place = laid.get((each.title, each.set, each.stage))
        yield Standing(
            id=each.id,
            stage=each.stage,
            title=each.title,
            title_name=each.title if title is None else title.name,
            set=each.set,
            name=built.name if built is not None else each.set or "",
            x_m=None if place is None else place.x_m,
            y_m=None if place is None else place.y_m,
            rotated=False if place is None else place.rotated,
            width_m=None if built is None else built.width_m,
            depth_m=None if built is None else built.depth_m,
            height_m=None if built is None else built.height_m,
            area_m2=each.area_m2,
            first=each.first,
            last=each.last,
            phases=tuple(
                FloorPhase(phase=one.phase, first=one.first, last=one.last) for one in each.phases
            ),
            state=each.state,
            rank=each.rank,
            holder=each.holder,
        )
