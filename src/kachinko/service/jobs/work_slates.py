"""The jobs of a whole slate: its plan, how many titles a year it carries, many scenarios."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.service.jobs.asked import FrontierAsked, PlanAsked, SweepAsked
    from kachinko.service.jobs.place import Bench
    from kachinko.staging.frontier.find import Step
    from kachinko.staging.incumbent import Progress
    from kachinko.sweep.conduct import Progress as SweepProgress

MIX = "mix.yaml"
SWEEP = "sweep.yaml"


def plan(asked: PlanAsked, bench: Bench) -> None:
    """Plan the project, around what is firm in the ledger where that is asked for."""
    from kachinko.files.plan import load_plan
    from kachinko.service.jobs.ledger_seen import LedgerSeen
    from kachinko.service.planning import plan_and_hand_over
    from kachinko.staging.limits import Limits

    def on_progress(progress: Progress) -> None:
        bench.tell(
            {
                "seconds": round(progress.seconds, 1),
                "titles_in": progress.titles_in,
                "titles": progress.titles,
                "value": progress.value,
                "bound": progress.bound,
                "doing": progress.doing,
            }
        )

    ledger = None
    if asked.ledger:
        ledger = LedgerSeen.model_validate_json(bench.ledger.read_bytes()).state
    planned = plan_and_hand_over(
        bench.project,
        bench.out,
        limits=Limits(asked.seconds, asked.iterations),
        seed=asked.seed,
        workers=asked.workers,
        halt=bench.halt,
        on_progress=on_progress,
        now=datetime.now(UTC),
        ledger=ledger,
        start=None if asked.base is None else load_plan(bench.plan),
        lang=asked.lang,
    )
    made = planned.plan
    bench.tell(
        {
            "status": made.status, "value": made.value, "bound": made.value_bound,
            "remarks": list(planned.remarks),
        }
    )  # fmt: skip


def frontier(asked: FrontierAsked, bench: Bench) -> None:
    """Find how many titles a year the stages carry."""
    import yaml

    from kachinko.service.frontier import Question, find_and_hand_over

    def on_step(step: Step) -> None:
        bench.tell(
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
        mix = bench.folder / MIX
        mix.write_text(yaml.safe_dump({"shares": asked.shares}), encoding="utf-8")
    claim = None if asked.claim is None else Fraction(str(asked.claim))
    find_and_hand_over(
        bench.project,
        bench.out,
        Question(mix, asked.levers, claim, asked.changes),
        seconds=asked.seconds,
        seed=asked.seed,
        workers=asked.workers,
        clock=time.monotonic,
        halt=bench.halt,
        on_step=on_step,
        lang=asked.lang,
    )


def sweep(asked: SweepAsked, bench: Bench) -> None:
    """Plan many scenarios of the project, and lay them beside each other."""
    import yaml

    from kachinko.service.sweeping import sweep_and_compare

    def on_progress(progress: SweepProgress) -> None:
        bench.tell(
            {
                "done": progress.done,
                "total": progress.total,
                "failed": progress.failed,
                "running": list(progress.running),
                "seconds_left": progress.seconds_left,
            }
        )

    file = bench.folder / SWEEP
    document = asked.sweep.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = yaml.safe_dump(document | {"project": bench.project.name}, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    sweep_and_compare(
        file,
        bench.out,
        jobs=asked.at_once,
        cluster=None,
        stop=lambda: bench.halt.thrown,
        clock=time.monotonic,
        on_progress=on_progress,
        lang=asked.lang,
    )
