"""Secrets that must be read again are sealed with a key that lies beside the data, not in them.

Who takes a copy of the database away has no use of them without the file of the key.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from kachinko.ledger.store.refusals import StoreError

if TYPE_CHECKING:
    from pathlib import Path

KEY_FILE = "second-factor.key"
KEY_BYTES = 32
_HEADER = {"alg": "dir", "enc": "A256GCM"}


class Seal:
    """Seals and opens with the key of a file, which is made when it is first needed."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def close(self, secret: bytes) -> str:
        """A secret as it is kept."""
        return jwe.encrypt_compact(_HEADER, secret, self._key(new=True))

    def open(self, kept: str) -> bytes:
        """The secret again.

        Raises
        ------
        StoreError
            Where the key is not the one that it was sealed with, or is not there.
        """
        try:
            found = jwe.decrypt_compact(kept, self._key(new=False)).plaintext
        except JoseError:
            found = None
        if found is None:
            raise StoreError(
                "A second factor cannot be read.",
                hint=f"Bring the file {KEY_FILE} back into the server's folder, or take the "
                "factor away: kachinko account factor USER.",
            )
        return found

    def _key(self, *, new: bool) -> OctKey:
        if new and not self._file.exists():
            # Another server may make it at the same moment: the first one stands.
            with suppress(FileExistsError):
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
                with os.fdopen(os.open(self._file, flags, 0o600), "wb") as stream:
                    stream.write(secrets.token_bytes(KEY_BYTES))
        key = self._file.read_bytes() if self._file.exists() else secrets.token_bytes(KEY_BYTES)
        return OctKey.import_key(key)
