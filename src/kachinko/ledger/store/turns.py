"""Writing in turn: whoever asked first to write to a file writes first.

SQLite lets one write at a time, and who waits for it looks again at odd moments: beside a busy
ledger a sign-in waited 16 seconds. Within one program all writers queue here instead.
"""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine, Pool


class Turn:
    """A lock that is had in the order in which it was asked for. It is not had twice at once."""

    def __init__(self) -> None:
        self._door = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def __enter__(self) -> None:
        with self._door:
            if not self._taken:
                self._taken = True
                return
            mine = threading.Event()
            self._waiting.append(mine)
        try:
            mine.wait()
        except BaseException:  # interrupted: let the next one have it
            with self._door:
                if mine in self._waiting:
                    self._waiting.remove(mine)
                    raise
            self.__exit__()
            raise

    def __exit__(self, *_error: object) -> None:
        with self._door:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_turns: WeakKeyDictionary[Pool, Turn] = WeakKeyDictionary()
_making = threading.Lock()


@contextmanager
def in_turn(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, committed at the end; on a file, when its turn has come.

    SQLite takes the right to write at the beginning, so that nothing read in it can be overtaken.
    """
    turn = _turn_of(engine) if engine.dialect.name == "sqlite" else nullcontext()
    with turn, engine.execution_options(begin="IMMEDIATE").begin() as connection:
        yield connection


def _turn_of(engine: Engine) -> Turn:
    with _making:
        return _turns.setdefault(engine.pool, Turn())
