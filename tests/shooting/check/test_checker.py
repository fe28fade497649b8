from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from kachinko.shooting.check import check, worth_of
from tests.shooting import case

if TYPE_CHECKING:
    from collections.abc import Callable

    Days = list[dict[str, Any]]


def codes(days: Days | None = None, **changes: Any) -> set[tuple[int, str]]:
    """What breaks, but for the stated cost, which another list of days has not."""
    found = check(case.shooting(**changes), case.board(days))
    return {(each.rule, each.code) for each in found if each.code != "cost-wrong"}


def test_a_board_that_keeps_all_rules_has_no_breach() -> None:
    assert check(case.shooting(), case.board()) == []


def test_the_cost_is_what_is_counted_by_hand() -> None:
    worth = worth_of(case.shooting(), case.board())

    assert worth.cast == Decimal(3 * 300 + 7 * 100 + (7 - 5) * 200)
    assert (worth.moves, worth.standing, worth.units) == (140, 280, 5000)
    assert worth.company_moves == 2


def edit(at: int, **changes: Any) -> Callable[[Days], None]:
    return lambda days: days[at].update(changes)


@pytest.mark.parametrize(
    ("change", "rule", "code"),
    [
        (edit(0, scenes=["1"]), 1, "scene-missing"),
        (edit(3, scenes=["5", "2"]), 1, "scene-twice"),
        (edit(0, scenes=["1", "2", "99"]), 1, "scene-unknown"),
        (edit(4, unit="main", date="2028-04-12"), 1, "unit-wrong"),
        (edit(4, unit="third"), 1, "unit-unknown"),
        (edit(1, date="2028-04-03"), 1, "date-twice"),
        (edit(0, date="2028-04-01"), 2, "no-working-day"),
        (edit(0, date="2028-03-31"), 2, "before-start"),
        (edit(3, date="2028-04-17"), 2, "after-latest"),
        (edit(2, kind="day"), 4, "needs-night-call"),
        (edit(1, kind="night"), 4, "needs-day-call"),
        (edit(3, date="2028-04-13"), 7, "player-away"),
        (edit(0, date="2028-04-12"), 7, "set-closed"),
        (edit(1, date="2028-04-03"), 7, "location-closed"),
        (edit(4, date="2028-04-12"), 7, "not-on-its-day"),
        (edit(3, date="2028-04-05"), 7, "scene-early"),
        (edit(3, date="2028-04-14"), 7, "scene-late"),
        (edit(2, date="2028-04-03"), 8, "after-broken"),
        (edit(1, kind="night"), 9, "night-work"),
    ],
)
def test_a_rule_broken_alone_is_named(change: Callable[[Days], None], rule: int, code: str) -> None:
    days = case.days()
    change(days)

    assert (rule, code) in codes(days)


@pytest.mark.parametrize(
    ("rules", "rule", "code"),
    [
        ({"most_eighths": 19}, 3, "too-many-pages"),
        ({"most_minutes": 400}, 3, "day-too-long"),
        ({"rest_minutes": 24 * 60}, 5, "rest-short"),
        ({"most_days_in_a_row": 2}, 5, "no-day-off"),
        ({"moves_a_day": 0}, 6, "too-many-moves"),
    ],
)
def test_a_tighter_limit_is_broken(rules: dict[str, Any], rule: int, code: str) -> None:
    assert codes(rules=rules) == {(rule, code)}


@pytest.mark.parametrize(
    ("scenes", "time", "broken"),
    [
        (["7", "3"], "dawn", {(4, "dawn-not-first")}),
        (["3", "7"], "dawn", set()),
        (["3", "7"], "dusk", {(4, "dusk-not-last")}),
        (["7", "3"], "dusk", set()),
    ],
)
def test_outdoors_dawn_comes_first_and_dusk_last(
    scenes: list[str], time: str, broken: set[tuple[int, str]]
) -> None:
    tree, days = case.tree(), case.days()
    tree["scenes"][2]["time"] = time
    days[1]["scenes"] = scenes

    assert codes(days, scenes=tree["scenes"]) == broken
    tree["scenes"][2]["setting"] = "INT"
    assert codes(days, scenes=tree["scenes"]) == set()


def test_after_is_broken_on_the_same_day_in_the_wrong_order() -> None:
    days = case.days()
    days[0]["scenes"] = ["7", "1", "2"]
    days[1]["scenes"] = ["3"]

    assert (8, "after-broken") in codes(days)


def test_after_is_broken_by_another_unit_on_the_same_date() -> None:
    tree = case.tree()
    tree["scenes"][5]["after"] = ["5"]

    assert codes(scenes=tree["scenes"]) == {(8, "after-broken")}


def test_a_player_and_a_set_serve_one_unit_a_date() -> None:
    tree = case.tree()
    tree["scenes"][5] |= {"cast": ["3"], "set": "lab"}

    assert codes(scenes=tree["scenes"]) == {(9, "player-in-two-units"), (10, "set-in-two-units")}


def test_a_minors_day_counts_scenes_of_others_and_moves_between() -> None:
    tree = case.tree()
    tree["cast"][1]["most_minutes"] = 120 + 180 + 30 + 160 - 1
    days = case.days()
    days[1]["scenes"] = ["3", "7"]
    tree["scenes"][6]["cast"] = ["2"]

    assert codes(days, cast=tree["cast"], scenes=tree["scenes"]) == {(9, "player-day-too-long")}
    tree["cast"][1]["most_minutes"] += 1
    assert codes(days, cast=tree["cast"], scenes=tree["scenes"]) == set()


def test_stated_figures_are_held_against_the_days() -> None:
    shooting = case.shooting()

    found = check(shooting, case.board(cost=1, cost_bound=10**9, status="optimal"))

    assert {each.code for each in found} == {
        "cost-wrong", "bound-above-cost", "optimal-without-bound",
    }  # fmt: skip


def test_a_price_in_another_currency_is_named() -> None:
    found = check(case.shooting(unit_day_cost={"amount": 1000, "currency": "KRW"}), case.board())

    assert "price-currency" in {each.code for each in found}


def test_a_failed_board_has_no_days() -> None:
    failed = case.board(status="infeasible", cost=None, cost_bound=None)

    assert [each.code for each in check(case.shooting(), failed)] == ["days-without-board"]


def test_the_row_of_days_ends_at_a_calendar_day_off_not_at_a_weekend_of_the_board() -> None:
    """Friday and Monday are no days in a row: two calendar days lie between."""
    days = case.days()
    days[1]["date"], days[2]["date"] = "2028-04-07", "2028-04-10"
    days[3]["date"] = "2028-04-12"

    assert codes(days, rules={"most_days_in_a_row": 2}) == set()
