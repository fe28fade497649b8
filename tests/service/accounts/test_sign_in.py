"""Passwords, sessions and tries to sign in, with an injected clock."""

from __future__ import annotations

import threading
from datetime import timedelta

import argon2
import pytest
from sqlalchemy import select, text

from kachinko.ledger.store.ledger import Ledger
from kachinko.model.errors import InputError
from kachinko.service.accounts import tables
from kachinko.service.accounts.directory import Directory
from kachinko.service.accounts.passwords import PasswordKeeper, password_faults
from kachinko.service.accounts.sessions import WRONG, Sessions
from kachinko.service.accounts.settings import Settings
from kachinko.service.accounts.tries import TooManyTriesError
from kachinko.service.permissions import Actor, ForbiddenError, Grant, SignInError
from kachinko.service.refusals import NotFoundError
from tests.ledger.databases import KINDS
from tests.ledger.desks import NOW
from tests.service.people import PASSWORD, QUICK, ROOT, settled

HERE = "192.0.2.1"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(params=KINDS)
def ledger(tmp_path, request):
    with settled(request.param, tmp_path) as opened:
        _enter(opened)
        yield opened


@pytest.fixture
def on_file(tmp_path):
    with settled("sqlite", tmp_path) as opened:
        _enter(opened)
        yield opened


def _enter(ledger: Ledger) -> None:
    directory = Directory(ledger.engine, QUICK)
    directory.make_account(ROOT, "ana", organisation="north", name="Ana", password=PASSWORD, at=NOW)
    directory.give(ROOT, "ana", Grant("planner", "organisation", "north"), at=NOW)


def sessions(ledger: Ledger, **settings) -> Sessions:
    return Sessions(ledger.engine, settings=Settings(**settings), keeper=QUICK)


# Passwords


def test_passwords_are_kept_as_argon2id_with_the_parameters_of_the_rfc() -> None:
    kept = PasswordKeeper().hash(PASSWORD)
    found = argon2.extract_parameters(kept)
    assert found.type is argon2.Type.ID
    assert (found.memory_cost, found.time_cost, found.parallelism) == (64 * 1024, 3, 4)
    assert (found.salt_len, found.hash_len) == (16, 32)
    assert PasswordKeeper().is_right(kept, PASSWORD)
    assert not PasswordKeeper().is_right(kept, PASSWORD + "x")
    assert QUICK.is_dated(kept)


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("elevenchars", False),
        ("x" * 129, False),
        ("passwordpassword", False),
        ("123456789012", False),
        ("qwertyuiop123", False),
        ("aaaaaaaaaaaaaaaa", False),
        ("kachinkokachinko", False),
        ("north-ana-north", False),
        (PASSWORD, True),
        ("correct horse battery staple", True),
        ("カチンコ東京撮影所第七ステージ", True),
        ("all lower case and long enough", True),
    ],
)
def test_passwords_that_others_would_try_first_are_refused(password: str, good: bool) -> None:
    assert (not password_faults(password, ("ana", "north"))) is good


# Sessions


def test_who_signs_in_is_known_by_a_secret_that_is_nowhere_kept(ledger) -> None:
    opened = sessions(ledger).open("Ana ", PASSWORD, address=HERE, at=NOW)
    actor = sessions(ledger).actor(opened.key, at=NOW)
    assert actor == Actor("ana", "north", frozenset({Grant("planner", "organisation", "north")}))
    assert len(opened.key) == 43  # 256 bits
    assert opened.key not in repr(opened)
    assert opened.key not in _everything(ledger)
    assert sessions(ledger).open("ana", PASSWORD, address=HERE, at=NOW).key != opened.key


def test_a_session_ends_when_idle_and_after_its_longest_time(on_file) -> None:
    desk = sessions(on_file)
    idle = desk.open("ana", PASSWORD, address=HERE, at=NOW)
    desk.actor(idle.key, at=NOW + HOUR - MINUTE)
    desk.actor(idle.key, at=NOW + 2 * HOUR - 2 * MINUTE)  # it was used in between
    with pytest.raises(SignInError):
        desk.actor(idle.key, at=NOW + 3 * HOUR)
    with pytest.raises(SignInError):  # gone for good
        desk.actor(idle.key, at=NOW + 2 * HOUR)
    busy = desk.open("ana", PASSWORD, address=HERE, at=NOW)
    for half in range(1, 48):
        desk.actor(busy.key, at=NOW + half * HOUR / 2)
    with pytest.raises(SignInError):
        desk.actor(busy.key, at=NOW + 24 * HOUR)


