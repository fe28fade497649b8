"""A second factor: a code of a phone beside the password, and codes for when the phone is lost.

ASVS 5.0, 6.5: a code is taken once, recovery codes too; each has 120 random bits, so that a plain
hash of it is enough.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from kachinko.model.base import Count, Record
from kachinko.model.errors import Fault, InputError
from kachinko.model.reservation import Instant
from kachinko.service.accounts import tables, totp
from kachinko.service.accounts.again import require_password
from kachinko.service.accounts.keys import digest
from kachinko.service.accounts.lookups import on_account, roles_of
from kachinko.service.accounts.passwords import PasswordKeeper
from kachinko.service.accounts.settings import DEFAULTS
from kachinko.service.accounts.trail import note
from kachinko.service.permissions import On, require, require_grant
from kachinko.service.refusals import NotFoundError, StateError
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from kachinko.service.accounts.sealing import Seal
    from kachinko.service.accounts.settings import Settings
    from kachinko.service.permissions import Actor

RECOVERY_CODES = 10
RECOVERY_BYTES = 15
_FACTOR = tables.second_factor
_CODE = tables.recovery_code


class Factor(Record):
    """Whether an account has a second factor."""

    on: bool
    since: Instant | None = None
    recovery_codes: Count = 0


@dataclass(frozen=True, slots=True)
class Begun:
    """A secret for a phone, told only here."""

    secret: str
    address: str

    def __repr__(self) -> str:
        return "Begun(…)"


class SecondFactors:
    """Turns second factors on and off, and knows their codes."""

    def __init__(
        self,
        engine: Engine,
        seal: Seal,
        keeper: PasswordKeeper | None = None,
        *,
        settings: Settings = DEFAULTS,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._seal = seal
        self._keeper = keeper or PasswordKeeper()

    def of(self, actor: Actor, account: str) -> Factor:
        """Whether an account has one.

        Raises
        ------
        NotFoundError
            Where there is no such account.
        """
        with self._engine.connect() as connection:
            require(actor, "factor.see", on_account(connection, account))
            row = _row(connection, account)
            if row is None or row["on_since"] is None:
                return Factor(on=False)
            left = select(_CODE.c.hash).where(_CODE.c.account == account)
            return Factor(
                on=True, since=row["on_since"], recovery_codes=len(connection.scalars(left).all())
            )

    def begin(self, actor: Actor, password: str, *, at: datetime) -> Begun:
        """Make a secret for the actor's own phone; it counts once a code of it was shown.

        Raises
        ------
        TooManyTriesError, ForbiddenError
            As `require_password` does.
        StateError
            Where it has a second factor already.
        """
        account = actor.user
        require(actor, "factor.set", On(user=account))
        self._require_password(account, password, at)
        secret = totp.new_secret()
        with writing(self._engine) as connection:
            row = _row(connection, account)
            if row is not None and row["on_since"] is not None:
                raise StateError("A second factor is on already.", hint="Turn it off first.")
            connection.execute(delete(_FACTOR).where(_FACTOR.c.account == account))
            connection.execute(
                insert(_FACTOR).values(account=account, secret=self._seal.close(secret), step=0)
            )
            note(connection, at, account, "factor.begin", account)
        shown = base64.b32encode(secret).decode().rstrip("=")
        return Begun(shown, totp.address_of(secret, account))

    def confirm(self, actor: Actor, code: str, *, at: datetime) -> tuple[str, ...]:
        """Turn it on by a code of the phone; gives recovery codes, told only here.

        Raises
        ------
        StateError
            Where none was begun, or it is on already.
        InputError
            Where the code is not right.
        """
        account = actor.user
        require(actor, "factor.set", On(user=account))
        codes = tuple(_new_code() for _ in range(RECOVERY_CODES))
        with writing(self._engine) as connection:
            row = _row(connection, account)
            if row is None or row["on_since"] is not None:
                raise StateError("No second factor waits to be turned on.")
            step = totp.step_of_code(self._seal.open(row["secret"]), _plain(code), at, row["step"])
            if step is None:
                what = "it is not the code of this moment"
                raise InputError("The code", [Fault("code", what, "the one that the phone shows")])
            values = {"on_since": at.isoformat(), "step": step}
            connection.execute(update(_FACTOR).where(_FACTOR.c.account == account).values(values))
            connection.execute(delete(_CODE).where(_CODE.c.account == account))
            rows = [{"account": account, "hash": digest(_plain(each))} for each in codes]
            connection.execute(insert(_CODE), rows)
            # Whoever else is signed in has not shown it.
            session = tables.session
            connection.execute(delete(session).where(session.c.account == account))
            note(connection, at, account, "factor.on", account)
        return codes

    def turn_off(
        self, actor: Actor, account: str, *, password: str | None = None, at: datetime
    ) -> None:
        """Turn it off: by the password for oneself; who administers the account needs none.

        Raises
        ------
        TooManyTriesError, ForbiddenError
            As `require_password` does, or where the actor has no say over the account.
        NotFoundError
            Where the account has none.
        """
        with self._engine.connect() as connection:
            require(actor, "factor.drop", on_account(connection, account))
            grants = roles_of(connection, account)
        if actor.user == account:
            self._require_password(account, password or "", at)
        else:
            for grant in grants:
                require_grant(actor, grant)
        with writing(self._engine) as connection:
            gone = connection.execute(delete(_FACTOR).where(_FACTOR.c.account == account))
            if gone.rowcount == 0:
                raise NotFoundError(f"{account} has no second factor.")
            connection.execute(delete(_CODE).where(_CODE.c.account == account))
            session = tables.session
            connection.execute(delete(session).where(session.c.account == account))
            note(connection, at, actor.user, "factor.off", account)

    # For signing in

    def is_on(self, connection: Connection, account: str) -> bool:
        """Whether an account must show a code."""
        row = _row(connection, account)
        return row is not None and row["on_since"] is not None

    def takes(self, connection: Connection, account: str, code: str, *, at: datetime) -> bool:
        """Whether a code is the one of this moment or a recovery code; each is taken once."""
        row, code = _row(connection, account), _plain(code)
        assert row is not None  # it is on
        if len(code) > totp.DIGITS:
            this = (_CODE.c.account == account) & (_CODE.c.hash == digest(code))
            used = connection.execute(delete(_CODE).where(this)).rowcount == 1
            if used:
                note(connection, at, account, "factor.recovery", account)
            return used
        step = totp.step_of_code(self._seal.open(row["secret"]), code, at, row["step"])
        if step is None:
            return False
        this = (_FACTOR.c.account == account) & (_FACTOR.c.step < step)
        return connection.execute(update(_FACTOR).where(this).values(step=step)).rowcount == 1

    def _require_password(self, account: str, password: str, at: datetime) -> None:
        require_password(self._engine, self._keeper, self._settings, account, password, at=at)


def _row(connection: Connection, account: str) -> dict[str, Any] | None:
    query = select(_FACTOR).where(_FACTOR.c.account == account).with_for_update()
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else dict(row)


def _new_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
    return "-".join(letters[at : at + 6] for at in range(0, len(letters), 6))


def _plain(code: str) -> str:
    """As it is compared: people type blanks, hyphens and capitals."""
    return "".join(each for each in code.lower() if each.isalnum() and each.isascii())
