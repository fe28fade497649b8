"""Sessions: opened by signing in, known by a secret that the browser keeps, closed by time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from kachinko.service.accounts import tables
from kachinko.service.accounts.keys import digest, new_key
from kachinko.service.accounts.lookups import actor_of
from kachinko.service.accounts.passwords import PasswordKeeper
from kachinko.service.accounts.settings import DEFAULTS
from kachinko.service.accounts.store import note, writing
from kachinko.service.accounts.tries import TooManyTriesError, count_try, forgive
from kachinko.service.permissions import On, SignInError, require

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from kachinko.service.accounts.settings import Settings
    from kachinko.service.permissions import Actor

_SESSION = tables.session
WRONG = "The name or the password is not right."
"""Said in every case in which a password opens nothing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened: who it is, and the secret for the browser, told only here."""

    account: str
    key: str
    ends_at: datetime

    def __repr__(self) -> str:
        return f"Opened(account={self.account!r}, ends_at={self.ends_at.isoformat()!r})"


class Sessions:
    """Opens, knows and closes sessions."""

    def __init__(
        self,
        engine: Engine,
        *,
        settings: Settings = DEFAULTS,
        keeper: PasswordKeeper | None = None,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._keeper = keeper or PasswordKeeper()

    def open(self, name: str, password: str, *, address: str, at: datetime) -> Opened:
        """Sign in by name and password, from a network address.

        Raises
        ------
        TooManyTriesError
            Where too many tries failed before, with that name or from that address.
        SignInError
            In the same words and after the same time, whatever is wrong.
        """
        name = name.strip().lower()
        self._count(name, address, at)
        columns = tables.account.c
        with self._engine.connect() as connection:
            row = connection.execute(
                select(columns.password).where(
                    columns.id == name, columns.active, columns.issuer.is_(None)
                )
            ).one_or_none()
        kept = row.password if row is not None and self._settings.local_accounts else None
        right = self._keeper.is_right(kept, password)
        anew = (
            self._keeper.hash(password) if right and kept and self._keeper.is_dated(kept) else None
        )
        with writing(self._engine) as connection:
            if not right or kept is None:
                note(connection, at, "nobody", "session.refused", _printable(name, row is not None))
            else:
                forgive(connection, name, address)
                if anew is not None:
                    connection.execute(
                        update(tables.account).where(columns.id == name).values(password=anew)
                    )
                return self.begin(connection, name, at=at)
        raise SignInError(WRONG, hint="Try again.")

    def begin(self, connection: Connection, account: str, *, at: datetime) -> Opened:
        """Enter a session for an account that has shown who it is."""
        key, ends = new_key(), at + self._settings.longest
        connection.execute(
            delete(_SESSION).where(
                (_SESSION.c.ends_at <= at.isoformat())
                | (_SESSION.c.seen_at <= (at - self._settings.idle).isoformat())
            )
        )
        connection.execute(
            insert(_SESSION).values(
                hash=digest(key),
                account=account,
                made_at=at.isoformat(),
                seen_at=at.isoformat(),
                ends_at=ends.isoformat(),
            )
        )
        note(connection, at, account, "session.open", account)
        return Opened(account, key, ends)

    def actor(self, key: str, *, at: datetime) -> Actor:
        """Who a session's secret stands for.

        Raises
        ------
        SignInError
            Where it stands for nobody, or not any more.
        """
        hash_ = digest(key)
        with self._engine.connect() as connection:
            row = connection.execute(select(_SESSION).where(_SESSION.c.hash == hash_)).one_or_none()
            actor = None if row is None else actor_of(connection, row.account)
        if row is None or actor is None:
            raise SignInError("The session is over.", hint="Sign in again.")
        seen = datetime.fromisoformat(row.seen_at)
        over = at >= datetime.fromisoformat(row.ends_at) or at >= seen + self._settings.idle
        if over:
            with writing(self._engine) as connection:
                connection.execute(delete(_SESSION).where(_SESSION.c.hash == hash_))
            raise SignInError("The session is over.", hint="Sign in again.")
        if at >= seen + self._settings.touched_every:
            with writing(self._engine) as connection:
                connection.execute(
                    update(_SESSION).where(_SESSION.c.hash == hash_).values(seen_at=at.isoformat())
                )
        return actor

    def close(self, key: str, *, at: datetime) -> None:
        """Sign out; a secret that opens nothing is let pass."""
        with writing(self._engine) as connection:
            hash_ = digest(key)
            account = connection.scalar(select(_SESSION.c.account).where(_SESSION.c.hash == hash_))
            connection.execute(delete(_SESSION).where(_SESSION.c.hash == hash_))
            if account is not None:
                note(connection, at, account, "session.close", account)

    def close_all(self, actor: Actor, account: str, *, at: datetime) -> int:
        """End every session of an account; how many there were."""
        with writing(self._engine) as connection:
            columns = tables.account.c
            organisation = connection.scalar(
                select(columns.organisation).where(columns.id == account)
            )
            require(actor, "session.close", On(organisation=organisation, user=account))
            found = connection.execute(delete(_SESSION).where(_SESSION.c.account == account))
            note(connection, at, actor.user, "session.close", account)
            return int(found.rowcount)

    def _count(self, name: str, address: str, at: datetime) -> None:
        for _ in range(2):
            try:
                with writing(self._engine) as connection:
                    count_try(connection, name, address, self._settings, at)
            except IntegrityError:
                continue  # Another has entered the name's first try at the same moment.
            return
        raise TooManyTriesError(1)


def _printable(name: str, known: bool) -> str:
    """A name that is none is not written down: it may be a password in the wrong field."""
    return name if known else "unknown name"
