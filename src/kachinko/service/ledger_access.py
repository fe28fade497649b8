"""Open a ledger where a person says it is, and find in it what a person means."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.ledger.store.ledger import Ledger
from kachinko.model.errors import Fault, InputError, KachinkoError
from kachinko.service.holds import Holds
from kachinko.service.refusals import NotFoundError

if TYPE_CHECKING:
    from kachinko.model.reservation import Reservation
    from kachinko.service.permissions import Actor

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


def find_reservation(ledger: Ledger, actor: Actor, said: str) -> Reservation:
    """The reservation of an id, or of the first letters of one, that the actor may see.

    Raises
    ------
    InputError
        When there is none, or more than one.
    """
    holds = Holds(ledger)
    ids = [said]
    if ledger.find(said) is None and len(said) >= SHORTEST:
        ids = ledger.named(said)
    found = []
    for id_ in ids:
        with suppress(NotFoundError):
            found.append(holds.find(actor, id_))
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(each.id for each in found)
        fault = Fault("ID", f"{len(found)} reservations begin with {said!r}", named)
    else:
        right = f'an id of "kachinko holds", or its first {SHORTEST} letters or more'
        fault = Fault("ID", f"there is no reservation {said!r}", right)
    raise InputError(said, [fault])
