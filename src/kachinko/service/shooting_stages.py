"""Use cases between a shooting and the stage plan: sets into a project, a board out of a plan."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.files import load_project, save_project
from kachinko.files.atomic import replace_files
from kachinko.files.board import board_json, load_board
from kachinko.files.plan import load_plan
from kachinko.files.script.load import ENDINGS
from kachinko.model.errors import Fault, InputError, OutputError
from kachinko.service.planning import UnsoundPlanError, make_sure_of, versions
from kachinko.service.shooting_input import open_input
from kachinko.shooting.check import check, worth_of
from kachinko.shooting.stages.change import title_changes
from kachinko.shooting.stages.dates import shooting_from_plan
from kachinko.shooting.stages.kept import kept_days, moved_scenes, packed_board, under
from kachinko.shooting.stages.title import title_from_shooting
from kachinko.staging.check import check_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.model.board import Board
    from kachinko.model.plan import PlannedSet
    from kachinko.model.project import Project
    from kachinko.model.shooting import Shooting
    from kachinko.service.ordering import Wanted
    from kachinko.shooting.check import Worth
    from kachinko.shooting.savings import Savings


@dataclass(frozen=True, slots=True)
class Effort:
    """How boards are sought."""

    seconds: float
    seed: int
    workers: int
    halt: Halt
    on_progress: Callable[[str, float], None]
    """Told what is being done, and for how many seconds."""


@dataclass(frozen=True, slots=True)
class SetsPut:
    """A project with the sets of a shooting, and what changed in it."""

    project: Project
    changes: list[str]
    remarks: tuple[str, ...]
    files: list[Path]


@dataclass(frozen=True, slots=True)
class Held:
    """A board within the dates of a stage plan."""

    shooting: Shooting
    """With the plan's dates as days on which its sets can be had."""
    board: Board
    worth: Worth | None
    """None where there is no board."""
    moved: list[tuple[str, date | None, date]] | None
    """Scenes on other dates than on the board that was to be kept; None: none was."""
    savings: Savings | None
    """None where they were not sought."""
    files: list[Path]


def put_sets(
    shooting_path: Path,
    project_path: Path,
    title_id: str,
    board_path: Path | None,
    destination: Path,
) -> SetsPut:
    """Write a project in which a title has the sets, days and cast of its shooting.

    Without a board the scenes are packed by location, then set, and the days of that count.

    Raises
    ------
    InputError
        When shooting, board or project cannot be used, or the project lacks what no script says.
    OutputError
        When the project cannot be written.
    """
    project = load_project(project_path)
    shooting = load_scenes(shooting_path, project, title_id)
    if board_path is not None:
        board = _sound_board(shooting, load_board(board_path), board_path)
    else:
        board = _packed(started(shooting, project, title_id), shooting_path)
    with faults_of(project_path):
        taken = title_from_shooting(shooting, board, project, title_id)
    changes = title_changes(project.title(title_id), taken.title)
    files = save_project(taken.project, destination)
    return SetsPut(taken.project, changes, taken.remarks, files)


def order_within_plan(
    shooting_path: Path,
    project_path: Path,
    plan_path: Path,
    title_id: str,
    out_dir: Path,
    effort: Effort,
    *,
    keep: Path | None = None,
    free_places: bool = False,
    wanted: Wanted | None = None,
) -> Held:
    """Make a board within the shoot dates of a stage plan, and write it with its shooting.

    Parameters
    ----------
    keep
        An earlier board: one that still holds stays as it is; else the sets whose days are all
        still open stay on them, if a board with them is found.
    free_places
        Hold only sets on stages to the plan's dates.
    wanted
        The documents beside `board.json` and `shooting.yaml`; None: none.

    Raises
    ------
    InputError
        When a file cannot be used, or the plan breaks rules or has no dates for a set.
    OutputError
        When `out_dir` cannot be written.
    UnsoundPlanError
        When the independent checker rejects the board.
    """
    project = load_project(project_path)
    shooting = load_scenes(shooting_path, project, title_id)
    plan = load_plan(plan_path)
    before = load_board(keep) if keep is not None else None
    result = check_plan(project, plan)
    if not result.ok:
        faults = [Fault(plan_path.name, breach.sentence) for breach in result.breaches]
        raise InputError(str(plan_path), faults)
    with faults_of(plan_path):
        held = shooting_from_plan(shooting, plan, title_id, free_places=free_places)
    make_sure_of(out_dir)
    board = None if before is None else _keeping(held, before, effort)
    if board is None:
        board = find_board(held, effort)
    planned = next(each for each in plan.titles if each.id == title_id).sets
    found, made = board_files(held, board, planned, effort, wanted)
    files = replace_files({out_dir / name: content for name, content in made.items()})
    worth = worth_of(held, board) if board.days else None
    moved = moved_scenes(before, board) if before is not None and board.days else None
    return Held(held, board, worth, moved, found, files)


