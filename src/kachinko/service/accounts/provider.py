"""Which OpenID provider vouches for people, and how its claims become an account's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator

from kachinko.model.base import Id, Record, Text
from kachinko.service.permissions import Role, SignInError

if TYPE_CHECKING:
    from collections.abc import Mapping

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Of signatures; none that a client's own secret could make, and not `none`."""
_HERE = {"localhost", "127.0.0.1", "::1"}


def check_address(value: str) -> str:
    """Refuse an address over which secrets would go in clear; this machine's own may be plain."""
    parts = urlsplit(value)
    plain = parts.scheme == "http" and parts.hostname in _HERE
    if not (parts.hostname and (parts.scheme == "https" or plain)):
        raise ValueError(f"{value!r} is not an https:// address")
    return value


class Provider(Record):
    """An OpenID provider, and what its claims mean here."""

    issuer: Text = Field(description="Its address, exactly as it names itself.")
    client_id: Text
    client_secret: SecretStr | None = Field(default=None, description="Empty: PKCE alone.")
    redirect_uri: Text = Field(description="Where it sends people back to.")
    scopes: tuple[Text, ...] = ("openid", "profile", "email")
    organisation_claim: Text = Field(
        description='Claim that tells the organisation; "email": the domain of a verified address.'
    )
    organisations: dict[Text, Id] = Field(description="What the claim says, and whom it means.")
    role_claim: Text | None = Field(
        default=None, description="Claim that tells roles; empty: new accounts get `new_role`."
    )
    roles: dict[Text, Role] = Field(default={}, description="What that claim says; what it means.")
    new_role: Role | None = Field(default="viewer", description="Of accounts that are new.")
    algorithms: tuple[Text, ...] = ("RS256", "ES256")

    @field_validator("issuer", "redirect_uri")
    @classmethod
    def _safe(cls, value: str) -> str:
        return check_address(value)

    @field_validator("algorithms")
    @classmethod
    def _asymmetric(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            if each not in ALGORITHMS:
                raise ValueError(f"{each!r} is not one of {', '.join(ALGORITHMS)}")
        return value

    def organisation_of(self, claims: Mapping[str, Any]) -> str:
        """The organisation of a person, by verified claims.

        Raises
        ------
        SignInError
            Where they name none that is known here, or more than one.
        """
        if self.organisation_claim == "email":
            email = claims.get("email")
            verified = claims.get("email_verified") is True and isinstance(email, str)
            said = {str(email).rpartition("@")[2].lower()} if verified else set()
        else:
            said = _texts(claims.get(self.organisation_claim))
        found = {self.organisations[each] for each in said if each in self.organisations}
        if len(found) != 1:
            raise SignInError(
                "The provider does not say to which organisation you belong.",
                hint="Ask who runs this server.",
            )
        return found.pop()

    def roles_of(self, claims: Mapping[str, Any]) -> frozenset[Role] | None:
        """The roles that claims give at the organisation; None: claims do not say."""
        if self.role_claim is None:
            return None
        said = _texts(claims.get(self.role_claim))
        return frozenset(self.roles[each] for each in said if each in self.roles)


def _texts(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {each for each in value if isinstance(each, str)} if isinstance(value, list) else set()
