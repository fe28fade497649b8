"""API tokens: for programs, shown once, with a scope and an end, revocable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, get_args

from sqlalchemy import insert, select, update

from kachinko.model.base import Id, Name, Record
from kachinko.model.errors import Fault, InputError
from kachinko.model.reservation import Instant
from kachinko.service.accounts import tables
from kachinko.service.accounts.keys import TOKEN_MARK, digest, new_id, new_key
from kachinko.service.accounts.lookups import actor_of, made, on_account
from kachinko.service.accounts.settings import DEFAULTS
from kachinko.service.accounts.trail import note
from kachinko.service.permissions import Actor, On, Scope, SignInError, may, require
from kachinko.service.refusals import NotFoundError
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from kachinko.service.accounts.settings import Settings

_TOKEN = tables.token


class Token(Record):
    """An API token as it can be shown again: without its secret."""

    id: Id
    account: Id
    name: Name
    scope: Scope
    made_at: Instant
    ends_at: Instant
    revoked_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made, with its secret, told only here."""

    token: Token
    key: str

    def __repr__(self) -> str:
        return f"NewToken(token={self.token!r})"


class Tokens:
    """Makes, knows and revokes tokens."""

    def __init__(self, engine: Engine, *, settings: Settings = DEFAULTS) -> None:
        self._engine = engine
        self._settings = settings

    def make(
        self,
        actor: Actor,
        *,
        name: str,
        scope: Scope = "read",
        days: int | None = None,
        by: str | None = None,
        at: datetime,
    ) -> NewToken:
        """Make a token of the actor's own account; `by`: who does it for it, for the trail.

        Raises
        ------
        InputError
            Where the scope is none, or the days are too many.
        """
        account = actor.user
        days = self._settings.token_days if days is None else days
        faults = []
        if scope not in get_args(Scope):
            faults.append(Fault("scope", f"{scope!r} is no scope", ", ".join(get_args(Scope))))
        most = self._settings.most_token_days
        if not 1 <= days <= most:
            faults.append(Fault("days", f"a token cannot last {days} days", f"1 to {most}"))
        if faults:
            raise InputError("The token", faults)
        require(actor, "token.make", On(user=account))
        key = new_key(TOKEN_MARK)
        token = made(
            Token, id=new_id(), account=account, name=name, scope=scope, made_at=at,
            ends_at=at + timedelta(days=days),
        )  # fmt: skip
        with writing(self._engine) as connection:
            if actor_of(connection, account) is None:
                raise NotFoundError(f"There is no account {account!r}.")
            connection.execute(
                insert(_TOKEN).values(
                    **token.model_dump(mode="json") | {"hash": digest(key)},
                )
            )
            note(connection, at, by or actor.user, "token.make", f"{account}: {token.id} ({scope})")
        return NewToken(token, key)

    def actor(self, key: str, *, at: datetime) -> Actor:
        """Who a token stands for, with what its scope leaves of the roles.

        Raises
        ------
        SignInError
            Where it stands for nobody, or not any more.
        """
        with self._engine.connect() as connection:
            row = connection.execute(
                select(_TOKEN).where(_TOKEN.c.hash == digest(key), _TOKEN.c.revoked_at.is_(None))
            ).one_or_none()
            alive = row is not None and at < datetime.fromisoformat(row.ends_at)
            actor = actor_of(connection, row.account) if row is not None and alive else None
        if row is None or actor is None:
            raise SignInError("The token opens nothing.", hint="Make a new one.")
        return actor.narrowed(row.scope)

    def of(self, actor: Actor, account: str) -> list[Token]:
        """The tokens of an account, the newest first."""
        with self._engine.connect() as connection:
            require(actor, "token.see", on_account(connection, account))
            query = select(_TOKEN).where(_TOKEN.c.account == account)
            rows = connection.execute(query.order_by(_TOKEN.c.made_at.desc())).mappings()
            return [
                Token.model_validate({name: row[name] for name in Token.model_fields})
                for row in rows
            ]

    def revoke(self, actor: Actor, id_: str, *, at: datetime) -> None:
        """Let a token open nothing any more.

        Raises
        ------
        NotFoundError
            Where there is none, or one of somebody over whom the actor has no say.
        """
        with writing(self._engine) as connection:
            account = connection.scalar(select(_TOKEN.c.account).where(_TOKEN.c.id == id_))
            if account is None or not may(actor, "token.revoke", on_account(connection, account)):
                raise NotFoundError(f"There is no token {id_!r}.")
            connection.execute(
                update(_TOKEN)
                .where(_TOKEN.c.id == id_, _TOKEN.c.revoked_at.is_(None))
                .values(revoked_at=at.isoformat())
            )
            note(connection, at, actor.user, "token.revoke", f"{account}: {id_}")
