"""Load a slate of titles for which a reform is tried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.files.records import load_record
from kachinko.model.errors import Fault, InputError
from kachinko.model.incentive_slate import IncentiveSlate
from kachinko.model.raw_tree import records, unique

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kachinko.model.raw_tree import Inconsistency


def load_incentive_slate(path: Path) -> IncentiveSlate:
    """Read a slate from a YAML file.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line.
    """
    slate, source = load_record(path, IncentiveSlate)
    faults = [
        Fault(source.where(found.path), found.what, found.right)
        for found in _disagreements(source.tree)
    ]
    if faults:
        raise InputError(source.name, faults)
    return slate


def _disagreements(tree: dict[str, object]) -> Iterator[Inconsistency]:
    titles = records(tree, (), "titles")
    yield from unique(titles, "title", "of the slate")
    for path, title in titles:
        places = records(title, path, "options")
        yield from unique(places, "option", "of the title", key="place")
    outlooks = records(tree, (), "outlooks")
    yield from unique(outlooks, "outlook", "of the slate", key="programme")
