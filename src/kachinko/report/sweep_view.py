"""The view document of a sweep: everything that its page shows, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from kachinko.model.money import near_number
from kachinko.report.sweep_figures import all_runs
from kachinko.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from kachinko.model.plan import Plan
    from kachinko.report.sweep_figures import RunFigures, ScenarioFigures
    from kachinko.sweep.scenario import Sweep

Document = dict[str, Any]  # what `json.dumps` takes

VIEW_SCHEMA = "kachinko-sweep-view/1"
SAME = 1e-9
"""Values that differ by less are the same."""


def sweep_view(
    sweep: Sweep, scenarios: Sequence[ScenarioFigures], *, total: int, lang: str = "en"
) -> Document:
    """Build the view document of a sweep; `total` runs were asked for.

    Returns
    -------
    dict
        ``schema``, ``project``, ``total``, ``ended``, ``failed``, ``seconds`` (of all searches),
        ``settings``, ``factors``, ``versions``, ``titles``, ``scenarios``. Scenarios refer to
        titles by their place in the list; JSON can hold all of it as it is.
    """
    names = {id_: name for each in scenarios for id_, name in each.titles.items()}
    places = {id_: place for place, id_ in enumerate(names)}
    runs = all_runs(scenarios)
    distinct = {each.run.key: each for each in runs}.values()
    plans = [each.plan for each in distinct if each.plan is not None]
    base = scenarios[0]
    return {
        "schema": VIEW_SCHEMA,
        "project": {"name": base.project, "currency": base.currency},
        "total": total,
        "ended": len(runs),
        "failed": sum(1 for each in runs if each.failure),
        "seconds": sum(plan.seconds for plan in plans),
        "settings": {
            "seconds": sweep.settings.seconds,
            "iterations": sweep.settings.iterations,
            "workers": sweep.settings.workers,
        },
        "factors": list(sweep.factors),
        "versions": plans[0].versions if plans else {},
        "titles": [{"id": id_, "name": name} for id_, name in names.items()],
        "scenarios": [
            _scenario(each, base, sweep.factors, places, Words(lang)) for each in scenarios
        ],
    }


def _scenario(
    scenario: ScenarioFigures,
    base: ScenarioFigures,
    factors: Sequence[str],
    places: dict[str, int],
    say: Words,
) -> Document:
    best = scenario.best
    plans = [run for run in scenario.runs if run.has_plan]
    times = {id_: sum(id_ in run.accepted for run in plans) for id_ in scenario.titles}
    return {
        "name": scenario.name,
        "levels": [scenario.levels.get(each) for each in factors],
        "changes": [say(each) for each in scenario.changes],
        "project": scenario.project,
        "from": scenario.horizon[0],
        "to": scenario.horizon[1],
        "currency": scenario.currency,
        "bound": scenario.value_bound,
        "gap": scenario.gap,
        "best": None if best is None else scenario.runs.index(best),
        "plans": len(plans),
        "titles_total": len(scenario.titles),
        "offered": [places[id_] for id_ in scenario.titles],
        "times": [times[id_] for id_ in scenario.titles],
        "runs": [_run(each) for each in scenario.runs],
        "against": None if scenario is base else _against(scenario, base, places),
    }


def _run(figures: RunFigures) -> Document:
    found: Document = {"seed": figures.run.seed, "key": figures.run.key}
    plan, shares = figures.plan, figures.shares
    if plan is None or shares is None:
        return found | {"status": "failed", "failure": figures.failure}
    return found | {
        "status": plan.status,
        "value": plan.value if figures.has_plan else None,
        "bound": plan.value_bound,
        "cost": _cost(plan) if figures.has_plan else None,
        "cost_bound": _number(plan.cost_bound),
        "titles_in": len(plan.accepted) if figures.has_plan else None,
        "rate": figures.titles_per_year if figures.has_plan else None,
        "stages": figures.stages_used,
        "floor": shares.floor,
        "crews": shares.crews,
        "standing": shares.standing,
        "seconds": plan.seconds,
        "iterations": plan.iterations,
    }


def _against(
    scenario: ScenarioFigures, base: ScenarioFigures, places: dict[str, int]
) -> Document | None:
    """What differs between the best plans of a scenario and of the first one."""
    ours, theirs = scenario.best, base.best
    if ours is None or theirs is None or ours.plan is None or theirs.plan is None:
        return None
    cost, before = _cost(ours.plan), _cost(theirs.plan)
    same_money = scenario.currency == base.currency and cost is not None and before is not None
    return {
        "value": ours.plan.value - theirs.plan.value,
        "titles": len(ours.accepted) - len(theirs.accepted),
        "cost": cost - before if same_money and cost is not None and before is not None else None,
        "gained": [places[id_] for id_ in ours.accepted if id_ not in theirs.accepted],
        "lost": [places[id_] for id_ in theirs.accepted if id_ not in ours.accepted],
        "proven": _proven(ours.plan.value, scenario.value_bound, theirs.plan.value,
                          base.value_bound),
    }  # fmt: skip


def _proven(
    value: float, bound: float | None, base_value: float, base_bound: float | None
) -> Literal["more", "less", "same"] | None:
    """Whether the best possible values of two scenarios are proven to compare so."""
    if base_bound is not None and value > base_bound + SAME:
        return "more"
    if bound is not None and bound < base_value - SAME:
        return "less"
    settled = bound is not None and base_bound is not None
    if settled and bound - value <= SAME and base_bound - base_value <= SAME:  # type: ignore[operator]
        return "same"
    return None


def _cost(plan: Plan) -> float | None:
    return _number(plan.cost)


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else near_number(amount)
