"""Ctrl-C during long work: the first keeps the best so far, a second ends everything."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kachinko.cli.console import Console
    from kachinko.halt import Halt


class Interrupt:
    """Listens for Ctrl-C from the moment it is made, which may be before the solver is loaded."""

    def __init__(self, console: Console, what_now: str = "keeping the best plan so far") -> None:
        self.heard = False
        self._note = f"Interrupted: {what_now} (again to leave at once)."
        self._console = console
        self._halt: Halt | None = None
        signal.signal(signal.SIGINT, self._hear)

    def ends(self, halt: Halt) -> None:
        """Throw `halt` when interrupted, or at once if that has happened already."""
        self._halt = halt
        if self.heard:
            halt.throw()

    def _hear(self, number: int, frame: Any) -> None:  # noqa: ARG002
        if self.heard:
            raise KeyboardInterrupt
        self.heard = True
        # The main thread may be in the middle of a line or of a halt, which cannot be entered twice
        # from here; another thread waits until it is through.
        threading.Thread(target=self._act).start()

    def _act(self) -> None:
        self._console.note(self._note)
        if self._halt is not None:
            self._halt.throw()
