"""What each command does, as the trade knows it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kachinko.ledger.floor import StageRecord
from kachinko.ledger.moves import Refused
from kachinko.model.policy import HoldPolicy
from tests.ledger.desks import NOW, OneStage, wanted


def refused(code: str):
    return pytest.raises(Refused, check=lambda error: error.code == code)


def test_holds_are_ranked_in_the_order_in_which_they_come() -> None:
    ledger = OneStage()
    ledger.place("a")
    ledger.place("b", 3)
    ledger.place("c", 6)  # shares days with b alone, which came first
    ledger.place("d", 20)
    assert ledger.ranks() == {"a": 1, "b": 2, "c": 3, "d": 1}


def test_lower_ranks_move_up_when_a_hold_is_released() -> None:
    ledger = OneStage()
    for id_ in "abc":
        ledger.place(id_)
    ledger.do("release", "a")
    assert ledger.ranks() == {"b": 1, "c": 2}
    assert ledger.all["a"].state == "released"


def test_without_automatic_promotion_ranks_stay_until_somebody_moves_up() -> None:
    ledger = OneStage(policy=HoldPolicy(promotion="none"))
    ledger.place("a")
    ledger.place("b")
    ledger.do("release", "a")
    assert ledger.ranks() == {"b": 2}
    assert ledger.do("promote", "b").rank == 1
    with refused("NO-ROOM"):
        ledger.do("promote", "b")


def test_only_a_first_hold_is_confirmed_and_then_signed() -> None:
    ledger = OneStage(policy=HoldPolicy(signature_hours=48))
    ledger.place("a")
    ledger.place("b")
    with refused("NOT-FIRST"):
        ledger.do("confirm", "b")
    firm = ledger.do("confirm", "a")
    assert firm.state == "confirmed"
    assert firm.sign_by == NOW + timedelta(hours=48)
    assert ledger.do("sign", "a").state == "booked"
    with refused("STATE"):
        ledger.do("release", "a")
    assert ledger.do("cancel", "a").state == "cancelled"
    assert ledger.ranks() == {"b": 1}


def test_an_unsigned_confirmation_lapses_and_the_next_moves_up() -> None:
    ledger = OneStage(policy=HoldPolicy(signature_hours=48))
    ledger.place("a")
    ledger.place("b")
    ledger.do("confirm", "a")
    ledger.tick(NOW + timedelta(hours=47))
    assert ledger.all["a"].state == "confirmed"
    ledger.tick(NOW + timedelta(hours=48))
    assert ledger.states() == {"a": "lapsed", "b": "held"}
    assert ledger.ranks() == {"b": 1}


def test_without_a_signature_window_confirmed_is_booked() -> None:
    ledger = OneStage()
    ledger.place("a")
    assert ledger.do("confirm", "a").state == "booked"


def test_a_booking_is_refused_with_who_is_in_the_way() -> None:
    ledger = OneStage()
    ledger.book("a", 0, 5)
    assert ledger.book("b", 5, 5).rank == 1  # the day after is free
    with pytest.raises(Refused) as error:
        ledger.book("c", 4, 2)
    assert error.value.code == "CLASH"
    assert {each.id for each in error.value.blockers} == {"a", "b"}
    assert "c" not in ledger.all


def test_a_challenge_is_won_when_the_better_holds_do_not_answer() -> None:
    ledger = OneStage(policy=HoldPolicy(challenge_hours=24))
    for id_ in "abc":
        ledger.place(id_)
    ledger.do("challenge", "c")
    assert ledger.states() == {"a": "challenged", "b": "challenged", "c": "held"}
    ledger.do("release", "a")
    assert ledger.states()["c"] == "held"  # b still has the right to answer
    ledger.tick(NOW + timedelta(hours=24))
    assert ledger.states() == {"a": "released", "b": "lapsed", "c": "booked"}


def test_a_challenger_who_is_not_bound_gets_the_first_hold() -> None:
    ledger = OneStage(policy=HoldPolicy(challenge_binds=False, promotion="none"))
    ledger.place("a")
    ledger.place("b")
    ledger.do("challenge", "b")
    ledger.do("release", "a")
    assert (ledger.all["b"].state, ledger.all["b"].rank) == ("held", 1)


def test_a_confirmation_ends_the_challenges_that_it_answers() -> None:
    ledger = OneStage()
    for id_ in "abc":
        ledger.place(id_)
    ledger.do("challenge", "c")
    ledger.do("confirm", "a")
    assert ledger.states() == {"a": "booked", "b": "held", "c": "held"}
    with refused("FIRM"):
        ledger.do("challenge", "b")


def test_a_challenge_can_be_taken_back() -> None:
    ledger = OneStage(policy=HoldPolicy(lapse_lead_days=7))
    ledger.place("a")
    ledger.place("b")
    lapses = ledger.all["a"].lapses_at
    ledger.do("challenge", "b")
    with refused("NOTHING-TO-CHALLENGE"):
        ledger.do("challenge", "b")
    ledger.do("withdraw", "b")
    assert ledger.all["a"].state == "held"
    assert ledger.all["a"].lapses_at == lapses
    with refused("NO-CHALLENGE"):
        ledger.do("withdraw", "b")


def test_two_challengers_and_the_first_of_them_wins() -> None:
    ledger = OneStage(policy=HoldPolicy(challenge_hours=24))
    for id_ in "abc":
        ledger.place(id_)
    ledger.do("challenge", "b")
    ledger.do("challenge", "c")  # asks a, and b
    assert len(ledger.all["a"].challenges) == 2
    ledger.do("release", "a")
    assert ledger.states() == {"a": "released", "b": "booked", "c": "held"}
    assert ledger.ranks() == {"b": 1, "c": 2}


def test_a_released_challenger_sets_those_free_whom_it_asked() -> None:
    ledger = OneStage()
    ledger.place("a")
    ledger.place("b")
    ledger.do("challenge", "b")
    ledger.do("release", "b")
    assert ledger.states() == {"a": "held", "b": "released"}


def test_holds_lapse_so_many_days_before_at_midnight_at_the_stage() -> None:
    policy = HoldPolicy(zone="Asia/Tokyo", lapse_lead_days=7)
    ledger = OneStage(policy=policy)
    hold = ledger.place("a")
    assert str(hold.lapses_at) == "2028-02-22 15:00:00+00:00"  # 23 February, 0:00 in Tokyo
    ledger.tick(hold.lapses_at - timedelta(seconds=1))
    assert ledger.states()["a"] == "held"
    with refused("LAPSED"):
        ledger.now = hold.lapses_at
        ledger.place("b")
    assert ledger.states()["a"] == "lapsed"


def test_limits_of_the_policy() -> None:
    ledger = OneStage(policy=HoldPolicy(most_rank=2, days_ahead=60, holds_behind_bookings=False))
    ledger.place("a")
    ledger.place("b")
    with refused("QUEUE-FULL"):
        ledger.place("c")
    with refused("TOO-EARLY"):
        ledger.place("d", 30)
    ledger.book("e", 6, 2)
    with refused("CLASH"):
        ledger.place("f", 6, 2)
    with refused("PAST"):
        ledger.place("g", -100, 3)
    with refused("NO-STAGE"):
        ledger.place("h", stage="nine")


def test_amending_keeps_the_place_of_what_gets_smaller_and_only_of_that() -> None:
    ledger = OneStage()
    ledger.place("a", 0, 10)
    ledger.place("b", 0, 10)
    assert ledger.amend("a", first=wanted(2).first).rank == 1
    assert ledger.amend("a", last=wanted(12).first).rank == 2  # to the end of the queue
    assert ledger.ranks() == {"a": 2, "b": 1}
    ledger.do("confirm", "b")
    with refused("CLASH"):
        ledger.book("c", 20, 5)
        ledger.amend("c", first=wanted(9).first)
    assert ledger.all["c"].first == wanted(20).first


def test_a_version_that_is_not_the_one_seen_is_refused() -> None:
    ledger = OneStage()
    seen = ledger.place("a").version
    ledger.amend("a", last=wanted(3).first)
    with refused("CHANGED"):
        ledger.do("confirm", "a", version=seen)
    assert ledger.do("confirm", "a", version=seen + 1).firm


def shared(**policy: object) -> OneStage:
    values = {"sharing": "floor", **policy}
    return OneStage(StageRecord("one", HoldPolicy.model_validate(values), floor_m2=1000))


def phases(build: int, shoot: int, first: int = 0) -> list[dict[str, object]]:
    start = wanted(first).first
    middle = start + timedelta(days=build)
    return [
        {"phase": "build", "from": start, "to": middle - timedelta(days=1)},
        {"phase": "shoot", "from": middle, "to": middle + timedelta(days=shoot - 1)},
    ]


def test_shared_floors_take_as_many_as_floor_and_quiet_allow() -> None:
    ledger = shared()
    ledger.book("a", 0, 8, area_m2=400, phases=phases(5, 3))
    ledger.book("b", 0, 5, area_m2=500, phases=phases(5, 0)[:1])
    assert {ledger.all[id_].slot for id_ in "ab"} == {1, 2}
    with refused("CLASH"):  # 400 + 500 + 200 are more than 1,000
        ledger.book("c", 0, 2, area_m2=200, phases=phases(2, 0)[:1])
    with refused("CLASH"):  # builds while a shoots with sound
        ledger.book("d", 5, 2, area_m2=200, phases=phases(2, 0, 5)[:1])
    ledger.book("e", 8, 2, area_m2=1000, phases=phases(2, 0, 8)[:1])
    with refused("TOO-LARGE"):
        ledger.book("f", 30, 2, area_m2=1000.5, phases=phases(2, 0, 30)[:1])
    with refused("CLASH"):  # no phases given: takes the quiet stage whole
        ledger.book("g", 0, 1, area_m2=10)


def test_a_plan_is_applied_whole_or_not_at_all() -> None:
    ledger = OneStage(StageRecord("one", HoldPolicy()), StageRecord("two", HoldPolicy()))
    ledger.book("a", 0, 5, stage="two", title="other", holder="south")
    sets = (wanted(0, 5, set="lab"), wanted(3, 5, stage="two", set="street"))
    with refused("CLASH"):
        ledger.apply("p1", *sets, how="book")
    assert set(ledger.all) == {"a"}
    ledger.apply("p1", *sets)
    assert ledger.ranks() == {"a": 1, "c2.1": 1, "c2.2": 2}


def test_sets_of_one_name_are_those_of_their_own_titles() -> None:
    ledger = OneStage()
    both = {"titles": ("vapor", "tide")}
    one, other = wanted(0, set="lab"), wanted(20, set="lab", title="tide")
    ledger.apply("p1", one, other, **both)
    ledger.apply("p2", wanted(40, set="lab"), other, **both)
    stands = {(each.title, each.first) for each in ledger.all.values() if each.live}
    assert stands == {("vapor", wanted(40).first), ("tide", wanted(20).first)}


def test_a_new_plan_amends_what_it_keeps_and_gives_back_the_rest() -> None:
    ledger = OneStage(StageRecord("one", HoldPolicy()), StageRecord("two", HoldPolicy()))
    ledger.apply("p1", wanted(0, 5, set="lab"), wanted(3, 5, stage="two", set="street"))
    ledger.apply("p2", wanted(1, 3, set="lab"), wanted(10, 5, set="cave"))
    assert ledger.states() == {"c1.1": "held", "c1.2": "released", "c2.2": "held"}
    assert ledger.all["c1.1"].plan == "p2"
    assert ledger.all["c1.1"].first == wanted(1).first


def test_undo_puts_back_what_a_command_changed() -> None:
    ledger = OneStage()
    ledger.place("a")
    ledger.place("b")
    before = dict(ledger.all)
    ledger.do("release", "a")
    ledger.undo("c1")
    assert ledger.ranks() == {"a": 1, "b": 2}
    assert ledger.all["a"].version > before["a"].version
    ledger.undo("c2")  # undo of the undo
    assert ledger.ranks() == {"b": 1}
    with refused("CHANGED"):  # b has moved up since it was placed
        ledger.undo("b")
    ledger.place("c", 20)
    ledger.undo("c")
    assert ledger.states()["c"] == "released"


def test_undo_is_refused_after_later_changes() -> None:
    ledger = OneStage()
    ledger.place("a")
    ledger.do("release", "a")
    ledger.book("b")
    with refused("CLASH"):
        ledger.undo("c1")
    ledger.do("cancel", "b")
    ledger.undo("c1")
    with refused("CHANGED"):
        ledger.undo("c1")


def two_stages(**policy: object) -> OneStage:
    return OneStage(
        StageRecord("one", HoldPolicy()), StageRecord("two", HoldPolicy.model_validate(policy))
    )


def test_a_hold_that_moves_to_another_stage_comes_last_there_and_others_move_up_here() -> None:
    ledger = two_stages()
    ledger.place("a")
    ledger.place("b")
    ledger.place("there", stage="two")
    moved = ledger.move("a", "two", last=wanted(7).first)
    assert (moved.stage, moved.rank, moved.state) == ("two", 2, "held")
    assert (moved.first, moved.last) == (wanted(0).first, wanted(7).first)
    assert ledger.all["a"].state == "released"
    assert ledger.ranks() == {"b": 1, "there": 1, moved.id: 2}
    ledger.undo(moved.id)
    assert ledger.all["a"].state == "held"
    assert (ledger.all["a"].rank, ledger.all["b"].rank) == (1, 2)
    assert ledger.all[moved.id].state == "released"


def test_what_is_firm_moves_where_it_fits_and_else_stays() -> None:
    ledger = two_stages(signature_hours=48)
    ledger.book("firm")
    ledger.place("there", 3, stage="two")
    with refused("CLASH"):
        ledger.move("firm", "two")
    assert ledger.all["firm"].state == "booked"
    moved = ledger.move("firm", "two", first=wanted(20).first, last=wanted(24).first)
    # The agreement there is another one, and is signed anew.
    assert (moved.state, moved.sign_by) == ("confirmed", NOW + timedelta(hours=48))
    assert ledger.all["firm"].state == "cancelled"


def test_a_move_keeps_the_plan_that_it_came_from_and_nothing_moves_in_vain() -> None:
    ledger = two_stages()
    ledger.apply("p1", wanted(set="lab"))
    (id_,) = ledger.ranks()
    moved = ledger.move(id_, "two")
    assert (moved.plan, moved.set) == ("p1", "lab")
    with refused("SAME-STAGE"):
        ledger.move(moved.id, "two")
    with refused("NO-STAGE"):
        ledger.move(moved.id, "three")
    with refused("STATE"):
        ledger.move(id_, "two")
    # A later plan of the title finds it where it is now.
    ledger.apply("p2", wanted(1, set="lab"))
    assert ledger.all[moved.id].state == "released"


def test_steps_are_undone_one_after_the_other_and_not_out_of_turn() -> None:
    ledger = OneStage()
    ledger.place("a")
    ledger.amend("a", last=wanted(9).first)
    one = f"c{ledger.count}"
    ledger.amend("a", last=wanted(19).first)
    two = f"c{ledger.count}"
    with refused("CHANGED"):
        ledger.undo(one)
    ledger.undo(two)
    assert ledger.all["a"].last == wanted(9).first
    ledger.undo(one)
    assert ledger.all["a"].last == wanted(0).last
    with refused("CHANGED"):
        ledger.undo(two)
