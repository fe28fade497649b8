"""`kachinko account add|list|password|role|off|on`: who can sign in, and as what."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kachinko.cli.account_desk import grant_of, now, of_accounts, runner
from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.account_desk import Where
    from kachinko.cli.console import Console
    from kachinko.ledger.store.ledger import Ledger


@click.command(short_help="Enter an account, with its roles.")
@click.argument("user")
@click.option("--organisation", required=True, metavar="ORG", help="To which it belongs.")
@click.option("--name", help="The person's name [default: USER].")
@click.option(
    "--role", "roles", multiple=True, metavar="ROLE[@PLACE]",
    help="viewer, planner, operator or admin; may be given several times.",
)  # fmt: skip
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--no-password", is_flag=True, help="It shows tokens, and does not sign in.")
@of_accounts
@verb
def add(
    console: Console,
    *,
    where: Where,
    user: str,
    organisation: str,
    name: str | None,
    roles: tuple[str, ...],
    password_stdin: bool,
    no_password: bool,
) -> None:
    """Enter an account USER of an organisation. The password is asked for, and not shown.

    A role counts at a place: "planner" at the account's organisation, "planner@north" at another,
    "operator@studio:toho" at a studio, "admin@server" everywhere.
    """
    from kachinko.service.accounts.directory import Directory

    grants = [grant_of(role, organisation) for role in roles]
    password = None if no_password else _new_password(from_input=password_stdin)
    with where.open(new=True) as ledger:
        account = Directory(ledger.engine).make_account(
            runner(),
            user,
            organisation=organisation,
            name=name or user,
            password=password,
            grants=grants,
            at=now(),
        )
    console.answer(account.model_dump(mode="json", by_alias=True))
    console.say(f"{user} of {organisation}: {', '.join(account.roles) or 'no role yet'}.")


@click.command("list", short_help="List accounts with their roles.")
@click.option("--organisation", metavar="ORG", help="Only of this organisation.")
@of_accounts
@verb
def list_(console: Console, *, where: Where, organisation: str | None) -> None:
    """List accounts with their organisations and roles."""
    from kachinko.service.accounts.directory import Directory

    with where.open() as ledger:
        accounts = Directory(ledger.engine).accounts(runner(), organisation)
    console.answer([each.model_dump(mode="json", by_alias=True) for each in accounts])
    for each in accounts:
        way = "password" if each.has_password else each.issuer or "tokens only"
        state = "" if each.active else ", off"
        roles = ", ".join(each.roles) or "no role"
        console.say(f"{each.id}  {each.name}  {each.organisation}  {roles}  ({way}{state})")
    if not accounts:
        console.say("There are no accounts.")


@click.command(short_help="Give an account another password.")
@click.argument("user")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@of_accounts
@verb
def password(console: Console, *, where: Where, user: str, password_stdin: bool) -> None:
    """Give USER another password; its sessions end."""
    from kachinko.service.accounts.directory import Directory

    new = _new_password(from_input=password_stdin)
    with where.open() as ledger:
        Directory(ledger.engine).set_password(runner(), user, new, at=now())
    console.answer({"account": user})
    console.say(f"{user} has a new password; its sessions have ended.")


@click.command(short_help="Give an account a role, or take one.")
@click.argument("user")
@click.argument("said", metavar="ROLE[@PLACE]")
@click.option("--take", is_flag=True, help="Take it instead.")
@of_accounts
@verb
def role(console: Console, *, where: Where, user: str, said: str, take: bool) -> None:
    """Give USER a role at a place, or take it with --take; it counts at once."""
    from kachinko.service.accounts.directory import Directory

    with where.open() as ledger:
        directory = Directory(ledger.engine)
        grant = grant_of(said, _organisation_of(ledger, user))
        change = directory.take if take else directory.give
        change(runner(), user, grant, at=now())
    console.answer({"account": user, "role": str(grant), "taken": take})
    console.say(f"{user} {'is no longer' if take else 'is'} {grant}.")


@click.command(short_help="Keep an account out.")
@click.argument("user")
@of_accounts
@verb
def off(console: Console, *, where: Where, user: str) -> None:
    """Keep USER out: its sessions end, its tokens and feeds open nothing."""
    _switch(console, where, user, active=False)


@click.command(short_help="Let an account in again.")
@click.argument("user")
@of_accounts
@verb
def on(console: Console, *, where: Where, user: str) -> None:
    """Let USER in again, with its roles, tokens and feeds."""
    _switch(console, where, user, active=True)


def _switch(console: Console, where: Where, user: str, *, active: bool) -> None:
    from kachinko.service.accounts.directory import Directory

    with where.open() as ledger:
        Directory(ledger.engine).switch(runner(), user, active=active, at=now())
    console.answer({"account": user, "active": active})
    console.say(f"{user} is {'let in' if active else 'kept out'}.")


def _organisation_of(ledger: Ledger, user: str) -> str:
    from kachinko.service.accounts.directory import Directory
    from kachinko.service.refusals import NotFoundError

    for each in Directory(ledger.engine).accounts(runner()):
        if each.id == user:
            return each.organisation
    raise NotFoundError(f"There is no account {user!r}.")


def _new_password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    said: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return said
