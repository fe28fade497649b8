"""Secrets that open something: 256 random bits, shown once, kept as their SHA-256.

A plain hash is enough for them: nobody can try all values of 256 random bits.
"""

from __future__ import annotations

import hashlib
import secrets

BITS = 256
TOKEN_MARK = "kachinko_"
"""Begins every API token, so that searches for leaked secrets find it."""


def new_key(mark: str = "") -> str:
    """A new secret, in letters that an address or a header takes."""
    return mark + secrets.token_urlsafe(BITS // 8)


def new_id() -> str:
    """A short id that tells nothing and opens nothing."""
    return secrets.token_hex(8)


def digest(key: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(key.encode()).hexdigest()
