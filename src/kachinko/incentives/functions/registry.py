"""The register of named functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    NamedFunction = Callable[..., Any]
else:
    NamedFunction = Any

NAMED: dict[str, NamedFunction] = {}


def named(name: str) -> Callable[[NamedFunction], NamedFunction]:
    """Register a function under the name that programme files call it by."""

    def register(function: NamedFunction) -> NamedFunction:
        if name in NAMED:
            raise ValueError(f"two functions are named {name!r}")
        NAMED[name] = function
        return function

    return register
