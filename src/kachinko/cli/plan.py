"""`kachinko plan`: decide which set stands on which stage and when."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.console import Console, verb_in_japanese
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Number, Whole
from kachinko.cli.written import say_left_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.service.ledger_planning import LedgerState
    from kachinko.staging.incumbent import Progress

DEFAULT_SECONDS = 60.0


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder for plan.json, plan.xlsx, plan.ics, calendars/ and report.html.",
)
@click.option(
    "--time-limit",
    "seconds",
    type=Number(min=0, min_open=True),
    help=f"Seconds to search [default: {DEFAULT_SECONDS:g}; none with --iterations].",
)
@click.option(
    "--iterations",
    type=Whole(min=0),
    help="Improvement attempts; with --workers 1 the same seed then repeats the same plan.",
)
@click.option(
    "--workers",
    type=Whole(min=1, max=64),
    default=max(1, min(8, os.cpu_count() or 1)),
    show_default="one a core",
    help="Threads that search at once.",
)
@click.option(
    "--seed", type=Whole(min=0, max=2**31 - 1), default=0, show_default=True,
    help="Seed of all random choices.",
)  # fmt: skip
@click.option(
    "--ledger",
    "where",
    metavar="WHERE",
    help="Take what is firm in this ledger as fixed: a file, or postgresql:// address.",
)
@click.option(
    "--as",
    "organisation",
    metavar="ORG",
    help="With --ledger: whose bookings are this project's own [default: anyone's].",
)
@click.option(
    "--code",
    "codes",
    multiple=True,
    metavar="TITLE=CODE",
    help="With --ledger: the code name of a title there; may be repeated.",
)
@verb_in_japanese
def command(
    console: Console,
    project: Path,
    out: Path,
    seconds: float | None,
    iterations: int | None,
    workers: int,
    seed: int,
    where: str | None,
    organisation: str | None,
    codes: tuple[str, ...],
) -> None:
    """Plan PROJECT: a YAML folder, a YAML file or an Excel workbook.

    Decides on which stage each set stands and when, so that the accepted titles are worth the
    most and then cost the least; says how far from the best that can be at most; checks the plan
    independently and writes it as JSON, Excel, calendars and a report. Ctrl-C ends the search
    early and keeps the best plan so far. With --ledger, nothing stands where something is booked,
    and what is booked for sets of this project stays where it is.

    Exits 0 with a plan, 1 when there is none (proven infeasible, or none found), 130 when
    interrupted, 2 when the input or the call is wrong.

      kachinko plan examples/toho-2028 --out out --time-limit 60
    """
    # Listened for before the solver is loaded, which takes a second or two.
    interrupt = Interrupt(console)
    from datetime import UTC, datetime

    from kachinko.halt import Halt
    from kachinko.service.planning import plan_and_hand_over
    from kachinko.staging.limits import Limits

    halt = Halt()
    interrupt.ends(halt)

    if seconds is None and iterations is None:
        seconds = DEFAULT_SECONDS
    ledger = None if where is None else _ledger(where, organisation, codes)
    planned = plan_and_hand_over(
        project,
        out,
        limits=Limits(seconds, iterations),
        seed=seed,
        workers=workers,
        halt=halt,
        on_progress=_progress_line(console),
        now=datetime.now(UTC),
        ledger=ledger,
        lang=console.lang,
    )
    plan = planned.plan
    console.answer(_document(plan, planned.files, interrupted=interrupt.heard))
    for line in summary(planned.project, plan):
        console.say(line)
    for remark in planned.remarks:
        console.say(remark)
    console.say(f"Written: {', '.join(str(path) for path in planned.files if path.parent == out)}.")
    say_left_out(console, planned.files)
    if interrupt.heard:
        console.leave(130)
    console.leave(0 if plan.status in ("optimal", "feasible") else 1)


def _ledger(where: str, organisation: str | None, codes: tuple[str, ...]) -> LedgerState:
    from kachinko.cli.ledger_apply import pairs
    from kachinko.service.ledger_access import open_ledger
    from kachinko.service.ledger_fixed import Own
    from kachinko.service.ledger_planning import read_state

    own = Own(organisation, pairs(codes))
    with open_ledger(where) as ledger:
        return read_state(ledger, own)


def _progress_line(console: Console) -> Callable[[Progress], None]:
    """A live line on a terminal; elsewhere a line whenever value or bound changed."""
    last: list[tuple[float, float]] = []

    def show(progress: Progress) -> None:
        state = (progress.value, progress.bound)
        if not console.is_live and last == [state]:
            return
        last[:] = [state]
        console.progress(
            f"{progress.seconds:6.1f} s  {progress.titles_in} of {progress.titles} titles  "
            f"value {progress.value:g} of at most {progress.bound:g}  gap {progress.gap:.1%}  "
            f"{progress.doing}"
        )

    return show


def summary(project: Project, plan: Plan) -> list[str]:
    """What a person wants to know first, in a few lines."""
    if plan.status == "infeasible":
        lines = ["Infeasible: no plan has all the titles that must be made (proven)."]
    elif plan.status == "unknown":
        lines = ["No plan found that has all the titles that must be made; none is disproven."]
    else:
        gap = plan.gap or 0.0
        if plan.status == "optimal":
            quality = "proven best in value and cost"
        elif gap <= 0:
            quality = "value proven best"
        else:
            most = math.ceil(gap * 1000) / 10  # rounded up: it is a promise
            quality = f"at most {most:g} % below the best possible ({plan.value_bound:g})"
        cost = f"{plan.currency} {plan.cost:,.0f}" if plan.cost is not None else "unknown"
        least = f", at least {plan.cost_bound:,.0f} at this value" if plan.cost_bound else ""
        count = f"{len(plan.accepted)} of {len(plan.titles)} titles fit"
        lines = [f"{count}; value {plan.value:g}, {quality}.", f"Cost {cost}{least}."]
    for stage in plan.stages_left_out:
        name = next(each.name for _, each in project.stages() if each.id == stage.stage)
        lines.append(f"{name} ({stage.stage}) was not offered: {stage.why}.")
    names = {title.id: title.name for title in project.titles}
    same: dict[str, list[str]] = {}
    for title in plan.left_out:
        if title.reason is not None and title.reason.code != "not-planned":
            same.setdefault(title.reason.sentence, []).append(names[title.id])
    for sentence, titles in same.items():
        each = "" if len(titles) == 1 else f" ({len(titles)} titles), each for this reason"
        lines.append(f"Left out: {', '.join(titles)}{each}. {sentence}")
    return lines


def _document(plan: Plan, files: list[Path], *, interrupted: bool) -> dict[str, Any]:
    from kachinko.files.plan_json import dump_plan

    return {
        "interrupted": interrupted,
        "files": [str(path) for path in files],
        "plan": json.loads(dump_plan(plan)),
    }
