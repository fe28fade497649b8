"""Use case: read a project, and its plan or make one, explain what is left out, hand it over."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files import load_project
from kachinko.files.plan import load_plan
from kachinko.model.edit import unknown
from kachinko.model.errors import Fault, InputError
from kachinko.model.plan import PlannedTitle
from kachinko.service.planning import make_sure_of, versions
from kachinko.staging.check import check_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.explain.explainer import Explanation

MOST_FAULTS = 20
"""Breaches of a plan that are named."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be explained: a project, its plan or none yet, and titles (none: all left out)."""

    project: Path
    plan: Path | None
    titles: Sequence[str]
    out_dir: Path | None
    lang: str = "en"
    """Of the documents."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A plan with the explanations of what it leaves out, and the files that were written."""

    project: Project
    plan: Plan
    explanations: list[Explanation]
    complete: bool
    """Whether every title that was asked for has been looked at."""
    files: list[Path]


def explain_and_hand_over(
    question: Question,
    *,
    seconds: float,
    workers: int,
    halt: Halt,
    on_progress: Callable[[str], None],
    now: datetime,
) -> Explained:
    """Explain what a plan leaves out; with a folder, write the plan with reasons and remedies.

    Without a plan, planning takes at most half of the time.

    Raises
    ------
    InputError
        When project or plan cannot be used, the plan breaks a rule, or a title is not left out.
    OutputError
        When the folder cannot be written.
    """
    begun = time.monotonic()
    project = load_project(question.project)
    given = None if question.plan is None else _sound(project, load_plan(question.plan), question)
    _known(project, question.titles)
    if question.out_dir is not None:
        make_sure_of(question.out_dir)
    if given is None:
        on_progress("planning")
        given = _planned(project, seconds / 2, workers, halt)
    plan = given
    names = _left_out(project, plan, question.titles)
    from kachinko.staging.explain.explainer import Explainer

    left = begun + seconds - time.monotonic()
    explainer = Explainer(project, plan, seconds=left, clock=time.monotonic, halt=halt)
    explanations = list(explainer.explain(names, on_progress))
    files: list[Path] = []
    if question.out_dir is not None:
        from kachinko.service.hand_over import hand_over

        plan = with_explanations(project, plan, explanations)
        files = hand_over(project, plan, question.out_dir, now=now, lang=question.lang)
    there_is_a_plan = plan.status in ("optimal", "feasible")
    complete = not halt.thrown and (not there_is_a_plan or len(explanations) == len(names))
    return Explained(project, plan, explanations, complete, files)


def with_explanations(project: Project, plan: Plan, explanations: Sequence[Explanation]) -> Plan:
    """The plan with the strongest conflict as reason, and remedies, of each title left out."""
    named = {one.title: one for one in explanations}
    planned = {one.id: one for one in plan.titles}

    def told(one: PlannedTitle) -> PlannedTitle:
        must = project.title(one.id).commitment == "must"
        found = named.get(one.id) or (named.get(None) if must else None)
        if one.accepted or found is None:
            return one
        reason = found.conflicts[-1] if found.conflicts else one.reason
        return one.model_copy(update={"reason": reason, "remedies": found.remedies})

    whole = [planned.get(t.id) or PlannedTitle(id=t.id, accepted=False) for t in project.titles]
    return plan.model_copy(update={"titles": tuple(told(one) for one in whole)})


class _Ends:
    """Lets one switch throw another: planning throws its own when its time is up."""

    def __init__(self, halt: Halt) -> None:
        self._halt = halt

    def stop_search(self) -> None:
        self._halt.throw()


def _planned(project: Project, seconds: float, workers: int, halt: Halt) -> Plan:
    from kachinko.halt import Halt
    from kachinko.staging.limits import Limits
    from kachinko.staging.planner import plan_project

    own = Halt()
    ends = _Ends(own)
    halt.enter(ends)
    if halt.thrown:
        own.throw()
    try:
        return plan_project(
            project,
            limits=Limits(seconds),
            clock=time.monotonic,
            workers=workers,
            halt=own,
            versions=versions(),
        )
    finally:
        halt.leave(ends)


def _sound(project: Project, plan: Plan, question: Question) -> Plan:
    """A plan that keeps all rules, whatever an edited workbook says of its value and cost."""
    result = check_plan(project, plan)
    if plan.status in ("optimal", "feasible"):
        figures = {
            "value": result.value,
            "value_bound": max(plan.value_bound, result.value),
            "cost": result.cost,
        }
        plan = plan.model_copy(update=figures)
        result = check_plan(project, plan)
    if not result.ok:
        assert question.plan is not None
        name = question.plan.name
        faults = [Fault(name, breach.sentence.rstrip(".")) for breach in result.breaches]
        raise InputError(name, faults[:MOST_FAULTS])
    return plan


def _known(project: Project, titles: Sequence[str]) -> None:
    known = [title.id for title in project.titles]
    faults = [
        Fault(f"--title {name}", str(unknown("title", name, known)))
        for name in titles
        if name not in known
    ]
    if faults:
        raise InputError("--title", faults)


def _left_out(project: Project, plan: Plan, titles: Sequence[str]) -> list[str]:
    """The titles asked for, or all left out; with no plan at all there is one answer for all."""
    accepted = {one.id for one in plan.accepted}
    wrong = [name for name in titles if name in accepted]
    if wrong:
        faults = [
            Fault(
                f"--title {name}", f"{project.title(name).name} is in the plan", "a title left out"
            )
            for name in wrong
        ]
        raise InputError("--title", faults)
    return list(dict.fromkeys(titles)) or [t.id for t in project.titles if t.id not in accepted]
