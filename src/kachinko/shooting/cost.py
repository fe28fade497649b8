"""The exact cost of a board, line by line, in decimals."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kachinko.model.board import CostLine
from kachinko.shooting.draft import paid_days

if TYPE_CHECKING:
    from kachinko.model.money import Money
    from kachinko.shooting.draft import Draft
    from kachinko.shooting.problem import Problem


def cost_lines(problem: Problem, draft: Draft) -> tuple[CostLine, ...]:
    """What the cast, moves, standing sets and unit days of a board cost."""
    cast, sets = _days(problem, draft)
    pay = idle = standing = unused = Decimal(0)
    for index, player in enumerate(problem.shooting.cast):
        paid = paid_days(cast[index], player.drop_days)
        pay += _amount(player.day_rate) * paid
        idle += _amount(player.day_rate) * (paid - len(cast[index]))
    for index, used in enumerate(problem.shooting.sets):
        stood = max(sets[index]) - min(sets[index]) + 1 if sets[index] else 0
        standing += _amount(used.standing_cost) * stood
        unused += _amount(used.standing_cost) * (stood - len(sets[index]))
    return (
        CostLine(what="cast", amount=pay, of_it_idle=idle),
        CostLine(what="moves", amount=_moves(problem, draft)),
        CostLine(what="standing", amount=standing, of_it_idle=unused),
        CostLine(what="units", amount=_amount(problem.shooting.unit_day_cost) * len(draft.days)),
    )


def move_price(problem: Problem, one: int, other: int) -> Decimal:
    """What a company move between two places costs; 0 where it has no price."""
    shooting = problem.shooting
    pair = frozenset((problem.places[one], problem.places[other]))
    named = next((move for move in shooting.moves if frozenset(move.between) == pair), None)
    return _amount(named.cost if named is not None else shooting.move_cost)


def _moves(problem: Problem, draft: Draft) -> Decimal:
    total = Decimal(0)
    for unit in range(len(problem.shooting.units)):
        places = [
            problem.strips[index].place
            for slot in sorted(slot for slot in draft.days if slot[0] == unit)
            for index in draft.days[slot]
        ]
        total += sum((move_price(problem, a, b) for a, b in pairwise(places) if a != b), Decimal(0))
    return total


def _days(
    problem: Problem, draft: Draft
) -> tuple[defaultdict[int, set[int]], defaultdict[int, set[int]]]:
    cast: defaultdict[int, set[int]] = defaultdict(set)
    sets: defaultdict[int, set[int]] = defaultdict(set)
    for (_, day), scenes in draft.days.items():
        for index in scenes:
            strip = problem.strips[index]
            sets[strip.set].add(day)
            for player in strip.players:
                cast[player].add(day)
    return cast, sets


def _amount(price: Money | None) -> Decimal:
    return price.amount if price is not None else Decimal(0)
