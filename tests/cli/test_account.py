"""`kachinko account` as the person who runs a server meets it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from kachinko.cli.main import kachinko
from kachinko.ledger.store.ledger import Ledger
from kachinko.model.errors import KachinkoError
from kachinko.service.accounts.sessions import Sessions
from kachinko.service.accounts.tokens import Tokens
from kachinko.service.permissions import Grant, SignInError
from tests.service.people import PASSWORD


class Console:
    """A person at the console of a server whose data lie in a folder."""

    def __init__(self, folder) -> None:
        self.folder = folder

    def __call__(self, *words: str, typed: str | None = None, code: int = 0) -> Result:
        result = CliRunner().invoke(
            kachinko, ["account", *words, "--data", str(self.folder)], input=typed
        )
        if code:
            assert isinstance(result.exception, KachinkoError | SystemExit), result.output
        else:
            assert result.exit_code == 0, (result.output, result.exception)
        return result

    def answer(self, *words: str, typed: str | None = None):
        return json.loads(self(*words, "--json", typed=typed).stdout)


@pytest.fixture
def console(tmp_path):
    console = Console(tmp_path / "data")
    console("organisation", "north", "--name", "North Ltd")
    return console


def add(console: Console, *more: str) -> Result:
    words = ("add", "ana", "--organisation", "north", "--password-stdin")
    return console(*words, *more, typed=PASSWORD + "\n")


def test_a_server_is_set_up_in_two_steps(console) -> None:
    from kachinko.service.accounts.directory import Directory

    result = add(console, "--role", "admin@server", "--role", "planner")
    assert "ana of north: admin at the server, planner at north." in result.stdout
    assert PASSWORD not in result.output
    with Ledger(console.folder / "ledger.db") as ledger:
        assert Directory(ledger.engine).is_set_up()
        at = Directory(ledger.engine).accounts(_root())[0].made_at
        Sessions(ledger.engine).open("ana", PASSWORD, address="192.0.2.1", at=at)


def test_the_password_is_asked_for_twice_and_not_shown(console) -> None:
    words = ("add", "ana", "--organisation", "north")
    result = console(*words, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert PASSWORD not in result.output
    assert "password" in console("list").stdout


def test_roles_are_given_and_taken(console) -> None:
    add(console)
    console("studio", "toho", "--organisation", "north", "--stage", "one", "--stage", "two")
    console("role", "ana", "operator@studio:toho")
    console("role", "ana", "viewer")
    (account,) = console.answer("list")
    assert account["roles"] == ["operator at toho", "viewer at north"]
    console("role", "ana", "viewer@north", "--take")
    (account,) = console.answer("list", "--organisation", "north")
    assert account["roles"] == ["operator at toho"]
    assert console.answer("studio")[0]["stages"] == ["one", "two"]


def test_a_token_is_shown_once_and_revoked(console) -> None:
    add(console, "--role", "planner")
    made = console.answer("token", "ana", "--scope", "write", "--days", "30")
    with Ledger(console.folder / "ledger.db") as ledger:
        tokens = Tokens(ledger.engine)
        (token,) = tokens.of(_root(), "ana")
        actor = tokens.actor(made["key"], at=token.made_at)
        assert actor.grants == {Grant("planner", "organisation", "north")}
    assert made["key"] not in console("keys", "ana").output
    console("revoke", made["id"])
    assert "revoked" in console("keys", "ana").stdout
    with Ledger(console.folder / "ledger.db") as ledger, pytest.raises(SignInError):
        Tokens(ledger.engine).actor(made["key"], at=token.made_at)
    trail = [(each["actor"], each["what"]) for each in console.answer("trail")]
    assert trail[-2:] == [("local", "token.make"), ("local", "token.revoke")]


def test_who_is_kept_out_is_let_in_again(console) -> None:
    add(console)
    console("off", "ana")
    assert "off" in console("list").stdout
    console("on", "ana")
    console("password", "ana", "--password-stdin", typed="a wholly other sentence\n")
    assert console.answer("revoke", "ana", "--sessions")["sessions"] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Bo", "--organisation", "north", "--no-password"),
        ("add", "bo", "--organisation", "west", "--no-password"),
        ("add", "bo", "--organisation", "north", "--no-password", "--role", "king"),
        ("add", "bo", "--organisation", "north", "--no-password", "--role", "viewer@studio:x"),
        ("organisation", "another-organisation"),
        ("organisation", "not an id"),
        ("studio", "toho"),
        ("studio", "toho", "--organisation", "west"),
        ("role", "nobody", "viewer"),
        ("token", "nobody"),
        ("revoke", "nothing"),
        ("off", "nobody"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_refused_and_nothing_is_written(console, words) -> None:
    before = console.answer("trail")
    console(*words, code=2)
    assert console.answer("trail") == before


def _root():
    from kachinko.service.permissions import Actor

    return Actor.local()
