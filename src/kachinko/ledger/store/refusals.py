"""What goes wrong with a store, as errors that people can act on."""

from __future__ import annotations

from kachinko.model.errors import KachinkoError


class StoreError(KachinkoError):
    """The database could not be read or written; nothing was changed."""

    code = "LEDGER-STORE"


class BusyError(KachinkoError):
    """Others write to the same stages all the time; nothing was changed."""

    code = "LEDGER-BUSY"


class IdReusedError(KachinkoError):
    """A command id that has answered a command of other content."""

    code = "LEDGER-ID-REUSED"
