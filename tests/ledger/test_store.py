"""The same commands on both databases, and what the databases themselves refuse."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kachinko.ledger.store import postgres
from kachinko.ledger.store.entry import Entry
from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import IdReusedError, StoreError
from kachinko.ledger.store.step import Way, carry_out
from kachinko.model.command import Amend, ApplyPlan, Book, Cancel, Place, Release, SetPolicy, Undo
from kachinko.model.policy import HoldPolicy
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import NOW, wanted


@pytest.fixture(params=KINDS)
def ledger(tmp_path, request):
    with Ledger(new_database(request.param, tmp_path)) as opened:
        opened.submit(SetPolicy(id="s1", stage="one", policy=HoldPolicy()), actor="op", at=NOW)
        shared = HoldPolicy(sharing="floor")
        opened.submit(
            SetPolicy(id="s2", stage="two", floor_m2=1000, quiet=False, policy=shared),
            actor="op",
            at=NOW,
        )
        yield opened


def submit(ledger, command):
    return ledger.submit(command, actor="ana", at=NOW)


@pytest.mark.slow
def test_a_retry_is_answered_as_the_first_time(ledger) -> None:
    first = submit(ledger, Place(id="a", wanted=wanted()))
    assert first.done
    submit(ledger, Release(id="r", reservation="a"))
    assert submit(ledger, Place(id="a", wanted=wanted())) == first
    with pytest.raises(IdReusedError):
        submit(ledger, Place(id="a", wanted=wanted(1)))


def test_what_is_written_is_what_is_read(ledger) -> None:
    for id_ in "abc":
        submit(ledger, Place(id=id_, wanted=wanted()))
    outcome = submit(ledger, Release(id="r", reservation="a"))
    assert {change.after.id: change.after.rank for change in outcome.changes} == {
        "a": 0, "b": 1, "c": 2,
    }  # fmt: skip
    assert [(each.id, each.rank) for each in ledger.reservations()] == [("b", 1), ("c", 2)]
    assert ledger.find("a").state == "released"
    assert submit(ledger, Undo(id="u", command="r")).done
    assert [(each.id, each.rank) for each in ledger.reservations()] == [
        ("a", 1), ("b", 2), ("c", 3),
    ]  # fmt: skip
    kinds = [event.kind for event in ledger.history(stage="one")]
    assert kinds == ["policy", "place", "place", "place", *["release"] * 3, *["undo"] * 3]


def test_a_refusal_changes_nothing_and_says_who_is_in_the_way(ledger) -> None:
    submit(ledger, Book(id="a", wanted=wanted()))
    outcome = submit(ledger, Book(id="b", wanted=wanted(2)))
    assert (outcome.done, outcome.code, outcome.blockers) == (False, "CLASH", ("a",))
    assert [each.id for each in ledger.reservations()] == ["a"]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO claim VALUES ('one', '2028-03-02', 1, 1, 'a', 1, false)",
        "INSERT INTO claim VALUES ('one', '2028-03-02', 1, 2, 'a', 1, false)",
        "INSERT INTO claim VALUES ('two', '2028-03-02', 1, 9, 'f', 60000, true)",
        "UPDATE claim SET day = '2028-05-01'",
        "UPDATE event SET body = '{}'",
        "DELETE FROM event",
        "UPDATE reservation SET state = 'booked', rank = 2",
        "UPDATE reservation SET first = '2029-01-01'",
    ],
)
def test_the_database_itself_refuses(ledger, statement: str) -> None:
    submit(ledger, Book(id="a", wanted=wanted()))
    submit(ledger, Book(id="f", wanted=wanted(stage="two", area_m2=500)))
    with pytest.raises(DBAPIError), ledger.engine.begin() as connection:
        connection.execute(text(statement))


def test_of_many_who_want_the_same_days_one_gets_them(ledger) -> None:
    answers = []

    def ask(number: int) -> None:
        for turn in range(10):
            days = wanted(turn * 10, 5, holder=f"h{number}")
            answers.append((turn, submit(ledger, Book(id=f"{number}-{turn}", wanted=days)).done))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(answers) == 80
    assert sorted(turn for turn, done in answers if done) == list(range(10))


def test_a_policy_under_which_what_stands_would_not_fit_is_refused(ledger) -> None:
    for number in range(2):
        submit(ledger, Book(id=f"f{number}", wanted=wanted(stage="two", area_m2=400)))
    whole = SetPolicy(id="s3", stage="two", floor_m2=1000, policy=HoldPolicy())
    assert submit(ledger, whole).code == "CLASH"
    small = SetPolicy(id="s4", stage="two", floor_m2=700, policy=HoldPolicy(sharing="floor"))
    assert submit(ledger, small).code == "CLASH"
    submit(ledger, Cancel(id="c", reservation="f1"))
    assert submit(ledger, whole.model_copy(update={"id": "s5"})).done


def test_only_what_hangs_together_is_read_and_the_rest_stays_right(ledger) -> None:
    for number in range(20):
        submit(ledger, Place(id=f"p{number}", wanted=wanted(number * 10, 10)))
    submit(ledger, Place(id="late", wanted=wanted(95, 10)))
    assert ledger.find("late").rank == 2
    later = NOW + timedelta(days=1)
    assert ledger.submit(Release(id="r", reservation="p9"), actor="ana", at=later).done
    assert ledger.find("late").rank == 2  # p10 is there still
    submit(ledger, Release(id="r2", reservation="p10"))
    assert ledger.find("late").rank == 1


def test_who_reads_on_from_the_last_event_misses_none(tmp_path) -> None:
    """On a server one that is numbered earlier may be committed later."""
    with Ledger(new_database("postgresql", tmp_path)) as ledger:
        for stage in ("one", "two"):
            policy = SetPolicy(id=f"s-{stage}", stage=stage, policy=HoldPolicy())
            ledger.submit(policy, actor="op", at=NOW)
        last = ledger.history()[-1].seq
        found: list[str] = []

        def read() -> None:
            found.extend(event.command for event in ledger.history(after=last))

        with ledger.engine.begin() as slow:
            entry = Entry(Place(id="slow", wanted=wanted()), "ana", NOW)
            carry_out(slow, entry, Way(postgres._look))
            submit(ledger, Place(id="quick", wanted=wanted(stage="two")))
            reader = threading.Thread(target=read)
            reader.start()
            reader.join(0.2)
            assert reader.is_alive()
        reader.join(10)
        assert found == ["slow", "quick"]


def test_a_closed_ledger_answers_too(tmp_path) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    ledger.close()
    with pytest.raises(StoreError, match="has been closed"):
        submit(ledger, Place(id="a", wanted=wanted()))


def test_two_at_once_with_the_same_id_get_the_same_answer(ledger) -> None:
    command = Place(id="a", wanted=wanted())
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(submit(ledger, command))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(answers) == 8
    assert all(each == answers[0] and each.done for each in answers)
    assert len(ledger.history(reservation="a")) == 1


def test_amending_to_far_days_sees_who_stands_there(ledger) -> None:
    submit(ledger, Book(id="a", wanted=wanted()))
    submit(ledger, Book(id="b", wanted=wanted(100)))
    far = Amend(id="m", reservation="a", last=wanted(101).first)
    assert submit(ledger, far).blockers == ("b",)


def test_ids_of_a_plan_s_sets_are_not_taken_twice(ledger) -> None:
    submit(ledger, Place(id="p.1", wanted=wanted()))
    plan = ApplyPlan(id="p", plan="p", titles=("vapor",), holder="north", wanted=(wanted(50),))
    assert submit(ledger, plan).code == "ID-TAKEN"
    others = plan.model_copy(update={"id": "q", "titles": ("comet",)})
    assert submit(ledger, others).code == "INPUT"
    long = plan.model_copy(update={"id": "x" * 63})
    assert submit(ledger, long).code == "INPUT"


def test_a_smaller_floor_than_one_has_is_refused(ledger) -> None:
    submit(ledger, Book(id="a", wanted=wanted(stage="two", area_m2=800)))
    shared = HoldPolicy(sharing="floor")
    small = SetPolicy(id="s3", stage="two", floor_m2=700, quiet=False, policy=shared)
    outcome = submit(ledger, small)
    assert (outcome.code, outcome.blockers) == ("CLASH", ("a",))


def test_a_new_policy_acts_on_clocks_first_and_lets_holds_move_up(ledger) -> None:
    by_hand = HoldPolicy(promotion="none", lapse_lead_days=30)
    submit(ledger, SetPolicy(id="p1", stage="one", policy=by_hand))
    for id_ in "ab":
        submit(ledger, Place(id=id_, wanted=wanted(0 if id_ == "a" else 3)))
    at = ledger.find("a").lapses_at
    outcome = ledger.submit(SetPolicy(id="p2", stage="one", policy=HoldPolicy()), actor="op", at=at)
    states = {each.after.id: (each.after.state, each.after.rank) for each in outcome.changes}
    assert states == {"a": ("lapsed", 0), "b": ("held", 1)}
    assert submit(ledger, Undo(id="u", command="p2")).code == "NOTHING-TO-UNDO"


def test_a_set_that_stands_twice_keeps_both_its_reservations(ledger) -> None:
    def plan(id_: str, *first: int):
        sets = tuple(wanted(day, 3, set="lab") for day in first)
        return submit(
            ledger, ApplyPlan(id=id_, plan=id_, titles=("vapor",), holder="north", wanted=sets)
        )

    plan("p1", 0, 20)
    plan("p2", 21, 1)
    held = {each.id: (each.first, each.plan) for each in ledger.reservations()}
    assert held == {"p1.1": (wanted(1).first, "p2"), "p1.2": (wanted(21).first, "p2")}
