"""`kachinko repair`: make a plan hold again after changes, with the least change."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.console import Console, verb_in_japanese
from kachinko.cli.dates import Day
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Number, Whole
from kachinko.cli.written import say_left_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kachinko.service.repairing import Delivery
    from kachinko.staging.repair.search import Progress
    from kachinko.staging.repair.weights import Weights

DEFAULT_SECONDS = 4.0


class _Weights(click.ParamType):  # type: ignore[type-arg]  # generic in some releases of click only
    name = "WEIGHTS"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Weights:
        from kachinko.staging.repair.weights import Weights

        try:
            return value if isinstance(value, Weights) else Weights.parse(value)
        except ValueError as error:
            self.fail(f"{value!r}: {error}.", param, ctx)


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "--change",
    "texts",
    multiple=True,
    metavar="CHANGE",
    help='A change to the project, such as "window title=vapor earliest=2028-03-01"; may be '
    "given again.",
)
@click.option("--changes", "file", type=click.Path(path_type=Path), help="A YAML file of changes.")
@click.option(
    "--freeze",
    type=Day(),
    help="What begins before this date stays as it is, and nothing else begins before it.",
)
@click.option(
    "--weights",
    type=_Weights(),
    default="stage=10 move=5 day=1",
    show_default=True,
    help="Points for each set on another stage, each set or block moved, each working day moved.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("repaired"),
    show_default=True,
    help="Folder for the repaired plan, its diff and the changed project.",
)
@click.option(
    "--time-limit",
    "seconds",
    type=Number(min=0, min_open=True),
    default=DEFAULT_SECONDS,
    show_default=True,
    help="Seconds to search, unless proven earlier.",
)
@click.option(
    "--workers",
    type=Whole(min=1, max=64),
    default=max(1, min(8, os.cpu_count() or 1)),
    show_default="one a core",
    help="Threads that search at once.",
)
@click.option(
    "--seed",
    type=Whole(min=0, max=2**31 - 1),
    default=0,
    show_default=True,
    help="Seed of all random choices.",
)
@verb_in_japanese
def command(
    console: Console,
    project: Path,
    plan: Path,
    texts: tuple[str, ...],
    file: Path | None,
    freeze: date | None,
    weights: Weights,
    out: Path,
    seconds: float,
    workers: int,
    seed: int,
) -> None:
    """Repair PLAN, made for PROJECT, after changes: a title slips, a stage closes.

    First all titles stay in, and joining ones come in, where that is possible; then as little
    moves as can be, by weights that are shown; then it costs the least. Says what moves, from
    when to when, and why. PROJECT and PLAN stay as they are; the changed project and the
    repaired plan are written into another folder, checked, with diff.html and diff.xlsx. Ctrl-C
    ends the search early and keeps the best repair so far.

    Exits 0 with a repaired plan, 1 when there is none that has all titles that must be made, 130
    when interrupted, 2 when the input or the call is wrong.

      kachinko repair toho out/plan.json --change "close stage=no1 from=2028-05-01 to=2028-05-14"
    """
    interrupt = Interrupt(console)
    from datetime import UTC, datetime

    from kachinko.halt import Halt
    from kachinko.service.repairing import Order, repair_and_hand_over

    halt = Halt()
    interrupt.ends(halt)
    delivery = repair_and_hand_over(
        Order(project, plan, file, texts, freeze, weights, out, console.lang),
        seconds=seconds,
        seed=seed,
        workers=workers,
        halt=halt,
        on_progress=_progress_line(console),
        now=datetime.now(UTC),
    )
    console.answer(_document(delivery, interrupted=interrupt.heard))
    _say(console, delivery, plan, out)
    if interrupt.heard:
        console.leave(130)
    console.leave(0 if delivery.files else 1)


def _progress_line(console: Console) -> Callable[[Progress], None]:
    """A live line on a terminal; elsewhere a line whenever the repair became better."""
    last: list[tuple[int, int, int]] = []

    def show(progress: Progress) -> None:
        state = (progress.missing, progress.points, progress.bound)
        if not console.is_live and last == [state]:
            return
        last[:] = [state]
        out = f"{progress.missing} titles out  " if progress.missing else ""
        console.progress(
            f"{progress.seconds:6.1f} s  {out}{progress.points} points of change, at least "
            f"{progress.bound}  {progress.doing}"
        )

    return show


def _say(console: Console, delivery: Delivery, plan: Path, out: Path) -> None:
    from kachinko.report.diff import diff_lines

    diff, words = delivery.diff, delivery.words
    if not delivery.files:
        console.say("No repair has all the titles that must be made; nothing was written.")
        for one in diff.titles:
            if one.kind in ("dropped", "refused"):
                console.say(words.of_title(one))
        return
    for sentence in diff.changes:
        console.say(f"Change: {sentence}.")
    for line in diff_lines(words, diff, delivery.plan):
        console.say(line)
    written = ", ".join(str(path) for path in delivery.files if path.parent == out)
    console.say(f"Written: {written}. {plan} is as it was.")
    say_left_out(console, delivery.files)


def _document(delivery: Delivery, *, interrupted: bool) -> dict[str, Any]:
    import json

    from kachinko.files.plan_json import dump_plan
    from kachinko.report.diff_json import diff_document

    return {
        "interrupted": interrupted,
        "files": [str(path) for path in delivery.files],
        "diff": diff_document(delivery.diff),
        "plan": json.loads(dump_plan(delivery.plan)),
    }
