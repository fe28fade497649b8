"""The floors of a project's stages as somebody may see them, and their drawings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from kachinko.files.plan_json import parse_plan
from kachinko.model.errors import Fault, InputError
from kachinko.model.project import Project
from kachinko.report.floor.floors import make_floors
from kachinko.service.bookmark import Bookmark
from kachinko.service.refusals import NotFoundError

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.plan import Plan
    from kachinko.report.floor.floors import Floors
    from kachinko.report.floor.words import Unit
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor

PLAN = "plan.json"
Form = Literal["pdf", "svg"]
Lang = Literal["en", "ja"]


@lru_cache(maxsize=8)
def read_planned(document: str, written: bytes) -> tuple[Project, Plan]:
    """A project and a plan of it as records; those that are asked for again and again are kept."""
    return Project.model_validate_json(document), parse_plan(written, PLAN)


def planned_of(office: Office, actor: Actor, job: str) -> tuple[Project, Plan]:
    """The plan that a job made, with the project as it was when it was planned.

    Raises
    ------
    NotFoundError
        Where the actor's organisation has no such job, or it made no plan.
    """
    return read_planned(office.jobs.document(actor, job), office.jobs.file(actor, job, PLAN))


def floors_of(office: Office, actor: Actor, project: str, job: str | None) -> Floors:
    """The floors of a project, with the sets of a plan where one is named.

    Raises
    ------
    NotFoundError
        Where there is no such project, or no such plan of it.
    """
    plan: Plan | None = None
    # What comes while it is read is heard again by those who go on from here.
    after = str(Bookmark.end(office.ledger.engine))
    if job is None:
        content = office.shelf.project(actor, project)
    else:
        if office.jobs.find(actor, job).project != project:
            raise NotFoundError(f"The project {project!r} has no plan {job!r}.")
        content, plan = planned_of(office, actor, job)
    return make_floors(
        project,
        content,
        plan,
        office.holds.stages(actor),
        office.holds.reservations(actor),
        job=job,
        today=office.clock().date(),
        after=after,
    )


def drawing_of(
    office: Office,
    actor: Actor,
    stage: str,
    day: date,
    *,
    project: str,
    job: str | None,
    reserved: bool,
    form: Form,
    lang: Lang,
    unit: Unit,
) -> bytes:
    """One stage on one day as a drawing to scale, on A3.

    Raises
    ------
    NotFoundError
        As `floors_of`, and where there is no such stage.
    InputError
        For a day on which the project plans nothing and nothing is reserved.
    """
    from kachinko.report.floor.paper import floor_pdf, floor_svg
    from kachinko.report.floor.sheet import floor_sheet

    floors = floors_of(office, actor, project, job)
    if floors.stage(stage) is None:
        raise NotFoundError(f"There is no stage {stage!r}.")
    if not reserved and not floors.first <= day <= floors.last:
        right = f"a day from {floors.first} to {floors.last}"
        raise InputError("The drawing", [Fault("day", f"{day} is not in the project", right)])
    sheet = floor_sheet(
        floors, stage, day, lang=lang, unit=unit, reserved=reserved, drawn_at=office.clock()
    )
    return floor_pdf(sheet, lang) if form == "pdf" else floor_svg(sheet)
