"""`kachinko shoot order`: a board for the scenes of a title, and its documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.amounts import count, money
from kachinko.cli.console import verb_with_documents
from kachinko.cli.dates import Day
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Number, Whole
from kachinko.cli.shoot_savings import saving_lines, savings_document
from kachinko.cli.shoot_stages import DOCUMENTS, PAPER, held_to_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.cli.console import Console
    from kachinko.model.board import Board
    from kachinko.service.ordering import Ordered
    from kachinko.shooting.plan.incumbent import Progress

DEFAULT_SECONDS = 60.0
OF_BOARDS = ("out", "steps", "start", "rules", "currency", "paper", "documents")
"""Options that mean nothing for a talent scheduling instance."""


@click.command(short_help="Order the scenes of INPUT into days.")
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder for the board, the shooting as it was ordered, and the documents.",
)
@click.option(
    "--time-limit",
    "seconds",
    type=Number(min=0, min_open=True),
    help=f"Seconds to search [default: {DEFAULT_SECONDS:g}; none with --steps].",
)
@click.option(
    "--steps",
    type=Whole(min=0),
    help="Steps to search; with --workers 1 the same seed then repeats the same board.",
)
@click.option(
    "--workers",
    type=Whole(min=1, max=16),
    default=1,
    show_default=True,
    help="Threads that search at once.",
)
@click.option(
    "--seed", type=Whole(min=0, max=2**31 - 1), default=0, show_default=True,
    help="Seed of all random choices.",
)  # fmt: skip
@click.option(
    "--start",
    type=Day(),
    help="First day of photography (YYYY-MM-DD), in place of the shooting's own.",
)
@click.option("--rules", metavar="NAME", help='Working rules such as JP-2023; see "shoot rules".')
@click.option(
    "--currency", default="", metavar="CODE", help="Of the prices of a file that states none."
)
@PAPER
@DOCUMENTS
@held_to_plan
@verb_with_documents
def order(
    console: Console,
    *,
    source: Path,
    seconds: float | None,
    steps: int | None,
    workers: int,
    seed: int,
    **terms: Any,
) -> None:
    """Order the scenes of INPUT into days.

    Finds a board that keeps all rules and costs little: waiting cast, standing sets, company moves
    and unit days; says how far from the best that can be at most; checks the board on its own and
    writes it with its documents (--lang). Ctrl-C ends the search early and keeps the best so far.

    Of a talent scheduling instance (.dat) it finds the best order of scenes and the proof, or the
    bound; nothing is written.

    Exits 0 with a board, 1 when there is none (proven impossible, with what cannot hold together,
    or none found), 130 when interrupted, 2 when the input or the call is wrong.

      kachinko shoot order script.fountain --start 2028-04-03 --time-limit 60
    """
    # Listened for before anything heavy is loaded.
    interrupt = Interrupt(console, "keeping the best order so far")
    if source.suffix.lower() == ".dat":
        from kachinko.cli.shoot_talent import order_talent

        refuse_what_boards_need(click.get_current_context())
        order_talent(
            console, interrupt, source, seconds=seconds or DEFAULT_SECONDS, seed=seed,
            workers=workers,
        )  # fmt: skip
        return
    from kachinko.halt import Halt
    from kachinko.service.ordering import Wanted, order_scenes
    from kachinko.shooting.limits import Limits

    halt = Halt()
    interrupt.ends(halt)
    if seconds is None and steps is None:
        seconds = DEFAULT_SECONDS
    ordered = order_scenes(
        source,
        terms["out"],
        limits=Limits(seconds, steps),
        seed=seed,
        workers=workers,
        halt=halt,
        on_progress=progress_line(console),
        currency=terms["currency"],
        start=terms["start"],
        rules=terms["rules"],
        wanted=Wanted(console.lang, terms["paper"]) if terms["documents"] else None,
        on_remarks=console.remark,
        on_doing=console.progress,
    )
    report(console, ordered, interrupted=interrupt.heard)


def refuse_what_boards_need(context: click.Context) -> None:
    """Stop where a call gives options that mean nothing for a talent scheduling instance."""
    given = [
        option.opts[0]
        for option in context.command.params
        if option.name in OF_BOARDS
        and context.get_parameter_source(option.name) is not click.core.ParameterSource.DEFAULT
    ]
    if given:
        raise click.UsageError(f"A .dat file has no board: {', '.join(given)} is not for it.")


def report(console: Console, ordered: Ordered, *, interrupted: bool) -> None:
    """Say what came of it, and leave."""
    board = ordered.board
    console.answer(
        {
            "interrupted": interrupted,
            "files": [str(path) for path in ordered.files],
            "board": json.loads(board.model_dump_json(by_alias=True)),
            "savings": savings_document(board, ordered.savings),
            "remarks": list(ordered.remarks),
        }
    )
    for line in summary(ordered):
        console.say(line)
    console.say(f"Written: {', '.join(str(path) for path in ordered.files)}.")
    if interrupted:
        console.leave(130)
    console.leave(0 if board.status in ("optimal", "feasible") else 1)


def summary(ordered: Ordered) -> list[str]:
    """What a person wants to know first, in a few lines."""
    board, worth = ordered.board, ordered.worth
    if board.status == "infeasible":
        lines = ["There is no board (proven). These requirements cannot hold together:"]
        return lines + [f"  - {sentence}" for sentence in board.conflict]
    if worth is None:
        return ["No board found on which every scene has a day; none is disproven."]
    figures = (
        f"{count(len(ordered.shooting.scenes), 'scene')} on {count(worth.board_days, 'day')}, "
        f"{board.days[0].day} to {board.days[-1].day}; "
        f"{count(worth.company_moves, 'company move')}, "
        f"{count(worth.waiting_days, 'day')} of waiting cast."
    )
    cost = (
        f"Cost {money(board.currency, worth.cost)}, of it idle "
        f"{money(board.currency, worth.idle)}; {_quality(board)}."
    )
    return [
        figures,
        cost,
        *(f"Assumed: {sentence}" for sentence in board.assumptions),
        *saving_lines(board, ordered.savings),
    ]


def _quality(board: Board) -> str:
    if board.status == "optimal":
        return "proven least"
    if not board.cost or board.cost_bound is None:
        return "nothing is proven"
    gap = float((board.cost - board.cost_bound) / board.cost)
    least = money(board.currency, board.cost_bound)
    return f"no board costs less than {least} (proven), {gap:.1%} below"


def progress_line(console: Console) -> Callable[[Progress], None]:
    """A live line on a terminal; elsewhere a line a second while something changes."""
    last: list[tuple[object, str, float]] = []

    def show(progress: Progress) -> None:
        state = (progress.cost, progress.bound, progress.left)
        if not console.is_live and last:
            before, doing, seconds = last[0]
            soon = progress.seconds < seconds + 1.0
            if progress.doing == doing and (soon or before == state):
                return
        last[:] = [(state, progress.doing, progress.seconds)]
        if progress.cost is None:
            found = f"{progress.left} scenes without a day"
        else:
            found = f"{progress.days} days  cost {progress.cost:,.0f}"
            found += f" of at least {progress.bound:,.0f}"
        console.progress(f"{progress.seconds:6.1f} s  {found}  {progress.doing}")

    return show
