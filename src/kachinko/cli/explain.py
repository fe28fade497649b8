"""`kachinko explain`: why titles are left out, and what would admit them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.console import Console, verb_in_japanese
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Number
from kachinko.cli.written import say_left_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.reason import Conflict
    from kachinko.service.explaining import Explained
    from kachinko.staging.explain.explainer import Explanation

DEFAULT_SECONDS = 60.0
STAYS = "stay: "
"""After these words of a sentence follow the sets that stand on a stage."""


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option(
    "--title", "titles", multiple=True, metavar="ID",
    help="Explain this title only; may be given again [default: every title left out].",
)  # fmt: skip
@click.option(
    "--time-limit",
    "seconds",
    type=Number(min=0, min_open=True),
    default=DEFAULT_SECONDS,
    show_default=True,
    help="Seconds for everything; planning first, without PLAN, takes at most half of them.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the plan with these reasons and remedies in it, workbook and report too.",
)
@verb_in_japanese
def command(
    console: Console,
    project: Path,
    plan: Path | None,
    titles: tuple[str, ...],
    seconds: float,
    out: Path | None,
) -> None:
    """Explain why PLAN, made for PROJECT, leaves titles out, or why there is no plan.

    For each title left out: a set of requirements that cannot hold together (proven), none of
    which is idle (without any one of them a plan was found); and changes that would admit it,
    cheapest first, each planned again and checked. PLAN is a plan.json or plan.xlsx; without one
    the project is planned first. Ctrl-C keeps what is explained so far.

    Exits 0 when everything asked for is explained, 1 when something was not settled in the time,
    130 when interrupted, 2 when the input or the call is wrong.

      kachinko explain examples/toho-2028 out/plan.json --title a1
    """
    # Listened for before the solver is loaded, which takes a second or two.
    interrupt = Interrupt(console, "keeping what was found so far")
    from datetime import UTC, datetime

    from kachinko.halt import Halt
    from kachinko.service.explaining import Question, explain_and_hand_over

    halt = Halt()
    interrupt.ends(halt)
    explained = explain_and_hand_over(
        Question(project, plan, titles, out, console.lang),
        seconds=seconds,
        workers=max(1, min(8, os.cpu_count() or 1)),
        halt=halt,
        on_progress=lambda doing: console.progress(f"explaining: {doing}"),
        now=datetime.now(UTC),
    )
    console.answer(_document(explained, interrupted=interrupt.heard))
    for line in _lines(explained):
        console.say(line)
    if out is not None:
        written = ", ".join(str(path) for path in explained.files if path.parent == out)
        console.say(f"Written: {written}.")
        say_left_out(console, explained.files)
    if interrupt.heard:
        console.leave(130)
    settled = all(one.outcome != "unknown" for one in explained.explanations)
    console.leave(0 if explained.complete and settled else 1)


def _lines(explained: Explained) -> Iterator[str]:
    plan = explained.plan
    if plan.status not in ("optimal", "feasible"):
        yield "There is no plan that has all the titles that must be made."
    elif not plan.left_out:
        yield "Every title is in the plan."
    for one in explained.explanations:
        yield from _of_one(explained, one)
    if not explained.complete:
        yield ""
        yield "Not everything asked for was looked at. Give it more time, or name titles (--title)."


def _of_one(explained: Explained, one: Explanation) -> Iterator[str]:
    project = explained.project
    name = "The titles that must be made"
    if one.title is not None:
        name = f"{project.title(one.title).name} ({one.title})"
    yield ""
    yield name
    if one.title is not None and one.alone:
        yield "  With every stage to itself it could be made."
    if one.outcome == "unknown":
        yield "  Whether it can be made was not settled in the time; give it more."
    for conflict in one.conflicts:
        yield from _of_conflict(conflict, everything=one.title is None)
    scopes = {conflict.scope for conflict in one.conflicts}
    if scopes == {"as-planned"} and one.outcome != "possible":
        yield "  Whether other dates of the others would make room was not settled."
    yield from _of_remedies(explained, one)


def _of_remedies(explained: Explained, one: Explanation) -> Iterator[str]:
    fits = [remedy for remedy in one.remedies if not remedy.changes]
    helps = [remedy for remedy in one.remedies if remedy.changes]
    for remedy in fits:
        yield f"  It can be made all the same: {remedy.change}"
    if one.outcome == "possible":
        yield "  A longer search may find such a plan: give 'kachinko plan' more time."
    if helps:
        kept = "every title of the plan"
        if explained.plan.status not in ("optimal", "feasible"):
            kept = "the other titles that must be made"
        yield "  What would admit it, cheapest first; each was planned again, with"
        yield f"  {kept} in, and checked:"
    elif one.outcome == "impossible":
        yield "  No change that would admit it was found in the time."
    for remedy in helps:
        yield f"    + {remedy.change}"


def _of_conflict(conflict: Conflict, *, everything: bool) -> Iterator[str]:
    heading = "They cannot all be made, whatever their dates" if everything else conflict.heading
    yield f"  {heading} (proven). These cannot all hold:"
    for clause in conflict.requirements:
        mark = "·" if clause.verified else "?"
        head, _, stays = clause.sentence.partition(STAYS)
        yield f"    {mark} {head}{STAYS.rstrip() if stays else ''}"
        yield from (f"        {one}" for one in stays.split("; ") if one)
    if conflict.irreducible:
        yield "  None of these is idle: without any one of them a plan was found."
    else:
        yield "  Of those marked ? it was not settled in the time whether they are needed."


def _document(explained: Explained, *, interrupted: bool) -> dict[str, Any]:
    return {
        "interrupted": interrupted,
        "complete": explained.complete,
        "status": explained.plan.status,
        "value": explained.plan.value,
        "explanations": [one.model_dump(mode="json") for one in explained.explanations],
        "files": [str(path) for path in explained.files],
    }
