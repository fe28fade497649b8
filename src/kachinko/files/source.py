"""A project as it was read: raw values, where each of them stands, and what could not be read."""

from __future__ import annotations

import stat
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kachinko.model.consistency import breadcrumb
from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from pydantic import BaseModel

    from kachinko.model.consistency import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file, in the words of its faults."""

    noun: str
    first_keys: str
    """Which keys stand at its left margin."""
    example: str
    """What a good one looks like or where it comes from."""


PROJECT = Kind(
    "project",
    "keys such as 'name:', 'studios:', 'titles:' at the left margin",
    "a project; 'kachinko new' writes an example",
)

LARGEST_FILE = 20_000_000
"""Bytes; a slate of a thousand titles takes one."""


@dataclass
class Source(ABC):
    """The raw tree of a project file or folder, before anything in it is judged."""

    name: str
    """What the person called it: the path."""
    tree: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    """What went wrong while reading."""
    broken: bool = False
    """A part could not be read at all, so that references into it prove nothing."""
    orphans: list[tuple[type[BaseModel], dict[str, Any], Path]] = field(default_factory=list)
    """Records whose owner is not known; they are checked by themselves."""

    @abstractmethod
    def where(self, path: Path) -> str:
        """Say where a person finds the value at a path, or else what surrounds it."""

    @abstractmethod
    def where_key(self, path: Path) -> str:
        """Say where a person finds the key (or column head) of a value."""

    @abstractmethod
    def is_blank(self, path: Path) -> bool:
        """Whether the key is there and has no value."""

    def is_reported(self, path: Path) -> bool:  # noqa: ARG002
        """Whether a fault of reading already covers that the value is missing."""
        return False


@dataclass
class YamlSource(Source):
    """A tree out of one or several YAML files; spots are (file, line, column), from 1."""

    values: dict[Path, tuple[str, int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[str, int, int]] = field(default_factory=dict)

    def where(self, path: Path) -> str:
        """Say ``titles.yaml line 12, column 5 (titles[3] 'vapor' > kind)``."""
        return self._say(self.values.get(path) or self.keys.get(path), path)

    def where_key(self, path: Path) -> str:
        """Say where the key of a value stands."""
        return self._say(self.keys.get(path), path)

    def is_blank(self, path: Path) -> bool:
        """Whether the key is there and has no value."""
        return path in self.keys and path not in self.values

    def _say(self, spot: tuple[str, int, int] | None, path: Path) -> str:
        around = path
        while spot is None and around:
            around = around[:-1]
            spot = self.values.get(around)
        crumbs = f" ({breadcrumb(self.tree, path)})" if path else ""
        if spot is None:
            return f"{self.name}{crumbs}"
        return f"{spot[0]} line {spot[1]}, column {spot[2]}{crumbs}"


def read_bytes(path: FilePath, source: str, noun: str = "project") -> bytes:
    """Read a whole file, unless it is none or is larger than any project.

    `noun` says in faults what it should be.

    Raises
    ------
    InputError
        With one fault that says why it cannot be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            right = "a file, or a folder of .yaml files" if noun == "project" else "a file"
            raise refusal(source, f"{path} is not a file", right)
        if status.st_size > LARGEST_FILE:
            raise too_large(source, path.name, status.st_size, noun)
        data = path.read_bytes()
    except FileNotFoundError:
        raise refusal(
            source, "there is no such file or folder", f"the path of a {noun} that exists"
        ) from None
    except PermissionError:
        raise refusal(
            source, f"{path.name} may not be read by you", "a file that you may open"
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refusal(source, f"{path.name} cannot be read: {reason}", "") from None
    return data


def too_large(source: str, name: str, size: int, noun: str = "project") -> InputError:
    """Refuse an input that nobody can need, before reading any of it."""
    limit = LARGEST_FILE // 1_000_000
    return refusal(
        source,
        f"{name} has {size / 1e6:,.0f} MB, too large for a {noun}",
        f"at most {limit} MB; perhaps this is another file",
    )


def refusal(source: str, what: str, right: str = "", *, place: str = "") -> InputError:
    """An error with a single fault about the input as a whole."""
    return InputError(source, [Fault(place or source, what, right)])