def test_a_session_ends_by_signing_out_by_a_new_password_and_when_kept_out(on_file) -> None:
    desk, directory = sessions(on_file), Directory(on_file.engine, QUICK)
    keys = [desk.open("ana", PASSWORD, address=HERE, at=NOW).key for _ in range(2)]
    desk.close(keys[0], at=NOW)
    with pytest.raises(SignInError):
        desk.actor(keys[0], at=NOW)
    ana = desk.actor(keys[1], at=NOW)
    with pytest.raises(ForbiddenError):
        directory.set_password(ana, "ana", "a wholly other sentence", old="wrong", at=NOW)
    directory.set_password(ana, "ana", "a wholly other sentence", old=PASSWORD, at=NOW)
    with pytest.raises(SignInError):
        desk.actor(keys[1], at=NOW)
    key = desk.open("ana", "a wholly other sentence", address=HERE, at=NOW).key
    directory.switch(ROOT, "ana", active=False, at=NOW)
    for try_ in (
        lambda: desk.actor(key, at=NOW),
        lambda: desk.open("ana", "a wholly other sentence", address=HERE, at=NOW),
    ):
        with pytest.raises(SignInError):
            try_()


def test_roles_count_from_the_next_question_on(on_file) -> None:
    desk, directory = sessions(on_file), Directory(on_file.engine, QUICK)
    key = desk.open("ana", PASSWORD, address=HERE, at=NOW).key
    directory.take(ROOT, "ana", Grant("planner", "organisation", "north"), at=NOW)
    assert desk.actor(key, at=NOW).grants == frozenset()


def test_a_password_kept_in_an_older_way_is_kept_anew(on_file) -> None:
    newer = PasswordKeeper(argon2.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    Sessions(on_file.engine, keeper=newer).open("ana", PASSWORD, address=HERE, at=NOW)
    with on_file.engine.connect() as connection:
        kept = connection.scalar(
            select(tables.account.c.password).where(tables.account.c.id == "ana")
        )
    assert not newer.is_dated(kept)


# Nobody learns who has an account


def test_wrong_names_and_wrong_passwords_are_refused_in_the_same_words(on_file) -> None:
    directory = Directory(on_file.engine, QUICK)
    directory.make_account(ROOT, "bot", organisation="north", name="Bot", at=NOW)
    said = set()
    for number, name in enumerate(("ana", "nobody", "bot", "planner-north", "", "x" * 500)):
        with pytest.raises(SignInError) as refused:
            sessions(on_file).open(name, "wrong", address=f"192.0.2.{number}", at=NOW)
        said.add(str(refused.value))
    assert said == {f"{WRONG} Try again. [SIGN-IN]"}


def test_a_wrong_name_costs_the_same_work_as_a_wrong_password(on_file) -> None:
    """Counted and not timed: each try verifies one hash of the same parameters."""
    verified = []
    hasher = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

    class Counting(PasswordKeeper):
        def is_right(self, kept, password):
            verified.append(argon2.extract_parameters(kept or self._nobody))
            return super().is_right(kept, password)

    desk = Sessions(on_file.engine, keeper=Counting(hasher))
    for name in ("ana", "nobody"):
        with pytest.raises(SignInError):
            desk.open(name, "wrong", address=HERE, at=NOW)
    assert len(verified) == 2
    assert verified[0] == verified[1]


def test_local_accounts_can_be_switched_off(on_file) -> None:
    with pytest.raises(SignInError, match=WRONG):
        sessions(on_file, local_accounts=False).open("ana", PASSWORD, address=HERE, at=NOW)


# Tries


def _fails(desk: Sessions, name: str, at, address: str = HERE) -> bool:
    try:
        desk.open(name, "wrong password here", address=address, at=at)
    except TooManyTriesError:
        return False
    except SignInError:
        return True
    raise AssertionError


@pytest.mark.parametrize("name", ["ana", "nobody"])
def test_tries_with_a_name_are_slowed_down_whether_it_exists_or_not(ledger, name: str) -> None:
    desk = sessions(ledger)
    addresses = iter(f"192.0.2.{number}" for number in range(100))
    assert all(_fails(desk, name, NOW, next(addresses)) for _ in range(5))
    with pytest.raises(TooManyTriesError) as slowed:
        desk.open(name, PASSWORD, address=next(addresses), at=NOW)
    assert slowed.value.seconds == 1
    now, waits = NOW, []
    for _ in range(12):
        wait = 0
        while not _fails(desk, name, now + timedelta(seconds=wait), next(addresses)):
            wait = wait * 2 or 1
        waits.append(wait)
        now += timedelta(seconds=wait)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024]  # at most 15 minutes count
    if name == "ana":  # the right password opens, once the time has come
        desk.open("ana", PASSWORD, address=next(addresses), at=now + 15 * MINUTE)
        assert _fails(desk, "ana", now + 15 * MINUTE, next(addresses))  # and it begins anew


