"""The dates of a plan hold the board; what moved moves, and no more."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from kachinko.model.calendar import WorkingDays
from kachinko.model.errors import InputError
from kachinko.model.plan import Plan
from kachinko.model.span import DaySpan
from kachinko.shooting.check import check
from kachinko.shooting.limits import Limits
from kachinko.shooting.plan.planner import plan_board
from kachinko.shooting.stages.dates import shooting_from_plan
from kachinko.shooting.stages.item import items_of
from kachinko.shooting.stages.kept import kept_days, moved_scenes, packed_board, under
from kachinko.shooting.stages.packing import fewest_days
from kachinko.shooting.stages.part import Part, parts_of
from tests.shooting.stages.case import shooting
from tests.shooting.tiny import shootings

if TYPE_CHECKING:
    from kachinko.model.shooting import Shooting

DATES = {
    "lab": ("2028-04-06", "2028-04-06"),
    "hall": ("2028-04-03", "2028-04-03"),
    "town": ("2028-04-10", "2028-04-12"),
    "coast": ("2028-04-11", "2028-04-11"),
    "cave": ("2028-04-13", "2028-04-14"),
}


def plan(**dates: tuple[str, str] | None) -> Plan:
    found = {id_: span for id_, span in (DATES | dates).items() if span is not None}
    spans = {id_: {"from": span[0], "to": span[1]} for id_, span in found.items()}
    sets = [{"id": "lab", "stage": "one", "shoot": spans["lab"]}] if "lab" in spans else []
    blocks = [{"id": id_} | span for id_, span in spans.items() if id_ != "lab"]
    return plan_of({"id": "clapper", "accepted": True, "sets": sets, "location_blocks": blocks})


def plan_of(title: dict[str, Any]) -> Plan:
    worth = {"value": 1, "value_bound": 1, "cost": 0, "cost_bound": 0, "seconds": 0, "seed": 0}
    return Plan.model_validate(
        {"project": "Lot", "currency": "JPY", "status": "feasible", "titles": [title]} | worth
    )


def test_sets_can_be_had_on_the_dates_of_the_plan_only() -> None:
    sets = {each.id: each for each in shooting_from_plan(shooting(), plan(), "clapper").sets}

    assert str(sets["lab"].available[0].span) == "2028-04-06 to 2028-04-06"
    assert str(sets["street"].available[0].span) == "2028-04-10 to 2028-04-12"


def test_free_places_may_be_had_from_the_first_to_the_last_date_of_the_title() -> None:
    held = shooting_from_plan(shooting(), plan(), "clapper", free_places=True)
    sets = {each.id: each for each in held.sets}

    assert str(sets["lab"].available[0].span) == "2028-04-06 to 2028-04-06"
    assert str(sets["street"].available[0].span) == "2028-04-03 to 2028-04-14"
    # Their own days still count.
    assert str(sets["hall"].available[0].span) == "2028-04-03 to 2028-04-07"


def test_a_shooting_without_a_start_begins_with_the_plan() -> None:
    assert str(shooting_from_plan(shooting(start=None), plan(), "clapper").start) == "2028-04-03"


def test_all_sets_without_usable_dates_are_named() -> None:
    with pytest.raises(InputError) as caught:
        # No lab; the hall on days on which it is not to be had; the coast before the start.
        shooting_from_plan(
            shooting(),
            plan(
                lab=None,
                hall=("2028-04-10", "2028-04-11"),
                coast=("2028-03-27", "2028-03-28"),
            ),
            "clapper",
        )

    assert [fault.place for fault in caught.value.faults] == [
        f"titles > clapper > {each}" for each in ("lab", "hall", "beach")
    ]


def test_a_title_that_the_plan_leaves_out_has_no_dates() -> None:
    with pytest.raises(InputError) as caught:
        shooting_from_plan(shooting(), plan_of({"id": "clapper", "accepted": False}), "clapper")

    assert "leaves this title out" in caught.value.faults[0].what


def test_only_the_set_whose_dates_moved_leaves_its_days() -> None:
    before = board_of(shooting_from_plan(shooting(), plan(), "clapper"))
    moved = plan(lab=("2028-04-07", "2028-04-07"))
    held = shooting_from_plan(shooting(), moved, "clapper")

    assert check(held, before)
    after = under(held, board_of(kept_days(held, before)))

    assert check(held, after) == []
    assert {number for number, *_ in moved_scenes(before, after)} == {"1", "5", "7"}
    # What is proven is proven for boards that keep nothing, too.
    assert after.cost_bound <= board_of(held).cost


def board_of(made: Shooting) -> Any:
    board = plan_board(made, limits=Limits(1.0), clock=time.monotonic)
    assert board.days, board.conflict
    return board


def without_dates(made: Shooting) -> Shooting:
    """Set A on a stage; everybody and everything always to be had."""
    free = {"available": ()}
    anytime = {"on": None, "earliest": None, "latest": None}
    return made.model_copy(
        update={
            "latest": None,
            "cast": tuple(each.model_copy(update=free) for each in made.cast),
            "sets": tuple(
                each.model_copy(update=free | {"stage": each.id == "a"}) for each in made.sets
            ),
            "locations": tuple(each.model_copy(update=free) for each in made.locations),
            "scenes": tuple(each.model_copy(update=anytime) for each in made.scenes),
        }
    )


def in_order(made: Shooting, parts: list[Part]) -> list[Part] | None:
    """The parts so that none comes before what its scenes come after; None: there is no such."""
    of = {number: part.id for part in parts for number in part.scenes}
    after = {
        part.id: {of[one] for s in made.scenes if of[s.number] == part.id for one in s.after}
        - {part.id}
        for part in parts
    }
    found: list[Part] = []
    while free := [p for p in parts if p not in found and after[p.id] <= {q.id for q in found}]:
        found += free
    return found if len(found) == len(parts) else None


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(shootings(most_scenes=5))
def test_days_that_a_title_asks_for_hold_a_board_wherever_they_are_planned(made: Shooting) -> None:
    """Parts one right after another, as the tightest plan has them."""
    made = without_dates(made)
    packed = packed_board(made)
    assume(packed is not None)
    assert packed is not None
    assert made.start is not None
    parts = in_order(made, parts_of(made, packed))
    assume(parts is not None)
    assert parts is not None
    working = WorkingDays(
        made.calendar, DaySpan(made.start, made.start.replace(year=made.start.year + 1))
    )
    at, dates = 0, {}
    for part in parts:
        days = fewest_days(made, part)
        dates[part.id] = working.dates_of(at, days)
        at += days
    on_stage = {part.id for part in parts if part.item.on_stage}
    spans = {id_: {"from": span.start, "to": span.last} for id_, span in dates.items()}
    title = {
        "id": "tiny",
        "accepted": True,
        "sets": [{"id": id_, "stage": "s", "shoot": spans[id_]} for id_ in on_stage],
        "location_blocks": [
            {"id": id_} | span for id_, span in spans.items() if id_ not in on_stage
        ],
    }

    held = shooting_from_plan(made, plan_of(title), "tiny")
    board = plan_board(held, limits=Limits(5.0), clock=time.monotonic)

    assert board.days, board.conflict
    assert check(held, board) == []
    items = {scene.number: items_of(made)[scene.set].id for scene in made.scenes}
    assert all(day.day in dates[items[one]] for day in board.days for one in day.scenes)
