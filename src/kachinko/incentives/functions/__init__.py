"""Named functions: steps of a programme that clauses cannot say, each with a test of its own.

A function takes the arithmetic first and then its inputs, numbers and truths, and gives a number:

    @named("redeem-avec")
    def redeem_avec(n: Numbers, credit: Number, liability: Number) -> Number: ...

It is called only where all of its inputs are known. One module a jurisdiction; every module in
this package is imported, so that its functions are found.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from kachinko.incentives.functions.registry import NAMED, NamedFunction, named

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NamedFunction", "all_functions", "named"]

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")


def all_functions() -> Mapping[str, NamedFunction]:
    """Every named function, by its name in programme files."""
    return NAMED
