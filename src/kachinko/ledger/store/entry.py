"""A command as it is handed to the store: with who gives it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kachinko.model.command import Command


@dataclass(frozen=True, slots=True)
class Entry:
    """A command, its actor, and the time (UTC) at which it is decided."""

    command: Command
    actor: str
    at: datetime
