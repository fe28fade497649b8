"""`kachinko frontier`: how many titles a year the stages carry, from a plan to a proof."""

from __future__ import annotations

import os
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import Console, verb_in_japanese
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Number, Whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.service.frontier import Answered
    from kachinko.staging.frontier.find import Step

DEFAULT_SECONDS = 120.0
BAR = 12


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("frontier"),
    show_default=True,
    help="Folder for frontier.html, frontier.xlsx, frontier.json, and plan.json with slate.yaml.",
)
@click.option(
    "--mix",
    type=click.Path(path_type=Path, dir_okay=False),
    help="YAML file of shares by title id [default: each title the same].",
)
@click.option(
    "--claim", type=Number(min=0, min_open=True, max=10_000),
    help="Titles a year to hold the answer against [default: a shipped claim, if one fits].",
)  # fmt: skip
@click.option(
    "--lever", "levers", multiple=True,
    help="Look at this change only; again for more of them. A wrong name lists all.",
)  # fmt: skip
@click.option("--without-levers", is_flag=True, help="Look at the project as it is, alone.")
@click.option(
    "--time-limit", "seconds", type=Number(min=0, min_open=True),
    default=DEFAULT_SECONDS, show_default=True, help="Seconds for all of it.",
)  # fmt: skip
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
@verb_in_japanese
def command(
    console: Console,
    *,
    project: Path,
    out: Path,
    mix: Path | None,
    claim: float | None,
    levers: tuple[str, ...],
    without_levers: bool,
    seconds: float,
    workers: int,
    seed: int,
) -> None:
    """Say how many titles a year the stages of PROJECT carry, for its mix of titles.

    At least so many, because a plan of them passed the independent check; at most so many,
    because more are proven impossible. Then the same after each change: without each stage, with
    one more like it, with a crew more or less, with faster building and striking, without holds,
    with Saturdays worked or free. The titles of the project are taken as examples, whose copies
    fill a year. Ctrl-C ends the work early and keeps what is known.

    Exits 0 with an answer, 1 when not even one title was found to fit, 130 when interrupted, 2
    when the input or the call is wrong.

      kachinko frontier examples/toho-2028 --out frontier

      kachinko frontier examples/toho-2028 --claim 15 --without-levers --time-limit 60

      kachinko frontier examples/toho-2028 --lever without-no7 --lever crews+1-toho --json
    """
    interrupt = Interrupt(console, "keeping what is known")
    if levers and without_levers:
        raise click.UsageError("--lever names changes to look at; --without-levers wants none.")
    from kachinko.halt import Halt
    from kachinko.service.frontier import Question, find_and_hand_over

    halt = Halt()
    interrupt.ends(halt)
    chosen = () if without_levers else (levers or None)
    answered = find_and_hand_over(
        project,
        out,
        Question(mix, chosen, None if claim is None else Fraction(str(claim))),
        seconds=seconds,
        seed=seed,
        workers=workers,
        clock=time.monotonic,
        halt=halt,
        on_step=_progress_line(console),
        lang=console.lang,
    )
    console.answer({**answered.document(), "files": [str(path) for path in answered.files]})
    for line in summary(answered, console.lang):
        console.say(line)
    console.say(f"Written: {', '.join(str(path) for path in answered.files)}.")
    if interrupt.heard:
        console.leave(130)
    console.leave(0 if answered.frontier.titles.lower else 1)


def _progress_line(console: Console) -> Callable[[Step], None]:
    """A live bar on a terminal; elsewhere a line whenever something became known."""
    last: list[tuple[object, ...]] = []

    def show(step: Step) -> None:
        state = (step.case, step.lower, step.upper)
        if not console.is_live and last == [state]:
            return
        last[:] = [state]
        full = BAR * step.done // max(1, step.cases)
        most = "?" if step.upper is None else str(step.upper)
        console.progress(
            f"[{'#' * full}{'.' * (BAR - full)}] {step.done + 1} of {step.cases}  "
            f"{step.seconds:5.1f} s  {step.case}: {step.lower} to {most} titles"
        )

    return show


def summary(answered: Answered, lang: str) -> list[str]:
    """The paragraph, the table of changes in a language, and what it hangs on."""
    from kachinko.report.frontier_text import answer, range_text, stranded_text, worth_text
    from kachinko.report.text_table import text_table
    from kachinko.report.words import Words

    say = Words(lang)
    frontier = answered.frontier
    years = frontier.years
    lines = [answer(frontier, answered.claim), ""]
    rows = [("TITLES A YEAR", "", "TITLES", "WORTH, PROVEN", "PLANS", "")]
    rows.append(
        ("as it is", range_text(frontier.titles, years), _count(frontier.titles.lower,
         frontier.titles.upper), "", "", "")
    )  # fmt: skip
    rows += [
        (effect.lever.name, range_text(effect.titles, years),
         _count(effect.titles.lower, effect.titles.upper), worth_text(effect),
         f"{effect.found:+d}", stranded_text(effect))
        for effect in frontier.effects
    ]  # fmt: skip
    lines += text_table([[say(cell) for cell in row] for row in rows])
    if frontier.levers_left:
        lines.append(f"Not looked at for want of time: {', '.join(frontier.levers_left)}.")
    return [*lines, "", *(f"- {each}" for each in frontier.assumptions), ""]


def _count(lower: int, upper: int | None) -> str:
    if upper is None:
        return f"{lower} or more"
    return str(lower) if lower == upper else f"{lower} to {upper}"
