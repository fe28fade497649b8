"""Use case: copy a ledger, and bring it back from a copy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.ledger.store.backup import copy_file
from kachinko.ledger.store.export import export
from kachinko.ledger.store.refusals import StoreError
from kachinko.ledger.store.restoring import restore
from kachinko.ledger.verify import verify
from kachinko.service.ledger_access import open_ledger

if TYPE_CHECKING:
    from kachinko.ledger.store.ledger import Ledger
    from kachinko.ledger.verify import Verified


def back_up(ledger: Ledger, target: Path, *, as_export: bool) -> int:
    """Write a copy while others may write; give the number of its last event.

    Raises
    ------
    StoreError
        Where something is there already, it cannot be written, or a server is to be copied as a
        file.
    """
    if as_export:
        export(ledger.engine, target)
    else:
        copy_file(ledger.engine, target)
    return ledger.last_event()


def bring_back(source: Path, where: str, *, from_export: bool) -> Verified:
    """Make a ledger out of a copy, and verify it.

    Raises
    ------
    StoreError
        Where there is a ledger already, or the copy is not as it must be; then nothing stands.
    NoLedgerError
        Where there is no such copy.
    """
    if "://" not in where and Path(where).exists():
        raise StoreError(f"{where} is there already.", hint="Give a new name with --ledger.")
    if from_export and "://" not in where:
        return _rebuild(source, Path(where))
    if from_export:
        with open_ledger(where) as ledger:
            return restore(source, ledger.engine)
    if "://" in where:
        raise StoreError(
            "A file cannot be restored to a server.", hint="Restore an export of it instead."
        )
    with open_ledger(str(source)) as kept:
        found = verify(kept.engine)
        if found.findings:
            raise StoreError(
                f"{source} is not as it must be: {found.findings[0]}.",
                hint="Nothing was restored; take another copy.",
            )
        copy_file(kept.engine, Path(where))
    return found


def _rebuild(source: Path, target: Path) -> Verified:
    """Rebuild a file beside its place, and put it there once it is whole."""
    half = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with open_ledger(str(half), new=True) as ledger:
            found = restore(source, ledger.engine)
        # A closed file has taken in its log, and is whole by itself.
        half.rename(target)
    finally:
        for ending in ("", "-wal", "-shm"):
            half.with_name(half.name + ending).unlink(missing_ok=True)
    return found
