"""Passwords: which ones are taken, how they are kept, and comparing that takes the same time.

The rules are those of OWASP ASVS 5.0, 6.2: at least 12 characters, at most 128, any characters, no
rules of composition, no forced changes; common ones and words of the place are refused. Common ones
are found by zxcvbn, which carries lists of them and sees patterns as people make them.
"""

from __future__ import annotations

import secrets
import threading
from base64 import b64encode
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION
from argon2.profiles import RFC_9106_LOW_MEMORY

from kachinko.model.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST, LONGEST = 12, 128
WEAKEST = 3
"""Of zxcvbn's scores 0 to 4: at least 10^8 guesses."""
FEWEST_OF_ONES_OWN = 4
"""Letters and digits that remain when the words of the place are taken out."""
AT_ONCE = 4
"""So many are hashed at the same time; each takes 64 MiB of memory."""


def password_faults(password: str, words: Iterable[str] = ()) -> list[Fault]:
    """Everything wrong with a new password; `words` are those that others would try first."""
    from zxcvbn import zxcvbn

    if len(password) < SHORTEST:
        return [Fault("password", "it is too short", f"at least {SHORTEST} characters")]
    if len(password) > LONGEST:
        return [Fault("password", "it is too long", f"at most {LONGEST} characters")]
    # It looks at the beginning only, as its time grows fast with the length.
    known = [word.casefold() for word in ("kachinko", *words) if word]
    weak = zxcvbn(password[:72], user_inputs=known)["score"] < WEAKEST
    if weak or len(_without(password, known)) < FEWEST_OF_ONES_OWN:
        return [Fault("password", "it is easily guessed", "several words that do not go together")]
    return []


def _without(password: str, words: Iterable[str]) -> str:
    rest = password.casefold()
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return "".join(letter for letter in rest if letter.isalnum())


def _of_nobody(hasher: PasswordHasher) -> str:
    """A hash that was made of no password: to compare with it takes as long as with any other."""
    lengths = (hasher.salt_len, hasher.hash_len)
    salt, digest = (b64encode(secrets.token_bytes(n)).decode().rstrip("=") for n in lengths)
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


class PasswordKeeper:
    """Hashes with argon2id, with the parameters that RFC 9106 recommends second.

    64 MiB of memory, 3 passes, 4 lanes: its first choice, 2 GiB, would let a few who sign in at
    once take all of the server's memory. A server has one keeper, so that `AT_ONCE` holds for all.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._nobody = _of_nobody(self._hasher)
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        with self._places:
            return self._hasher.hash(password)

    def is_right(self, kept: str | None, password: str) -> bool:
        """Whether it is the password; where there is none, the answer takes as long."""
        if len(password) > LONGEST:
            password = ""
        with self._places:
            try:
                self._hasher.verify(kept or self._nobody, password)
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def is_dated(self, kept: str) -> bool:
        """Whether it was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)
