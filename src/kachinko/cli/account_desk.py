"""What the sub-verbs of `kachinko account` share: where accounts are kept, the clock, roles."""

from __future__ import annotations

import functools
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from kachinko.ledger.store.ledger import Ledger
    from kachinko.service.permissions import Actor, Grant

FILE = "ledger.db"


class Where:
    """The database of accounts, which is the ledger's: a server's file, or another."""

    def __init__(self, ledger: str | None, data: Path | None) -> None:
        self._ledger = ledger
        self._data = data

    @contextmanager
    def open(self, *, new: bool = False) -> Iterator[Ledger]:
        """Open it, and close it at the end; `new`: make the file if it is not there."""
        from kachinko.cli.serve import default_folder
        from kachinko.service.ledger_access import open_ledger

        folder = self._data or default_folder()
        where = self._ledger or str(folder / FILE)
        if new and self._ledger is None:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open_ledger(where, new=new) as ledger:
            yield ledger


def of_accounts(function: Callable[..., None]) -> Callable[..., None]:
    """Give a sub-verb ``--data`` and ``--ledger``; it gets them as `where`."""

    @click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        help='The folder of "kachinko serve" [default: the user\'s data folder].',
    )
    @click.option(
        "--ledger",
        metavar="WHERE",
        envvar="KACHINKO_LEDGER",
        help="A ledger elsewhere: a file, or a postgresql:// address [default: $KACHINKO_LEDGER].",
    )
    @functools.wraps(function)
    def wrapped(*arguments: Any, data: Path | None, ledger: str | None, **named: Any) -> None:
        function(*arguments, where=Where(ledger, data), **named)

    return wrapped


def runner() -> Actor:
    """The person who runs the server, at its console."""
    from kachinko.service.permissions import Actor

    return Actor.local()


def now() -> datetime:
    """This moment."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def grant_of(said: str, organisation: str) -> Grant:
    """A role as people write it: planner, planner@north, operator@studio:toho, admin@server.

    Without a place it is one at the account's own organisation.

    Raises
    ------
    click.BadParameter
        Where it names no role.
    """
    from kachinko.service.permissions import ROLES, Grant

    name, _, place = said.partition("@")
    role = next((each for each in ROLES if each == name), None)
    if role is None:
        raise click.BadParameter(f"{name!r} is no role; roles are {', '.join(ROLES)}.")
    if place == "server":
        return Grant(role, "server")
    kind, colon, of = place.partition(":")
    if colon and kind == "studio":
        return Grant(role, "studio", of)
    if colon and kind != "organisation":
        raise click.BadParameter(f"{kind!r} is neither studio nor organisation.")
    return Grant(role, "organisation", of if colon else place or organisation)
