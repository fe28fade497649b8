"""Sessions: opened by signing in, known by a secret that the browser keeps, closed by time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from kachinko.model.base import Record, Text
from kachinko.model.reservation import Instant
from kachinko.service.accounts import tables
from kachinko.service.accounts.keys import digest, new_key
from kachinko.service.accounts.lookups import actor_of, on_account, roles_of
from kachinko.service.accounts.passwords import PasswordKeeper
from kachinko.service.accounts.settings import DEFAULTS
from kachinko.service.accounts.trail import note
from kachinko.service.accounts.tries import count_try, forgive
from kachinko.service.permissions import SignInError, require, require_grant
from kachinko.service.refusals import NotFoundError
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from kachinko.service.accounts.second_factor import SecondFactors
    from kachinko.service.accounts.settings import Settings
    from kachinko.service.permissions import Actor

_SESSION = tables.session
ID_LENGTH = 16
"""Letters of what is kept of a session's secret that name it; nobody comes back from them."""
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


class CodeNeededError(SignInError):
    """Name and password are right, and a second factor must be shown too."""

    code = "SECOND-FACTOR"


class Session(Record):
    """A session that is open, without its secret."""

    id: Text
    made_at: Instant
    seen_at: Instant
    ends_at: Instant


class Sessions:
    """Opens, knows and closes sessions."""

    def __init__(
        self,
        engine: Engine,
        *,
        settings: Settings = DEFAULTS,
        keeper: PasswordKeeper | None = None,
        factors: SecondFactors | None = None,
    ) -> None:
        self._engine = engine
        self._factors = factors
        self._settings = settings
        self._keeper = keeper or PasswordKeeper()

    def open(
        self, name: str, password: str, *, address: str, at: datetime, code: str | None = None
    ) -> Opened:
        """Sign in by name and password, and a code where a second factor is on, from an address.

        Raises
        ------
        TooManyTriesError
            Where too many tries failed before, with that name or from that address.
        SignInError
            In the same words and after the same time, whatever is wrong.
        CodeNeededError
            Where the password is right, and a code must be shown too.
        """
        name = name.strip().lower()
        count_try(self._engine, name, self._settings, at, address=address)
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
        wrong = SignInError(WRONG, hint="Try again.")
        with writing(self._engine) as connection:
            if not right or kept is None:
                note(connection, at, "nobody", "session.refused", _printable(name, row is not None))
            elif self._lacks_code(connection, name, code, at):
                # The try stays counted: codes cannot be tried faster than passwords.
                if code is None:
                    raise CodeNeededError(
                        "A code of the second factor is needed.",
                        hint="Send it with name and password; a recovery code will do.",
                    )
                wrong = SignInError("The code is not right, or was used.", hint="Try the next.")
                note(connection, at, "nobody", "session.refused", name)
            else:
                forgive(connection, name, address=address)
                if anew is not None:
                    connection.execute(
                        update(tables.account).where(columns.id == name).values(password=anew)
                    )
                return self.begin(connection, name, at=at)
        raise wrong

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

    def _lacks_code(
        self, connection: Connection, account: str, code: str | None, at: datetime
    ) -> bool:
        factors = self._factors
        if factors is None or not factors.is_on(connection, account):
            return False
        return code is None or not factors.takes(connection, account, code, at=at)

    def of(self, actor: Actor, account: str, *, at: datetime) -> list[Session]:
        """The sessions of an account that are open, the newest first."""
        with self._engine.connect() as connection:
            require(actor, "session.see", on_account(connection, account))
            query = select(_SESSION).where(
                _SESSION.c.account == account,
                _SESSION.c.ends_at > at.isoformat(),
                _SESSION.c.seen_at > (at - self._settings.idle).isoformat(),
            )
            rows = connection.execute(query.order_by(_SESSION.c.made_at.desc())).all()
        return [
            Session.model_validate(
                {
                    "id": row.hash[:ID_LENGTH], "made_at": row.made_at, "seen_at": row.seen_at,
                    "ends_at": row.ends_at,
                }
            )
            for row in rows
        ]  # fmt: skip

    def close_one(self, actor: Actor, account: str, id_: str, *, at: datetime) -> None:
        """End one session of an account.

        Raises
        ------
        NotFoundError
            Where the account has none of this id.
        """
        with writing(self._engine) as connection:
            _has_say(connection, actor, account)
            mine = (_SESSION.c.account == account) & _SESSION.c.hash.startswith(
                id_, autoescape=True
            )
            whole = len(id_) == ID_LENGTH
            gone = connection.execute(delete(_SESSION).where(mine)).rowcount if whole else 0
            if not gone:
                raise NotFoundError(f"{account} has no session {id_!r}.")
            note(connection, at, actor.user, "session.close", account)

    def close_all(self, actor: Actor, account: str, *, at: datetime) -> int:
        """End every session of an account; how many there were."""
        with writing(self._engine) as connection:
            _has_say(connection, actor, account)
            found = connection.execute(delete(_SESSION).where(_SESSION.c.account == account))
            note(connection, at, actor.user, "session.close", account)
            return int(found.rowcount)


def _has_say(connection: Connection, actor: Actor, account: str) -> None:
    """Over another's sessions only who could give every role that the account has."""
    require(actor, "session.close", on_account(connection, account))
    if actor.user != account:
        for grant in roles_of(connection, account):
            require_grant(actor, grant)


def _printable(name: str, known: bool) -> str:
    """A name that is none is not written down: it may be a password in the wrong field."""
    return name if known else "unknown name"
