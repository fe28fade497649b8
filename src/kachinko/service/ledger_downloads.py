"""Use cases of who runs a server: verify the ledger, and take a copy of it away."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kachinko.ledger.verify import verify
from kachinko.service.ledger_copies import back_up
from kachinko.service.permissions import require
from kachinko.service.refusals import StateError

if TYPE_CHECKING:
    from kachinko.ledger.store.ledger import Ledger
    from kachinko.ledger.verify import Verified
    from kachinko.service.permissions import Actor


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that waits to be taken away, in a folder of its own."""

    path: Path
    name: str

    def forget(self) -> None:
        """Take it from the disk."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


class Copies:
    """Copies of one ledger, made beside its data, where there is room for them."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self._ledger = ledger
        self._folder = folder

    def verified(self, actor: Actor) -> Verified:
        """Check the ledger, apart from the code that writes it."""
        require(actor, "ledger.verify")
        return verify(self._ledger.engine)

    def for_download(self, actor: Actor, form: Literal["file", "export"] | None) -> Copy:
        """Make a copy, as of one moment.

        Raises
        ------
        StateError
            Where a server is to be copied as a file.
        StoreError
            Where it cannot be written.
        """
        require(actor, "ledger.backup")
        is_file = self._ledger.engine.dialect.name == "sqlite"
        if form == "file" and not is_file:
            raise StateError("Only a file can be copied as a file.", hint="Take an export of it.")
        as_export = form == "export" or not is_file
        folder = Path(tempfile.mkdtemp(prefix="copy-", dir=self._folder))
        name = "ledger.jsonl.gz" if as_export else "ledger.db"
        copy = Copy(folder / name, name)
        try:
            back_up(self._ledger, copy.path, as_export=as_export)
        except BaseException:
            copy.forget()
            raise
        return copy
