"""Use case: from a shooting to its stage plan, and to a board within the plan's dates."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kachinko.files import load_project
from kachinko.model.errors import Fault, InputError
from kachinko.service.planning import UnsoundPlanError, make_sure_of, versions
from kachinko.service.shooting_stages import (
    Effort,
    board_files,
    faults_of,
    find_board,
    keeps_what_it_reads,
    load_scenes,
    started,
)
from kachinko.shooting.check import worth_of
from kachinko.shooting.stages.change import title_changes
from kachinko.shooting.stages.dates import shooting_from_plan
from kachinko.shooting.stages.title import title_from_shooting
from kachinko.staging.check import check_plan

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kachinko.model.board import Board
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.model.shooting import Shooting
    from kachinko.service.ordering import Wanted
    from kachinko.shooting.check import Worth
    from kachinko.shooting.savings import Savings

PROJECT_FILE = "project.yaml"
FIRST_BOARD, PLAN = 0.3, 0.3
"""Shares of the time; the board within the plan has the rest."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A title from its scenes to the stage plan and back, as far as it came."""

    project: Project
    """With the title's sets, days and cast."""
    changes: list[str]
    remarks: tuple[str, ...]
    free: Board
    """The board without a stage plan, whose days were counted."""
    plan: Plan
    shooting: Shooting | None
    """With the plan's dates; None where the plan leaves the title out."""
    board: Board | None
    worth: Worth | None
    savings: Savings | None
    """None where they were not sought."""
    files: list[Path]


def stage_title(
    shooting_path: Path,
    project_path: Path,
    title_id: str,
    out_dir: Path,
    effort: Effort,
    *,
    now: datetime,
    free_places: bool = False,
    wanted: Wanted | None = None,
) -> Staged:
    """Order a title's scenes, give its sets to the project, plan, and order again within the plan.

    Plan and board are checked independently before anything is written. Where the plan leaves the
    title out, project and plan are written, which say why, and no board.

    Parameters
    ----------
    effort
        Of all three searches together.
    now
        The instant (UTC) that the calendars of the plan bear.
    free_places
        Hold only sets on stages to the plan's dates.
    wanted
        The documents beside the board, whose language the plan's have too; None: none.

    Raises
    ------
    InputError
        When a file cannot be used, the project lacks what no script says, or the scenes have no
        board even without a stage plan.
    OutputError
        When `out_dir` cannot be written, or holds what is read.
    UnsoundPlanError
        When one of the independent checkers rejects what was made.
    """
    project = load_project(project_path)
    shooting = load_scenes(shooting_path, project, title_id)
    keeps_what_it_reads(out_dir, {"shooting": shooting_path, "project": project_path})
    make_sure_of(out_dir)
    first = started(shooting, project, title_id)
    begun = time.monotonic()
    free = find_board(
        first, replace(effort, seconds=effort.seconds * FIRST_BOARD), what="first board"
    )
    if not free.days:
        what = "its scenes have no board even without a stage plan"
        faults = [Fault(shooting_path.name, sentence) for sentence in free.conflict]
        raise InputError(str(shooting_path), [Fault(shooting_path.name, what), *faults])
    with faults_of(project_path):
        taken = title_from_shooting(shooting, free, project, title_id)
    plan = _plan(taken.project, effort)
    files: dict[str, bytes | str] = {}
    held, board, found = None, None, None
    if planned := next((each for each in plan.accepted if each.id == title_id), None):
        held = shooting_from_plan(shooting, plan, title_id, free_places=free_places)
        left = effort.seconds - (time.monotonic() - begun)
        rest = max(left, effort.seconds * (1 - FIRST_BOARD - PLAN))
        board = find_board(held, replace(effort, seconds=rest), what="board within the plan")
        found, made = board_files(held, board, planned.sets, effort, wanted)
        files |= made
    return Staged(
        project=taken.project,
        changes=title_changes(project.title(title_id), taken.title),
        remarks=taken.remarks,
        free=free,
        plan=plan,
        shooting=held,
        board=board,
        worth=worth_of(held, board) if held is not None and board and board.days else None,
        savings=found,
        files=_write(taken.project, plan, out_dir, files, now, wanted.lang if wanted else "en"),
    )


def _plan(project: Project, effort: Effort) -> Plan:
    from kachinko.staging.limits import Limits
    from kachinko.staging.planner import plan_project

    plan = plan_project(
        project,
        limits=Limits(effort.seconds * PLAN, None),
        clock=time.monotonic,
        seed=effort.seed,
        workers=effort.workers,
        halt=effort.halt,
        on_progress=lambda now: effort.on_progress(f"stage plan: {now.doing}", now.seconds),
        versions=versions(),
    )
    result = check_plan(project, plan)
    if not result.ok:
        raise UnsoundPlanError(
            f"the plan breaks {len(result.breaches)} rules, the first: "
            f"{result.breaches[0].sentence}",
            hint="This is a fault in Kachinko; nothing was written. Please report it.",
        )
    return plan


def _write(
    project: Project,
    plan: Plan,
    out_dir: Path,
    files: dict[str, bytes | str],
    now: datetime,
    lang: str,
) -> list[Path]:
    from kachinko.files.yaml_writer import write_file
    from kachinko.service.hand_over import hand_over

    files |= {PROJECT_FILE: write_file(project, explain=False)}
    return hand_over(project, plan, out_dir, now=now, beside=files, lang=lang)
