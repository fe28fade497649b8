"""Use case: read a shooting, order its scenes, check the board independently, hand it over."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files.atomic import replace_files
from kachinko.files.board import board_json
from kachinko.files.yaml_writer import write_record
from kachinko.model.errors import Fault, InputError, KachinkoError
from kachinko.model.shooting_consistency import find_shooting_faults
from kachinko.reference.work_rules import work_rules
from kachinko.service.planning import make_sure_of, versions
from kachinko.service.shooting_input import open_input
from kachinko.shooting.check import check, worth_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.model.board import Board
    from kachinko.model.shooting import Shooting
    from kachinko.report.shooting.paper import Paper
    from kachinko.shooting.check import Worth
    from kachinko.shooting.limits import Limits
    from kachinko.shooting.plan.incumbent import Progress
    from kachinko.shooting.savings import Savings


class UnsoundBoardError(KachinkoError):
    """The planner made a board that its own checker rejects: a fault of ours; nothing is kept."""

    code = "UNSOUND"


@dataclass(frozen=True, slots=True)
class Ordered:
    """A shooting with its board, checked, the files written, and what else was found."""

    shooting: Shooting
    board: Board
    worth: Worth | None
    """None where there is no board."""
    savings: Savings | None
    """None where they were not sought."""
    files: list[Path]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents are written beside the board."""

    lang: str = "en"
    paper: Paper = "A4"


def order_scenes(
    source: Path,
    out_dir: Path,
    *,
    limits: Limits,
    seed: int,
    workers: int,
    halt: Halt,
    on_progress: Callable[[Progress], None],
    currency: str = "",
    start: date | None = None,
    rules: str | None = None,
    wanted: Wanted | None = None,
    on_remarks: Callable[[tuple[str, ...]], None] = lambda _: None,
    on_doing: Callable[[str], None] = lambda _: None,
) -> Ordered:
    """Find a board for the shooting at `source` and write it into `out_dir`, all files or none.

    Parameters
    ----------
    currency
        Of a file that states none; see `open_input`.
    start
        First day of photography; None: as the shooting says.
    rules
        Name of working rules that stand in for the shooting's own limits of time and rest.
    wanted
        The documents beside `board.json` and `shooting.yaml`; None: none.
    on_remarks
        Told what to know about the reading, before the long work begins.
    on_doing
        Told what is being done after the search.

    Raises
    ------
    InputError
        When the shooting cannot be used.
    OutputError
        When `out_dir` cannot be written, which is found out before the long work begins.
    UnsoundBoardError
        When the independent checker rejects the board.
    """
    opened = open_input(source, currency=currency, start=start)
    shooting = with_terms(opened.shooting, start=start, rules=rules)
    _make_sure_it_can_begin(source, shooting)
    remarks = opened.remarks
    if opened.board is not None and opened.board.days:
        remarks = (*remarks, "the file's own board is left as it is; 'shoot compare' takes it")
    on_remarks(remarks)
    make_sure_of(out_dir)
    from kachinko.shooting.plan.planner import plan_board

    board = plan_board(
        shooting,
        limits=limits,
        clock=time.monotonic,
        seed=seed,
        workers=workers,
        halt=halt,
        on_progress=on_progress,
        versions=versions(),
    )
    if breaches := check(shooting, board):
        raise UnsoundBoardError(
            f"the board breaks {len(breaches)} rules, the first: {breaches[0].sentence}",
            hint="This is a fault in Kachinko; nothing was written. Please report it.",
        )
    contents: dict[Path, bytes | str] = {
        out_dir / "board.json": board_json(board),
        out_dir / "shooting.yaml": write_record(shooting),
    }
    found = None
    if wanted is not None:
        from kachinko.service.board_documents import beside_board

        found, made = beside_board(shooting, board, wanted, hurry=halt.thrown, on_doing=on_doing)
        contents |= {out_dir / name: content for name, content in made.items()}
    worth = worth_of(shooting, board) if board.days else None
    return Ordered(shooting, board, worth, found, replace_files(contents), remarks)


def _make_sure_it_can_begin(source: Path, shooting: Shooting) -> None:
    """See to it that there is a first day, also where the call named another one."""
    if shooting.start is None:
        right = "'start: 2028-04-03' in a shooting, or --start 2028-04-03"
        fault = Fault(source.name, "there is no first day of photography", right)
        raise InputError(str(source), [fault])
    if faults := find_shooting_faults(shooting):
        raise InputError(str(source), faults)


def with_terms(shooting: Shooting, *, start: date | None, rules: str | None) -> Shooting:
    """The same shooting with another first day, or under other working rules.

    Of the rules, the limits of a day, rest and days in a row are replaced; calls, pace, pages and
    moves remain the shooting's own.
    """
    changes: dict[str, object] = {}
    if start is not None:
        changes["start"] = start
    if rules is not None:
        named = work_rules(rules)
        fields = ("most_minutes", "around_minutes", "rest_minutes", "most_days_in_a_row", "source")
        taken = {field: getattr(named, field) for field in fields}
        changes["rules"] = shooting.rules.model_copy(update=taken)
    return shooting.model_copy(update=changes)
