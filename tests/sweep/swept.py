"""Sweeps as they come out, from plans made by hand: nothing is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.report.sweep_figures import ScenarioFigures, run_figures
from kachinko.sweep.run import project_digest, runs_of
from kachinko.sweep.scenario import Scenario, Settings, Sweep
from tests.plan_case import plan, project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.change import BaseChange
    from kachinko.model.plan import Plan

VERSIONS = {"kachinko": "1", "ortools": "2", "holidays": "3"}
HOSTILE = "</script><b>Alert</b>"


def with_titles(*accepted: str, **fields: Any) -> Plan:
    """The plan made by hand with only some of its titles in."""
    made = plan()
    titles = tuple(
        each if each.id in accepted else each.model_copy(
            update={"accepted": False, "sets": (), "location_blocks": (), "studio": None}
        )
        for each in made.titles
    )  # fmt: skip
    return made.model_copy(update={"titles": titles} | fields)


def swept(
    *scenarios: tuple[str, Sequence[BaseChange], Sequence[Plan | str]],
    factors: tuple[str, ...] = (),
) -> tuple[Sweep, list[ScenarioFigures]]:
    """A sweep of named scenarios; each seed has a plan, or the reason why its run failed."""
    base = project()
    seeds = tuple(range(max(len(plans) for _, _, plans in scenarios)))
    made = []
    for name, changes, _ in scenarios:
        levels = dict(zip(factors, name.split(" · "), strict=False))
        made.append(Scenario(name, levels, base, tuple(changes), seeds))
    sweep = Sweep(Settings(5.0, None, 1), factors, tuple(made))
    figures = []
    for scenario, runs, (_, _, plans) in zip(
        made, runs_of(sweep, VERSIONS), scenarios, strict=True
    ):
        changed = scenario.project()
        digest = project_digest(changed)
        figures.append(
            ScenarioFigures(
                name=scenario.name,
                levels=scenario.levels,
                changes=tuple(each.sentence for each in scenario.changes),
                project=changed.name,
                titles={each.id: each.name for each in changed.titles},
                horizon=(str(changed.horizon.first), str(changed.horizon.last)),
                currency=changed.currency,
                runs=tuple(
                    run_figures(run, changed, digest, None, one)
                    if isinstance(one, str)
                    else run_figures(run, changed, digest, one)
                    for run, one in zip(runs, plans, strict=False)
                ),
            )
        )
    return sweep, figures
