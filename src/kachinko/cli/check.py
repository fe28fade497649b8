"""kachinko check: does a plan keep all the rules, day by day?"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import Console, verb_in_japanese

if TYPE_CHECKING:
    from decimal import Decimal

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.check import Breach, CheckResult

RULES = {
    0: "The plan's own statements",
    1: "Rule 1, stage: each set on one open stage that can take it",
    2: "Rule 2, floor: sets fit the stage's floor, and do not overlap",
    3: "Rule 3, quiet: no noise beside a set that shoots with sound",
    4: "Rule 4, crews: no more sets built or struck at once than there are crews",
    5: "Rule 5, unit: a unit is at one place at a time, and in order",
    6: "Rule 6, window: everything in its dates, at its studio",
    7: "Rule 7, cast: everyone named is available",
    8: "Rule 8, power: no more load than the stage supplies",
}


@click.command()
@click.argument("project_path", metavar="PROJECT", type=click.Path(path_type=Path))
@click.argument("plan_path", metavar="PLAN", type=click.Path(path_type=Path))
@verb_in_japanese
def command(console: Console, project_path: Path, plan_path: Path) -> None:
    """Check a plan against its project, day by day, without the planner.

    PLAN is a plan.json, or a plan.xlsx that may have been edited by hand; of the latter, the
    value and cost that it states are not held against it. Exits 0 when all rules are kept, 1
    when any is broken or the file holds no plan (infeasible, or none found), 2 when the project
    or the plan cannot be read.
    """
    from kachinko.files import load_project
    from kachinko.files.plan import load_plan
    from kachinko.staging.check import check_plan

    project, plan = load_project(project_path), load_plan(plan_path)
    result = check_plan(project, plan)
    if plan_path.suffix.lower() in (".xlsx", ".xlsm"):
        result = check_plan(project, _with_own_figures(plan, result))
    there_is_a_plan = plan.status in ("optimal", "feasible")
    console.answer({"plan": there_is_a_plan, **result.as_dict()})
    if plan.project != project.name:
        console.say(f"This plan was made for another project: {plan.project}, not {project.name}.")
    _say_breaches(console, project, result)
    for notice in result.notices:
        console.say(f"Note: {notice}")
    _say_verdict(console, project, plan, result)
    if not result.ok or not there_is_a_plan:
        console.leave(1)


def _with_own_figures(plan: Plan, result: CheckResult) -> Plan:
    """Replace what an edited workbook states about itself by what its decisions come to."""
    figures = {
        "value": result.value,
        "value_bound": max(plan.value_bound, result.value),
        "cost": result.cost,
    }
    return plan.model_copy(update=figures)


def _say_breaches(console: Console, project: Project, result: CheckResult) -> None:
    names = {title.id: title.name for title in project.titles}
    ordered = sorted(result.breaches, key=lambda breach: breach.rule)
    for rule, breaches in groupby(ordered, key=lambda breach: breach.rule):
        console.say(RULES.get(rule, f"Rule {rule}"))
        for breach in breaches:
            console.say(f"  ✗ {breach.sentence} [{breach.code}]")
            if where := _where(breach, names):
                console.say(f"    {where}")
        console.say()


def _where(breach: Breach, names: dict[str, str]) -> str:
    parts = []
    if breach.title:
        parts.append(f"title {names.get(breach.title, breach.title)} ({breach.title})")
    if breach.item:
        parts.append(f"set or block {breach.item}")
    if breach.other_item or breach.other_title:
        other = "/".join(each for each in (breach.other_title, breach.other_item) if each)
        parts.append(f"with {other}")
    if breach.stage:
        parts.append(f"stage {breach.stage}")
    if breach.studio:
        parts.append(f"studio {breach.studio}")
    if breach.span:
        parts.append(str(breach.span))
    return ", ".join(parts)


def _say_verdict(console: Console, project: Project, plan: Plan, result: CheckResult) -> None:
    figures = f"value {result.value:,.10g}, cost {_money(project.currency, result.cost)}"
    if plan.status in ("infeasible", "unknown"):
        console.say(f"The file holds no plan (status {plan.status}).")
    elif result.ok:
        console.say(
            f"All rules are kept: {_count(result.titles, 'title')}, {_count(result.sets, 'set')}, "
            f"{_count(result.blocks, 'location block')}; {figures}."
        )
    if not result.ok:
        broken = len({breach.rule for breach in result.breaches if breach.rule})
        of = f" of {_count(broken, 'rule')}" if broken else ""
        console.say(f"{_count(len(result.breaches), 'breach', 'breaches')}{of}; {figures}.")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _money(currency: str, amount: Decimal) -> str:
    from babel.numbers import get_currency_precision

    return f"{currency} {amount:,.{get_currency_precision(currency)}f}"
