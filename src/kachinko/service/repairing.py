"""Use case: read project, plan and changes, repair, check independently, hand over with a diff."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files import load_project
from kachinko.files.changes import changed
from kachinko.files.plan import load_plan
from kachinko.model.change import TitleJoins
from kachinko.model.errors import Fault, InputError, OutputError
from kachinko.service.planning import UnsoundPlanError, make_sure_of, versions
from kachinko.staging.check import check_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.report.diff import DiffWords
    from kachinko.staging.repair.diff import PlanDiff
    from kachinko.staging.repair.repairer import Repaired
    from kachinko.staging.repair.search import Progress
    from kachinko.staging.repair.weights import Weights

PROJECT_FILE = "project.yaml"
"""The changed project, beside the repaired plan."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be repaired."""

    project: Path
    plan: Path
    changes_file: Path | None
    changes: Sequence[str]
    freeze: date | None
    weights: Weights
    out_dir: Path
    lang: str = "en"
    """Of the documents."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A repaired plan with its diff and the files that were written."""

    project: Project
    """With the changes."""
    repaired: Repaired
    diff: PlanDiff
    words: DiffWords
    files: list[Path]
    """Empty where there is no plan."""

    @property
    def plan(self) -> Plan:
        """The repaired plan."""
        return self.repaired.plan


def repair_and_hand_over(
    order: Order,
    *,
    seconds: float,
    seed: int,
    workers: int,
    halt: Halt,
    on_progress: Callable[[Progress], None],
    now: datetime,
) -> Delivery:
    """Repair a plan and write it with its diff and the changed project, all files or none.

    Where no plan has all the titles that must be made, nothing is written.

    Raises
    ------
    InputError
        When project, plan or changes cannot be used; all faults of the changes at once.
    OutputError
        When the folder cannot be written, or holds the very plan or project that is read.
    UnsoundPlanError
        When the independent checker rejects the repaired plan.
    """
    earlier, before = load_project(order.project), load_plan(order.plan)
    _is_a_plan(before, order.plan)
    project, changes = changed(earlier, order.changes_file, order.changes)
    _keeps_what_it_reads(order)
    make_sure_of(order.out_dir)
    from kachinko.staging.repair.compare import compare
    from kachinko.staging.repair.repairer import repair_plan

    repaired = repair_plan(
        project,
        before,
        clock=time.monotonic,
        joining={change.title.id for change in changes if isinstance(change, TitleJoins)},
        freeze=order.freeze,
        weights=order.weights,
        seconds=seconds,
        seed=seed,
        workers=workers,
        halt=halt,
        on_progress=on_progress,
        versions=versions(),
    )
    there_is_a_plan = repaired.plan.status in ("optimal", "feasible")
    if there_is_a_plan:
        _is_sound(project, repaired.plan)
    sentences = [
        f"{change.sentence} ({change.why})" if change.why else change.sentence for change in changes
    ]
    diff = compare(project, before, repaired, sentences)
    from kachinko.report.diff import DiffWords

    words = DiffWords(earlier, project)
    files: list[Path] = []
    if there_is_a_plan:
        files = _write(project, repaired.plan, diff, words, order, now)
    return Delivery(project, repaired, diff, words, files)


def _is_a_plan(plan: Plan, path: Path) -> None:
    if plan.status not in ("optimal", "feasible"):
        fault = Fault(path.name, f"its status is {plan.status}", "a file that holds a plan")
        raise InputError(path.name, [fault])


def _keeps_what_it_reads(order: Order) -> None:
    """The earlier plan and project stay as they are, so that a repair can be undone."""
    out = order.out_dir.resolve()
    read = {order.plan.resolve(): "plan", order.project.resolve(): "project"}
    for path, what in read.items():
        if path == out or path.parent == out:
            raise OutputError(
                f"{order.out_dir} holds the {what} that is repaired, which stays as it is.",
                hint="Name another folder with --out.",
            )


def _is_sound(project: Project, plan: Plan) -> None:
    result = check_plan(project, plan)
    if not result.ok:
        raise UnsoundPlanError(
            f"the repaired plan breaks {len(result.breaches)} rules, the first: "
            f"{result.breaches[0].sentence}",
            hint="This is a fault in Kachinko; nothing was written. Please report it.",
        )


def _write(
    project: Project, plan: Plan, diff: PlanDiff, words: DiffWords, order: Order, now: datetime
) -> list[Path]:
    from kachinko.files.yaml_writer import write_file
    from kachinko.report.diff_page import render_diff
    from kachinko.report.diff_workbook import diff_workbook
    from kachinko.service.hand_over import hand_over

    beside: dict[str, bytes | str] = {
        PROJECT_FILE: write_file(project, explain=False),
        "diff.html": render_diff(words, diff, plan, order.lang),
        "diff.xlsx": diff_workbook(words, diff, plan, order.lang),
    }
    return hand_over(project, plan, order.out_dir, now=now, beside=beside, lang=order.lang)
