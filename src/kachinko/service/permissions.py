"""Who may do what: the one table, and the one question that everything asks of it.

A role is held at a place: an organisation, a studio, or the whole server, where it counts for every
organisation and studio. An action asks for one of some roles at a place of what it is done on: at
the organisation whose thing it is, at the studio whose stage it is, or at the server. What the
table does not name, nobody may do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from kachinko.model.errors import KachinkoError

Role = Literal["viewer", "planner", "operator", "admin"]
Place = Literal["organisation", "studio", "server"]
ROLES: tuple[Role, ...] = get_args(Role)
PLACES: tuple[Place, ...] = get_args(Place)
Scope = Literal["read", "write", "all"]
_READERS: tuple[Role, ...] = ("viewer",)
_WRITERS: dict[Role, tuple[Role, ...]] = {"admin": ("planner", "operator")}
LOCAL = "local"
"""Organisation of the one person who uses a server without accounts."""


class ForbiddenError(KachinkoError):
    """The one who asks may not do this."""

    code = "FORBIDDEN"


class SignInError(KachinkoError):
    """Nobody is signed in, or what was shown to sign in with does not open anything."""

    code = "SIGN-IN"


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """A role at a place; `name` is the organisation or studio, empty for the server."""

    role: Role
    place: Place
    name: str = ""

    def __str__(self) -> str:
        return f"{self.role} at {self.name or 'the server'}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: an account, the organisation that it belongs to, and its roles."""

    user: str
    organisation: str
    grants: frozenset[Grant] = frozenset()

    @classmethod
    def local(cls, user: str = LOCAL, organisation: str = LOCAL) -> Actor:
        """The one person of a server without accounts, who may do everything."""
        return cls(user, organisation, frozenset({Grant("admin", "server")}))

    def narrowed(self, scope: Scope) -> Actor:
        """The same one with less: to read; to read and write, but not to administer; or all."""
        if scope == "all":
            return self
        grants = {
            replace(grant, role=role)
            for grant in self.grants
            for role in (_WRITERS.get(grant.role, (grant.role,)) if scope == "write" else _READERS)
        }
        return replace(self, grants=frozenset(grants))

    def has(self, roles: frozenset[Role], place: Place, name: str | None) -> bool:
        """Whether it has one of the roles at a place, or at the server."""
        return any(
            grant.role in roles
            and (grant.place == "server" or (grant.place == place and grant.name == name))
            for grant in self.grants
        )


