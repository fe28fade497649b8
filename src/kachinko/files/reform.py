"""Load a reform: a file of changes that is laid over a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.files.records import load_record
from kachinko.model.reform import Reform

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.files.source import YamlSource


def load_reform(path: Path) -> tuple[Reform, YamlSource]:
    """Read a YAML file as a reform; the source says where each value stands in the file.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line.
    """
    return load_record(path, Reform)
