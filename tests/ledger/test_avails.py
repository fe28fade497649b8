"""Avails are what placing a hold on each day would give: compared day by day with the machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.ledger.avails import find_avails, in_the_way
from kachinko.ledger.floor import StageRecord
from kachinko.ledger.moves import Refused
from kachinko.ledger.occupied import Occupied, occupy
from kachinko.ledger.standing import Standing
from kachinko.ledger.suits import Need
from kachinko.model.policy import HoldPolicy
from kachinko.model.reservation import Reservation, ReservedPhase
from kachinko.model.span import DaySpan
from kachinko.model.studio import Closure, Stage
from tests.ledger.desks import DAY, NOW, OneStage, wanted

SPAN = DaySpan(DAY, DAY + timedelta(days=14))
PHASES = ("build", "shoot", "strike")


def occupied(stages: list[StageRecord], live: list[Reservation], span: DaySpan) -> Occupied:
    """The tables, from reservations as the ledger keeps them."""
    kept: dict[str, list[dict[str, object]]] = {stage.id: [] for stage in stages}
    for each in live:
        kept[each.stage].append(each.model_dump(mode="json", by_alias=True))
    return occupy(stages, [Standing.of(kept[stage.id]) for stage in stages], span)


@st.composite
def asked(draw: st.DrawFn, most_days: int = 6) -> dict[str, object]:
    """Days, floor and phases of something that is wanted."""
    lengths = draw(st.lists(st.integers(1, 3), min_size=3, max_size=3))
    area = draw(st.sampled_from([None, 200.0, 400.0, 700.0]))
    by_phase = draw(st.booleans())
    return {
        "days": sum(lengths) if by_phase else draw(st.integers(1, most_days)),
        "area_m2": area,
        "lengths": tuple(zip(PHASES, lengths, strict=True)) if by_phase else (),
        "sync_sound": draw(st.booleans()),
    }


def phases_from(first: date, lengths: tuple[tuple[str, int], ...]) -> tuple[ReservedPhase, ...]:
    found = []
    for name, days in lengths:
        found.append(ReservedPhase(phase=name, first=first, last=first + timedelta(days=days - 1)))
        first += timedelta(days=days)
    return tuple(found)


def fields(want: dict[str, object], start: int) -> dict[str, object]:
    first = DAY + timedelta(days=start)
    return {
        "area_m2": want["area_m2"],
        "phases": phases_from(first, want["lengths"]),
        "sync_sound": want["sync_sound"],
    }


@st.composite
def policies(draw: st.DrawFn) -> HoldPolicy:
    return HoldPolicy(
        sharing=draw(st.sampled_from(["whole", "floor"])),
        most_rank=draw(st.integers(1, 3)),
        holds_behind_bookings=draw(st.booleans()),
        days_ahead=draw(st.sampled_from([None, 55])),
        lapse_lead_days=draw(st.sampled_from([None, 55])),
        challenge_binds=False,
    )


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-4, 14), asked(), st.booleans()), max_size=6),
    asked(),
    policies(),
    st.booleans(),
)
def test_every_start_gets_the_rank_that_placing_it_would_get(held, want, policy, quiet) -> None:
    closed = (Closure(first=DAY + timedelta(days=9), last=DAY + timedelta(days=9)),)
    stage = StageRecord("one", policy, 1000.0, quiet, closed)
    desk = OneStage(stage)
    for number, (start, other, firm) in enumerate(held):
        try:
            (desk.book if firm else desk.place)(
                f"r{number}", start, other["days"], **fields(other, start)
            )
        except Refused:
            continue
    need = Need(
        SPAN, want["days"], area_m2=want["area_m2"], phases=want["lengths"],
        sync_sound=want["sync_sound"],
    )  # fmt: skip
    live = [each for each in desk.all.values() if each.live]
    [answer] = find_avails(need, occupied([stage], live, SPAN), now=NOW, most_windows=99)
    offered = {
        start: window
        for window in answer.windows
        for start in range(
            (window.starts.start - DAY).days, (window.starts.stop - DAY).days
        )
    }  # fmt: skip
    for start in range(SPAN.days - want["days"] + 1):
        trial = OneStage(stage)
        trial.all, trial.next_place = dict(desk.all), desk.next_place
        try:
            got = trial.place("new", start, want["days"], **fields(want, start)).rank
        except Refused as refused:
            got = refused.code
        if start not in offered:
            assert isinstance(got, str)
        elif offered[start].book_only:
            assert got == "LAPSED"
            assert trial.book("new", start, want["days"], **fields(want, start)).firm
        else:
            assert got == offered[start].rank


def test_who_is_in_the_way_is_named() -> None:
    stage = StageRecord("one", HoldPolicy(), 800.0)
    desk = OneStage(stage)
    desk.book("a", 0, 5)
    desk.place("b", 2, 5)
    need = Need(DaySpan(DAY, DAY + timedelta(days=5)), 5, area_m2=600)
    live = [each for each in desk.all.values() if each.live]
    [answer] = find_avails(need, occupied([stage], live, need.within), now=NOW)
    assert [window.rank for window in answer.windows] == [3]
    assert [each.id for each in in_the_way(need, stage, live, answer.windows[0])] == ["a", "b"]
    [none] = find_avails(need, occupied([stage], live, need.within), now=NOW, worst_rank=1)
    assert none.windows == ()


def test_facts_decide_and_what_is_unknown_is_said() -> None:
    floors = {"tank": 900.0, "low": 900.0, "dry": 900.0, "small": 500.0, "new": None}
    stages = [StageRecord(name, HoldPolicy(), floor_m2) for name, floor_m2 in floors.items()]
    facts = {
        "tank": Stage(id="tank", name="T", clear_height_m=10, features=("tank",)),
        "low": Stage(id="low", name="L", clear_height_m=8, features=("tank",)),
        "dry": Stage(id="dry", name="D", clear_height_m=10),
        "small": Stage(id="small", name="S", clear_height_m=12, features=("tank",)),
        "new": Stage(id="new", name="N", features=("tank",)),
    }
    need = Need(SPAN, 5, area_m2=600, height_m=9, features=("tank",))
    answers = find_avails(need, occupied(stages, [], SPAN), now=NOW, facts=facts)
    assert [each.stage for each in answers] == ["tank", "new", "dry", "low", "small"]
    by_id = {each.stage: each for each in answers}
    assert by_id["new"].suits.unknown == ("floor", "clear height")
    assert by_id["dry"].suits.lacks == ("has no tank",)
    assert by_id["low"].suits.lacks == ("clear height 8 m, 9 m wanted",)
    assert by_id["small"].suits.lacks == ("floor 500 m², 600 m² wanted",)
    assert all(not each.windows for each in answers if each.suits.lacks)


def test_a_rectangle_may_be_turned() -> None:
    known = Stage(id="s", name="S", width_m=20, depth_m=40)
    stage = StageRecord("s", HoldPolicy(), 800.0)
    need = Need(SPAN, 5, sides_m=(38, 18))
    taken = occupied([stage], [], SPAN)
    assert find_avails(need, taken, now=NOW, facts={"s": known})[0].windows
    turned = replace(need, sides_m=(38, 22))
    assert find_avails(turned, taken, now=NOW, facts={"s": known})[0].suits.lacks


def test_nothing_in_the_past_and_nothing_shorter_than_the_window() -> None:
    stage = StageRecord("s", HoldPolicy())
    now = datetime(2028, 3, 5, 12, tzinfo=UTC)
    [answer] = find_avails(Need(SPAN, 5), occupied([stage], [], SPAN), now=now)
    assert answer.windows[0].starts.start == date(2028, 3, 5)
    [none] = find_avails(Need(SPAN, 15), occupied([stage], [], SPAN), now=now)
    assert none.windows == ()
    with pytest.raises(ValueError, match="as long as"):
        Need(SPAN, 5, phases=(("build", 4),))


def ten_years(stages: int, each: int) -> tuple[list[StageRecord], list[Reservation]]:
    records, held = [], []
    asks = wanted(0, 1, area_m2=400.0).model_dump(by_alias=True)
    made = {"id": "r", "state": "booked", "rank": 1, "place": 1, "placed_at": NOW}
    pattern = Reservation.model_validate(asks | made)
    for number in range(stages):
        policy = HoldPolicy(sharing="floor" if number % 2 else "whole")
        records.append(StageRecord(f"s{number}", policy, 1000.0))
        for place in range(each):
            first = DAY + timedelta(days=place * 36 + number % 30)
            values = {"id": f"r{number}-{place}", "stage": f"s{number}", "rank": 1 + place % 3}
            values |= {"first": first, "last": first + timedelta(days=20)}
            held.append(pattern.model_copy(update=values))
    return records, held


@pytest.mark.slow
def test_each_stage_answers_in_a_crowd_as_it_does_alone() -> None:
    records, held = ten_years(stages=40, each=100)
    need = Need(DaySpan(DAY, DAY + timedelta(days=3652)), 21, area_m2=600)

    together = find_avails(need, occupied(records, held, need.within), now=NOW)

    assert {each.stage for each in together} == {each.id for each in records}
    assert len({each.windows for each in together}) > 10  # their diaries differ
    for record in records:
        own = [each for each in held if each.stage == record.id]
        [alone] = find_avails(need, occupied([record], own, need.within), now=NOW)
        assert alone == next(each for each in together if each.stage == record.id)