@dataclass(frozen=True, slots=True)
class On:
    """What an action is done on: whose it is, at which studio, or which account's."""

    organisation: str | None = None
    studio: str | None = None
    user: str | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who may do an action: one of these roles at one of these places."""

    own: frozenset[Role] = frozenset()
    """At the organisation whose thing it is."""
    studio: frozenset[Role] = frozenset()
    """At the studio whose stage it is."""
    server: frozenset[Role] = frozenset()
    """At the server."""
    self: bool = False
    """The account that it is about."""
    signed_in: bool = False
    """Everybody who has any role at all."""
    everyone: bool = False
    """Also who is not signed in; a secret or a password is asked for by the action itself."""


_ANY: frozenset[Role] = frozenset(ROLES)
_PLAN: frozenset[Role] = frozenset({"planner", "admin"})
_RUN: frozenset[Role] = frozenset({"operator", "admin"})
_ADMIN: frozenset[Role] = frozenset({"admin"})
_SEE = Allowed(own=_ANY, studio=_ANY)
_HOLD = Allowed(own=_PLAN, studio=_RUN)
_STUDIO = Allowed(studio=_RUN)
_PLANNER = Allowed(own=_PLAN)
_OWNER = Allowed(own=_ANY)
_SIGNED_IN = Allowed(signed_in=True)
_EVERYONE = Allowed(everyone=True)
_SERVER = Allowed(server=_ADMIN)

TABLE: dict[str, Allowed] = {
    # Stages, and that they are taken: by whom is seen only with reservation.see
    "stage.see": _SIGNED_IN,
    "stage.taken": _SIGNED_IN,
    "avails.see": _SIGNED_IN,
    "events.see": _SIGNED_IN,
    "policy.set": _STUDIO,
    # Reservations
    "reservation.see": _SEE,
    "reservation.place": _HOLD,
    "reservation.book": _STUDIO,
    "reservation.challenge": _HOLD,
    "reservation.withdraw": _HOLD,
    "reservation.confirm": _HOLD,
    "reservation.sign": _STUDIO,
    "reservation.release": _HOLD,
    "reservation.cancel": _HOLD,
    "reservation.amend": _HOLD,
    "reservation.promote": _STUDIO,
    "reservation.undo": _HOLD,
    "clock.tick": _STUDIO,
    # The ledger as a whole
    "ledger.verify": _SERVER,
    "ledger.backup": _SERVER,
    "metrics.see": _SERVER,
    "health.see": _EVERYONE,
    # Projects, plans and long work
    "project.see": _OWNER,
    "project.edit": _PLANNER,
    "project.delete": _PLANNER,
    "shooting.open": _OWNER,
    "shooting.edit": _PLANNER,
    "shooting.delete": _PLANNER,
    "plan.see": _OWNER,
    "plan.start": _PLANNER,
    "job.see": _OWNER,
    "job.start": _PLANNER,
    "job.cancel": _PLANNER,
    "incentive.see": _SIGNED_IN,
    "budget.see": _SIGNED_IN,
    "shooting.see": _SIGNED_IN,
    "facts.see": _SIGNED_IN,
    # Accounts
    "session.open": _EVERYONE,
    "session.close": Allowed(self=True, own=_ADMIN),
    "session.see": Allowed(self=True, own=_ADMIN),
    "factor.see": Allowed(self=True, own=_ADMIN),
    "factor.set": Allowed(self=True),
    "factor.drop": Allowed(self=True, own=_ADMIN),
    "account.see": Allowed(self=True, own=_ADMIN),
    "account.make": Allowed(own=_ADMIN),
    "account.switch": Allowed(own=_ADMIN),
    "password.set": Allowed(self=True, own=_ADMIN),
    "role.give": Allowed(own=_ADMIN, studio=_ADMIN),
    "role.take": Allowed(own=_ADMIN, studio=_ADMIN),
    "token.see": Allowed(self=True, own=_ADMIN),
    "token.make": Allowed(self=True),
    "token.revoke": Allowed(self=True, own=_ADMIN),
    "feed.see": Allowed(self=True, own=_ADMIN),
    "feed.make": Allowed(self=True),
    "feed.revoke": Allowed(self=True, own=_ADMIN),
    "feed.read": _EVERYONE,
    "organisation.make": _SERVER,
    "organisation.see": _SERVER,
    "studio.make": _SERVER,
    "trail.see": _SERVER,
}
"""Every action that the service knows, and who may do it."""

NOWHERE = On()


def may(actor: Actor | None, action: str, on: On = NOWHERE) -> bool:
    """Whether somebody (None: not signed in) may do an action on something."""
    allowed = TABLE.get(action)
    if allowed is None:
        return False
    if allowed.everyone:
        return True
    if actor is None or not actor.grants:
        return False
    return (
        allowed.signed_in
        or (allowed.self and on.user is not None and on.user == actor.user)
        or actor.has(allowed.own, "organisation", on.organisation)
        or actor.has(allowed.studio, "studio", on.studio)
        or actor.has(allowed.server, "server", "")
    )


def require(actor: Actor | None, action: str, on: On = NOWHERE) -> None:
    """Let an action pass, or say why not.

    Raises
    ------
    SignInError
        Where nobody is signed in.
    ForbiddenError
        Where the actor may not do it. The words name no thing that it may not see.
    """
    if may(actor, action, on):
        return
    if actor is None:
        raise SignInError("Nobody is signed in.", hint="Sign in, or show a token.")
    allowed = TABLE.get(action, Allowed())
    raise ForbiddenError(f"{actor.user} may not do this ({action}).", hint=_wanted(allowed))


def require_own(actor: Actor, action: str) -> str:
    """Let an action pass on what belongs to the actor's own organisation; gives that.

    Raises
    ------
    ForbiddenError
        As `require`.
    """
    require(actor, action, On(organisation=actor.organisation, user=actor.user))
    return actor.organisation


def place_of(grant: Grant) -> On:
    """Where a role is held, as something on which it is given."""
    match grant.place:
        case "organisation":
            return On(organisation=grant.name)
        case "studio":
            return On(studio=grant.name)
        case _:
            return On()


def require_grant(actor: Actor, grant: Grant) -> None:
    """Let an action over another's account pass for who could give this role of it.

    Raises
    ------
    ForbiddenError
        As `require`: else who administers one organisation could take the account of who
        administers the server.
    """
    require(actor, "role.give", place_of(grant))


def require_somewhere(actor: Actor | None, action: str) -> None:
    """Let an action pass that an actor may do at one of its own places, or say why not.

    What it is done on, and so whether it may be done there, is known only to the use case.

    Raises
    ------
    SignInError, ForbiddenError
        As `require`.
    """
    if actor is not None:
        places = [On(organisation=actor.organisation, user=actor.user)]
        for grant in actor.grants:
            if grant.place == "organisation":
                places.append(On(organisation=grant.name))
            elif grant.place == "studio":
                places.append(On(studio=grant.name))
        if any(may(actor, action, on) for on in places):
            return
    require(actor, action)


def _wanted(allowed: Allowed) -> str:
    places = (
        (allowed.own, "the organisation whose it is"),
        (allowed.studio, "the studio"),
        (allowed.server, "the server"),
    )
    named = [
        f"{' or '.join(role for role in ROLES if role in roles)} at {place}"
        for roles, place in places
        if roles
    ]
    return f"It takes the role of {', or of '.join(named)}." if named else ""
