"""Use case: read a project, plan it, check the plan independently, hand it over."""

from __future__ import annotations

import platform
import time
from dataclasses import dataclass
from importlib.metadata import version
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from kachinko.files import load_project
from kachinko.model.errors import KachinkoError, OutputError
from kachinko.service.ledger_start import as_of_ledger
from kachinko.staging.check import check_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.service.ledger_fixed import Fixed
    from kachinko.service.ledger_planning import LedgerState
    from kachinko.staging.incumbent import Progress
    from kachinko.staging.limits import Limits


class UnsoundPlanError(KachinkoError):
    """The planner made a plan that its own checker rejects: a fault of ours, so nothing is kept."""

    code = "UNSOUND"


@dataclass(frozen=True, slots=True)
class Planned:
    """A project with its plan, checked, and the files that were written."""

    project: Project
    plan: Plan
    files: list[Path]
    remarks: tuple[str, ...] = ()
    """What of the ledger was taken as fixed."""


def plan_and_hand_over(
    source: Path,
    out_dir: Path,
    *,
    limits: Limits,
    seed: int,
    workers: int,
    halt: Halt,
    on_progress: Callable[[Progress], None],
    now: datetime,
    ledger: LedgerState | None = None,
    start: Plan | None = None,
    lang: str = "en",
) -> Planned:
    """Plan the project at `source` and write the plan into `out_dir`, all files or none.

    With a `ledger`, what is firm there is fixed. With a `start`, the search begins with what of
    that plan still holds. The documents are in the language `lang`.

    Raises
    ------
    InputError
        When the project cannot be used, or contradicts what is booked.
    OutputError
        When `out_dir` cannot be written, which is found out before the long work begins.
    UnsoundPlanError
        When the independent checker rejects the plan.
    """
    project = load_project(source)
    make_sure_of(out_dir)
    fixed = None if ledger is None else ledger.fixed(project, start)
    # The solver, and the writers of workbooks and calendars below, take seconds to load: faults
    # of the input, and a first plan, are told before.
    from kachinko.staging.planner import plan_project

    plan = plan_project(
        project if fixed is None else fixed.project,
        limits=limits,
        clock=time.monotonic,
        seed=seed,
        workers=workers,
        halt=halt,
        on_progress=on_progress,
        versions=versions(),
        start=start if fixed is None or start is None else as_of_ledger(fixed, start),
        pins=None if fixed is None else fixed.pins,
    )
    if ledger is not None and fixed is not None:
        plan = _with_ledger(project, plan, fixed, ledger)
    result = check_plan(project, plan)
    if not result.ok:
        raise UnsoundPlanError(
            f"the plan breaks {len(result.breaches)} rules, the first: "
            f"{result.breaches[0].sentence}",
            hint="This is a fault in Kachinko; nothing was written. Please report it.",
        )
    from kachinko.service.hand_over import hand_over

    files = hand_over(project, plan, out_dir, now=now, lang=lang)
    return Planned(project, plan, files, () if fixed is None else fixed.remarks)


def _with_ledger(project: Project, plan: Plan, fixed: Fixed, ledger: LedgerState) -> Plan:
    from kachinko.service.ledger_planning import as_of_project, clashes

    plan = as_of_project(project, fixed, plan, ledger.last_event)
    against = clashes(project, plan, fixed, ledger.records)
    if against:
        raise UnsoundPlanError(
            f"the plan goes against the ledger, first: {against[0]}.",
            hint="This is a fault in Kachinko; nothing was written. Please report it.",
        )
    return plan


def versions() -> dict[str, str]:
    """The makers of a plan, by name."""
    return {
        "kachinko": version("kachinko"),
        "python": platform.python_version(),
        "ortools": version("ortools"),
        "holidays": version("holidays"),
    }


def make_sure_of(folder: Path) -> None:
    """Find out now, not after a minute of planning, whether the folder can be written.

    Raises
    ------
    OutputError
        When it cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            f"cannot write into {folder}: {error.strerror or error}.",
            hint="Name another folder with --out, or make this one writable.",
        ) from None
