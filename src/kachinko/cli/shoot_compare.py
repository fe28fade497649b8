"""`kachinko shoot compare`: boards beside each other, and beside the orders that people use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kachinko.cli.amounts import count
from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console
    from kachinko.model.shooting import Shooting
    from kachinko.service.boards import Compared


@click.command(short_help="Compare boards with each other and with usual orders.")
@click.argument("shooting_path", metavar="SHOOTING", type=click.Path(path_type=Path))
@click.argument(
    "board_paths", metavar="BOARD...", type=click.Path(path_type=Path), nargs=-1, required=True
)
@verb
def compare(console: Console, shooting_path: Path, board_paths: tuple[Path, ...]) -> None:
    """Compare boards of one shooting with each other and with three orders that people use.

    The orders are: as in the script; by set, then cast; by location, then set. Each is packed into
    days under all rules. A BOARD is a board.json, or a schedule (.uss) with its days. Exits 0, or
    1 when a board breaks a rule.
    """
    from kachinko.service.boards import compare_boards

    found = compare_boards(shooting_path, list(board_paths))
    console.remark(found.remarks)
    console.answer(
        {
            "currency": found.shooting.currency,
            "boards": [_row(each) for each in found.rows],
            "remarks": list(found.remarks),
        }
    )
    for line in _table(found.shooting, found.rows):
        console.say(line)
    for each in found.rows:
        if each.breaches:
            console.say(
                f"{each.name}: {count(len(each.breaches), 'breach', 'breaches')}, "
                f"the first: {each.breaches[0]}"
            )
        if each.why_not:
            console.say(f"{each.name}: {each.why_not}.")
    if any(each.breaches for each in found.rows):
        console.leave(1)


def _row(each: Compared) -> dict[str, Any]:
    from kachinko.report.shooting.figures import figures

    worth = each.worth
    return {
        "name": each.name,
        "ok": worth is not None and not each.breaches,
        "why_not": each.why_not,
        "breaches": [breach.as_dict() for breach in each.breaches],
        **(figures(worth) if worth is not None else {}),
    }


def _table(shooting: Shooting, found: list[Compared]) -> list[str]:
    heads = ["", f"cost {shooting.currency}", "days", "idle pay", "moves", "waiting days"]
    rows = [heads]
    for each in found:
        worth = each.worth
        if worth is None:
            rows.append([each.name, "no board", *[""] * 4])
            continue
        amounts = [f"{worth.cost:,.0f}", str(worth.board_days), f"{worth.idle:,.0f}"]
        rows.append([each.name, *amounts, str(worth.company_moves), str(worth.waiting_days)])
    wide = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    ]
