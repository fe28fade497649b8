"""The jobs that stand on a plan: why it leaves titles out, its repair, and how its dates stand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from kachinko.service.jobs.asked import ExplainAsked, RepairAsked, StressAsked
    from kachinko.service.jobs.place import Bench
    from kachinko.service.stress import Case
    from kachinko.staging.repair.search import Progress

CHANGES = "changes.yaml"
RANGES = "ranges.yaml"
MOST_BREACHES = 20


def explain(asked: ExplainAsked, bench: Bench) -> None:
    """Explain what a plan leaves out, as ``explain.json``, and the plan with it in its files."""
    from kachinko.service.explaining import Question, explain_and_hand_over

    base = None if asked.base is None else bench.plan
    explained = explain_and_hand_over(
        Question(bench.project, base, asked.titles, bench.out, asked.lang),
        seconds=asked.seconds,
        workers=asked.workers,
        halt=bench.halt,
        on_progress=lambda doing: bench.tell({"doing": doing}),
        now=datetime.now(UTC),
    )
    document = {
        "interrupted": bench.halt.thrown,
        "complete": explained.complete,
        "status": explained.plan.status,
        "value": explained.plan.value,
        "explanations": [one.model_dump(mode="json") for one in explained.explanations],
    }
    _write(bench, "explain.json", document)
    outcomes = [one.outcome for one in explained.explanations]
    bench.tell(
        {
            "complete": explained.complete,
            **{name: outcomes.count(name) for name in ("impossible", "possible", "unknown")},
        }
    )


def repair(asked: RepairAsked, bench: Bench) -> None:
    """Repair a plan after changes; where none has all that must be made, only the diff is left."""
    import yaml

    from kachinko.report.diff_json import diff_document
    from kachinko.service.repairing import Order, repair_and_hand_over
    from kachinko.staging.repair.weights import Weights

    def on_progress(progress: Progress) -> None:
        bench.tell(
            {
                "seconds": round(progress.seconds, 1),
                "missing": progress.missing,
                "points": progress.points,
                "bound": progress.bound,
                "doing": progress.doing,
            }
        )

    file = bench.folder / CHANGES
    changes = asked.model_dump(mode="json", by_alias=True, include={"changes"})
    file.write_text(yaml.safe_dump(changes, allow_unicode=True), encoding="utf-8")
    weights = asked.weights
    delivery = repair_and_hand_over(
        Order(
            bench.project,
            bench.plan,
            file,
            (),
            asked.freeze,
            Weights(weights.stage, weights.move, weights.day),
            bench.out,
            asked.lang,
        ),
        seconds=asked.seconds,
        seed=asked.seed,
        workers=asked.workers,
        halt=bench.halt,
        on_progress=on_progress,
        now=datetime.now(UTC),
    )
    _write(bench, "diff.json", diff_document(delivery.diff))
    if delivery.files:
        bench.leave_project(delivery.project)
    bench.tell(
        {
            "status": delivery.plan.status,
            "points": delivery.diff.points,
            "bound": delivery.diff.bound,
            "untouched": delivery.diff.untouched,
        }
    )


def stress(asked: StressAsked, bench: Bench) -> None:
    """Play a plan out many times, as ``stress.json`` beside the page and the workbook.

    Raises
    ------
    InputError
        When the plan breaks a rule or holds no title.
    """
    import yaml

    from kachinko.service.stress import read_case, stress_and_hand_over

    ranges = None
    if asked.ranges is not None:
        ranges = bench.folder / RANGES
        document = asked.ranges.model_dump(mode="json", exclude_defaults=True)
        ranges.write_text(yaml.safe_dump(document), encoding="utf-8")
    case = read_case(bench.project, bench.plan, ranges)
    _can_be_played(case)

    def on_progress(done: int, total: int, doing: str) -> None:
        bench.tell({"done": done, "total": total, "doing": doing})

    outcome, _ = stress_and_hand_over(
        case,
        bench.out,
        draws=asked.draws,
        seed=asked.seed,
        on_progress=on_progress,
        is_halted=lambda: bench.halt.thrown,
        lang=asked.lang,
    )
    _write(bench, "stress.json", {"interrupted": bench.halt.thrown, **outcome.as_dict()})
    slate = outcome.slate
    bench.tell(
        {
            "draws": outcome.draws,
            "all_keep_dates": slate.all_keep_dates,
            "all_on_plan": slate.all_on_plan,
        }
    )


def _can_be_played(case: Case) -> None:
    faults = [Fault("base", breach.sentence.rstrip(".")) for breach in case.check.breaches]
    if not faults and not case.plan.accepted:
        faults = [Fault("base", "its plan has no title in it", "a plan with a title")]
    if faults:
        raise InputError("the plan", faults[:MOST_BREACHES])


def _write(bench: Bench, name: str, document: dict[str, Any]) -> None:
    bench.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    (bench.out / name).write_text(text + "\n", encoding="utf-8")
