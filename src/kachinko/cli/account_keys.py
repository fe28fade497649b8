"""`kachinko account token|keys|revoke|trail`: what opens an account, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from kachinko.cli.account_desk import now, of_accounts, runner
from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.account_desk import Where
    from kachinko.cli.console import Console
    from kachinko.service.permissions import Scope

SCOPES = ("read", "write", "all")


@click.command(short_help="Make an API token; it is shown once.")
@click.argument("user")
@click.option("--name", default="token", show_default=True, help="What it is for.")
@click.option(
    "--scope", type=click.Choice(SCOPES), default="read", show_default=True,
    help="read: as a viewer; write: without administration; all: all roles of USER.",
)  # fmt: skip
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True, help="It ends.")
@of_accounts
@verb
def token(console: Console, *, where: Where, user: str, name: str, scope: Scope, days: int) -> None:
    """Make a token with which a program is USER. It is shown now and never again."""
    from kachinko.service.accounts.directory import Directory
    from kachinko.service.accounts.tokens import Tokens
    from kachinko.service.permissions import Scope as Known
    from kachinko.service.refusals import NotFoundError

    assert get_args(Known) == SCOPES  # written here too, so that --help answers at once
    with where.open() as ledger:
        actor = Directory(ledger.engine).actor_of(user)
        if actor is None:
            raise NotFoundError(f"There is no account {user!r}, or it is kept out.")
        tokens = Tokens(ledger.engine)
        by = runner().user
        new = tokens.make(actor, name=name, scope=scope, days=days, by=by, at=now())
    console.answer(new.token.model_dump(mode="json") | {"key": new.key})
    console.say(new.key)
    console.note(f"Token {new.token.id} of {user} ({scope}) ends on {new.token.ends_at.date()}.")


@click.command(short_help="List the tokens and feeds of an account.")
@click.argument("user")
@of_accounts
@verb
def keys(console: Console, *, where: Where, user: str) -> None:
    """List the tokens and calendar feeds of USER, the newest first, without their secrets."""
    from kachinko.service.accounts.feeds import Feeds
    from kachinko.service.accounts.tokens import Tokens

    with where.open() as ledger:
        tokens = Tokens(ledger.engine).of(runner(), user)
        feeds = Feeds(ledger.engine).of(runner(), user)
    console.answer(
        {
            "tokens": [each.model_dump(mode="json") for each in tokens],
            "feeds": [each.model_dump(mode="json") for each in feeds],
        }
    )
    for each in tokens:
        end = "revoked" if each.revoked_at else f"ends on {each.ends_at.date()}"
        console.say(f"{each.id}  token {each.name} ({each.scope}), {end}")
    for feed in feeds:
        end = ", revoked" if feed.revoked_at else ""
        console.say(f"{feed.id}  feed of {feed.kind} {feed.about}{end}")
    if not tokens and not feeds:
        console.say(f"{user} has neither.")


@click.command(short_help="Revoke a token or feed, or end all sessions of an account.")
@click.argument("id_", metavar="ID")
@click.option("--sessions", is_flag=True, help="ID is an account; its sessions end.")
@of_accounts
@verb
def revoke(console: Console, *, where: Where, id_: str, sessions: bool) -> None:
    """Revoke the token or feed ID; with --sessions, end all sessions of the account ID."""
    from kachinko.service.accounts.feeds import Feeds
    from kachinko.service.accounts.sessions import Sessions
    from kachinko.service.accounts.tokens import Tokens
    from kachinko.service.refusals import NotFoundError

    with where.open() as ledger:
        if sessions:
            ended = Sessions(ledger.engine).close_all(runner(), id_, at=now())
            console.answer({"account": id_, "sessions": ended})
            console.say(f"{ended} sessions of {id_} have ended.")
            return
        try:
            Tokens(ledger.engine).revoke(runner(), id_, at=now())
        except NotFoundError:
            try:
                Feeds(ledger.engine).revoke(runner(), id_, at=now())
            except NotFoundError:
                raise NotFoundError(
                    f"There is no token or feed {id_!r}.", hint='See "kachinko account keys".'
                ) from None
    console.answer({"revoked": id_})
    console.say(f"{id_} opens nothing any more.")


@click.command(short_help="Take the second factor from an account.")
@click.argument("user")
@of_accounts
@verb
def factor(console: Console, *, where: Where, user: str) -> None:
    """Take the second factor from USER, whose phone and recovery codes are lost.

    Its sessions end; it signs in by password alone, and turns a new one on in the browser.
    """
    from pathlib import Path

    from kachinko.service.accounts.sealing import KEY_FILE, Seal
    from kachinko.service.accounts.second_factor import SecondFactors

    with where.open() as ledger:
        # Taking away opens no secret, so that the key may be lost as well.
        factors = SecondFactors(ledger.engine, Seal(Path(KEY_FILE)))
        factors.turn_off(runner(), user, at=now())
    console.answer({"account": user, "second_factor": False})
    console.say(f"{user} has no second factor any more; its sessions have ended.")


@click.command(short_help="List what was done to accounts, and who signed in.")
@click.option(
    "--after", type=click.IntRange(0), default=0, help="Only what came after this number."
)
@of_accounts
@verb
def trail(console: Console, *, where: Where, after: int) -> None:
    """List who signed in, who was refused, and who changed what, in UTC, oldest first."""
    from kachinko.service.accounts.trail import read_trail

    with where.open() as ledger:
        entries = read_trail(ledger.engine, runner(), after=after)
    console.answer([each.model_dump(mode="json") for each in entries])
    for each in entries:
        at = each.at.strftime("%Y-%m-%d %H:%M:%S")
        console.say(f"{each.seq}  {at}  {each.actor}  {each.what}  {each.about}")
