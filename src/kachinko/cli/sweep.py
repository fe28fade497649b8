"""`kachinko sweep`: plan many scenarios of a slate and compare them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.console import Console, verb_in_japanese
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Whole
from kachinko.report.text_table import text_table, width
from kachinko.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.report.sweep_figures import RunFigures, ScenarioFigures
    from kachinko.service.sweeping import Swept
    from kachinko.sweep.conduct import Progress

BAR = 20
"""Characters of the progress bar."""
TITLES_WIDE = 10
"""Columns of a terminal for ``123 titles``."""


@click.command()
@click.argument("scenarios", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("sweep"),
    show_default=True,
    help="Folder for runs/, results.parquet, sweep.html and sweep.xlsx.",
)
@click.option(
    "--jobs",
    type=Whole(min=1, max=256),
    help="Runs at once, each in a process of its own [default: cores ÷ workers of the file].",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Do the runs on a Ray cluster: auto, HOST:PORT or ray://HOST:PORT.",
)
@verb_in_japanese
def command(
    console: Console, scenarios: Path, out: Path, jobs: int | None, cluster: str | None
) -> None:
    """Plan every scenario of a file: stages in or out, crews, slates, seeds.

    SCENARIOS is a YAML file that names a project and the changes of each scenario, one by one or
    as a grid of alternatives. Every scenario is planned once with each seed, several at once.
    One table (Parquet, and Excel) and one page compare them.

    Each run is kept as soon as it has ended: called again after Ctrl-C, a crash or a change of
    the file, only the runs that are missing are done. Ctrl-C drops the runs that have not ended
    and compares the others.

    Exits 0 when every run has ended, 1 when some failed, 130 when interrupted, 2 when the input
    or the call is wrong.

      kachinko sweep examples/sweeps/toho-2028.yaml --out sweep
    """
    interrupt = Interrupt(console, "comparing what has ended")
    if jobs is not None and cluster is not None:
        raise click.UsageError("--jobs is for this machine; a cluster knows its own places.")
    from kachinko.service.sweeping import sweep_and_compare

    swept = sweep_and_compare(
        scenarios,
        out,
        jobs=jobs,
        cluster=cluster,
        stop=lambda: interrupt.heard,
        clock=time.monotonic,
        on_progress=_progress_line(console),
        lang=console.lang,
    )
    console.answer(_document(swept, interrupted=interrupt.heard))
    for line in summary(swept, console.lang):
        console.say(line)
    console.say(f"Written: {', '.join(str(path) for path in swept.files)}.")
    if interrupt.heard:
        console.leave(130)
    console.leave(1 if any(run.failure for run in _runs(swept)) else 0)


def _progress_line(console: Console) -> Callable[[Progress], None]:
    """A live bar on a terminal; elsewhere a line whenever a run has ended."""
    last: list[tuple[int, int]] = []

    def show(progress: Progress) -> None:
        state = (progress.done, progress.failed)
        if not console.is_live and last == [state]:
            return
        last[:] = [state]
        console.progress(progress_text(progress, console.lang))

    return show


def progress_text(progress: Progress, lang: str) -> str:
    """``[#####.....] 12 of 48  1 failed  about 3 min left  No.2 out (seed 1), …``."""
    say = Words(lang)
    ended = progress.done + progress.failed
    full = BAR * ended // progress.total
    parts = [f"[{'#' * full}{'.' * (BAR - full)}] {say(f'{ended} of {progress.total}')}"]
    if progress.failed:
        parts.append(say(f"{progress.failed} failed"))
    if progress.seconds_left is not None and ended < progress.total:
        parts.append(say(f"about {_duration(progress.seconds_left)} left"))
    parts += [", ".join(progress.running)] if progress.running else []
    return "  ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"


def summary(swept: Swept, lang: str) -> list[str]:
    """What a person wants to know first: a line a scenario in a language, and what failed."""
    say, runs = Words(lang), _runs(swept)
    lines = [f"{len(runs)} of {swept.total} runs have ended."] if len(runs) < swept.total else []
    lines += text_table([(each.name, _verdict(each, say)) for each in swept.scenarios])
    lines += [f"Failed: {each.run.label}: {each.failure}." for each in runs if each.failure]
    return lines


def _runs(swept: Swept) -> list[RunFigures]:
    return [run for scenario in swept.scenarios for run in scenario.runs]


def _verdict(scenario: ScenarioFigures, say: Words) -> str:
    best = scenario.best
    if best is None or best.plan is None:
        statuses = {run.plan.status for run in scenario.runs if run.plan is not None}
        if "infeasible" in statuses:
            return say("infeasible (proven)")
        return say("no plan found" if statuses else "not run")
    plan = best.plan
    count = len(plan.accepted)
    titles = say(f"{count} title{'' if count == 1 else 's'}")
    worth = say(f"value {plan.value:g} of at most {scenario.value_bound:g}")
    cost = "cost unknown" if plan.cost is None else f"{plan.currency} {plan.cost:,.0f}"
    return f"{' ' * (TITLES_WIDE - width(titles))}{titles}  {worth}  {say(cost)}"


def _document(swept: Swept, *, interrupted: bool) -> dict[str, Any]:
    return {
        "interrupted": interrupted,
        "files": [str(path) for path in swept.files],
        "runs": swept.total,
        "ended": len(_runs(swept)),
        "scenarios": [_scenario(each) for each in swept.scenarios],
    }


def _scenario(scenario: ScenarioFigures) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "factors": scenario.levels,
        "value_bound": scenario.value_bound,
        "gap": scenario.gap,
        "runs": [_run(each) for each in scenario.runs],
    }


def _run(figures: RunFigures) -> dict[str, Any]:
    plan = figures.plan
    found = {"seed": figures.run.seed, "key": figures.run.key}
    if plan is None:
        return found | {"status": "failed", "failure": figures.failure}
    return found | {
        "status": plan.status,
        "value": plan.value,
        "value_bound": plan.value_bound,
        "cost": None if plan.cost is None else float(plan.cost),
        "titles_in": len(plan.accepted),
        "accepted": list(figures.accepted),
    }
