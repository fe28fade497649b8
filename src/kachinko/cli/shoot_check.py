"""`kachinko shoot check` and `kachinko shoot rules`: what a board must keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.amounts import count, money
from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console


@click.command(short_help="Check a board, day by day, without the planner.")
@click.argument("shooting_path", metavar="SHOOTING", type=click.Path(path_type=Path))
@click.argument("board_path", metavar="BOARD", type=click.Path(path_type=Path))
@verb
def check(console: Console, shooting_path: Path, board_path: Path) -> None:
    """Check a board against its shooting, day by day, without the planner.

    BOARD is a board.json, or a schedule (.uss) with its days. Exits 0 when all rules are kept, 1
    when any is broken or the file holds no board, 2 when one of the files cannot be read.
    """
    from kachinko.service.boards import check_board

    checked = check_board(shooting_path, board_path)
    board, breaches, worth = checked.board, checked.breaches, checked.worth
    there_is_one = board.status in ("optimal", "feasible")
    console.remark(checked.remarks)
    console.answer(
        {
            "ok": not breaches,
            "board": there_is_one,
            "breaches": [breach.as_dict() for breach in breaches],
            **({"cost": float(worth.cost)} if worth is not None else {}),
            "remarks": list(checked.remarks),
        }
    )
    for breach in breaches:
        console.say(f"✗ {breach}")
    if not there_is_one:
        console.say(f"The file holds no board (status {board.status}).")
    elif not breaches and worth is not None:
        console.say(
            f"All rules are kept: {count(len(checked.shooting.scenes), 'scene')} on "
            f"{count(worth.board_days, 'day')}; "
            f"cost {money(board.currency, worth.cost)}."
        )
    if breaches or not there_is_one:
        console.leave(1)


@click.command(short_help="List the working rules that --rules knows.")
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
