"""Accounts: who can sign in, as what, from where; and the second factor of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from pydantic import Field, SecretStr

from kachinko.model.base import Id, Name, Record, SecretRecord
from kachinko.service.accounts.directory import Account
from kachinko.service.accounts.feeds import Feed
from kachinko.service.accounts.second_factor import Factor
from kachinko.service.accounts.sessions import Session
from kachinko.service.accounts.tokens import Token
from kachinko.service.permissions import Actor, Grant, Place, Role
from kachinko.service.writing import apart
from kachinko.web import examples
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.headers import IdempotencyKey
from kachinko.web.paging import Page
from kachinko.web.problems import responses

if TYPE_CHECKING:
    from collections.abc import Callable

router = APIRouter(tags=["accounts"])
Secret = Annotated[SecretStr, Field(min_length=1, max_length=1_000)]
CHANGES = responses(404, 409, 422, 503)


class RoleAt(Record):
    """A role at a place."""

    role: Role
    place: Place = "organisation"
    name: str = Field(default="", max_length=64, description="Which one; of the server: empty.")

    @property
    def grant(self) -> Grant:
        """As the table knows it."""
        return Grant(self.role, self.place, self.name)


class NewAccount(SecretRecord):
    """An account to be made."""

    id: Id = Field(description="The name to sign in with, in small letters.")
    organisation: Id
    name: Name
    password: Secret | None = Field(default=None, description="Empty: it shows tokens only.")
    roles: tuple[RoleAt, ...] = Field(default=(), max_length=50)


class Activity(Record):
    """Whether an account is let in."""

    active: bool


class NewPassword(SecretRecord):
    """Another password."""

    new: Secret
    old: Secret | None = Field(default=None, description="Of one's own account.")


class Done(Record):
    """It was done."""

    account: Id


@router.get("/accounts", operation_id="listAccounts", responses=responses(422))
def list_accounts(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("account.see"))],
    *,
    organisation: Annotated[Id | None, Query(description="Empty: your own.")] = None,
    every: Annotated[bool, Query(alias="all", description="Of all organisations.")] = False,
) -> Page[Account]:
    """List accounts with their roles, by id."""
    whose = None if every else organisation or actor.organisation
    return Page[Account](items=office_of(request).directory.accounts(actor, whose))


@router.post(
    "/accounts",
    operation_id="makeAccount",
    status_code=201,
    response_model=Account,
    responses=CHANGES,
)
def make_account(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("account.make"))],
    key: IdempotencyKey,
    new: Annotated[NewAccount, Body(openapi_examples=examples.ACCOUNT)],
) -> Response:
    """Make an account with its roles. The first administrator of the server closes it to others."""
    office = office_of(request)

    def act() -> Account:
        return office.directory.make_account(
            actor,
            new.id,
            organisation=new.organisation,
            name=new.name,
            password=None if new.password is None else new.password.get_secret_value(),
            grants=[each.grant for each in new.roles],
            at=office.clock(),
        )

    # No password goes into the fingerprint by which a retry is known.
    content = {"account": new.model_dump(mode="json", exclude={"password"})}
    made = apart(office.ledger.engine, given_by(request, actor, key), content, act, Account)
    return as_json(made, status=201)


@router.patch(
    "/accounts/{id}", operation_id="switchAccount", response_model=Done, responses=CHANGES
)
def switch_account(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("account.switch"))],
    id: Id,  # noqa: A002 - the name in the path
    key: IdempotencyKey,
    to: Annotated[Activity, Body(openapi_examples=examples.ACTIVITY)],
) -> Response:
    """Keep an account out: nothing opens it any more; or let it in again."""
    office = office_of(request)
    return _done(
        request, actor, key, id, {"active": to.active},
        lambda: office.directory.switch(actor, id, active=to.active, at=office.clock()),
    )  # fmt: skip


@router.put(
    "/accounts/{id}/password",
    operation_id="setPassword",
    response_model=Done,
    responses=responses(404, 409, 422, 429, 503),
)
def set_password(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("password.set"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
    to: Annotated[NewPassword, Body(openapi_examples=examples.PASSWORD)],
) -> Response:
    """Give an account another password; all its sessions end. For your own, show the old one."""
    office = office_of(request)
    old = None if to.old is None else to.old.get_secret_value()
    new = to.new.get_secret_value()
    return _done(
        request, actor, key, id, {"password": True},
        lambda: office.directory.set_password(actor, id, new, old=old, at=office.clock()),
    )  # fmt: skip


@router.post(
    "/accounts/{id}/roles", operation_id="giveRole", response_model=Done, responses=CHANGES
)
def give_role(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("role.give"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
    role: Annotated[RoleAt, Body(openapi_examples=examples.ROLE)],
) -> Response:
    """Give an account a role at a place; it counts at once."""
    office = office_of(request)
    return _done(
        request, actor, key, id, {"give": role.model_dump(mode="json")},
        lambda: office.directory.give(actor, id, role.grant, at=office.clock()),
    )  # fmt: skip


@router.delete(
    "/accounts/{id}/roles", operation_id="takeRole", response_model=Done, responses=CHANGES
)
def take_role(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("role.take"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
    role: Annotated[Role, Query()],
    *,
    place: Annotated[Place, Query()] = "organisation",
    name: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Take a role from an account; it counts at once."""
    office = office_of(request)
    grant = Grant(role, place, name)
    return _done(
        request, actor, key, id, {"take": str(grant)},
        lambda: office.directory.take(actor, id, grant, at=office.clock()),
    )  # fmt: skip


