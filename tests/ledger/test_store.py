"""The same commands on both databases, and what the databases themselves refuse."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import IdReusedError
from kachinko.model.command import Book, Cancel, Place, Release, SetPolicy, Undo
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
