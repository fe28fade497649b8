"""Secret addresses of calendars: who knows one reads the calendar of a stage or a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import insert, select, update

from kachinko.model.base import Id, Record
from kachinko.model.reservation import Instant
from kachinko.service.accounts import tables
from kachinko.service.accounts.keys import digest, new_id, new_key
from kachinko.service.accounts.lookups import actor_of, is_set_up, made, on_account
from kachinko.service.accounts.trail import note
from kachinko.service.permissions import LOCAL, Actor, On, may, require
from kachinko.service.refusals import NotFoundError
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Engine

_FEED = tables.feed
Kind = Literal["stage", "title"]


class Feed(Record):
    """A calendar with a secret address, without the secret."""

    id: Id
    account: Id
    kind: Kind
    about: Id
    made_at: Instant
    revoked_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed just made, with the secret of its address, told only here."""

    feed: Feed
    key: str

    def __repr__(self) -> str:
        return f"NewFeed(feed={self.feed!r})"


class Feeds:
    """Makes, opens and revokes the secret addresses."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, actor: Actor, kind: Kind, about: str, *, at: datetime) -> NewFeed:
        """A secret address for a stage, or a title; it shows what its maker may see, to read."""
        require(actor, "feed.make", On(user=actor.user))
        key = new_key()
        feed = made(Feed, id=new_id(), account=actor.user, kind=kind, about=about, made_at=at)
        with writing(self._engine) as connection:
            connection.execute(
                insert(_FEED).values(**feed.model_dump(mode="json") | {"hash": digest(key)})
            )
            note(connection, at, actor.user, "feed.make", f"{feed.id} ({kind} {about})")
        return NewFeed(feed, key)

    def open(self, key: str) -> tuple[Feed, Actor]:
        """The feed of a secret address, and for whom it is read: its maker, as a viewer.

        Raises
        ------
        NotFoundError
            Where the address is none, or not any more.
        """
        query = select(_FEED).where(_FEED.c.hash == digest(key), _FEED.c.revoked_at.is_(None))
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
            actor = None if row is None else self._reader(connection, row["account"])
        if row is None or actor is None:
            raise NotFoundError("There is no such calendar.")
        return _feed_of(dict(row)), actor.narrowed("read")

    @staticmethod
    def _reader(connection: Connection, account: str) -> Actor | None:
        """The maker; the one person of a server without accounts, until it gets some."""
        if account == LOCAL:
            return None if is_set_up(connection) else Actor.local()
        return actor_of(connection, account)

    def of(self, actor: Actor, account: str) -> list[Feed]:
        """The feeds of an account, the newest first."""
        query = select(_FEED).where(_FEED.c.account == account).order_by(_FEED.c.made_at.desc())
        with self._engine.connect() as connection:
            require(actor, "feed.see", on_account(connection, account))
            return [_feed_of(dict(row)) for row in connection.execute(query).mappings()]

    def revoke(self, actor: Actor, id_: str, *, at: datetime) -> None:
        """Close a secret address for good.

        Raises
        ------
        NotFoundError
            Where there is none, or one of somebody over whom the actor has no say.
        """
        with writing(self._engine) as connection:
            account = connection.scalar(select(_FEED.c.account).where(_FEED.c.id == id_))
            if account is None or not may(actor, "feed.revoke", on_account(connection, account)):
                raise NotFoundError(f"There is no feed {id_!r}.")
            connection.execute(
                update(_FEED)
                .where(_FEED.c.id == id_, _FEED.c.revoked_at.is_(None))
                .values(revoked_at=at.isoformat())
            )
            note(connection, at, actor.user, "feed.revoke", id_)


def _feed_of(row: dict[str, object]) -> Feed:
    return Feed.model_validate({name: row[name] for name in Feed.model_fields})
