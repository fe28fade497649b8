"""Use cases of a shooting: order its scenes, compare boards, check one."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kachinko.files.atomic import replace_file
from kachinko.model.board import Board
from kachinko.model.errors import Fault, InputError, KachinkoError
from kachinko.model.shooting import Shooting
from kachinko.reference.work_rules import work_rules
from kachinko.service.planning import make_sure_of, versions
from kachinko.shooting.check import Breach, Worth, check, worth_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from kachinko.shooting.limits import Halt, Limits
    from kachinko.shooting.plan.incumbent import Progress


AModel = TypeVar("AModel", bound=BaseModel)


class UnsoundBoardError(KachinkoError):
    """The planner made a board that its own checker rejects: a fault of ours; nothing is kept."""

    code = "UNSOUND"


@dataclass(frozen=True, slots=True)
class Ordered:
    """A shooting with its board, checked, the file it was written to, and what else was found."""

    shooting: Shooting
    board: Board
    worth: Worth | None
    """None where there is no board."""
    files: list[Path]


@dataclass(frozen=True, slots=True)
class Compared:
    """One board, or one of the orders that people use, and what it comes to."""

    name: str
    worth: Worth | None
    """None where the order gives no board."""
    breaches: tuple[Breach, ...] = ()
    why_not: str = ""


def load_input(path: Path) -> Shooting:
    """Read a shooting from whatever form the path names: a YAML file.

    Raises
    ------
    InputError
        With every fault of the file at once.
    """
    return _load(path, Shooting)


def load_board(path: Path) -> Board:
    """Read a board from a `board.json`.

    Raises
    ------
    InputError
        With every fault of the file at once.
    """
    return _load(path, Board)


def order_scenes(
    source: Path,
    out_dir: Path,
    *,
    start: date | None,
    rules: str | None,
    limits: Limits,
    seed: int,
    workers: int,
    halt: Halt,
    on_progress: Callable[[Progress], None],
) -> Ordered:
    """Find a board for the shooting at `source` and write it into `out_dir` as `board.json`.

    Parameters
    ----------
    start
        First day of photography; None: as the shooting says.
    rules
        Name of working rules that stand in for the shooting's own limits of time and rest.

    Raises
    ------
    InputError
        When the shooting cannot be used.
    OutputError
        When `out_dir` cannot be written, which is found out before the long work begins.
    UnsoundBoardError
        When the independent checker rejects the board.
    """
    shooting = with_terms(load_input(source), start=start, rules=rules)
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
    text = board.model_dump_json(by_alias=True, indent=1) + "\n"
    written = [replace_file(out_dir / "board.json", text)]
    terms = shooting.model_dump(mode="json", by_alias=True)
    content = yaml.safe_dump(terms, sort_keys=False, allow_unicode=True)
    written.append(replace_file(out_dir / "shooting.yaml", content))
    return Ordered(shooting, board, worth_of(shooting, board) if board.days else None, written)


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


def check_board(shooting_path: Path, board_path: Path) -> tuple[Shooting, Board, list[Breach]]:
    """Check a board against its shooting, without the planner."""
    shooting, board = load_input(shooting_path), load_board(board_path)
    return shooting, board, check(shooting, board)


def compare_boards(shooting_path: Path, board_paths: list[Path]) -> tuple[Shooting, list[Compared]]:
    """Compare boards with each other and with the three orders that people use."""
    from kachinko.shooting.orders import three_orders
    from kachinko.shooting.plan.assemble import board_of
    from kachinko.shooting.problem import compile_problem

    shooting = load_input(shooting_path)
    found = []
    for path in board_paths:
        board = load_board(path)
        worth = worth_of(shooting, board) if board.days else None
        why = "" if board.days else f"status {board.status}"
        found.append(Compared(str(path), worth, tuple(check(shooting, board)), why))
    problem = compile_problem(shooting)
    for order in three_orders(problem):
        worth = None
        if order.draft.complete:
            worth = worth_of(shooting, board_of(problem, order.draft))
        found.append(Compared(order.name, worth, (), order.why_not(problem)))
    return shooting, found


class _PlainWords(yaml.SafeLoader):
    """YAML in which `on` is the key of a date and no is a word: only true and false are both."""


_BOOL = "tag:yaml.org,2002:bool"
_PlainWords.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag != _BOOL]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainWords.add_implicit_resolver(_BOOL, re.compile("^(?:true|false)$"), ["t", "f"])


def _load(path: Path, model: type[AModel]) -> AModel:
    try:
        # JSON is YAML; one reader for both.
        tree = yaml.load(path.read_text("utf-8"), _PlainWords)
    except OSError as error:
        raise InputError(str(path), [Fault(str(path), f"{error.strerror or error}")]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(str(path), [Fault(str(path), f"it cannot be read: {error}")]) from None
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        faults = [
            Fault(" > ".join(str(step) for step in one["loc"]) or path.name, one["msg"])
            for one in error.errors(include_url=False)
        ]
        raise InputError(str(path), faults) from None