def load_scenes(path: Path, project: Project, title_id: str) -> Shooting:
    """Load a shooting from any form that `open_input` reads.

    A script names neither a currency nor working days: those of the project count, and of the
    first studio where the title may be made.

    Raises
    ------
    InputError
        With every fault of the file at once.
    """
    shooting = open_input(path, currency=project.currency).shooting
    if path.suffix.lower() not in ENDINGS:
        return shooting
    allowed = next((each.studios for each in project.titles if each.id == title_id), ())
    studios = [each for each in project.studios if each.id in allowed or not allowed]
    if not studios:
        return shooting
    return shooting.model_copy(update={"calendar": studios[0].calendar})


def find_board(shooting: Shooting, effort: Effort, *, what: str = "board") -> Board:
    """Find a board and check it independently.

    Raises
    ------
    UnsoundPlanError
        When the checker rejects it.
    """
    from kachinko.shooting.limits import Limits
    from kachinko.shooting.plan.planner import plan_board

    board = plan_board(
        shooting,
        limits=Limits(effort.seconds, None),
        clock=time.monotonic,
        seed=effort.seed,
        workers=effort.workers,
        halt=effort.halt,
        on_progress=lambda now: effort.on_progress(f"{what}: {now.doing}", now.seconds),
        versions=versions(),
    )
    if breaches := check(shooting, board):
        raise UnsoundPlanError(
            f"the board breaks {len(breaches)} rules, the first: {breaches[0].sentence}",
            hint="This is a fault in Kachinko; nothing was written. Please report it.",
        )
    return board


def board_files(
    shooting: Shooting,
    board: Board,
    planned: Sequence[PlannedSet],
    effort: Effort,
    wanted: Wanted | None,
) -> tuple[Savings | None, dict[str, bytes | str]]:
    """A board, the shooting that it is checked against, and the documents wanted, by file name.

    With them comes what single changes would save; None where no documents are wanted.
    """
    from kachinko.files.yaml_writer import write_record

    files: dict[str, bytes | str] = {
        "board.json": board_json(board),
        "shooting.yaml": write_record(shooting),
    }
    if wanted is None:
        return None, files
    from kachinko.service.board_documents import beside_board

    begun = time.monotonic()
    found, documents = beside_board(
        shooting,
        board,
        wanted,
        planned=planned,
        hurry=effort.halt.thrown,
        on_doing=lambda doing: effort.on_progress(doing, time.monotonic() - begun),
    )
    return found, files | documents


def started(shooting: Shooting, project: Project, title_id: str) -> Shooting:
    """The same shooting with a first day: its own, else the first that the title may use."""
    if shooting.start is not None:
        return shooting
    earliest = next((each.earliest for each in project.titles if each.id == title_id), None)
    return shooting.model_copy(update={"start": earliest or project.horizon.first})


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Name the file in which a person puts right what an engine found wrong."""
    try:
        yield
    except InputError as error:
        raise InputError(str(path), error.faults) from None


def keeps_what_it_reads(out_dir: Path, read: dict[str, Path]) -> None:
    """Refuse a folder that holds a file that is read, so that a run can be repeated.

    Raises
    ------
    OutputError
        When it does.
    """
    out = out_dir.resolve()
    for what, path in read.items():
        if path.resolve() == out or path.resolve().parent == out:
            raise OutputError(
                f"{out_dir} holds the {what} that is read, which stays as it is.",
                hint="Name another folder with --out.",
            )


def _sound_board(shooting: Shooting, board: Board, path: Path) -> Board:
    faults = [Fault(path.name, breach.sentence) for breach in check(shooting, board)]
    if not board.days:
        faults.append(Fault(path.name, f"its status is {board.status}", "a file that has a board"))
    if faults:
        raise InputError(str(path), faults)
    return board


def _packed(shooting: Shooting, path: Path) -> Board:
    board = packed_board(shooting)
    if board is None:
        fault = Fault(
            path.name,
            "its scenes could not be packed into days at once",
            "a board of 'kachinko shoot order', with --board",
        )
        raise InputError(str(path), [fault])
    return board


def _keeping(held: Shooting, before: Board, effort: Effort) -> Board | None:
    if before.days and not check(held, before):
        return under(held, before)
    board = find_board(kept_days(held, before), effort, what="keeping days")
    if not board.days:
        return None
    board = under(held, board)
    # Checked once more: what was fixed to be kept is no rule of this shooting.
    return board if not check(held, board) else None
