"""What all use cases of accounts ask of the tables, and how they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from kachinko.model.base import Record
from kachinko.model.errors import Fault, InputError
from kachinko.service.accounts import tables
from kachinko.service.masking import RESERVED_NAMES
from kachinko.service.permissions import LOCAL, Actor, Grant, On
from kachinko.service.refusals import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Table

R = TypeVar("R", bound=Record)


def made(kind: type[R], /, **values: object) -> R:
    """A record out of what somebody filled in.

    Raises
    ------
    InputError
        With every fault.
    """
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        faults = [
            Fault(".".join(map(str, each["loc"])), each["msg"].removeprefix("Value error, "))
            for each in error.errors(include_url=False, include_input=False)
        ]
        raise InputError(f"The {kind.__name__.lower()}", faults) from None


def roles_of(connection: Connection, id_: str) -> frozenset[Grant]:
    """The roles of an account."""
    rows = connection.execute(
        select(tables.membership).where(tables.membership.c.account == id_)
    ).all()
    return frozenset(Grant(row.role, row.place, row.name) for row in rows)


def actor_of(connection: Connection, id_: str) -> Actor | None:
    """An account with its roles; None: there is none, or it is kept out."""
    columns = tables.account.c
    organisation = connection.scalar(
        select(columns.organisation).where(columns.id == id_, columns.active)
    )
    return None if organisation is None else Actor(id_, organisation, roles_of(connection, id_))


def is_set_up(connection: Connection) -> bool:
    """Whether somebody can sign in who administers the server."""
    account, role = tables.account.c, tables.membership.c
    query = select(account.id).where(
        account.active, account.id == role.account, role.role == "admin", role.place == "server"
    )
    return connection.execute(query.limit(1)).first() is not None


def on_account(connection: Connection, id_: str) -> On:
    """An account, and whose it is; of one that is not there, nobody's."""
    columns = tables.account.c
    organisation = connection.scalar(select(columns.organisation).where(columns.id == id_))
    return On(organisation=organisation, user=id_)


def check_free_name(id_: str) -> None:
    """Refuse a name that stands for others, or for the person of a server without accounts."""
    if id_ in RESERVED_NAMES or id_ == LOCAL:
        fault = Fault("id", f"{id_!r} stands for others", "another id")
        raise InputError(f"The id {id_!r}", [fault])


def must_be(connection: Connection, table: Table, id_: str, what: str) -> None:
    """Refuse to go on where there is no such thing."""
    if connection.scalar(select(table.c.id).where(table.c.id == id_)) is None:
        raise NotFoundError(f"There is no {what} {id_!r}.")


def insert_new(
    connection: Connection, table: Table, values: Mapping[str, object], what: str
) -> None:
    """Enter a thing; one whose id is taken is a fault of the input."""
    try:
        with connection.begin_nested():
            connection.execute(insert(table).values(**values))
    except IntegrityError:
        fault = Fault("id", f"{values['id']!r} is taken", "another id")
        raise InputError(f"The {what}", [fault]) from None
