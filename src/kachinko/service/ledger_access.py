"""Open a ledger where a person says it is, and find in it what a person means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.ledger.store.ledger import Ledger
from kachinko.model.errors import Fault, InputError, KachinkoError

if TYPE_CHECKING:
    from kachinko.model.reservation import Reservation

SHORTEST = 4
"""So many letters of an id are enough, if no other begins so."""


class NoLedgerError(KachinkoError):
    """There is no ledger at that place."""

    code = "NO-LEDGER"


def open_ledger(where: str, *, new: bool = False) -> Ledger:
    """Open a ledger: a file, or the address of a PostgreSQL server.

    Parameters
    ----------
    where
        A path, or ``postgresql://user@host/database``.
    new
        Make the file if it is not there. A mistyped path must not make an empty ledger.

    Raises
    ------
    NoLedgerError
        When there is no such file.
    StoreError
        When it cannot be opened.
    """
    if where.startswith(("postgresql:", "postgres:", "postgresql+psycopg:")):
        _, _, rest = where.partition(":")
        return Ledger(f"postgresql+psycopg:{rest}")
    path = Path(where)
    if not path.is_file() and not new:
        raise NoLedgerError(
            f"There is no ledger at {where}.",
            hint='Make one with "kachinko ledger init", or say where it is with --ledger.',
        )
    if not path.parent.is_dir():
        raise NoLedgerError(f"There is no folder {path.parent} for a ledger.")
    return Ledger(path)


def find_reservation(ledger: Ledger, said: str) -> Reservation:
    """The reservation of an id, or of the first letters of one.

    Raises
    ------
    InputError
        When there is none, or more than one.
    """
    found = ledger.find(said)
    if found is not None:
        return found
    ids = ledger.named(said) if len(said) >= SHORTEST else []
    if len(ids) == 1:
        only = ledger.find(ids[0])
        assert only is not None  # named a moment ago, and nothing is ever deleted
        return only
    if ids:
        fault = Fault("ID", f"{len(ids)} reservations begin with {said!r}", ", ".join(ids))
    else:
        right = f'an id of "kachinko holds", or its first {SHORTEST} letters or more'
        fault = Fault("ID", f"there is no reservation {said!r}", right)
    raise InputError(said, [fault])
