"""What the verbs between board and stage plan say to people, and to programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kachinko.cli.shoot_savings import saving_lines, savings_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.board import Board
    from kachinko.service.script_to_stage import Staged
    from kachinko.service.shooting_stages import Held
    from kachinko.shooting.check import Worth
    from kachinko.shooting.savings import Savings


def changed_lines(title: str, changes: list[str], remarks: Sequence[str]) -> list[str]:
    """What a title has otherwise, and what it could not take along."""
    lines = [f"{title}: {change}." for change in changes] or [f"{title}: nothing changes."]
    return lines + [f"Note: {remark}." for remark in remarks]


def story(staged: Staged, title: str) -> list[str]:
    """What a person wants to know of a title that was staged, in a few lines."""
    from kachinko.cli.plan import summary

    lines = changed_lines(title, staged.changes, staged.remarks)
    lines += summary(staged.project, staged.plan)
    if staged.board is None:
        return [*lines, "No board: the plan leaves the title out."]
    planned = next(each for each in staged.plan.accepted if each.id == title)
    lines += [f"{each.id}: shot {each.shoot.span} on {each.stage}." for each in planned.sets]
    lines += [f"{each.id}: shot {each.span}." for each in planned.location_blocks]
    if staged.free.cost is not None:
        first = f"{len(staged.free.days)} days, cost {staged.free.currency} {staged.free.cost:,.0f}"
        lines.append(f"Without a stage plan: {first}.")
    return [*lines, *board_lines(staged.board, staged.worth, staged.savings)]


def board_lines(board: Board, worth: Worth | None, found: Savings | None) -> list[str]:
    """What a board within a plan comes to, or why there is none."""
    if board.status == "infeasible":
        head = "No board within the plan's dates (proven). These cannot hold together:"
        return [head, *(f"  - {sentence}" for sentence in board.conflict)]
    if worth is None:
        return ["No board found within the plan's dates; none is disproven."]
    days = f"{worth.board_days} days, {board.days[0].day} to {board.days[-1].day}"
    cost = (
        f"cost {board.currency} {worth.cost:,.0f}, at least {board.cost_bound or 0:,.0f} (proven)"
    )
    kept = f"Within the plan's dates: {days}; {cost}. All rules of the board are kept."
    return [kept, *saving_lines(board, found)]


def moved_lines(held: Held) -> list[str]:
    """Which scenes of an earlier board moved, by their dates."""
    if held.moved is None:
        return []
    scenes = len(held.shooting.scenes)
    if not held.moved:
        return [f"The earlier board holds as it is: all {scenes} scenes keep their dates."]
    lines = [f"{scenes - len(held.moved)} of {scenes} scenes keep their dates; moved:"]
    dates: dict[tuple[str, str], list[str]] = {}
    for number, old, new in held.moved:
        dates.setdefault((str(old or "no day"), str(new)), []).append(number)
    return lines + [f"  {a} → {b}: {', '.join(numbers)}" for (a, b), numbers in dates.items()]


def moves(held: Held) -> list[dict[str, str | None]] | None:
    """The same for programs; None: no board was to be kept."""
    if held.moved is None:
        return None
    return [
        {"scene": number, "from": str(old) if old else None, "to": str(new)}
        for number, old, new in held.moved
    ]


def board_document(board: Board) -> Any:
    """A board as the document that --json prints."""
    return json.loads(board.model_dump_json(by_alias=True))


def document(staged: Staged, *, interrupted: bool) -> dict[str, Any]:
    """A title that was staged, as the document that --json prints."""
    from kachinko.files.plan_json import dump_plan

    return {
        "interrupted": interrupted,
        "files": [str(path) for path in staged.files],
        "changes": staged.changes,
        "remarks": list(staged.remarks),
        "plan": json.loads(dump_plan(staged.plan)),
        "board": board_document(staged.board) if staged.board is not None else None,
        "savings": savings_document(staged.board, staged.savings) if staged.board else [],
    }
