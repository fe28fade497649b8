"""The bars that are kept from one look to the next are those of a look without memory."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from kachinko.ledger.store import live
from kachinko.ledger.store.ledger import Ledger
from kachinko.model.command import Amend, Book, Cancel, ChallengeBetter, Place, Release, SetPolicy
from kachinko.model.policy import HoldPolicy
from kachinko.service import live_bars
from kachinko.service.board_bars import bar_of
from kachinko.service.live_bars import LiveBars
from kachinko.service.permissions import Actor, Grant
from kachinko.service.reading import Asked, Reader
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import DAY, NOW, wanted

LOCAL = Actor.local()
NORTH = Actor("ana", "north", frozenset({Grant("planner", "organisation", "north")}))
SOUTH = Actor("bo", "south", frozenset({Grant("viewer", "organisation", "south")}))
COMMANDS = (
    Place(id="a", wanted=wanted(0, 5)),
    Place(id="b", wanted=wanted(2, 5, holder="south", title="comet")),
    Book(id="c", wanted=wanted(20, 5, holder="south", title="comet")),
    ChallengeBetter(id="x", reservation="b"),
    Amend(id="m", reservation="a", last=DAY),
    Release(id="r", reservation="a"),
    Cancel(id="k", reservation="c"),
    Place(id="d", wanted=wanted(40, 5)),
)


@pytest.fixture(params=KINDS)
def ledger(tmp_path, request):
    with Ledger(new_database(request.param, tmp_path)) as opened:
        policy = SetPolicy(id="s", stage="one", policy=HoldPolicy())
        opened.submit(policy, actor="op", at=NOW)
        yield opened


def fresh(ledger: Ledger, actor: Actor):
    return [bar_of(each) for each in Reader(ledger, actor).reservations(Asked())]


@pytest.mark.parametrize("at_once", [0, 500])
def test_after_every_change_everybody_sees_what_stands(ledger, monkeypatch, at_once: int) -> None:
    monkeypatch.setattr(live, "AT_ONCE", at_once)
    kept = LiveBars(ledger)
    for number, command in enumerate(COMMANDS):
        assert ledger.submit(command, actor="ana", at=NOW).done
        for actor in (LOCAL, NORTH, SOUTH) if number % 2 else (LOCAL,):
            assert kept.of(actor) == fresh(ledger, actor)
    assert {each.title for each in kept.of(SOUTH)} == {"comet", "another-production"}


def test_what_has_not_changed_is_not_read_again(ledger) -> None:
    kept = LiveBars(ledger)
    for command in COMMANDS[:3]:
        ledger.submit(command, actor="ana", at=NOW)
    said: list[str] = []
    event.listen(
        ledger.engine, "before_cursor_execute", lambda *given: said.append(given[2]), named=False
    )
    counts = []
    for _ in range(2):
        kept.of(LOCAL)
        counts.append(sum("FROM reservation" in each for each in said))
        said.clear()
    assert counts == [1, 0]


def test_no_more_is_kept_than_some_sights(ledger, monkeypatch) -> None:
    monkeypatch.setattr(live_bars, "MOST_SIGHTS", 1)
    ledger.submit(COMMANDS[0], actor="ana", at=NOW)
    kept = LiveBars(ledger)
    for actor in (LOCAL, NORTH, LOCAL):
        assert kept.of(actor) == fresh(ledger, actor)
    assert len(kept._kept) == 1
