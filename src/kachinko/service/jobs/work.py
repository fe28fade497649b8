"""The kinds of long work, each the same use case that the command line has."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kachinko.service.jobs.record import FrontierAsked, PlanAsked, SweepAsked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.service.jobs.record import Asked
    from kachinko.staging.frontier.find import Step
    from kachinko.staging.incumbent import Progress
    from kachinko.sweep.conduct import Progress as SweepProgress

MIX = "mix.yaml"
SWEEP = "sweep.yaml"


def work(
    asked: Asked, project: Path, out: Path, halt: Halt, tell: Callable[[dict[str, Any]], None]
) -> None:
    """Do what is asked of the project; its files stand in `out` at the end.

    Raises
    ------
    KachinkoError
        When it cannot be done.
    """
    match asked:
        case PlanAsked():
            _plan(asked, project, out, halt, tell)
        case FrontierAsked():
            _frontier(asked, project, out, halt, tell)
        case SweepAsked():
            _sweep(asked, project, out, halt, tell)


def _plan(
    asked: PlanAsked, project: Path, out: Path, halt: Halt, tell: Callable[[dict[str, Any]], None]
) -> None:
    from kachinko.service.planning import plan_and_hand_over
    from kachinko.staging.limits import Limits

    def on_progress(progress: Progress) -> None:
        tell(
            {
                "seconds": round(progress.seconds, 1),
                "titles_in": progress.titles_in,
                "titles": progress.titles,
                "value": progress.value,
                "bound": progress.bound,
                "doing": progress.doing,
            }
        )

    planned = plan_and_hand_over(
        project,
        out,
        limits=Limits(asked.seconds, asked.iterations),
        seed=asked.seed,
        workers=asked.workers,
        halt=halt,
        on_progress=on_progress,
        now=datetime.now(UTC),
    )
    plan = planned.plan
    tell({"status": plan.status, "value": plan.value, "bound": plan.value_bound})


def _frontier(
    asked: FrontierAsked,
    project: Path,
    out: Path,
    halt: Halt,
    tell: Callable[[dict[str, Any]], None],
) -> None:
    import yaml

    from kachinko.service.frontier import Question, find_and_hand_over

    def on_step(step: Step) -> None:
        tell(
            {
                "seconds": round(step.seconds, 1),
                "case": step.case,
                "done": step.done,
                "cases": step.cases,
                "lower": step.lower,
                "upper": step.upper,
            }
        )

    mix = None
    if asked.shares is not None:
        mix = project.with_name(MIX)
        mix.write_text(yaml.safe_dump({"shares": asked.shares}), encoding="utf-8")
    claim = None if asked.claim is None else Fraction(str(asked.claim))
    find_and_hand_over(
        project,
        out,
        Question(mix, asked.levers, claim, asked.changes),
        seconds=asked.seconds,
        seed=asked.seed,
        workers=asked.workers,
        clock=time.monotonic,
        halt=halt,
        on_step=on_step,
    )


def _sweep(
    asked: SweepAsked, project: Path, out: Path, halt: Halt, tell: Callable[[dict[str, Any]], None]
) -> None:
    import yaml

    from kachinko.service.sweeping import sweep_and_compare

    def on_progress(progress: SweepProgress) -> None:
        tell(
            {
                "done": progress.done,
                "total": progress.total,
                "failed": progress.failed,
                "running": list(progress.running),
                "seconds_left": progress.seconds_left,
            }
        )

    file = project.with_name(SWEEP)
    document = asked.sweep.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = yaml.safe_dump(document | {"project": project.name}, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    sweep_and_compare(
        file,
        out,
        jobs=asked.at_once,
        cluster=None,
        stop=lambda: halt.thrown,
        clock=time.monotonic,
        on_progress=on_progress,
    )
