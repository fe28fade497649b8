"""The cost of a board against a count by hand, and against a slow count of every single day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.model.board import Board, BoardDay
from kachinko.model.errors import InputError
from kachinko.shooting.account import account
from kachinko.shooting.course import course
from kachinko.shooting.terms import Terms
from tests import shooting_case
from tests.shooting_case import yen

SHOOTING = shooting_case.shooting()
WORKING = [
    day
    for day in (date(2028, 3, 1) + timedelta(after) for after in range(40))
    if day.weekday() < 5 and day not in (date(2028, 3, 10), date(2028, 3, 20))
]


def test_the_cost_is_what_was_counted_by_hand() -> None:
    counted = account(SHOOTING, shooting_case.board())

    assert [(each.what, each.amount, each.of_it_idle) for each in counted.lines] == list(
        shooting_case.COSTS
    )
    assert counted.total == shooting_case.COST
    assert counted.idle == 780_000


def test_who_waits_is_told_by_day() -> None:
    stays = {stay.id: stay for stay in account(SHOOTING, shooting_case.board()).cast}

    assert stays["1"].idle == (date(2028, 3, 9),)
    assert stays["4"].idle == (date(2028, 3, 3), date(2028, 3, 7))
    assert stays["7"].dropped == (date(2028, 3, 7), date(2028, 3, 8), date(2028, 3, 9))
    assert (stays["7"].idle, stays["7"].cost) == ((), 180_000)
    assert stays["6"].cost is None  # no rate is known, which is not a rate of nothing


def test_a_gap_is_dropped_from_the_days_that_the_player_asks_for() -> None:
    cast = [each | ({"drop_days": 4} if each["id"] == "7" else {}) for each in shooting_case.CAST]
    stays = {
        stay.id: stay
        for stay in account(shooting_case.shooting(cast=cast), shooting_case.board()).cast
    }

    assert (stays["7"].dropped, len(stays["7"].paid)) == ((), 5)


def test_moves_are_priced_by_name_else_as_usual() -> None:
    days = [
        BoardDay(day=date(2028, 3, 1), scenes=("2", "5")),  # studio to Misaki: named
        BoardDay(day=date(2028, 3, 2), scenes=("11",)),  # to a set that is a place of its own
        BoardDay(day=date(2028, 3, 3), unit="second", scenes=("13",)),  # its first place
    ]
    counted = account(SHOOTING, shooting_case.board(days=days))

    assert [(each.cost, each.within) for each in counted.moves] == [
        (300_000, True),
        (150_000, False),
    ]


def test_another_currency_is_refused() -> None:
    cast = [shooting_case.CAST[0] | {"day_rate": {"amount": 5, "currency": "USD"}}]
    cast += shooting_case.CAST[1:]

    with pytest.raises(InputError) as caught:
        account(shooting_case.shooting(cast=cast), shooting_case.board())

    assert caught.value.faults[0].right == "JPY"


def test_all_unknown_scenes_are_told_at_once() -> None:
    days = (BoardDay(day=date(2028, 3, 1), scenes=("99", "1", "98")),)

    with pytest.raises(InputError) as caught:
        account(SHOOTING, shooting_case.board(days=days))

    assert len(caught.value.faults) == 2


def test_a_day_lasts_from_call_to_wrap_with_its_move() -> None:
    third = course(Terms(SHOOTING), shooting_case.board().days[2])

    assert (third.call, third.wrap) == (420, 420 + 120 + (11 + 8 + 5) * 20 + 60)
    assert [turn.moved for turn in third.turns] == [False, True, False]
    assert list(third.cast.items()) == [("2", 480), ("5", 480), ("3", 760), ("1", 920)]


def test_a_pace_is_counted_as_written() -> None:
    terms = Terms(shooting_case.shooting(rules={"minutes_per_eighth": 1.1}))

    assert terms.minutes(terms.scenes["4"]) == 11  # 10 × 1.1, which in binary is a hair more


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """Any partition of some scenes over some working days, in any order."""
    numbers = draw(st.permutations([scene.number for scene in SHOOTING.scenes]))
    placed = [(draw(st.sampled_from(WORKING[:14])), number) for number in numbers[:12]]
    return shooting_case.board(
        days=tuple(
            BoardDay(day=day, scenes=tuple(number for its, number in placed if its == day))
            for day in sorted({day for day, _ in placed})
        )
    )


@settings(max_examples=60, deadline=None)
@given(boards(), st.integers(1, 8))
def test_it_agrees_with_a_count_of_every_single_day(board: Board, drop: int) -> None:
    cast = [each | {"day_rate": yen(7), "drop_days": drop} for each in shooting_case.CAST]
    counted = account(shooting_case.shooting(cast=cast), board)
    scenes = {scene.number: scene for scene in SHOOTING.scenes}

    pay = waiting = 0
    for player in SHOOTING.cast:
        plays = [
            any(player.id in scenes[number].cast for each in board.days for number in each.scenes
                if each.day == day)
            for day in WORKING
        ]  # fmt: skip
        if True not in plays:
            continue
        row = plays[plays.index(True) : len(plays) - plays[::-1].index(True)]
        runs = "".join("W" if works else "." for works in row).split("W")
        longest = max(map(len, runs))
        idle = row.count(False) - (longest if longest >= drop else 0)
        pay, waiting = pay + row.count(True) + idle, waiting + idle

    assert counted.lines[0].amount == Decimal(7 * pay)
    assert counted.lines[0].of_it_idle == Decimal(7 * waiting)
