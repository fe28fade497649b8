"""The job that tries changes for a title: value, cost and dates before and after."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kachinko.model.money import plain_number

if TYPE_CHECKING:
    from decimal import Decimal

    from kachinko.service.jobs.asked import TrialAsked
    from kachinko.service.jobs.place import Bench
    from kachinko.staging.repair.search import Progress

TRIED = "tried.json"
"""The plan that was found; by another name than a plan of the project, which it is not yet."""
TRIAL = "trial.json"


def trial(asked: TrialAsked, bench: Bench) -> None:
    """Try changes on a plan, as ``trial.json``; with the plan where the title is let in.

    Raises
    ------
    InputError
        When project, plan or changes cannot be used.
    UnsoundPlanError
        When the independent checker rejects the plan that was found.
    """
    from kachinko.files.plan_json import dump_plan
    from kachinko.report.diff_json import diff_document
    from kachinko.service.trying import Trial, try_changes

    def on_progress(progress: Progress) -> None:
        seconds = round(progress.seconds, 1)
        bench.tell({"seconds": seconds, "points": progress.points, "doing": progress.doing})

    found = try_changes(
        Trial(bench.project, bench.plan, asked.title, asked.changes),
        seconds=asked.seconds,
        seed=asked.seed,
        workers=asked.workers,
        halt=bench.halt,
        on_progress=on_progress,
    )
    diff = diff_document(found.diff)
    diff |= {
        "cost_before": _exact(found.diff.cost_before),
        "cost_after": _exact(found.diff.cost_after),
    }
    bench.out.mkdir(parents=True, exist_ok=True)
    document = {
        "title": asked.title,
        "admitted": found.admitted,
        "currency": found.project.currency,
        **diff,
    }
    (bench.out / TRIAL).write_text(
        json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    if found.admitted:
        (bench.out / TRIED).write_bytes(dump_plan(found.plan).encode())
        bench.leave_project(found.project)
    bench.tell({"admitted": found.admitted, "value": found.plan.value})


def _exact(amount: Decimal | None) -> int | float | str | None:
    return None if amount is None else plain_number(amount)
