"""A small OpenID provider that really runs: it keeps codes, checks PKCE and signs what it says."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from tests.ledger.desks import NOW

CLIENT, SECRET = "kachinko", "a client secret & more"


class OidcProvider:
    """Serves on loopback; `said` are the claims of the next person, `spoil` changes its token."""

    def __init__(self) -> None:
        self.keys = [_key("first")]
        self.said: dict[str, object] = {}
        self.spoil: dict[str, object] = {}
        self.facts: dict[str, object] = {}
        self.sign_with: RSAKey | None = None
        self.header: dict[str, object] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.refused: list[str] = []
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_args) -> None:
                pass

            def do_GET(self) -> None:
                provider.asked.append(self.path)
                match self.path:
                    case "/.well-known/openid-configuration":
                        self._answer(provider.document())
                    case "/jwks":
                        self._answer(KeySet(provider.keys).as_dict(private=False))
                    case _:
                        self._answer({}, 404)

            def do_POST(self) -> None:
                provider.asked.append(self.path)
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                try:
                    self._answer(provider.token(form, self.headers.get("Authorization", "")))
                except PermissionError as error:
                    provider.refused.append(str(error))
                    self._answer({"error": "invalid_grant"}, 400)

            def _answer(self, document: object, status: int = 200) -> None:
                body = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def document(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
        } | self.facts

    def sign_in(self, address: str) -> dict[str, str]:
        """What the browser brings back when the person has said yes at this address."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorize"
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.issuer}

    def token(self, form: dict[str, str], authorization: str) -> dict[str, object]:
        asked = self.codes.pop(form["code"], None)
        if asked is None:
            raise PermissionError("the code is unknown or used")
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            raise PermissionError("the verifier is another")
        if form["redirect_uri"] != asked["redirect_uri"]:
            raise PermissionError("the redirect is another")
        login = base64.b64encode(b"kachinko:a+client+secret+%26+more").decode()
        if authorization != f"Basic {login}":
            raise PermissionError("the client is another")
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.sign(asked["nonce"])}

    def sign(self, nonce: str) -> str:
        now = int(NOW.timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": nonce}
        claims |= self.said | self.spoil
        claims = {name: value for name, value in claims.items() if value is not None}
        key = self.sign_with or self.keys[-1]
        header = {"alg": "RS256", "kid": key.kid} | self.header
        return jwt.encode(header, claims, key, algorithms=["RS256", "HS256", "none"])


def _key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


def new_key(kid: str) -> RSAKey:
    """Another key of the provider's."""
    return _key(kid)
