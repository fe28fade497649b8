"""Accounts and their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field
from sqlalchemy import delete, insert, select, update

from kachinko.model.base import Id, Name, Record
from kachinko.model.errors import Fault, InputError
from kachinko.model.reservation import Instant
from kachinko.service.accounts import tables
from kachinko.service.accounts.again import require_password
from kachinko.service.accounts.lookups import (
    actor_of,
    check_free_name,
    insert_new,
    is_set_up,
    made,
    must_be,
    roles_of,
)
from kachinko.service.accounts.passwords import PasswordKeeper, password_faults
from kachinko.service.accounts.settings import DEFAULTS
from kachinko.service.accounts.trail import note
from kachinko.service.permissions import (
    PLACES,
    ROLES,
    Actor,
    ForbiddenError,
    Grant,
    On,
    may,
    place_of,
    require,
    require_grant,
)
from kachinko.service.refusals import NotFoundError
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from kachinko.service.accounts.settings import Settings


class Account(Record):
    """A person who can sign in, or a program that shows tokens."""

    id: Id = Field(description="The name to sign in with.")
    organisation: Id
    name: Name
    active: bool = True
    has_password: bool = False
    issuer: str | None = Field(default=None, description="Who vouches for it, if not a password.")
    made_at: Instant
    roles: tuple[str, ...] = Field(default=(), description='Such as "planner at north".')


class Directory:
    """Who can sign in, and as what. Every use case says who asks."""

    def __init__(
        self,
        engine: Engine,
        keeper: PasswordKeeper | None = None,
        *,
        settings: Settings = DEFAULTS,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._keeper = keeper or PasswordKeeper()

    def make_account(
        self,
        actor: Actor,
        id_: str,
        *,
        organisation: str,
        name: str,
        password: str | None = None,
        grants: Iterable[Grant] = (),
        at: datetime,
    ) -> Account:
        """Enter an account with its roles; without a password it only shows tokens.

        Raises
        ------
        InputError
            With every fault of id, name and password.
        NotFoundError
            Where there is no such organisation, or none of a role; then nothing is entered.
        """
        require(actor, "account.make", On(organisation=organisation))
        grants = list(grants)
        for grant in grants:
            _check_grant(grant)
            require_grant(actor, grant)
        one = made(Account, id=id_, organisation=organisation, name=name, made_at=at)
        check_free_name(one.id)
        faults = [] if password is None else password_faults(password, (id_, name, organisation))
        if one.id != one.id.lower():
            faults.append(Fault("id", "it has capital letters", one.id.lower()))
        if faults:
            raise InputError(f"The account {id_!r}", faults)
        kept = None if password is None else self._keeper.hash(password)
        values: dict[str, object] = {
            "id": one.id, "organisation": organisation, "name": one.name, "password": kept,
            "active": True, "made_at": at.isoformat(),
        }  # fmt: skip
        with writing(self._engine) as connection:
            must_be(connection, tables.organisation, organisation, "organisation")
            insert_new(connection, tables.account, values, f"account {one.id}")
            note(connection, at, actor.user, "account.make", one.id)
            for grant in grants:
                _give(connection, actor, one.id, grant, at)
        roles = tuple(str(grant) for grant in sorted(grants))
        return one.model_copy(update={"has_password": kept is not None, "roles": roles})

    def accounts(self, actor: Actor, organisation: str | None = None) -> list[Account]:
        """The accounts of an organisation, or of all, by id."""
        require(actor, "account.see", On(organisation=organisation))
        query = select(tables.account).order_by("id")
        if organisation is not None:
            query = query.where(tables.account.c.organisation == organisation)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
            roles = connection.execute(select(tables.membership)).all()
        given: dict[str, list[Grant]] = {}
        for role in roles:
            given.setdefault(role.account, []).append(Grant(role.role, role.place, role.name))
        return [_account_of(dict(row), given.get(row["id"], ())) for row in rows]

    def switch(self, actor: Actor, id_: str, *, active: bool, at: datetime) -> None:
        """Let an account in, or keep it out; kept out, its sessions, tokens, feeds open nothing."""
        with writing(self._engine) as connection:
            self._outranked(connection, actor, "account.switch", id_)
            table, session = tables.account, tables.session
            connection.execute(update(table).where(table.c.id == id_).values(active=active))
            connection.execute(delete(session).where(session.c.account == id_))
            note(connection, at, actor.user, "account.on" if active else "account.off", id_)

    def set_password(
        self, actor: Actor, id_: str, new: str, *, old: str | None = None, at: datetime
    ) -> None:
        """Give an account another password; who changes their own shows the old one.

        All its sessions end. Raises as `require_password` does.
        """
        with self._engine.connect() as connection:
            row = self._outranked(connection, actor, "password.set", id_)
        if row["issuer"] is not None:
            raise ForbiddenError(f"{id_} signs in at {row['issuer']}, without a password here.")
        if actor.user == id_:
            require_password(self._engine, self._keeper, self._settings, id_, old or "", at=at)
        faults = password_faults(new, (id_, row["name"], row["organisation"]))
        if faults:
            raise InputError("The password", faults)
        kept = self._keeper.hash(new)
        with writing(self._engine) as connection:
            table, session = tables.account, tables.session
            connection.execute(update(table).where(table.c.id == id_).values(password=kept))
            connection.execute(delete(session).where(session.c.account == id_))
            note(connection, at, actor.user, "password.set", id_)

    # Roles

    def give(self, actor: Actor, id_: str, grant: Grant, *, at: datetime) -> None:
        """Give an account a role, where the actor may give it."""
        _check_grant(grant)
        require_grant(actor, grant)
        with writing(self._engine) as connection:
            must_be(connection, tables.account, id_, "account")
            _give(connection, actor, id_, grant, at)

    def take(self, actor: Actor, id_: str, grant: Grant, *, at: datetime) -> None:
        """Take a role from an account."""
        require(actor, "role.take", place_of(grant))
        columns = tables.membership.c
        with writing(self._engine) as connection:
            found = connection.execute(
                delete(tables.membership).where(
                    columns.account == id_,
                    columns.role == grant.role,
                    columns.place == grant.place,
                    columns.name == grant.name,
                )
            )
            if not found.rowcount:
                raise NotFoundError(f"{id_} has no role of {grant}.")
            note(connection, at, actor.user, "role.take", f"{id_}: {grant}")

    def is_set_up(self) -> bool:
        """Whether somebody can sign in who administers the server."""
        with self._engine.connect() as connection:
            return is_set_up(connection)

    def actor_of(self, id_: str) -> Actor | None:
        """An account with its roles; None: there is none, or it is kept out."""
        with self._engine.connect() as connection:
            return actor_of(connection, id_)

    def _outranked(
        self, connection: Connection, actor: Actor, action: str, id_: str
    ) -> dict[str, Any]:
        """The row of an account over which the actor may do this.

        Over another's only who could give every role that it has: else who administers one
        organisation could take the account of who administers the server.
        """
        row = (
            connection.execute(select(tables.account).where(tables.account.c.id == id_))
            .mappings()
            .one_or_none()
        )
        on = On(organisation=None if row is None else row["organisation"], user=id_)
        if row is None or not may(actor, "account.see", on):
            require(actor, "stage.see")
            raise NotFoundError(f"There is no account {id_!r}.")
        require(actor, action, on)
        if actor.user != id_:
            for grant in roles_of(connection, id_):
                require_grant(actor, grant)
        return dict(row)


def _give(connection: Connection, actor: Actor, id_: str, grant: Grant, at: datetime) -> None:
    if grant.place != "server":
        where = tables.studio if grant.place == "studio" else tables.organisation
        must_be(connection, where, grant.name, grant.place)
    if grant not in roles_of(connection, id_):
        values = {"account": id_, "role": grant.role, "place": grant.place, "name": grant.name}
        connection.execute(insert(tables.membership).values(**values))
    note(connection, at, actor.user, "role.give", f"{id_}: {grant}")


def _check_grant(grant: Grant) -> None:
    faults = []
    if grant.role not in ROLES:
        faults.append(Fault("role", f"{grant.role!r} is no role", ", ".join(ROLES)))
    if grant.place not in PLACES:
        faults.append(Fault("place", f"{grant.place!r} is no place", ", ".join(PLACES)))
    if (grant.place == "server") != (grant.name == ""):
        faults.append(Fault("place", "a studio or organisation is named, the server is not"))
    if faults:
        raise InputError("The role", faults)


def _account_of(row: dict[str, object], grants: Iterable[Grant]) -> Account:
    return Account.model_validate(
        {
            "id": row["id"], "organisation": row["organisation"], "name": row["name"],
            "active": row["active"], "has_password": row["password"] is not None,
            "issuer": row["issuer"], "made_at": row["made_at"],
            "roles": tuple(str(grant) for grant in sorted(grants)),
        }
    )  # fmt: skip
