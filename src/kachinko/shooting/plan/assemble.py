"""From a draft and what is proven to a board with dates, exact money and assumptions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.model.board import Board, BoardDay
from kachinko.shooting.cost import cost_lines
from kachinko.shooting.draft import kinds_of
from kachinko.shooting.sentences import sentence

if TYPE_CHECKING:
    from kachinko.model.board import BoardStatus
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.draft import Draft
    from kachinko.shooting.plan.incumbent import Incumbent
    from kachinko.shooting.problem import Problem


def assemble(
    problem: Problem,
    incumbent: Incumbent,
    *,
    seed: int,
    conflict: tuple[str, ...] = (),
    versions: dict[str, str] | None = None,
) -> Board:
    """Write the best draft as a board."""
    draft = incumbent.draft
    there_is_one = draft.complete and not incumbent.infeasible
    status: BoardStatus = "unknown"
    if incumbent.infeasible:
        status = "infeasible"
    elif there_is_one:
        status = "optimal" if incumbent.proven else "feasible"
    costs = cost_lines(problem, draft) if there_is_one else ()
    cost = sum((line.amount for line in costs), Decimal(0)) if there_is_one else None
    bound = None if incumbent.infeasible else incumbent.bound
    if cost is not None and bound is not None:
        bound = min(bound, cost)
    return Board(
        shooting=problem.shooting.name,
        currency=problem.shooting.currency,
        status=status,
        cost=cost,
        cost_bound=bound,
        costs=costs,
        days=board_days(problem, draft) if there_is_one else (),
        seconds=round(incumbent.seconds, 3),
        seconds_to_first=incumbent.seconds_to_first,
        seed=seed,
        versions=versions or {},
        assumptions=assumptions(problem.shooting),
        conflict=conflict,
    )


def board_days(problem: Problem, draft: Draft) -> tuple[BoardDay, ...]:
    """The days of a draft with dates and calls, in order of date, then unit."""
    kinds = kinds_of(problem, draft)
    if kinds is None:
        raise AssertionError("a draft that a planner made has rest between its days")
    return tuple(
        BoardDay(
            day=problem.dates[day],
            unit=problem.shooting.units[unit],
            kind="night" if kinds[unit, day] == "night" else "day",
            scenes=tuple(problem.strips[index].scene.number for index in draft.days[unit, day]),
        )
        for unit, day in sorted(draft.days, key=lambda slot: (slot[1], slot[0]))
    )


def board_of(problem: Problem, draft: Draft) -> Board:
    """A complete draft that no planner has worked on, such as one of the three orders, as board."""
    costs = cost_lines(problem, draft)
    return Board(
        shooting=problem.shooting.name,
        currency=problem.shooting.currency,
        status="feasible",
        cost=sum((line.amount for line in costs), Decimal(0)),
        cost_bound=None,
        costs=costs,
        days=board_days(problem, draft),
        assumptions=assumptions(problem.shooting),
    )


def assumptions(shooting: Shooting) -> tuple[str, ...]:
    """What was not counted because it has no price, and by what boards were told apart instead."""
    found = []
    if without := [player.name for player in shooting.cast if player.day_rate is None]:
        found.append(sentence("no_rate", names=_some(without)))
    if shooting.unit_day_cost is None:
        found.append(sentence("no_day_price"))
    named = {frozenset(move.between) for move in shooting.moves if move.cost is not None}
    places = {each.location or f"set {each.id}" for each in shooting.sets}
    if shooting.move_cost is None and len(named) < len(places) * (len(places) - 1) // 2:
        found.append(sentence("no_move_price"))
    if without := [
        used.name for used in shooting.sets if used.stage and used.standing_cost is None
    ]:
        found.append(sentence("no_standing", names=_some(without)))
    if shooting.rules.source:
        found.append(sentence("rules", source=shooting.rules.source))
    return tuple(found)


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else sentence("some", names=shown, n=len(names) - 5)
