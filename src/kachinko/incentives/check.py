"""Whether the named functions that a programme calls are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.incentives.functions import all_functions
from kachinko.model.errors import Fault, InputError
from kachinko.model.raw_tree import one_of

if TYPE_CHECKING:
    from kachinko.incentives.functions import NamedFunction
    from kachinko.model.programme import Programme


def function_faults(programme: Programme) -> list[Fault]:
    """Clauses of a programme that call a function which there is not."""
    return [
        _fault(f"{programme.id} > {version.id} > {clause.id} > name", clause.name)
        for version in programme.versions
        for clause in version.clauses
        if clause.kind == "function" and clause.name not in all_functions()
    ]


def function_of(name: str) -> NamedFunction:
    """The function of a name.

    Raises
    ------
    InputError
        When there is none.
    """
    found = all_functions().get(name)
    if found is None:
        raise InputError(name, [_fault("function", name)])
    return found


def _fault(place: str, name: str) -> Fault:
    right = one_of(name, all_functions(), "the name of a function of the engine")
    return Fault(place, f"there is no function {name!r}", right)
