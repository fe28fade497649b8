"""The second factor of one's own account: begun, turned on by a code, off by the password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel, Field, SecretStr

from kachinko.model.base import Record, SecretRecord
from kachinko.service.accounts.second_factor import Factor
from kachinko.service.permissions import Actor
from kachinko.service.writing import apart
from kachinko.web import examples
from kachinko.web.access import Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.headers import IdempotencyKey
from kachinko.web.problems import responses

router = APIRouter(prefix="/second-factor", tags=["people"])
CHANGES = responses(404, 409, 422, 429, 503)
M = TypeVar("M", bound=BaseModel)


class ByPassword(SecretRecord):
    """The password again, as what follows changes how you sign in."""

    password: SecretStr = Field(min_length=1, max_length=1_000)


class ByCode(Record):
    """The code that the phone shows."""

    code: str = Field(min_length=6, max_length=10, pattern=r"^[0-9 ]+$")


class FactorBegun(Record):
    """What the phone takes, told only in this answer."""

    secret: str | None = Field(
        default=None, description="Null when the same request comes again: then begin anew."
    )
    address: str | None = Field(
        default=None, description="The same as an otpauth:// address, for a picture."
    )


class FactorOn(Record):
    """It is on; the recovery codes are told only in this answer."""

    recovery_codes: tuple[str, ...] = Field(
        default=(),
        description="Each opens once, when the phone is lost; none when the same request comes "
        "again.",
    )


class FactorOff(Record):
    """It is off."""

    on: Literal[False] = False


@router.get("", operation_id="getFactor", responses=responses(404))
def get_factor(request: Request, actor: Annotated[Actor, Depends(Needs("factor.see"))]) -> Factor:
    """Ask whether your account has a second factor."""
    return office_of(request).factors.of(actor, actor.user)


@router.post("", operation_id="beginFactor", response_model=FactorBegun, responses=CHANGES)
def begin_factor(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("factor.set"))],
    key: IdempotencyKey,
    asked: Annotated[ByPassword, Body(openapi_examples=examples.BY_PASSWORD)],
) -> Response:
    """Make a secret for your phone. Nothing changes until a code of it is shown."""
    office = office_of(request)

    def act() -> FactorBegun:
        begun = office.factors.begin(actor, asked.password.get_secret_value(), at=office.clock())
        return FactorBegun(secret=begun.secret, address=begun.address)

    return _once(request, actor, key, "begin", act, FactorBegun)


@router.post("/confirmation", operation_id="turnFactorOn", response_model=FactorOn,
             responses=CHANGES)  # fmt: skip
def turn_on(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("factor.set"))],
    key: IdempotencyKey,
    shown: Annotated[ByCode, Body(openapi_examples=examples.BY_CODE)],
) -> Response:
    """Turn it on by a code of the phone; every session ends, and signing in wants a code."""
    office = office_of(request)

    def act() -> FactorOn:
        return FactorOn(recovery_codes=office.factors.confirm(actor, shown.code, at=office.clock()))

    return _once(request, actor, key, "on", act, FactorOn)


@router.post("/removal", operation_id="turnFactorOff", response_model=FactorOff, responses=CHANGES)
def turn_off(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("factor.drop"))],
    key: IdempotencyKey,
    asked: Annotated[ByPassword, Body(openapi_examples=examples.BY_PASSWORD)],
) -> Response:
    """Turn it off by the password; every session ends."""
    office = office_of(request)

    def act() -> FactorOff:
        password = asked.password.get_secret_value()
        office.factors.turn_off(actor, actor.user, password=password, at=office.clock())
        return FactorOff()

    return _once(request, actor, key, "off", act, FactorOff)


def _once(
    request: Request, actor: Actor, key: str, what: str, act: Callable[[], M], kind: type[M]
) -> Response:
    """Do it once. Neither password nor code makes the request another one; no secret is kept."""
    engine, given = office_of(request).ledger.engine, given_by(request, actor, key)
    content, secrets = {"factor": what}, frozenset(kind.model_fields) - {"on"}
    return as_json(apart(engine, given, content, act, kind, without=secrets))
