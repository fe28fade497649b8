"""The jobs on documents that are sent: where to make a title, and its scenes in days."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kachinko.service.jobs.document import lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.service.jobs.asked import LocateAsked, OrderAsked, StageAsked
    from kachinko.service.jobs.place import Bench
    from kachinko.service.locating import Asked as LocateQuestion
    from kachinko.service.ordering import Wanted
    from kachinko.service.shooting_stages import Effort
    from kachinko.shooting.plan.incumbent import Progress

DEFAULT_SECONDS = 60.0
LOCATE_STEPS = (
    "prices and incentives", "draws", "what would change the answer", "stages", "writing",
)  # fmt: skip
"""What a memo's progress begins with, in this order."""


def locate(asked: LocateAsked, bench: Bench) -> None:
    """Compare the places where a title could be made, as a memo in four forms.

    Raises
    ------
    InputError
        With every fault of the documents; also where the places name a file that was not sent.
    """
    from kachinko.service.locating import locate_and_hand_over, read_question
    from kachinko.service.locating_page import hand_over_page

    question = read_question(_question(asked, bench))
    memo, _ = locate_and_hand_over(
        question,
        bench.out,
        draws=asked.draws,
        seed=asked.seed,
        lang=asked.lang,
        clock=time.monotonic,
        halt=bench.halt,
        on_progress=lambda doing: bench.tell(_step(doing)),
    )
    hand_over_page(question, memo, bench.out)
    cheapest = memo.places[0]
    bench.tell({"cheapest": cheapest.id, "net": str(cheapest.net), "currency": memo.currency})


def _step(doing: str) -> dict[str, object]:
    """What is being done, and how many of the steps are behind it."""
    step = doing.partition(":")[0]
    told: dict[str, object] = {"doing": doing}
    if step in LOCATE_STEPS:
        told |= {"done": LOCATE_STEPS.index(step), "total": len(LOCATE_STEPS)}
    return told


def _question(asked: LocateAsked, bench: Bench) -> LocateQuestion:
    from kachinko.files import load_project
    from kachinko.service.locating import Asked, must_be_there

    rates = () if asked.rates is None else (asked.rates,)
    paths = lay_out((asked.places, *asked.documents, *rates), bench.sent)
    must_be_there(paths[0], load_project(bench.project))
    return Asked(
        bench.project,
        asked.title,
        paths[0],
        asked.as_of or datetime.now(UTC).date(),
        asked.only,
        asked.discount,
        paths[-1] if rates else None,
        asked.setting,
    )


def order(asked: OrderAsked, bench: Bench) -> None:
    """Order the scenes of a shooting into days; with a base, within the dates of its plan."""
    if asked.base is not None:
        _order_within(asked, bench)
        return
    (source,) = lay_out([asked.shooting], bench.sent)
    seconds = asked.seconds
    if seconds is None and asked.steps is None:
        seconds = DEFAULT_SECONDS
    if source.suffix.lower() == ".dat":
        _order_talent(asked, bench, source, seconds or DEFAULT_SECONDS)
        return
    from kachinko.service.ordering import order_scenes
    from kachinko.shooting.limits import Limits

    def on_progress(progress: Progress) -> None:
        bench.tell(
            {
                "seconds": round(progress.seconds, 1),
                "days": progress.days,
                "cost": None if progress.cost is None else str(progress.cost),
                "bound": str(progress.bound),
                "left": progress.left,
                "doing": progress.doing,
            }
        )

    ordered = order_scenes(
        source,
        bench.out,
        limits=Limits(seconds, asked.steps),
        seed=asked.seed,
        workers=asked.workers,
        halt=bench.halt,
        on_progress=on_progress,
        currency=asked.currency or "",
        start=asked.start,
        rules=asked.rules,
        wanted=_wanted(asked),
        on_doing=lambda doing: bench.tell({"doing": doing}),
    )
    board = ordered.board
    bench.tell(
        {
            "status": board.status,
            "cost": None if board.cost is None else str(board.cost),
            "bound": None if board.cost_bound is None else str(board.cost_bound),
            "conflict": list(board.conflict),
            "remarks": list(ordered.remarks),
        }
    )


def _order_talent(asked: OrderAsked, bench: Bench, source: Path, seconds: float) -> None:
    """A talent scheduling instance has no board: its order is ``order.json``."""
    from kachinko.service.talent_order import order_instance

    _, found = order_instance(
        source,
        seconds=seconds,
        seed=asked.seed,
        workers=asked.workers,
        halt=bench.halt,
        on_progress=lambda best: bench.tell({"total": best.total, "bound": best.bound}),
    )
    told = {"total": found.total, "bound": found.bound, "proven": found.proven}
    document = {
        **told, "waiting": found.waiting, "seconds": round(found.seconds, 3),
        "order": [scene + 1 for scene in found.order],
    }  # fmt: skip
    bench.out.mkdir(parents=True, exist_ok=True)
    (bench.out / "order.json").write_text(json.dumps(document) + "\n", encoding="utf-8")
    bench.tell(told)


def _order_within(asked: OrderAsked, bench: Bench) -> None:
    from kachinko.service.shooting_stages import order_within_plan

    assert asked.title is not None  # goes with the base
    keep = () if asked.keep is None else (asked.keep,)
    source, *kept = lay_out((asked.shooting, *keep), bench.sent)
    held = order_within_plan(
        source,
        bench.project,
        bench.plan,
        asked.title,
        bench.out,
        _effort(asked, bench, asked.seconds or DEFAULT_SECONDS),
        keep=kept[0] if kept else None,
        free_places=asked.free_places,
        wanted=_wanted(asked),
    )
    board, moved = held.board, held.moved
    bench.tell(
        {
            "status": board.status,
            "cost": None if board.cost is None else str(board.cost),
            "bound": None if board.cost_bound is None else str(board.cost_bound),
            "moved": None if moved is None else len(moved),
        }
    )


def stage(asked: StageAsked, bench: Bench) -> None:
    """Plan the sets of a title from its scenes, and order the scenes within that plan."""
    from kachinko.service.script_to_stage import stage_title

    (source,) = lay_out([asked.shooting], bench.sent)
    staged = stage_title(
        source,
        bench.project,
        asked.title,
        bench.out,
        _effort(asked, bench, asked.seconds),
        now=datetime.now(UTC),
        free_places=asked.free_places,
        wanted=_wanted(asked),
    )
    bench.leave_project(staged.project)
    bench.tell({"status": staged.plan.status, "has_board": staged.worth is not None})


def _wanted(asked: OrderAsked | StageAsked) -> Wanted | None:
    from kachinko.service.ordering import Wanted

    return Wanted(asked.lang, asked.paper) if asked.documents else None


def _effort(asked: OrderAsked | StageAsked, bench: Bench, seconds: float) -> Effort:
    from kachinko.service.shooting_stages import Effort

    def on_progress(doing: str, spent: float) -> None:
        bench.tell({"doing": doing, "seconds": round(spent, 1)})

    return Effort(seconds, asked.seed, asked.workers, bench.halt, on_progress)
