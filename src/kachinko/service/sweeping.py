"""Use case: plan many scenarios, go on where an earlier call ended, and compare them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kachinko.files.atomic import replace_files
from kachinko.service.planning import make_sure_of, versions
from kachinko.sweep.conduct import conduct
from kachinko.sweep.run import project_digest, runs_of
from kachinko.sweep.scenario import load_sweep
from kachinko.sweep.store import RunStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kachinko.report.sweep_figures import ScenarioFigures
    from kachinko.sweep.conduct import Progress
    from kachinko.sweep.run import Run
    from kachinko.sweep.scenario import Scenario, Sweep

RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Swept:
    """Scenarios with what has ended of them, and the files that were written."""

    sweep: Sweep
    scenarios: list[ScenarioFigures]
    total: int
    """Runs that were asked for."""
    files: list[Path]


def sweep_and_compare(
    file: Path,
    out_dir: Path,
    *,
    jobs: int | None,
    cluster: str | None,
    stop: Callable[[], bool],
    clock: Callable[[], float],
    on_progress: Callable[[Progress], None],
    lang: str = "en",
) -> Swept:
    """Plan every scenario of a file once with each of its seeds, and write how they compare.

    Runs that `out_dir` holds already are not done again. When `stop` says so, what has ended is
    compared.

    Parameters
    ----------
    jobs
        Processes at once; None: as many as there are cores for.
    cluster
        Address of a Ray cluster that does the runs; None: this machine.
    lang
        Language of page and workbook.

    Raises
    ------
    InputError
        With every fault of the file, its projects and its changes.
    OutputError
        When `out_dir` cannot be written.
    ClusterError
        When the cluster cannot be used.
    """
    sweep = load_sweep(file)
    by_scenario = runs_of(sweep, versions())
    make_sure_of(out_dir)
    store = RunStore(out_dir / RUNS)
    if cluster is None:
        from kachinko.sweep.processes import run_here

        at_once = jobs or max(1, (os.cpu_count() or 1) // sweep.settings.workers)
        runner = partial(run_here, at_once=at_once)
    else:
        from kachinko.sweep.cluster import run_on_cluster

        runner = partial(run_on_cluster, address=cluster)
    runs = [run for each in by_scenario for run in each]
    failures = conduct(runs, store, runner, stop=stop, clock=clock, on_progress=on_progress)
    scenarios = [
        _figures(scenario, runs, store, failures)
        for scenario, runs in zip(sweep.scenarios, by_scenario, strict=True)
    ]
    return Swept(sweep, scenarios, len(runs), _write(sweep, scenarios, len(runs), out_dir, lang))


def _figures(
    scenario: Scenario, runs: list[Run], store: RunStore, failures: dict[str, str]
) -> ScenarioFigures:
    from kachinko.report.sweep_figures import ScenarioFigures, run_figures

    project = scenario.project()
    digest = project_digest(project)
    plans = [(run, store.read(run)) for run in runs]
    return ScenarioFigures(
        name=scenario.name,
        levels=scenario.levels,
        changes=tuple(each.sentence for each in scenario.changes),
        project=project.name,
        titles={each.id: each.name for each in project.titles},
        horizon=(project.horizon.first.isoformat(), project.horizon.last.isoformat()),
        currency=project.currency,
        runs=tuple(
            run_figures(run, project, digest, plan, failures.get(run.key, ""))
            for run, plan in plans
            if plan is not None or run.key in failures
        ),
    )


def _write(
    sweep: Sweep, scenarios: list[ScenarioFigures], total: int, out_dir: Path, lang: str
) -> list[Path]:
    # Their libraries take a second or two to load: after the work, not before.
    from kachinko.report.sweep_page import render_sweep
    from kachinko.report.sweep_table import sweep_parquet
    from kachinko.report.sweep_workbook import sweep_workbook

    return replace_files(
        {
            out_dir / "results.parquet": sweep_parquet(scenarios, sweep.factors),
            out_dir / "sweep.html": render_sweep(sweep, scenarios, total=total, lang=lang),
            out_dir / "sweep.xlsx": sweep_workbook(scenarios, sweep.factors, lang),
        }
    )
