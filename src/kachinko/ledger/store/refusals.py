"""What goes wrong with a store, as errors that people can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.errors import KachinkoError

if TYPE_CHECKING:
    from sqlalchemy.exc import IntegrityError


class StoreError(KachinkoError):
    """The database could not be read or written; nothing was changed."""

    code = "LEDGER-STORE"


class BusyError(KachinkoError):
    """Others write to the same stages all the time; nothing was changed."""

    code = "LEDGER-BUSY"


class IdReusedError(KachinkoError):
    """A command id that has answered a command of other content."""

    code = "LEDGER-ID-REUSED"


class GuardError(StoreError):
    """The database itself refused what the machine let pass, which is a fault of ours."""

    code = "LEDGER-GUARD"

    @classmethod
    def of(cls, error: IntegrityError) -> GuardError:
        """In words that name no other reservation; what the database said is its `__cause__`."""
        guard = cls(
            "The database refused the change, as it would break one of the ledger's guarantees.",
            hint="Nothing was changed. Please report it.",
        )
        guard.__cause__ = error
        return guard
