"""Why the service does not do what it is asked, as errors that people can act on."""

from __future__ import annotations

from kachinko.model.errors import KachinkoError


class NotFoundError(KachinkoError):
    """There is no such thing, or none that the one who asks may see: nobody can tell which."""

    code = "NOT-FOUND"


class ChangedError(KachinkoError):
    """It has changed since it was seen; nothing was done."""

    code = "CHANGED"


class StateError(KachinkoError):
    """It is in a state in which this cannot be done."""

    code = "STATE"


class TooMuchError(KachinkoError):
    """More is asked at once than the service does."""

    code = "TOO-MUCH"