@router.get("/accounts/{id}/sessions", operation_id="listSessions", responses=responses(422))
def list_sessions(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("session.see"))],
    id: Id,  # noqa: A002
) -> Page[Session]:
    """List the sessions of an account that are open, the newest first."""
    office = office_of(request)
    return Page[Session](items=office.sessions.of(actor, id, at=office.clock()))


@router.delete(
    "/accounts/{id}/sessions", operation_id="closeSessions", response_model=Done, responses=CHANGES
)
def close_sessions(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("session.close"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
) -> Response:
    """End all sessions of an account, your own among them where it is yours."""
    office = office_of(request)
    return _done(
        request, actor, key, id, {"close": "all"},
        lambda: office.sessions.close_all(actor, id, at=office.clock()),
    )  # fmt: skip


@router.delete(
    "/accounts/{id}/sessions/{session}",
    operation_id="closeSession",
    response_model=Done,
    responses=CHANGES,
)
def close_session(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("session.close"))],
    id: Id,  # noqa: A002
    session: Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")],
    key: IdempotencyKey,
) -> Response:
    """End one session of an account."""
    office = office_of(request)
    return _done(
        request, actor, key, id, {"close": session},
        lambda: office.sessions.close_one(actor, id, session, at=office.clock()),
    )  # fmt: skip


@router.get("/accounts/{id}/tokens", operation_id="listTokensOf", responses=responses(422))
def list_tokens_of(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("token.see"))],
    id: Id,  # noqa: A002
) -> Page[Token]:
    """List the tokens of an account, the newest first, without their secrets."""
    return Page[Token](items=office_of(request).tokens.of(actor, id))


@router.get("/accounts/{id}/feeds", operation_id="listFeedsOf", responses=responses(422))
def list_feeds_of(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("feed.see"))],
    id: Id,  # noqa: A002
) -> Page[Feed]:
    """List the calendars of an account, the newest first, without their addresses."""
    return Page[Feed](items=office_of(request).feeds.of(actor, id))


@router.get("/accounts/{id}/second-factor", operation_id="getFactorOf", responses=responses(422))
def get_factor_of(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("factor.see"))],
    id: Id,  # noqa: A002
) -> Factor:
    """Ask whether an account has a second factor."""
    return office_of(request).factors.of(actor, id)


@router.delete(
    "/accounts/{id}/second-factor",
    operation_id="dropFactorOf",
    response_model=Done,
    responses=CHANGES,
)
def drop_factor_of(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("factor.drop"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
) -> Response:
    """Take the second factor from an account whose phone and codes are lost; its sessions end."""
    office = office_of(request)
    return _done(
        request, actor, key, id, {"factor": "off"},
        lambda: office.factors.turn_off(actor, id, at=office.clock()),
    )  # fmt: skip


def _done(
    request: Request,
    actor: Actor,
    key: str,
    account: str,
    content: dict[str, object],
    act: Callable[[], object],
) -> Response:
    """Do something to an account once; no secret is part of the content."""

    def whole() -> Done:
        act()
        return Done(account=account)

    engine, given = office_of(request).ledger.engine, given_by(request, actor, key)
    return as_json(apart(engine, given, {"account": account, **content}, whole, Done))
