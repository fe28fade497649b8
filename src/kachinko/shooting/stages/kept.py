"""An earlier board in a shooting whose dates have moved: keep of it what can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.shooting.orders import three_orders
from kachinko.shooting.plan.assemble import board_of
from kachinko.shooting.plan.bound import cost_bound
from kachinko.shooting.problem import compile_problem

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.board import Board
    from kachinko.model.scene import ShootingSet
    from kachinko.model.shooting import Shooting


def kept_days(shooting: Shooting, before: Board) -> Shooting:
    """Fix the scenes of each set to their days on an earlier board, where all of these are open.

    A set of which a single scene can no longer be shot on its day is free altogether.
    """
    days = dates_of(before)
    closed = {each.id for each in shooting.sets if not _keeps(shooting, each, days)}
    scenes = tuple(
        scene if scene.set in closed else scene.model_copy(update={"on": days[scene.number]})
        for scene in shooting.scenes
    )
    return shooting.model_copy(update={"scenes": scenes})


def _keeps(shooting: Shooting, each: ShootingSet, days: dict[str, date]) -> bool:
    for scene in shooting.scenes:
        if scene.set == each.id:
            day = days.get(scene.number)
            if day is None or (
                each.available and not any(day in dated.span for dated in each.available)
            ):
                return False
    return True


def dates_of(board: Board) -> dict[str, date]:
    """On which date each scene is shot."""
    return {number: day.day for day in board.days for number in day.scenes}


def moved_scenes(before: Board, after: Board) -> list[tuple[str, date | None, date]]:
    """Scenes that are shot on another date than before, with both dates."""
    earlier = dates_of(before)
    return [
        (number, earlier.get(number), day)
        for number, day in dates_of(after).items()
        if earlier.get(number) != day
    ]


def under(shooting: Shooting, board: Board) -> Board:
    """The same days, with what is proven about boards of this shooting and not of another.

    A board that was sought under narrower or other dates says nothing about the best under these.
    """
    if board.cost is None:
        return board
    bound = min(cost_bound(compile_problem(shooting)), board.cost)
    status = "optimal" if bound == board.cost else "feasible"
    return board.model_copy(update={"cost_bound": bound, "status": status})


def packed_board(shooting: Shooting) -> Board | None:
    """A board at once: packed by location, then set, or else in another order that people use."""
    problem = compile_problem(shooting)
    for order in reversed(three_orders(problem)):
        if order.draft.complete:
            return board_of(problem, order.draft)
    return None
