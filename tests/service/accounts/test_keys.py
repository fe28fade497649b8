"""API tokens and secret addresses of calendars; and that no secret gets into a log."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from kachinko.model.command import Place
from kachinko.model.errors import InputError
from kachinko.service.accounts import tables
from kachinko.service.accounts.directory import Directory
from kachinko.service.accounts.feeds import Feeds
from kachinko.service.accounts.sessions import Sessions
from kachinko.service.accounts.tokens import Tokens
from kachinko.service.holds import Holds
from kachinko.service.permissions import Actor, ForbiddenError, Grant, SignInError
from kachinko.service.refusals import NotFoundError
from tests.ledger.databases import KINDS
from tests.ledger.desks import NOW, wanted
from tests.service.people import NORTH, OPERATOR, PASSWORD, QUICK, ROOT, SOUTH, actor, settled

DAY = timedelta(days=1)
BOSS = actor(Grant("admin", "organisation", "north"))


@pytest.fixture(params=KINDS)
def ledger(tmp_path, request):
    with settled(request.param, tmp_path) as opened:
        yield opened


@pytest.fixture
def on_file(tmp_path):
    with settled("sqlite", tmp_path) as opened:
        yield opened


def test_a_token_stands_for_its_account_with_no_more_than_its_scope(ledger) -> None:
    tokens = Tokens(ledger.engine)
    new = tokens.make(NORTH, name="nightly", scope="read", days=30, at=NOW)
    assert new.key.startswith("kachinko_")
    assert new.key not in repr(new) + str(tokens.of(NORTH, NORTH.user))
    reader = tokens.actor(new.key, at=NOW)
    assert reader.user == NORTH.user
    place = Place(id="a", wanted=wanted(holder="north"))
    with pytest.raises(ForbiddenError):
        Holds(ledger).submit(reader, place, at=NOW)
    writer = tokens.actor(tokens.make(NORTH, name="w", scope="write", at=NOW).key, at=NOW)
    assert Holds(ledger).submit(writer, place, at=NOW).done


def test_a_token_ends_and_is_revoked(on_file) -> None:
    tokens = Tokens(on_file.engine)
    new = tokens.make(NORTH, name="n", days=30, at=NOW)
    tokens.actor(new.key, at=NOW + 30 * DAY - timedelta(seconds=1))
    with pytest.raises(SignInError):
        tokens.actor(new.key, at=NOW + 30 * DAY)
    for wrong in ("", "kachinko_", new.key[:-1], new.token.id):
        with pytest.raises(SignInError):
            tokens.actor(wrong, at=NOW)
    for other in (SOUTH, OPERATOR, actor(Grant("planner", "organisation", "south"))):
        with pytest.raises(NotFoundError):
            tokens.revoke(other, new.token.id, at=NOW)
    tokens.revoke(BOSS, new.token.id, at=NOW)
    with pytest.raises(SignInError):
        tokens.actor(new.key, at=NOW)
    assert tokens.of(NORTH, NORTH.user)[0].revoked_at == NOW


def test_a_token_opens_nothing_for_an_account_kept_out(on_file) -> None:
    tokens = Tokens(on_file.engine)
    new = tokens.make(NORTH, name="n", at=NOW)
    Directory(on_file.engine, QUICK).switch(BOSS, NORTH.user, active=False, at=NOW)
    with pytest.raises(SignInError):
        tokens.actor(new.key, at=NOW)


def test_everything_wrong_with_a_token_is_said_at_once(on_file) -> None:
    tokens = Tokens(on_file.engine)
    with pytest.raises(InputError) as refused:
        tokens.make(NORTH, name="n", scope="everything", days=0, at=NOW)
    assert len(refused.value.faults) == 2
    with pytest.raises(NotFoundError):
        tokens.make(Actor.local(), name="n", at=NOW)  # who has no account has no token
    with pytest.raises(ForbiddenError):
        tokens.of(NORTH, SOUTH.user)


def test_a_secret_address_shows_what_its_maker_may_see_to_read(ledger) -> None:
    feeds, holds = Feeds(ledger.engine), Holds(ledger)
    holds.submit(SOUTH, Place(id="kappa", wanted=wanted(holder="south")), at=NOW)
    north = feeds.make(NORTH, "stage", "one", at=NOW)
    studio = feeds.make(OPERATOR, "stage", "one", at=NOW)
    for new, title in ((north, "another-production"), (studio, "vapor")):
        feed, reader = feeds.open(new.key)
        assert feed == new.feed
        (seen,) = holds.reservations(reader, stages=[feed.about])
        assert seen.title == title
        place = Place(id="x", wanted=wanted(holder=reader.organisation))
        with pytest.raises(ForbiddenError):
            holds.submit(reader, place, at=NOW)
    assert new.key not in repr(new)
    with pytest.raises(NotFoundError):
        feeds.revoke(SOUTH, north.feed.id, at=NOW)
    feeds.revoke(NORTH, north.feed.id, at=NOW)
    with pytest.raises(NotFoundError):
        feeds.open(north.key)
    feeds.open(studio.key)
    Directory(ledger.engine, QUICK).switch(ROOT, OPERATOR.user, active=False, at=NOW)
    with pytest.raises(NotFoundError):
        feeds.open(studio.key)


def test_feeds_of_the_one_person_end_when_a_server_gets_accounts(tmp_path) -> None:
    from kachinko.ledger.store.ledger import Ledger

    with Ledger(tmp_path / "ledger.db") as ledger:
        feeds = Feeds(ledger.engine)
        key = feeds.make(Actor.local(), "title", "vapor", at=NOW).key
        assert feeds.open(key)[1].user == "local"
    with settled("sqlite", tmp_path) as ledger:
        feeds = Feeds(ledger.engine)
        key = feeds.make(Actor.local(), "title", "vapor", at=NOW).key
        with pytest.raises(NotFoundError):
            feeds.open(key)


def test_no_secret_is_logged_or_kept(ledger, caplog) -> None:
    """Everything that opens something is used, with every logger at its loudest."""
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)
        try:
            directory, sessions = (
                Directory(ledger.engine, QUICK),
                Sessions(ledger.engine, keeper=QUICK),
            )
            directory.make_account(
                ROOT, "ana", organisation="north", name="Ana", password=PASSWORD, at=NOW
            )
            session = sessions.open("ana", PASSWORD, address="192.0.2.1", at=NOW)
            sessions.actor(session.key, at=NOW)
            tokens, feeds = Tokens(ledger.engine), Feeds(ledger.engine)
            token = tokens.make(NORTH, name="n", at=NOW)
            tokens.actor(token.key, at=NOW)
            feed = feeds.make(NORTH, "stage", "one", at=NOW)
            feeds.open(feed.key)
            wrong = "typed in the wrong field"
            for name, password in ((wrong, "x"), ("ana", wrong)):
                with pytest.raises(SignInError):
                    sessions.open(name, password, address="192.0.2.1", at=NOW)
            sessions.close(session.key, at=NOW)
        finally:
            logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)
    with ledger.engine.connect() as connection:
        kept = "\n".join(
            str(tuple(row))
            for table in tables.metadata.sorted_tables
            for row in connection.execute(select(table))
        )
    for place in (caplog.text, kept):
        for secret in (PASSWORD, wrong, session.key, token.key, feed.key):
            assert secret not in place