def test_tries_from_an_address_are_slowed_down_over_all_names(on_file) -> None:
    desk = sessions(on_file, free_tries_of_address=10)
    tried = [_fails(desk, f"name-{number}", NOW) for number in range(12)]
    assert tried == [True] * 10 + [False] * 2
    assert _fails(desk, "name-1", NOW, "198.51.100.7")
    assert _fails(desk, "name-99", NOW + 2 * HOUR)


def test_who_tries_at_the_same_time_gains_nothing(on_file) -> None:
    looked_at = []

    def attempt(number: int) -> None:
        desk = sessions(on_file)
        if _fails(desk, "ana", NOW, f"192.0.2.{number}"):
            looked_at.append(number)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(looked_at) == 5


# Accounts and roles


def test_everything_wrong_with_a_new_account_is_said_at_once(on_file) -> None:
    directory = Directory(on_file.engine, QUICK)
    with pytest.raises(InputError) as refused:
        directory.make_account(ROOT, "Bo", organisation="north", name="Bo", password="a", at=NOW)
    assert len(refused.value.faults) == 2
    for id_ in ("ana", "another-user", "local", "not an id"):
        with pytest.raises(InputError):
            directory.make_account(ROOT, id_, organisation="north", name="x", at=NOW)
    with pytest.raises(NotFoundError):
        directory.make_account(ROOT, "bo", organisation="west", name="Bo", at=NOW)


def test_who_administers_an_organisation_reaches_neither_another_nor_the_server(on_file) -> None:
    directory = Directory(on_file.engine, QUICK)
    boss = directory.actor_of("admin-north")
    directory.make_account(ROOT, "chief", organisation="north", name="Chief", at=NOW)
    directory.give(ROOT, "chief", Grant("admin", "server"), at=NOW)
    new = "a wholly other sentence"
    directory.set_password(boss, "ana", new, at=NOW)
    for grant in (
        Grant("admin", "server"),
        Grant("viewer", "server"),
        Grant("viewer", "organisation", "south"),
        Grant("operator", "studio", "toho"),
    ):
        with pytest.raises(ForbiddenError):
            directory.give(boss, "ana", grant, at=NOW)
    with pytest.raises(ForbiddenError):  # or the server would be taken over
        directory.set_password(boss, "chief", new, at=NOW)
    with pytest.raises(ForbiddenError):
        directory.switch(boss, "chief", active=False, at=NOW)
    with pytest.raises(NotFoundError):
        directory.set_password(boss, "planner-south", new, at=NOW)
    with pytest.raises(ForbiddenError):
        directory.accounts(boss)
    assert {each.organisation for each in directory.accounts(boss, "north")} == {"north"}


def test_a_server_is_set_up_when_somebody_can_administer_it(tmp_path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert not Directory(ledger.engine, QUICK).is_set_up()
    with settled("sqlite", tmp_path) as ledger:
        directory = Directory(ledger.engine, QUICK)
        assert directory.is_set_up()
        directory.switch(ROOT, "admin-server", active=False, at=NOW)
        assert not directory.is_set_up()


def test_what_is_done_to_accounts_is_written_down_and_stays(ledger) -> None:
    sessions(ledger).open("ana", PASSWORD, address=HERE, at=NOW)
    with pytest.raises(SignInError):
        sessions(ledger).open("my secret sentence", "x", address=HERE, at=NOW)
    with ledger.engine.connect() as connection:
        trail = connection.execute(select(tables.account_event).order_by("seq")).all()
    assert [(each.actor, each.what) for each in trail][-4:] == [
        ("root", "account.make"),
        ("root", "role.give"),
        ("ana", "session.open"),
        ("nobody", "session.refused"),
    ]
    assert "my secret sentence" not in str([tuple(each) for each in trail])
    for statement in ("DELETE FROM account_event", "UPDATE account_event SET actor = 'eve'"):
        with pytest.raises(Exception, match="never"), ledger.engine.begin() as connection:
            connection.execute(text(statement))


def _everything(ledger: Ledger) -> str:
    """All that is kept about accounts, as text."""
    with ledger.engine.connect() as connection:
        return "\n".join(
            str(tuple(row))
            for table in tables.metadata.sorted_tables
            for row in connection.execute(select(table))
        )
