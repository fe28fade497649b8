"""Codes that change with time (TOTP, RFC 6238 over HOTP, RFC 4226), as phones make them.

SHA-1, 6 digits and 30 seconds: what every such program understands. The function is small and its
vectors are published, so no library is taken for it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from datetime import datetime

PERIOD = 30
"""Seconds that a code holds."""
DIGITS = 6
SECRET_BYTES = 20
"""As long as what the hash gives, as RFC 4226 recommends."""
DRIFT = 1
"""Periods by which the two clocks may differ; more would let a code live longer."""


def new_secret() -> bytes:
    """A new secret, for one account and one phone."""
    return secrets.token_bytes(SECRET_BYTES)


def step_of(at: datetime) -> int:
    """The number of the period in which an instant lies, counted from 1970."""
    return int(at.timestamp()) // PERIOD


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of a period."""
    mac = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**digits).zfill(digits)


def step_of_code(secret: bytes, code: str, at: datetime, after: int) -> int | None:
    """The period, near an instant and after the one of `after`, whose code it is; None: none."""
    now, found = step_of(at), None
    for step in range(now - DRIFT, now + DRIFT + 1):
        # All are looked at, so that the time taken tells nothing.
        if hmac.compare_digest(code_at(secret, step), code) and step > after:
            found = step
    return found


def address_of(secret: bytes, account: str, issuer: str = "Kachinko") -> str:
    """The address that a phone takes the secret from, by a picture or a link."""
    label = quote(f"{issuer}:{account}")
    shown = base64.b32encode(secret).decode().rstrip("=")
    values = {"secret": shown, "issuer": issuer, "digits": DIGITS, "period": PERIOD}
    return f"otpauth://totp/{label}?{urlencode(values)}"
