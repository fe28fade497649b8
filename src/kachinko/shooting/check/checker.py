"""The list of all rules of a board, and the walk through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.shooting.check import day, form, scene, worth
from kachinko.shooting.check.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kachinko.model.board import Board
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.check.breach import Breach

    Rule = Callable[[Reading], Iterator[Breach]]

RULES: list[Rule] = [
    form.the_board_is_of_this_shooting,
    form.scenes_and_units_are_known,
    form.every_scene_is_there_once,
    form.every_scene_is_in_its_unit,
    form.a_unit_has_one_day_a_date,
    day.dates_are_working_days,
    day.no_day_has_too_many_pages,
    day.no_day_is_too_long,
    day.outdoor_scenes_have_their_light,
    day.dawn_comes_first_and_dusk_last,
    day.rest_lies_between_days,
    day.days_off_break_the_row,
    day.a_day_has_few_moves,
    scene.all_that_a_scene_needs_is_there,
    scene.scenes_keep_their_dates,
    scene.after_is_kept,
    scene.players_work_in_one_unit_a_date,
    scene.who_works_no_nights_has_none,
    scene.players_have_no_longer_day_than_they_may,
    scene.a_set_serves_one_unit_a_date,
    worth.prices_are_in_the_shootings_currency,
    worth.the_stated_cost_is_right,
    worth.the_bound_does_not_contradict,
]
"""All that a board must keep, in the order of docs/board-rules.md."""

RULES_WITHOUT_BOARD: list[Rule] = [
    form.the_board_is_of_this_shooting,
    form.a_failed_board_has_no_days,
]
"""What remains to check where the status says that there is no board."""


def check(shooting: Shooting, board: Board) -> list[Breach]:
    """Check a board against its shooting, day by day and without any part of the planner.

    Never raises on a malformed board: what names nothing or contradicts itself is a breach.

    Returns
    -------
    list[Breach]
        All breaches in the order of the rules; empty: all rules are kept.

    References
    ----------
    docs/board-rules.md
    """
    reading = Reading(shooting, board)
    rules = RULES_WITHOUT_BOARD if board.status in ("infeasible", "unknown") else RULES
    return [breach for rule in rules for breach in rule(reading)]
