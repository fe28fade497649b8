"""What the parts of an incentive programme must agree on: ids, references, units, order, dates.

Works on the raw tree of a reader, as `kachinko.model.consistency` does for projects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.raw_tree import Inconsistency


def programme_inconsistencies(tree: dict[str, Any]) -> Iterator[Inconsistency]:  # noqa: ARG001
    """Find everything in a raw tree of a programme that does not agree with the rest of it."""
    yield from ()
