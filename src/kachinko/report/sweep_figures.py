"""The figures of the runs of a sweep: what its table, page and workbook tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.report.utilisation import utilisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.sweep.run import Run

DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of what there is a plan uses, each from 0 to 1; None where there is no such thing.

    Stages of unknown floor, and studios without a limit of crews, do not count.
    """

    standing: float | None
    """Of the open stage days: those on which a set stands."""
    shooting: float | None
    """Of the open stage days: those on which a set is shot."""
    floor: float | None
    """Of the floor on open days: what stands under sets."""
    crews: float | None
    """Of the crew days: those on which sets are built or struck."""


@dataclass(frozen=True, slots=True)
class RunFigures:
    """A run that has ended: with a plan, with the proof or admission that there is none, or failed.

    Of a failed run only `failure` is known beside its names.
    """

    run: Run
    project_sha256: str
    plan: Plan | None
    failure: str = ""
    titles_per_year: float | None = None
    stages_used: int | None = None
    shares: Shares | None = None

    @property
    def accepted(self) -> tuple[str, ...]:
        """Ids of the titles that are in."""
        return tuple(each.id for each in self.plan.accepted) if self.plan else ()

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan to compare with others."""
        return self.plan is not None and self.plan.status in ("optimal", "feasible")


@dataclass(frozen=True, slots=True)
class ScenarioFigures:
    """A scenario with its runs that have ended, and what they say together."""

    name: str
    levels: dict[str, str]
    changes: tuple[str, ...]
    project: str
    titles: dict[str, str]
    """Names of all its titles by their ids."""
    horizon: tuple[str, str]
    currency: str
    runs: tuple[RunFigures, ...]

    @property
    def best(self) -> RunFigures | None:
        """The best plan of all seeds: of the most value, then of the least cost, the first such."""
        plans = [each for each in self.runs if each.has_plan]
        return max(plans, key=_worth, default=None)

    @property
    def value_bound(self) -> float | None:
        """The least of the proven bounds: each holds for the scenario, whatever the seed."""
        bounds = [each.plan.value_bound for each in self.runs if each.plan is not None]
        return min(bounds, default=None)

    @property
    def gap(self) -> float | None:
        """How far the best value may be from the best possible: (bound - value) / bound."""
        bound = self.value_bound
        if self.best is None or self.best.plan is None or bound is None:
            return None
        return max(0.0, (bound - self.best.plan.value) / bound) if bound else 0.0


def run_figures(
    run: Run, project: Project, project_sha256: str, plan: Plan | None, failure: str = ""
) -> RunFigures:
    """Work out the figures of a run; `plan` is None where it failed."""
    if plan is None:
        return RunFigures(run, project_sha256, None, failure)
    used = {each.stage for title in plan.accepted for each in title.sets}
    return RunFigures(
        run=run,
        project_sha256=project_sha256,
        plan=plan,
        titles_per_year=len(plan.accepted) * DAYS_A_YEAR / project.horizon.span.days,
        stages_used=len(used),
        shares=shares(project, plan),
    )


def shares(project: Project, plan: Plan) -> Shares:
    """How much of stages, floor and crews a plan uses over the whole horizon."""
    months = [each for each in utilisation(project, plan) if each.floor_m2]
    opened = sum(each.open_days for each in months)
    floor = sum(each.open_days * (each.floor_m2 or 0.0) for each in months)
    return Shares(
        standing=_share(sum(each.standing_days for each in months), opened),
        shooting=_share(sum(each.shooting_days for each in months), opened),
        floor=_share(sum(each.used_m2_days for each in months), floor),
        crews=_share(*_crew_days(project, plan)),
    )


def _crew_days(project: Project, plan: Plan) -> tuple[int, int]:
    """Crew days in use and in all, at the studios whose crews are counted."""
    homes = {stage.id: studio.id for studio, stage in project.stages()}
    working = {
        studio.id: WorkingDays(studio.calendar, project.horizon.span)
        for studio in project.studios
        if studio.build_crews is not None
    }
    in_use = sum(
        len(working[homes[each.stage]].between(span))
        for title in plan.accepted
        for each in title.sets
        if homes[each.stage] in working
        for phase, span in each.phases
        if phase in ("build", "strike")
    )
    in_all = sum(
        (studio.build_crews or 0) * len(working[studio.id])
        for studio in project.studios
        if studio.id in working
    )
    return in_use, in_all


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _worth(figures: RunFigures) -> tuple[float, float]:
    plan = figures.plan
    assert plan is not None
    return plan.value, -float(plan.cost if plan.cost is not None else 0)


def all_runs(scenarios: Sequence[ScenarioFigures]) -> list[RunFigures]:
    """Every run that has ended, scenario after scenario."""
    return [run for scenario in scenarios for run in scenario.runs]
