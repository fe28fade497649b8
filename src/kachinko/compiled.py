"""Marks functions that Numba compiles, with a cache on disk that sees changes of what they call.

Numba keeps compiled code until the file of the function changes; a change of a function or of a
constant in another file goes unseen, and after an upgrade old code would run
(https://numba.readthedocs.io/en/stable/developer/caching.html, limitations). Here the code is kept
until any file of its folder changes: compiled code takes nothing from other folders.
"""

from __future__ import annotations

import hashlib
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numba
from numba.core import event
from numba.core.caching import (
    InTreeCacheLocator,
    UserProvidedCacheLocator,
    UserWideCacheLocator,
)

from kachinko import compiling

if TYPE_CHECKING:
    from collections.abc import Callable

_choosing = threading.Lock()


@lru_cache(maxsize=64)
def stamp(folder: Path) -> str:
    """A hash of all Python files of a folder, as they are when it is first asked for."""
    whole = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        whole.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


class _OfFolder:
    _py_file: str

    def get_source_stamp(self) -> str:
        """What must not have changed."""
        return stamp(Path(self._py_file).parent)


class Chosen(_OfFolder, UserProvidedCacheLocator):  # type: ignore[misc]  # Numba has no types
    """In the folder that NUMBA_CACHE_DIR names."""


class BesideSource(_OfFolder, InTreeCacheLocator):  # type: ignore[misc]
    """In the folder of the source, where that can be written to."""


class OfUser(_OfFolder, UserWideCacheLocator):  # type: ignore[misc]
    """In the user's folder for such things."""


_LOCATORS = ",".join(
    f"{each.__module__}.{each.__name__}" for each in (Chosen, BesideSource, OfUser)
)


class _Listener(event.Listener):  # type: ignore[misc]
    def on_start(self, event: Any) -> None:  # noqa: ARG002
        compiling.begins()

    def on_end(self, event: Any) -> None:  # noqa: ARG002
        compiling.ends()


event.register("numba:compiler_lock", _Listener())


def _compiled(**options: bool) -> Callable[[Any], Any]:
    def mark(function: Any) -> Any:
        with _choosing:  # the setting is the whole process's
            before = numba.config.CACHE_LOCATOR_CLASSES
            numba.config.CACHE_LOCATOR_CLASSES = _LOCATORS
            try:
                return numba.njit(cache=True, nogil=True, **options)(function)
            except RuntimeError:  # no folder can be written to: then it is compiled every time
                return numba.njit(nogil=True, **options)(function)
            finally:
                numba.config.CACHE_LOCATOR_CLASSES = before

    return mark


jit = _compiled()
"""For functions that Python calls; they run without the interpreter's lock."""
inner = _compiled(no_cpython_wrapper=True, no_cfunc_wrapper=True)
"""For functions that only compiled code calls: without wrappers they compile faster."""
