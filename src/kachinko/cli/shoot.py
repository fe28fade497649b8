"""`kachinko shoot`: from a breakdown to a board."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.console import Console, verb
from kachinko.cli.interrupt import Interrupt
from kachinko.cli.numbers import Number, Whole
from kachinko.cli.shoot_stages import held_to_plan, sets, stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from decimal import Decimal

    from kachinko.model.board import Board
    from kachinko.model.shooting import Shooting
    from kachinko.service.shooting import Compared, Ordered
    from kachinko.shooting.check import Worth
    from kachinko.shooting.plan.incumbent import Progress

DEFAULT_SECONDS = 60.0


@click.group()
def command() -> None:
    """Order the scenes of a title: which on which day, and in what order.

    "order" makes a board, "compare" holds boards against each other and against the orders that
    people use, "check" checks a board without the planner, "rules" lists working rules. "sets"
    gives a title of a stage plan its sets, "stage" plans them and orders within the plan.
    """


command.add_command(sets)
command.add_command(stage)


@command.command()
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder for board.json, and shooting.yaml as it was ordered.",
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
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="First day of photography (YYYY-MM-DD), in place of the shooting's own.",
)
@click.option("--rules", metavar="NAME", help='Working rules such as JP-2023; see "shoot rules".')
@held_to_plan
@verb
def order(
    console: Console,
    source: Path,
    out: Path,
    seconds: float | None,
    steps: int | None,
    workers: int,
    seed: int,
    start: datetime | None,
    rules: str | None,
) -> None:
    """Order the scenes of INPUT, a shooting in YAML, into days.

    Finds a board that keeps all rules and costs little: waiting cast, standing sets, company moves
    and unit days; says how far from the best that can be at most; checks the board on its own and
    writes it. Ctrl-C ends the search early and keeps the best board so far.

    Exits 0 with a board, 1 when there is none (proven impossible, with what cannot hold together,
    or none found), 130 when interrupted, 2 when the input or the call is wrong.

      kachinko shoot order shooting.yaml --out out --time-limit 60
    """
    # Listened for before anything heavy is loaded.
    interrupt = Interrupt(console, "keeping the best board so far")
    from kachinko.service.shooting import order_scenes
    from kachinko.shooting.limits import Halt, Limits

    halt = Halt()
    interrupt.ends(halt)
    if seconds is None and steps is None:
        seconds = DEFAULT_SECONDS
    ordered = order_scenes(
        source,
        out,
        start=_day(start),
        rules=rules,
        limits=Limits(seconds, steps),
        seed=seed,
        workers=workers,
        halt=halt,
        on_progress=_progress_line(console),
    )
    board = ordered.board
    console.answer(
        {
            "interrupted": interrupt.heard,
            "files": [str(path) for path in ordered.files],
            "board": json.loads(board.model_dump_json(by_alias=True)),
        }
    )
    for line in summary(ordered):
        console.say(line)
    console.say(f"Written: {', '.join(str(path) for path in ordered.files)}.")
    if interrupt.heard:
        console.leave(130)
    console.leave(0 if board.status in ("optimal", "feasible") else 1)


@command.command()
@click.argument("shooting_path", metavar="SHOOTING", type=click.Path(path_type=Path))
@click.argument(
    "board_paths", metavar="BOARD...", type=click.Path(path_type=Path), nargs=-1, required=True
)
@verb
def compare(console: Console, shooting_path: Path, board_paths: tuple[Path, ...]) -> None:
    """Compare boards of one shooting with each other and with three orders that people use.

    The orders are: as in the script; by set, then cast; by location, then set. Each is packed into
    days under all rules. Exits 0, or 1 when a board breaks a rule.
    """
    from kachinko.service.shooting import compare_boards

    shooting, found = compare_boards(shooting_path, list(board_paths))
    console.answer({"boards": [_row(each) for each in found]})
    for line in _table(shooting, found):
        console.say(line)
    for each in found:
        if each.breaches:
            console.say(
                f"{each.name}: {_count(len(each.breaches), 'breach', 'breaches')}, "
                f"the first: {each.breaches[0]}"
            )
        if each.why_not:
            console.say(f"{each.name}: {each.why_not}.")
    if any(each.breaches for each in found):
        console.leave(1)


@command.command()
@click.argument("shooting_path", metavar="SHOOTING", type=click.Path(path_type=Path))
@click.argument("board_path", metavar="BOARD", type=click.Path(path_type=Path))
@verb
def check(console: Console, shooting_path: Path, board_path: Path) -> None:
    """Check a board against its shooting, day by day, without the planner.

    Exits 0 when all rules are kept, 1 when any is broken or the file holds no board, 2 when one of
    the files cannot be read.
    """
    from kachinko.service.shooting import check_board
    from kachinko.shooting.check import worth_of

    shooting, board, breaches = check_board(shooting_path, board_path)
    there_is_one = board.status in ("optimal", "feasible")
    worth = worth_of(shooting, board) if board.days else None
    console.answer(
        {
            "ok": not breaches,
            "board": there_is_one,
            "breaches": [breach.as_dict() for breach in breaches],
            **({"cost": float(worth.cost)} if worth is not None else {}),
        }
    )
    for breach in breaches:
        console.say(f"✗ {breach}")
    if not there_is_one:
        console.say(f"The file holds no board (status {board.status}).")
    elif not breaches and worth is not None:
        console.say(
            f"All rules are kept: {_count(len(shooting.scenes), 'scene')} on "
            f"{_count(worth.board_days, 'day')}; "
            f"cost {_money(board.currency, worth.cost)}."
        )
    if breaches or not there_is_one:
        console.leave(1)


@command.command()
@verb
def rules(console: Console) -> None:
    """List the working rules that --rules knows, with the pages they were read from."""
    from kachinko.reference.work_rules import all_work_rules

    listed = all_work_rules()
    console.answer([each.model_dump(mode="json", by_alias=True) for each in listed])
    for each in listed:
        console.say(f"{each.id}: {each.name}, from {each.first}")
        for reading in each.readings:
            value = getattr(each.rules, reading.field)
            console.say(f"  {reading.field} {value}: {reading.says}")
            console.say(f"    {reading.note}; {reading.source}")


def summary(ordered: Ordered) -> list[str]:
    """What a person wants to know first, in a few lines."""
    board, worth = ordered.board, ordered.worth
    if board.status == "infeasible":
        lines = ["There is no board (proven). These requirements cannot hold together:"]
        return lines + [f"  - {sentence}" for sentence in board.conflict]
    if worth is None:
        return ["No board found on which every scene has a day; none is disproven."]
    figures = (
        f"{_count(len(ordered.shooting.scenes), 'scene')} on {_count(worth.board_days, 'day')}, "
        f"{board.days[0].day} to {board.days[-1].day}; "
        f"{_count(worth.company_moves, 'company move')}, "
        f"{_count(worth.waiting_days, 'day')} of waiting cast."
    )
    cost = (
        f"Cost {_money(board.currency, worth.cost)}, of it idle "
        f"{_money(board.currency, worth.idle)}; {_quality(board)}."
    )
    return [figures, cost, *(f"Assumed: {sentence}" for sentence in board.assumptions)]


def _quality(board: Board) -> str:
    if board.status == "optimal":
        return "proven least"
    if not board.cost or board.cost_bound is None:
        return "nothing is proven"
    gap = float((board.cost - board.cost_bound) / board.cost)
    least = _money(board.currency, board.cost_bound)
    return f"no board costs less than {least} (proven), {gap:.1%} below"


def _progress_line(console: Console) -> Callable[[Progress], None]:
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


def _row(each: Compared) -> dict[str, Any]:
    worth = each.worth
    return {
        "name": each.name,
        "ok": worth is not None and not each.breaches,
        "why_not": each.why_not,
        "breaches": [breach.as_dict() for breach in each.breaches],
        **(_figures(worth) if worth is not None else {}),
    }


def _figures(worth: Worth) -> dict[str, float | int]:
    return {
        "cost": float(worth.cost),
        "cast": float(worth.cast),
        "idle": float(worth.idle),
        "standing": float(worth.standing),
        "move_cost": float(worth.moves),
        "unit_days": float(worth.units),
        "days": worth.board_days,
        "moves": worth.company_moves,
        "waiting_days": worth.waiting_days,
    }


def _table(shooting: Shooting, found: list[Compared]) -> list[str]:
    heads = ["", f"cost {shooting.currency}", "days", "idle pay", "moves", "waiting days"]
    rows = [heads]
    for each in found:
        worth = each.worth
        if worth is None:
            rows.append([each.name, "no board", *[""] * 4])
            continue
        money = [f"{worth.cost:,.0f}", str(worth.board_days), f"{worth.idle:,.0f}"]
        rows.append([each.name, *money, str(worth.company_moves), str(worth.waiting_days)])
    wide = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    ]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None


def _money(currency: str, amount: Decimal) -> str:
    return f"{currency} {amount:,.0f}"
