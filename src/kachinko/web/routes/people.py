"""Signing in and out, and the keys of one's own: tokens and secret calendar addresses."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import Field, SecretStr
from starlette.responses import RedirectResponse

from kachinko.model.base import Count, Id, Name, Record, SecretRecord
from kachinko.service.accounts.feeds import Feed, Kind
from kachinko.service.accounts.sessions import Opened
from kachinko.service.accounts.tokens import Token
from kachinko.service.permissions import Actor, Scope, SignInError
from kachinko.service.shelf import Gone
from kachinko.service.writing import apart
from kachinko.web import examples
from kachinko.web.access import COOKIE, Needs, given_by, office_of
from kachinko.web.answers import as_json
from kachinko.web.headers import IdempotencyKey
from kachinko.web.paging import Page
from kachinko.web.problems import ProblemError, responses

router = APIRouter(tags=["people"])
PENDING = "__Host-kachinko-sign-in"


class Credentials(SecretRecord):
    """A name and a password."""

    name: str = Field(min_length=1, max_length=64)
    password: SecretStr = Field(min_length=1, max_length=1_000)
    code: SecretStr | None = Field(
        default=None,
        max_length=60,
        description="Of the phone, or a recovery code; where a factor is on.",
    )


class Me(Record):
    """Who asks."""

    user: Id
    organisation: Id
    roles: tuple[str, ...] = Field(description='Such as "planner at north".')
    signed_in: bool = Field(description="No: this server has no accounts yet.")


class Ways(Record):
    """In which ways people sign in here."""

    accounts: bool = Field(description="No: one person uses this server, without signing in.")
    password: bool
    provider: bool


class NewTokenAsked(Record):
    """A token to be made."""

    name: Name = Field(description="What it is for.")
    scope: Scope = "read"
    days: Count | None = Field(default=None, ge=1, le=3_660, description="How long it lasts.")


class TokenMade(Record):
    """A token with its secret, which is told only now."""

    token: Token
    key: str | None = Field(default=None, description="Null when the same request comes again.")


class NewFeedAsked(Record):
    """A calendar to be made."""

    kind: Kind
    about: Id = Field(description="The stage or title.")


class FeedMade(Record):
    """A calendar with its secret address, which is told only now."""

    feed: Feed
    path: str | None = Field(default=None, description="Null when the same request comes again.")


@router.get("/sign-in", operation_id="getWaysToSignIn")
def ways(request: Request, _actor: Annotated[Actor | None, Depends(Needs("session.open"))]) -> Ways:
    """Ask how people sign in here."""
    office = office_of(request)
    has_accounts = office.has_accounts()
    return Ways(
        accounts=has_accounts,
        password=has_accounts and office.has_passwords,
        provider=office.provider is not None,
    )


@router.post(
    "/session", operation_id="signIn", response_model=Me, responses=responses(409, 422, 429, 503)
)
def sign_in(
    request: Request,
    _actor: Annotated[Actor | None, Depends(Needs("session.open"))],
    given: Annotated[Credentials, Body(openapi_examples=examples.SIGN_IN)],
) -> Response:
    """Sign in by name and password; the session comes as a cookie."""
    office = office_of(request)
    if not office.has_accounts():
        raise ProblemError(409, "NO-ACCOUNTS", "This server has no accounts yet.")
    address = request.client.host if request.client is not None else "unknown"
    opened = office.sessions.open(
        given.name,
        given.password.get_secret_value(),
        address=address,
        at=office.clock(),
        code=None if given.code is None else given.code.get_secret_value(),
    )
    actor = office.sessions.actor(opened.key, at=office.clock())
    answer = as_json(_me(actor, signed_in=True))
    _bear(answer, opened)
    return answer


@router.get("/session", operation_id="getMe", response_model=Me, responses=responses())
def who_am_i(request: Request, actor: Annotated[Actor, Depends(Needs("stage.see"))]) -> Response:
    """Ask who you are here, and what you may do."""
    return as_json(_me(actor, signed_in=office_of(request).has_accounts()))


@router.delete("/session", operation_id="signOut", status_code=204, responses=responses(503))
def sign_out(
    request: Request, _actor: Annotated[Actor | None, Depends(Needs("session.open"))]
) -> Response:
    """Sign out."""
    office = office_of(request)
    key = request.cookies.get(COOKIE)
    if key is not None:
        office.sessions.close(key, at=office.clock())
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return answer


@router.get(
    "/sign-in/provider",
    operation_id="beginProviderSignIn",
    status_code=303,
    response_class=RedirectResponse,
    responses=responses(404, 503),
)
def begin_provider(
    request: Request, _actor: Annotated[Actor | None, Depends(Needs("session.open"))]
) -> Response:
    """Go to the provider that vouches for people."""
    office = office_of(request)
    if office.provider is None:
        raise ProblemError(404, "NOT-FOUND", "No provider vouches for people here.")
    begun = office.provider.begin(at=office.clock())
    answer = RedirectResponse(begun.address, status_code=303)
    answer.set_cookie(PENDING, begun.key, max_age=600, **_SAFE)
    return answer


@router.get(
    "/sign-in/provider/answer",
    operation_id="finishProviderSignIn",
    status_code=303,
    response_class=RedirectResponse,
    responses=responses(404, 503),
)
def finish_provider(
    request: Request, _actor: Annotated[Actor | None, Depends(Needs("session.open"))]
) -> Response:
    """Come back from the provider; the session comes as a cookie."""
    office = office_of(request)
    if office.provider is None:
        raise ProblemError(404, "NOT-FOUND", "No provider vouches for people here.")
    key = request.cookies.get(PENDING)
    if key is None:
        raise SignInError("This browser has not begun to sign in.", hint="Begin again.")
    opened = office.provider.finish(key, dict(request.query_params), at=office.clock())
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(PENDING, path="/", secure=True, httponly=True, samesite="lax")
    _bear(answer, opened)
    return answer


@router.get("/tokens", operation_id="listTokens", responses=responses())
def list_tokens(
    request: Request, actor: Annotated[Actor, Depends(Needs("token.see"))]
) -> Page[Token]:
    """List your own tokens, the newest first, without their secrets."""
    return Page[Token](items=office_of(request).tokens.of(actor, actor.user))


@router.post(
    "/tokens",
    operation_id="makeToken",
    status_code=201,
    response_model=TokenMade,
    responses=responses(404, 409, 422, 503),
)
def make_token(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("token.make"))],
    key: IdempotencyKey,
    asked: Annotated[NewTokenAsked, Body(openapi_examples=examples.TOKEN)],
) -> Response:
    """Make a token for a program; its secret is told only in this answer."""
    office = office_of(request)

    def act() -> TokenMade:
        new = office.tokens.make(
            actor, name=asked.name, scope=asked.scope, days=asked.days, at=office.clock()
        )
        return TokenMade(token=new.token, key=new.key)

    content = {"token": asked.model_dump(mode="json")}
    given = given_by(request, actor, key)
    engine = office.ledger.engine
    made = apart(engine, given, content, act, TokenMade, without=frozenset({"key"}))
    return as_json(made, status=201)


@router.delete(
    "/tokens/{id}",
    operation_id="revokeToken",
    status_code=204,
    responses=responses(404, 409, 422, 503),
)
def revoke_token(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("token.revoke"))],
    id: Id,  # noqa: A002 - the name in the path
    key: IdempotencyKey,
) -> Response:
    """Let a token open nothing any more."""
    office = office_of(request)

    def act() -> Gone:
        office.tokens.revoke(actor, id, at=office.clock())
        return Gone(id=id)

    given = given_by(request, actor, key)
    apart(office.ledger.engine, given, {"revoke token": id}, act, Gone)
    return Response(status_code=204)


@router.get("/feeds", operation_id="listFeeds", responses=responses())
def list_feeds(request: Request, actor: Annotated[Actor, Depends(Needs("feed.see"))]) -> Page[Feed]:
    """List your own calendars, the newest first, without their addresses."""
    return Page[Feed](items=office_of(request).feeds.of(actor, actor.user))


@router.post(
    "/feeds",
    operation_id="makeFeed",
    status_code=201,
    response_model=FeedMade,
    responses=responses(404, 409, 422, 503),
)
def make_feed(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("feed.make"))],
    key: IdempotencyKey,
    asked: Annotated[NewFeedAsked, Body(openapi_examples=examples.FEED)],
) -> Response:
    """Make a calendar of a stage or a title; its secret address is told only in this answer."""
    office = office_of(request)

    def act() -> FeedMade:
        new = office.feeds.make(actor, asked.kind, asked.about, at=office.clock())
        return FeedMade(feed=new.feed, path=f"/feeds/{new.key}.ics")

    content = {"feed": asked.model_dump(mode="json")}
    given = given_by(request, actor, key)
    engine = office.ledger.engine
    made = apart(engine, given, content, act, FeedMade, without=frozenset({"path"}))
    return as_json(made, status=201)


@router.delete(
    "/feeds/{id}",
    operation_id="revokeFeed",
    status_code=204,
    responses=responses(404, 409, 422, 503),
)
def revoke_feed(
    request: Request,
    actor: Annotated[Actor, Depends(Needs("feed.revoke"))],
    id: Id,  # noqa: A002
    key: IdempotencyKey,
) -> Response:
    """Close a secret address for good."""
    office = office_of(request)

    def act() -> Gone:
        office.feeds.revoke(actor, id, at=office.clock())
        return Gone(id=id)

    given = given_by(request, actor, key)
    apart(office.ledger.engine, given, {"revoke feed": id}, act, Gone)
    return Response(status_code=204)


_SAFE: dict[str, Any] = {"path": "/", "secure": True, "httponly": True, "samesite": "lax"}


def _bear(answer: Response, opened: Opened) -> None:
    # Until the browser closes; how long a session lasts is held by the server.
    answer.set_cookie(COOKIE, opened.key, **_SAFE)


def _me(actor: Actor, *, signed_in: bool) -> Me:
    return Me(
        user=actor.user,
        organisation=actor.organisation,
        roles=tuple(str(grant) for grant in sorted(actor.grants)),
        signed_in=signed_in,
    )
