"""Use case: begin long work on a project as it stands, or on the plan of an earlier job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.errors import Fault, InputError
from kachinko.model.project import Project
from kachinko.service.jobs.asked import OrderAsked, PlanAsked
from kachinko.service.jobs.book import Entry
from kachinko.service.jobs.ledger_seen import look
from kachinko.service.jobs.place import LEDGER, PLAN, PLANNED

if TYPE_CHECKING:
    from kachinko.service.jobs.asked import Asked
    from kachinko.service.jobs.record import Job
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor
    from kachinko.service.writing import Given


def start(office: Office, given: Given, project: str, asked: Asked) -> Job:
    """Enter a job on a project.

    Raises
    ------
    NotFoundError
        When the organisation has no such project.
    InputError
        When the job whose plan it should stand on is not there, is of another project, or made no
        plan.
    TooMuchError
        When too many have not ended.
    """
    document = office.shelf.document(given.who, project)
    inputs: dict[str, str] = {}
    base: str | None = getattr(asked, "base", None)
    if base is not None:
        then, inputs[PLAN] = _plan_of(office, given, base, project)
        if not getattr(asked, "now", False):
            document = then
    if isinstance(asked, PlanAsked) and asked.ledger:
        made_for = Project.model_validate_json(document)
        seen = look(office.ledger, office.holds, given.who, made_for, asked)
        inputs[LEDGER] = seen.model_dump_json(by_alias=True)
    return office.jobs.enter(given, Entry(asked, project, document, base, inputs))


def start_alone(office: Office, given: Given, asked: OrderAsked) -> Job:
    """Enter a job on a document alone; raises as `start`."""
    if asked.base is not None:
        fault = Fault("base", "a plan is one of a project", "a job that is begun on the project")
        raise InputError("the request", [fault])
    return office.jobs.enter(given, Entry(asked, None))


def project_of_plan(office: Office, actor: Actor, job: str) -> str:
    """The project (JSON) of the plan that a job made; after a repair, the changed one.

    Raises
    ------
    NotFoundError
        When the organisation has no such job.
    """
    found = office.jobs.find(actor, job)
    if any(each.name == PLANNED for each in found.files):
        return office.jobs.file(actor, job, PLANNED).decode()
    return office.jobs.document(actor, job)


def _plan_of(office: Office, given: Given, job: str, project: str) -> tuple[str, str]:
    found = office.jobs.find(given.who, job)
    faults = []
    if found.project != project:
        faults.append(Fault("base", f"the job {job} is not of the project {project}"))
    if all(each.name != PLAN for each in found.files):
        right = f"a job of GET /api/v1/projects/{project}/plans"
        faults.append(Fault("base", f"the job {job} has left no plan: it is {found.state}", right))
    if faults:
        raise InputError("the request", faults)
    plan = office.jobs.file(given.who, job, PLAN).decode()
    return project_of_plan(office, given.who, job), plan
