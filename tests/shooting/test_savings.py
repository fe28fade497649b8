"""Savings: against all changes counted in full, with every answer handed to the checker."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kachinko.model.board import BoardDay
from kachinko.shooting.account import account
from kachinko.shooting.change import changes
from kachinko.shooting.savings import _Trial, savings
from tests import shooting_case
from tests.shooting_large import large

if TYPE_CHECKING:
    from kachinko.model.board import Board

SHOOTING = shooting_case.shooting()
BOARD = shooting_case.board()


def keeps_the_festival_scene(board: Board) -> bool:
    """A rule of this test: scene 15 is not before 13 March, and nights stay at night."""
    return all(
        (day.day >= date(2028, 3, 13) or "15" not in day.scenes)
        and ((day.kind == "night") == bool({"8", "9"} & set(day.scenes)))
        for day in board.days
    )


def test_the_quick_count_is_the_full_count() -> None:
    trial = _Trial(SHOOTING, BOARD)
    full = account(SHOOTING, BOARD).total

    for change in list(changes(trial.board))[::7]:
        changed = BOARD.model_copy(update={"days": change.days})
        assert trial.saves(change) == full - account(SHOOTING, changed).total


@pytest.mark.slow
def test_the_quick_count_is_the_full_count_of_a_large_board() -> None:
    """With drops, standing sets and many moves; a sample of its changes."""
    shooting, board = large()
    trial = _Trial(shooting, board)
    full = account(shooting, board).total

    for change in list(changes(trial.board))[::271]:
        changed = board.model_copy(update={"days": change.days})
        assert trial.saves(change) == full - account(shooting, changed).total


def test_the_best_is_the_best_of_all_changes() -> None:
    found = savings(SHOOTING, BOARD, keeps_the_festival_scene)
    trial = _Trial(SHOOTING, BOARD)
    all_of_them = [
        account(SHOOTING, BOARD).total - account(SHOOTING, changed).total
        for changed in (
            BOARD.model_copy(update={"days": change.days}) for change in changes(trial.board)
        )
        if keeps_the_festival_scene(changed)
    ]

    assert found.best[0].saves == max(all_of_them)
    assert [each.saves for each in found.best] == sorted(
        (each.saves for each in found.best), reverse=True
    )
    assert len(found.best) == 3
    assert found.tried == len(all_of_them) + sum(
        not keeps_the_festival_scene(BOARD.model_copy(update={"days": change.days}))
        for change in changes(trial.board)
    )


def test_each_keeps_the_rules_and_says_its_own_cost() -> None:
    for each in savings(SHOOTING, BOARD, keeps_the_festival_scene).best:
        assert keeps_the_festival_scene(each.board)
        assert each.board.cost == account(SHOOTING, each.board).total
        assert account(SHOOTING, BOARD).total - each.board.cost == each.saves
        assert sum(effect.saves for effect in each.effects) == each.saves
        assert sorted(number for day in each.board.days for number in day.scenes) == sorted(
            scene.number for scene in SHOOTING.scenes
        )


def test_a_player_who_finishes_earlier_is_named() -> None:
    """The fisherman shoots on the 1st and the 3rd; without his scene then, he is done at once."""
    days = (
        BoardDay(day=date(2028, 3, 1), scenes=("6",)),
        BoardDay(day=date(2028, 3, 2), scenes=("5",)),
        BoardDay(day=date(2028, 3, 3), scenes=("1", "4")),
    )
    trial = _Trial(SHOOTING, shooting_case.board(days=days))
    moved = next(
        change
        for change in changes(trial.board)
        if (change.scenes, change.to) == (("1",), date(2028, 3, 1))
    )
    effects = trial.effects(shooting_case.board(days=moved.days))

    assert [(each.id, each.how, each.by, each.saves) for each in effects if each.id == "7"] == [
        ("7", "finishes-earlier", 2, 180_000)
    ]


def test_nothing_is_promised_that_the_checker_refuses() -> None:
    asked: list[Board] = []
    found = savings(SHOOTING, BOARD, lambda board: asked.append(board) is not None, most_checks=5)

    assert found.best == ()
    assert found.checked == len(asked) == 5
