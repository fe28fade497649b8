"""Accounts of people whom an OpenID provider vouches for: made and kept up as its claims say."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from kachinko.service.accounts import tables
from kachinko.service.accounts.keys import digest
from kachinko.service.accounts.trail import note
from kachinko.service.masking import RESERVED_NAMES
from kachinko.service.permissions import LOCAL, SignInError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from kachinko.service.accounts.provider import Provider
    from kachinko.service.permissions import Role

_ACCOUNT, _ROLE = tables.account, tables.membership


def enter(
    connection: Connection, provider: Provider, claims: Mapping[str, Any], at: datetime
) -> str:
    """The account of a person, by verified claims; made where there is none yet.

    A person is known by issuer and subject alone: an address of mail may come to belong to
    somebody else.

    Raises
    ------
    SignInError
        Where the claims place the person nowhere, or the account is kept out.
    """
    organisation = provider.organisation_of(claims)
    roles = provider.roles_of(claims)
    subject = str(claims["sub"])
    row = connection.execute(
        select(_ACCOUNT).where(_ACCOUNT.c.issuer == provider.issuer, _ACCOUNT.c.subject == subject)
    ).one_or_none()
    if row is not None and not row.active:
        raise SignInError("The account is switched off.", hint="Ask who runs this server.")
    if row is None:
        id_ = _free_name(connection, provider, claims)
        connection.execute(
            insert(_ACCOUNT).values(
                id=id_, organisation=organisation, name=_name(claims) or id_, password=None,
                issuer=provider.issuer, subject=subject, active=True, made_at=at.isoformat(),
            )
        )  # fmt: skip
        note(connection, at, id_, "account.make", f"{id_}: {provider.issuer}")
        if roles is None:
            roles = _new_roles(provider)
    else:
        id_ = str(row.id)
        if row.organisation != organisation:
            _move(connection, id_, row.organisation, organisation)
            note(connection, at, id_, "account.move", f"{id_}: {organisation}")
            roles = _new_roles(provider) if roles is None else roles
    if roles is not None:
        _set_roles(connection, id_, organisation, roles)
    return id_


def _new_roles(provider: Provider) -> frozenset[Role]:
    return frozenset({provider.new_role} if provider.new_role else ())


def _set_roles(connection: Connection, id_: str, organisation: str, roles: frozenset[Role]) -> None:
    """Give exactly these roles at the organisation; those elsewhere are given here by hand."""
    columns = _ROLE.c
    connection.execute(
        delete(_ROLE).where(
            columns.account == id_,
            columns.place == "organisation",
            columns.name == organisation,
        )
    )
    for role in sorted(roles):
        connection.execute(
            insert(_ROLE).values(account=id_, role=role, place="organisation", name=organisation)
        )


def _move(connection: Connection, id_: str, old: str, new: str) -> None:
    """Who has left an organisation has no role there any more."""
    connection.execute(update(_ACCOUNT).where(_ACCOUNT.c.id == id_).values(organisation=new))
    columns = _ROLE.c
    connection.execute(
        delete(_ROLE).where(
            columns.account == id_, columns.place == "organisation", columns.name == old
        )
    )


def _name(claims: Mapping[str, Any]) -> str:
    said = claims.get("name")
    text = said if isinstance(said, str) else ""
    return "".join(each for each in text if unicodedata.category(each)[0] != "C").strip()[:200]


def _free_name(connection: Connection, provider: Provider, claims: Mapping[str, Any]) -> str:
    """A name that people can read in the audit trail; one that is taken gets some letters more."""
    said = next(
        (
            each
            for each in (claims.get("preferred_username"), claims.get("email"))
            if isinstance(each, str) and each
        ),
        "person",
    )
    plain = re.sub(r"[^a-z0-9._-]+", "-", said.partition("@")[0].lower()).strip("-._") or "person"
    plain = plain[:40]
    taken = connection.scalar(select(_ACCOUNT.c.id).where(_ACCOUNT.c.id == plain)) is not None
    if taken or plain in RESERVED_NAMES or plain == LOCAL:
        sub = claims["sub"]
        return f"{plain}-{digest(f'{provider.issuer} {sub}')[:12]}"
    return plain
