"""One transaction of the service, on either database, and answers that are given only once."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import OperationalError

from kachinko.ledger.chain import canonical
from kachinko.ledger.store.refusals import IdReusedError, StoreError
from kachinko.ledger.store.turns import in_turn
from kachinko.model.errors import KachinkoError
from kachinko.service import desk_tables as tables
from kachinko.service.refusals import StateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from kachinko.service.permissions import Actor

M = TypeVar("M", bound=BaseModel)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; committed at the end, or nothing of it stands.

    Raises
    ------
    StoreError
        Where the database cannot be written.
    """
    try:
        with in_turn(engine) as connection:
            yield connection
    except OperationalError as error:
        raise StoreError(
            "The database could not be written.",
            hint="Nothing was changed. Is its disk full, or the server away?",
        ) from error


def once(
    engine: Engine,
    given: Given,
    content: Mapping[str, object],
    act: Callable[[Connection], M],
    kind: type[M],
) -> M:
    """Do something in one transaction, or give the answer that the same request got before.

    What is raised changes nothing and is not remembered.

    Raises
    ------
    IdReusedError
        When the id has answered another content.
    """
    print_ = hashlib.sha256(canonical(content).encode()).hexdigest()
    with writing(engine) as connection:
        _one_at_a_time(connection, f"{given.actor}/{given.id}")
        known = connection.execute(
            select(tables.answer.c.fingerprint, tables.answer.c.body).where(
                tables.answer.c.actor == given.actor, tables.answer.c.id == given.id
            )
        ).one_or_none()
        if known is not None:
            _must_be_same(given, known.fingerprint, print_)
            return kind.model_validate_json(known.body)
        found = act(connection)
        connection.execute(
            insert(tables.answer).values(
                actor=given.actor,
                id=given.id,
                fingerprint=print_,
                at=given.at.isoformat(),
                body=found.model_dump_json(by_alias=True),
            )
        )
        return found


def apart(
    engine: Engine,
    given: Given,
    content: Mapping[str, object],
    act: Callable[[], M],
    kind: type[M],
    *,
    without: frozenset[str] = frozenset(),
) -> M:
    """Do once what has transactions of its own; a retry gets the first answer.

    The fields of `without` are secrets: they are told the first time only, and not kept.

    Raises
    ------
    IdReusedError
        When the id has answered another content.
    StateError
        When the same request is being answered now, or its server died over it.
    """
    print_ = hashlib.sha256(canonical(content).encode()).hexdigest()
    columns = tables.answer.c
    this = (columns.actor == given.actor) & (columns.id == given.id)
    with writing(engine) as connection:
        _one_at_a_time(connection, f"{given.actor}/{given.id}")
        known = connection.execute(
            select(columns.fingerprint, columns.body).where(this)
        ).one_or_none()
        if known is None:
            connection.execute(
                insert(tables.answer).values(
                    actor=given.actor,
                    id=given.id,
                    fingerprint=print_,
                    at=given.at.isoformat(),
                    body="",
                )
            )
    if known is not None:
        _must_be_same(given, known.fingerprint, print_)
        if not known.body:
            raise StateError(
                f"Nobody can say yet whether the request {given.id!r} was done.",
                hint="Look whether it was; if not, send it again with a new id.",
            )
        return kind.model_validate_json(known.body)
    try:
        found = act()
    except KachinkoError:
        with writing(engine) as connection:
            connection.execute(delete(tables.answer).where(this))
        raise
    with writing(engine) as connection:
        body = found.model_dump_json(by_alias=True, exclude=set(without))
        connection.execute(update(tables.answer).where(this).values(body=body))
    return found


def _must_be_same(given: Given, known: str, now: str) -> None:
    if known != now:
        raise IdReusedError(
            f"The id {given.id!r} has been used for something else.",
            hint="Make a new id for every request that changes something.",
        )


class Given:
    """A request as it came: who, under which id of theirs, and when (UTC)."""

    __slots__ = ("at", "id", "who")

    def __init__(self, who: Actor, *, id_: str, at: datetime) -> None:
        self.who = who
        self.id = id_
        self.at = at

    def part(self, name: str) -> Given:
        """A part of it that has an id of its own, so that each is done once."""
        return Given(self.who, id_=f"{self.id}/{name}", at=self.at)

    @property
    def actor(self) -> str:
        """The account that asks."""
        return self.who.user

    @property
    def organisation(self) -> str:
        """The organisation for which it asks."""
        return self.who.organisation


def _one_at_a_time(connection: Connection, name: str) -> None:
    """Two requests of the same id wait for each other; on SQLite all writers do anyway."""
    if connection.dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
        connection.execute(lock, {"name": name})
