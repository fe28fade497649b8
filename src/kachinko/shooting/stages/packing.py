"""The days that the scenes of a part need when nothing else is shot between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.shooting.orders import three_orders
from kachinko.shooting.plan.assemble import board_of
from kachinko.shooting.plan.requirement import only
from kachinko.shooting.problem import compile_problem
from kachinko.shooting.stages.days import days_in_one_go
from kachinko.shooting.stages.part import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kachinko.model.base import Record
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.stages.part import Part


def fewest_days(shooting: Shooting, part: Part) -> int:
    """Working days in a row in which a part can be shot and rested from.

    The fewest that are known: of its days on the board, and of its scenes packed by themselves in
    each of the three orders that people use. A board often spreads a set over days that it shares
    with others; in the stage plan these days are its own.
    """
    alone = _alone(shooting, part.scenes, part.days[0].date)
    problem = compile_problem(alone)
    found = [days_in_one_go(shooting, part.days)]
    for order in three_orders(problem):
        if order.draft.complete:
            packed = parts_of(alone, board_of(problem, order.draft))
            days = [day for each in packed for day in each.days]
            found.append(days_in_one_go(shooting, days))
    return min(found)


def _alone(shooting: Shooting, numbers: Sequence[str], start: date) -> Shooting:
    """These scenes only, on any day: the stage plan sees to the days on which all can be had."""
    case = only(shooting, numbers)
    anytime = {"on": None, "earliest": None, "latest": None}
    return case.model_copy(
        update={
            "start": start,
            "latest": None,
            "scenes": tuple(scene.model_copy(update=anytime) for scene in case.scenes),
            "cast": _always(case.cast),
            "sets": _always(case.sets),
            "locations": _always(case.locations),
        }
    )


def _always(records: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(each.model_copy(update={"available": ()}) for each in records)
