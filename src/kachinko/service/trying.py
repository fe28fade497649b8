"""Use case: try changes that might let a title into a plan, and take them over or not."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files import load_project
from kachinko.files.changes import changed
from kachinko.files.plan import load_plan
from kachinko.files.plan_json import parse_plan
from kachinko.model.errors import Fault, InputError
from kachinko.service.jobs.asked import PlanAsked
from kachinko.service.jobs.book import Entry
from kachinko.service.jobs.work_trials import TRIED
from kachinko.service.planning import UnsoundPlanError, versions
from kachinko.service.refusals import StateError
from kachinko.service.shelf import ProjectCard
from kachinko.service.writing import Given, apart
from kachinko.staging.check import check_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.service.office import Office
    from kachinko.staging.repair.diff import PlanDiff
    from kachinko.staging.repair.search import Progress

PLAN = "plan.json"


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried: changes, as a remedy names them, for a title that a plan leaves out."""

    project: Path
    plan: Path
    title: str
    changes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Tried:
    """The changed project with a plan near the one that stood, and how the two differ."""

    project: Project
    plan: Plan
    diff: PlanDiff
    admitted: bool
    """Whether the title is in; the titles that were in stay in before any other comes in."""


def try_changes(
    trial: Trial,
    *,
    seconds: float,
    seed: int,
    workers: int,
    halt: Halt,
    on_progress: Callable[[Progress], None],
) -> Tried:
    """Change the project and mend the plan so that the title comes in, with the least change.

    Raises
    ------
    InputError
        When project, plan or changes cannot be used, or the title is none of the project.
    UnsoundPlanError
        When the independent checker rejects the plan that was found.
    """
    earlier, before = load_project(trial.project), load_plan(trial.plan)
    if trial.title not in {title.id for title in earlier.titles}:
        raise InputError("the request", [Fault("title", f"there is no title {trial.title!r}")])
    project, changes = changed(earlier, None, trial.changes)
    from kachinko.staging.repair.compare import compare
    from kachinko.staging.repair.repairer import repair_plan

    repaired = repair_plan(
        project,
        before,
        clock=time.monotonic,
        joining={trial.title},
        seconds=seconds,
        seed=seed,
        workers=workers,
        halt=halt,
        on_progress=on_progress,
        versions=versions(),
    )
    plan = repaired.plan
    admitted = trial.title in {title.id for title in plan.accepted}
    if admitted and not check_plan(project, plan).ok:
        raise UnsoundPlanError(
            "the plan that was tried breaks a rule",
            hint="This is a fault in Kachinko; nothing was kept. Please report it.",
        )
    diff = compare(project, before, repaired, [change.sentence for change in changes])
    return Tried(project, plan, diff, admitted)


def adopt(office: Office, given: Given, job: str, *, seen: int | None) -> ProjectCard:
    """Take over what a trial changed: the project, and its plan as the newest of the project.

    Parameters
    ----------
    seen
        The version of the project that is changed; None: whichever stands.

    Raises
    ------
    NotFoundError
        When the organisation has no such job or project.
    StateError
        When the trial let nothing in, or its plan does not fit the project as it stands now.
    ChangedError
        When the project is at another version.
    """
    tried = office.jobs.find(given.who, job)
    if tried.project is None or TRIED not in [each.name for each in tried.files]:
        raise StateError(f"The job {job} is no trial that let a title in.")
    where = tried.project
    content = office.jobs.file(given.who, job, TRIED)

    def act() -> ProjectCard:
        project, _ = changed(
            office.shelf.project(given.who, where), None, tried.asked.get("changes", ())
        )
        plan = parse_plan(content, TRIED)
        if not check_plan(project, plan).ok:
            raise StateError(
                "The project has changed since this was tried, and its plan no longer fits.",
                hint="Try it again on the project as it stands now.",
            )
        stands = office.shelf.card(given.who, where).version if seen is None else seen
        card = office.shelf.put(given.part("project"), where, project, seen=stands)
        document = project.model_dump_json(by_alias=True)
        asked = PlanAsked(seconds=max(plan.seconds, 0.001), workers=plan.workers, seed=plan.seed)
        entry = Entry(asked, where, document, base=tried.base)
        office.jobs.keep(given.part("plan"), entry, {PLAN: content})
        return card

    return apart(office.ledger.engine, given, {"adopt": job, "seen": seen}, act, ProjectCard)
