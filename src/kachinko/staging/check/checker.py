"""The list of all rules, and the walk through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.check import form, stage, title, worth
from kachinko.staging.check.breach import Breach, CheckResult
from kachinko.staging.check.notice import NOTICES
from kachinko.staging.check.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

    Rule = Callable[[Reading], Iterator[Breach]]

RULES: list[Rule] = [
    form.each_title_is_named_once,
    form.titles_left_out_have_no_dates,
    form.accepted_titles_are_whole,
    form.must_titles_are_in,
    form.phases_last_and_follow_as_they_must,
    form.location_blocks_last_as_they_must,
    stage.each_stage_can_take_its_sets,
    stage.each_set_stands_on_open_days,
    stage.footprints_fit_the_floor,
    stage.positions_are_given_where_they_count,
    stage.rectangles_lie_inside_the_stage,
    stage.rectangles_keep_their_aisle,
    stage.a_shooting_set_has_quiet,
    title.build_crews_suffice,
    title.a_unit_is_at_one_place,
    title.after_is_kept,
    title.everything_lies_in_its_window,
    title.each_title_is_made_where_it_may,
    title.cast_is_available,
    stage.power_suffices,
    worth.prices_are_in_the_projects_currency,
    worth.stated_value_is_the_sum,
    worth.stated_cost_is_right,
    worth.bounds_do_not_contradict,
    worth.an_optimal_plan_meets_its_bounds,
]
"""All that a plan must keep, in the order of the design."""

RULES_WITHOUT_PLAN: list[Rule] = [
    form.each_title_is_named_once,
    form.a_failed_plan_accepts_nothing,
]
"""What remains to check where the status says that there is no plan."""


def check_plan(project: Project, plan: Plan) -> CheckResult:
    """Check a plan against its project, day by day and without any part of the planner.

    Never raises on a malformed plan: what names nothing or contradicts itself is a breach.

    Parameters
    ----------
    project
        The project whose references `kachinko.model.consistency` has found whole.
    plan
        Any plan, made by the planner or by hand. A title that it does not name is left out.

    Returns
    -------
    CheckResult
        All breaches in the order of the rules, and value and cost as computed here.

    References
    ----------
    docs/decisions/0001-exact-readings-of-a-plan.md
    """
    reading = Reading(project, plan)
    rules = RULES_WITHOUT_PLAN if plan.status in ("infeasible", "unknown") else RULES
    return CheckResult(
        breaches=tuple(breach for rule in rules for breach in rule(reading)),
        notices=tuple(sentence for notice in NOTICES for sentence in notice(reading)),
        value=worth.value_in_thousandths(reading) / 1000,
        cost=worth.cost_of(reading),
        titles=len(reading.accepted),
        sets=len(reading.sets),
        blocks=len(reading.blocks),
        set_days=sum(item.standing.days for item in reading.sets),
    )
