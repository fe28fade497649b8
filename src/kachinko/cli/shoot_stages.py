"""`kachinko shoot sets`, `shoot stage`, `shoot order --plan`: from board to stage plan and back."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from kachinko.cli.console import DOCUMENTS_IN_JAPANESE, Console, verb, verb_with_documents
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Number, Whole
from kachinko.cli.shoot_savings import savings_document
from kachinko.cli.shoot_stage_lines import (
    board_document,
    board_lines,
    changed_lines,
    document,
    moved_lines,
    moves,
    story,
)
from kachinko.cli.written import say_left_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.service.shooting_stages import Effort

DEFAULT_SECONDS = 60.0
FILE = click.Path(path_type=Path)
FREE_PLACES = click.option(
    "--free-places",
    is_flag=True,
    help="Hold sets on stages to the plan's dates, other places to the title's first and last.",
)
PAPER = click.option(
    "--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True,
    help="Paper of board.pdf.",
)  # fmt: skip
DOCUMENTS = click.option(
    "--no-documents", "documents", is_flag=True, flag_value=False, default=True,
    help="Write no board.html, board.pdf and board.xlsx.",
)  # fmt: skip
_SEARCH = {
    "source", "out", "seconds", "workers", "seed", "paper", "documents", "as_json", "quiet", "lang",
}  # fmt: skip
"""What `shoot order` takes also within a stage plan."""


@click.command()
@click.argument("shooting", type=FILE)
@click.argument("project", type=FILE)
@click.option("--title", required=True, metavar="ID", help="The title in PROJECT.")
@click.option(
    "--board",
    type=FILE,
    help="A board of SHOOTING, whose days count [default: scenes packed by location, then set].",
)
@click.option("--out", type=FILE, required=True, help="Where the project with the sets goes.")
@click.option("--force", is_flag=True, help="Replace what stands at --out.")
@verb
def sets(
    console: Console,
    shooting: Path,
    project: Path,
    title: str,
    board: Path | None,
    out: Path,
    *,
    force: bool,
) -> None:
    """Give a title of PROJECT the sets, days and cast of SHOOTING; write the project to --out.

    SHOOTING is a shooting in YAML, or a script. Sets on stages get their shoot days, cast and
    order; other places become location blocks. What no script says (footprint, build, strike …)
    stays as PROJECT has it, and is a fault where it has it not. Shows what changed.

      kachinko shoot sets shooting.yaml mystudio --title vapor --board out/board.json --out next
    """
    from kachinko.cli.convert import refuse_to_overwrite
    from kachinko.files.project import form_to_write
    from kachinko.service.shooting_stages import put_sets

    form_to_write(out)
    refuse_to_overwrite(out, force=force)
    put = put_sets(shooting, project, title, board, out)
    files = [str(path) for path in put.files]
    console.answer({"files": files, "changes": put.changes, "remarks": list(put.remarks)})
    for line in changed_lines(title, put.changes, put.remarks):
        console.say(line)
    console.say(f"Written: {', '.join(files)}.")


@click.command()
@click.argument("shooting", type=FILE)
@click.argument("project", type=FILE)
@click.option("--title", required=True, metavar="ID", help="The title in PROJECT.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("staged"),
    show_default=True,
    help="Folder for project.yaml, the plan and its files, board.json, shooting.yaml and the "
    "board's documents.",
)
@click.option(
    "--time-limit",
    "seconds",
    type=Number(min=0, min_open=True),
    default=DEFAULT_SECONDS,
    show_default=True,
    help="Seconds to search, for first board, plan and board together.",
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
@PAPER
@DOCUMENTS
@FREE_PLACES
@verb_with_documents
def stage(
    console: Console,
    shooting: Path,
    project: Path,
    title: str,
    out: Path,
    seconds: float,
    workers: int,
    seed: int,
    *,
    paper: Literal["A4", "Letter"],
    documents: bool,
    free_places: bool,
) -> None:
    """Plan the sets of a title from its scenes, and order the scenes within that plan.

    Makes a board of SHOOTING, gives its sets to the title of PROJECT, plans the stages for the
    whole project, and makes the board anew within the plan's shoot dates. Plan and board are
    checked independently and written, with the documents of both (--lang: of the board).

    Exits 0 with plan and board, 1 when there is none or the plan leaves the title out, 130 when
    interrupted, 2 when the input or the call is wrong.

      kachinko shoot stage shooting.yaml mystudio --title vapor --out staged
    """
    interrupt = Interrupt(console, "going on with the best so far")
    from datetime import UTC, datetime

    from kachinko.service.ordering import Wanted
    from kachinko.service.script_to_stage import stage_title

    effort = _effort(console, seconds, seed, workers)
    interrupt.ends(effort.halt)
    staged = stage_title(
        shooting,
        project,
        title,
        out,
        effort,
        now=datetime.now(UTC),
        free_places=free_places,
        wanted=Wanted(console.lang, paper) if documents else None,
    )
    console.answer(document(staged, interrupted=interrupt.heard))
    for line in story(staged, title):
        console.say(line)
    console.say(f"Written: {', '.join(str(path) for path in staged.files if path.parent == out)}.")
    say_left_out(console, staged.files)
    if interrupt.heard:
        console.leave(130)
    console.leave(0 if staged.worth is not None else 1)


def held_to_plan(function: Callable[..., None]) -> Callable[..., None]:
    """Let a verb that orders scenes take a stage plan: --plan, --project, --title, --keep."""

    @click.option("--plan", type=FILE, help="A stage plan, whose shoot dates the board keeps.")
    @click.option("--project", type=FILE, help="The project of --plan.")
    @click.option("--title", metavar="ID", help="The title in --project.")
    @click.option("--keep", type=FILE, help="With --plan: an earlier board, kept where it can be.")
    @FREE_PLACES
    @functools.wraps(function)
    def wrapped(
        *,
        plan: Path | None,
        project: Path | None,
        title: str | None,
        keep: Path | None,
        free_places: bool,
        **arguments: Any,
    ) -> None:
        if not (plan or project or title or keep or free_places):
            function(**arguments)
            return
        if plan is None or project is None or title is None:
            raise click.UsageError("--plan, --project and --title go together.")
        _refuse_the_rest(arguments)
        words = {key: arguments[key] for key in ("as_json", "quiet", "lang")}
        way = {"keep": keep, "free_places": free_places}
        console = Console(**words, in_japanese=DOCUMENTS_IN_JAPANESE)
        _order_within(console, arguments, plan, project, title, way)

    return wrapped


def _refuse_the_rest(arguments: dict[str, Any]) -> None:
    context = click.get_current_context()
    given = [
        name
        for name in arguments
        if name not in _SEARCH
        and context.get_parameter_source(name) == click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise click.UsageError(f"--plan does not go with {names}.")


def _order_within(
    console: Console,
    arguments: dict[str, Any],
    plan: Path,
    project: Path,
    title: str,
    way: dict[str, Any],
) -> None:
    interrupt = Interrupt(console, "keeping the best board so far")
    from kachinko.service.ordering import Wanted
    from kachinko.service.shooting_stages import order_within_plan

    seconds = arguments["seconds"] or DEFAULT_SECONDS
    effort = _effort(console, seconds, arguments["seed"], arguments["workers"])
    interrupt.ends(effort.halt)
    out = arguments["out"]
    wanted = Wanted(console.lang, arguments["paper"]) if arguments["documents"] else None
    held = order_within_plan(
        arguments["source"], project, plan, title, out, effort, wanted=wanted, **way
    )
    console.answer(
        {
            "interrupted": interrupt.heard,
            "files": [str(path) for path in held.files],
            "moved": moves(held),
            "board": board_document(held.board),
            "savings": savings_document(held.board, held.savings),
        }
    )
    for line in [*board_lines(held.board, held.worth, held.savings), *moved_lines(held)]:
        console.say(line)
    console.say(f"Written: {', '.join(str(path) for path in held.files)}.")
    if interrupt.heard:
        console.leave(130)
    console.leave(0 if held.worth is not None else 1)


def _effort(console: Console, seconds: float, seed: int, workers: int) -> Effort:
    from kachinko.halt import Halt
    from kachinko.service.shooting_stages import Effort

    told = ""

    def show(doing: str, spent: float) -> None:
        nonlocal told
        if console.is_live or doing != told:
            told = doing
            console.progress(f"{spent:6.1f} s  {doing}")

    return Effort(seconds, seed, workers, Halt(), show)
