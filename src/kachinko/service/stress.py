"""Use case: read a project with its plan, stress the plan, hand the findings over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files import load_project
from kachinko.files.plan import load_plan
from kachinko.files.records import load_record
from kachinko.files.yaml_reader import read_file
from kachinko.model.errors import Fault, InputError
from kachinko.staging.check import check_plan
from kachinko.staging.stress.ranges import Ranges, names_not_in
from kachinko.staging.stress.run import stress_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.check import CheckResult
    from kachinko.staging.stress.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Case:
    """A project, a plan of it, the ranges to draw from, and what the checker says of the plan."""

    project: Project
    plan: Plan
    ranges: Ranges
    check: CheckResult


def read_case(project_path: Path, plan_path: Path, ranges_path: Path | None) -> Case:
    """Read what a stress needs and check the plan; its own figures are not held against it.

    Raises
    ------
    InputError
        When project, plan or ranges cannot be used.
    """
    project, plan = load_project(project_path), load_plan(plan_path)
    ranges = load_ranges(ranges_path, project) if ranges_path is not None else Ranges()
    found = check_plan(project, plan)
    if plan.status in ("optimal", "feasible"):
        # Only its dates count here, and those of a workbook may have been edited by hand.
        plan = plan.model_copy(
            update={
                "status": "feasible",
                "value": found.value,
                "value_bound": max(plan.value_bound, found.value),
                "cost": found.cost,
                "cost_bound": None,
            }
        )
        found = check_plan(project, plan)
    return Case(project, plan, ranges, found)


def load_ranges(path: Path, project: Project) -> Ranges:
    """Read a YAML file of ranges.

    Raises
    ------
    InputError
        With every fault at once: of values, and of names that the project has not.
    """
    ranges, faults = Ranges(), []
    try:
        ranges, source = load_record(path, Ranges)
    except InputError as error:
        faults = list(error.faults)
        source = read_file(path)
    if not source.broken:
        faults += [
            Fault(source.where_key(at), what, right)
            for at, what, right in names_not_in(project, source.tree)
        ]
    if faults:
        raise InputError(str(path), faults)
    return ranges


def stress_and_hand_over(
    case: Case,
    out_dir: Path | None,
    *,
    draws: int,
    seed: int,
    on_progress: Callable[[int, int, str], None],
    is_halted: Callable[[], bool],
    lang: str = "en",
) -> tuple[Outcome, list[Path]]:
    """Stress a plan that keeps all rules, and write stress.html and stress.xlsx where asked to.

    Both are in the language `lang`.

    Raises
    ------
    InputError
        When the ranges are beyond reason.
    OutputError
        When `out_dir` cannot be written, which is found out before the work begins.
    """
    if out_dir is not None:
        from kachinko.service.planning import make_sure_of

        make_sure_of(out_dir)
    outcome = stress_plan(
        case.project,
        case.plan,
        case.ranges,
        draws=draws,
        seed=seed,
        on_progress=on_progress,
        is_halted=is_halted,
    )
    if out_dir is None:
        return outcome, []
    from kachinko.files.atomic import replace_files
    from kachinko.report.stress_page import render_stress
    from kachinko.report.stress_workbook import stress_workbook

    contents: dict[Path, bytes | str] = {
        out_dir / "stress.html": render_stress(case.project, outcome, lang=lang),
        out_dir / "stress.xlsx": stress_workbook(case.project, outcome, lang),
    }
    return outcome, replace_files(contents)
