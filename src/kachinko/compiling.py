"""Whether machine code is being made just now, and how to leave a program then. Loads no compiler.

Compiling happens in threads that nobody waits for, and cannot be stopped. A program that ends in
the ordinary way takes LLVM down under the thread that is still in it, which may abort with one of
LLVM's assertions: all was written, yet the exit code says that it was killed.
"""

from __future__ import annotations

import atexit
import os
import sys
from typing import NoReturn

_threads = 0


def begins() -> None:
    """Told by `compiled` when a thread goes into the compiler; only one at a time is in it."""
    global _threads  # noqa: PLW0603 - one compiler a process
    _threads += 1


def ends() -> None:
    """Told when it has left."""
    global _threads  # noqa: PLW0603
    _threads -= 1


def under_way() -> bool:
    """Whether a thread is in the compiler."""
    return _threads > 0


def leave(code: int) -> NoReturn:
    """End the program with an exit code; at once, without taking anything down, while compiling."""
    if under_way():
        atexit._run_exitfuncs()  # what others have registered: temporary folders, processes
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
    sys.exit(code)
