"""Signing in at an OpenID provider: the code flow, with PKCE, state and nonce.

All three are made from one secret that the person's browser keeps in a cookie, so that an answer
of the provider counts only in the browser that asked for it; the server keeps the secret's hash,
and only until it was used once. What the provider says is believed after its signature, issuer,
audience, times and nonce are right, and only what stands in the signed token.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sqlalchemy import delete, insert

from kachinko.service.accounts import tables
from kachinko.service.accounts.keys import digest, new_key
from kachinko.service.accounts.provider import check_address
from kachinko.service.accounts.settings import DEFAULTS
from kachinko.service.accounts.trail import note
from kachinko.service.accounts.vouched import enter
from kachinko.service.permissions import SignInError
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import httpx
    from sqlalchemy import Connection, Engine

    from kachinko.service.accounts.provider import Provider
    from kachinko.service.accounts.sessions import Opened, Sessions
    from kachinko.service.accounts.settings import Settings

_PENDING = tables.provider_sign_in
LARGEST_ANSWER = 1 << 20
SECONDS = 10.0
LEEWAY_S = 60
"""Clocks of two servers differ by no more."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the browser, and the secret that it keeps until it is back."""

    address: str
    key: str

    def __repr__(self) -> str:
        return "Begun()"


class ProviderSignIn:
    """Signs people in whom a provider vouches for."""

    def __init__(
        self,
        engine: Engine,
        provider: Provider,
        sessions: Sessions,
        *,
        settings: Settings = DEFAULTS,
        client: httpx.Client | None = None,
    ) -> None:
        import httpx

        self._engine = engine
        self._provider = provider
        self._sessions = sessions
        self._settings = settings
        self._client = client or httpx.Client(timeout=SECONDS, follow_redirects=False)
        self._facts: dict[str, Any] | None = None
        self._keys: Any = None

    def begin(self, *, at: datetime) -> Begun:
        """Send somebody to the provider.

        Raises
        ------
        SignInError
            Where the provider cannot be reached, or is not what it should be.
        """
        key = new_key()
        ends = at + self._settings.provider_answer_within
        with writing(self._engine) as connection:
            connection.execute(delete(_PENDING).where(_PENDING.c.ends_at <= at.isoformat()))
            connection.execute(insert(_PENDING).values(hash=digest(key), ends_at=ends.isoformat()))
        asked = {
            "response_type": "code",
            "client_id": self._provider.client_id,
            "redirect_uri": self._provider.redirect_uri,
            "scope": " ".join(self._provider.scopes),
            "state": _made_of(key, "state"),
            "nonce": _made_of(key, "nonce"),
            "code_challenge": _base64(hashlib.sha256(_made_of(key, "verifier").encode()).digest()),
            "code_challenge_method": "S256",
        }
        where = self._address("authorization_endpoint")
        return Begun(f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}", key)

    def finish(self, key: str, answer: Mapping[str, str], *, at: datetime) -> Opened:
        """Take the provider's answer (the query of the redirect) in the browser with the secret.

        Raises
        ------
        SignInError
            Where anything is not as it must be; written down in the trail too.
        """
        try:
            claims = self._claims(key, answer, at)
            with writing(self._engine) as connection:
                return self._open(connection, claims, at)
        except SignInError as error:
            with writing(self._engine) as connection:
                note(connection, at, "nobody", "session.refused", f"provider: {error.message}")
            raise

    def _open(self, connection: Connection, claims: Mapping[str, Any], at: datetime) -> Opened:
        account = enter(connection, self._provider, claims, at)
        return self._sessions.begin(connection, account, at=at)

    def _claims(self, key: str, answer: Mapping[str, str], at: datetime) -> Mapping[str, Any]:
        with writing(self._engine) as connection:
            found = connection.execute(
                delete(_PENDING).where(
                    _PENDING.c.hash == digest(key), _PENDING.c.ends_at > at.isoformat()
                )
            )
        if not found.rowcount:
            raise _refused("nobody waits for it, or not any more")
        if not hmac.compare_digest(
            answer.get("state", "").encode(), _made_of(key, "state").encode()
        ):
            raise _refused("the state is another")
        if "iss" in answer and answer["iss"] != self._provider.issuer:
            raise _refused("another issuer answers")
        if "error" in answer or "code" not in answer:
            raise _refused("the provider said no")
        return self._verified(self._token(answer["code"], _made_of(key, "verifier")), key, at)

    def _token(self, code: str, verifier: str) -> str:
        secret = self._provider.client_secret
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._provider.redirect_uri,
            "code_verifier": verifier,
        }
        login = None
        if secret is None:
            form["client_id"] = self._provider.client_id
        else:
            login = (_quoted(self._provider.client_id), _quoted(secret.get_secret_value()))
        said = self._ask("POST", self._address("token_endpoint"), data=form, auth=login)
        token = said.get("id_token")
        if not isinstance(token, str):
            raise _refused("the provider gave no token")
        return token

    def _verified(self, token: str, key: str, at: datetime) -> Mapping[str, Any]:
        from joserfc import jwt
        from joserfc.errors import JoseError

        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(at.timestamp()),
            leeway=LEEWAY_S,
            iss={"essential": True, "value": self._provider.issuer},
            aud={"essential": True, "value": self._provider.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": _made_of(key, "nonce")},
        )
        try:
            decoded = self._decoded(token)
            registry.validate(decoded.claims)
        except (JoseError, ValueError) as error:
            raise _refused(f"the token is not right ({type(error).__name__})") from None
        claims: dict[str, Any] = decoded.claims
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != self._provider.client_id:
            raise _refused("the token is for another client")
        if not isinstance(claims["sub"], str) or not 1 <= len(claims["sub"]) <= 255:
            raise _refused("the token names nobody")
        return claims

    def _decoded(self, token: str) -> Any:
        """Decode by the provider's keys, which are fetched again where one is not known."""
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError

        algorithms = list(self._provider.algorithms)
        fresh = self._keys is None
        if fresh:
            self._keys = self._fetched_keys()
        try:
            return jwt.decode(token, self._keys, algorithms=algorithms)
        except (InvalidKeyIdError, ValueError):
            if fresh:
                raise
            self._keys = self._fetched_keys()
            return jwt.decode(token, self._keys, algorithms=algorithms)

    def _fetched_keys(self) -> Any:
        from joserfc.jwk import KeySet

        try:
            return KeySet.import_key_set(self._ask("GET", self._address("jwks_uri")))  # type: ignore[arg-type]
        except (KeyError, TypeError, ValueError):
            raise _refused("the provider's keys cannot be read") from None

    def _address(self, name: str) -> str:
        if self._facts is None:
            where = self._provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
            facts = self._ask("GET", where)
            if facts.get("issuer") != self._provider.issuer:
                raise _refused("the provider names itself otherwise")
            self._facts = facts
        try:
            return check_address(str(self._facts.get(name)))
        except ValueError:
            raise _refused(f"the provider's {name} is not safe") from None

    def _ask(self, method: str, address: str, **form: Any) -> dict[str, Any]:
        import json

        import httpx

        body = b""
        auth = form.pop("auth", None) or httpx.USE_CLIENT_DEFAULT
        try:
            with self._client.stream(method, address, auth=auth, **form) as response:
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > LARGEST_ANSWER:
                        raise _refused("the provider says too much")
            if response.status_code != httpx.codes.OK:
                raise _refused(f"the provider answered {response.status_code}")
            said = json.loads(body)
        except (httpx.HTTPError, ValueError):
            raise _refused("the provider cannot be reached or read") from None
        if not isinstance(said, dict):
            raise _refused("the provider cannot be read")
        return said


def _refused(why: str) -> SignInError:
    return SignInError(f"Signing in at the provider failed: {why}.", hint="Try again.")


def _made_of(key: str, use: str) -> str:
    return _base64(hmac.digest(key.encode(), use.encode(), "sha256"))


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _quoted(text: str) -> str:
    """As RFC 6749, 2.3.1 wants names and secrets in a header."""
    from urllib.parse import quote_plus

    return quote_plus(text)
