"""A USS file as JSON, and its objects with checked keys: every wrong value becomes a fault."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from kachinko.files.source import read_bytes, refusal
from kachinko.files.validation import show
from kachinko.model.errors import Fault

if TYPE_CHECKING:
    from pathlib import Path

ROOT = "universalScheduleStandard"
OURS = "_kachinko"
MOST_OBJECTS = 50_000
"""Entries of a list; the longest schedules have a few thousand."""
_RIGHT = "a USS file (.uss), saved by a scheduler that writes the Universal Schedule Standard"


class Node:
    """An object of the file; what is asked of it and has the wrong kind is noted as a fault."""

    def __init__(self, value: dict[str, Any], place: str, faults: list[Fault]) -> None:
        self.value = value
        self.place = place
        self.faults = faults

    def text(self, *keys: str) -> str:
        """A text by the first key that has one; empty for null and for no such key."""
        for key in keys:
            value = self.value.get(key)
            if isinstance(value, str):
                return value
            if isinstance(value, int | float) and not isinstance(value, bool):
                return f"{value:g}" if isinstance(value, float) else str(value)
            if value is not None:
                self._fault(key, value, "a text in quotation marks")
        return ""

    def number(self, *keys: str) -> float | None:
        """A finite number by the first key that has one."""
        for key in keys:
            value = self.value.get(key)
            if value is None or value == "":
                continue
            try:
                number = math.nan if isinstance(value, bool) else float(value)
            except (TypeError, ValueError, OverflowError):
                number = math.nan
            if math.isfinite(number):
                return number
            self._fault(key, value, "a number")
        return None

    def flag(self, *keys: str) -> bool:
        """Whether a key is true."""
        return any(self.value.get(key) is True for key in keys)

    def nodes(self, key: str) -> list[Node]:
        """The objects of a list."""
        nodes = []
        for index, item in enumerate(self._list(key)):
            place = f"{self.place}, {key}[{index + 1}]"
            if isinstance(item, dict):
                nodes.append(Node(item, place, self.faults))
            else:
                self.faults.append(Fault(place, f"this is {show(item)}", "an object {…}"))
        return nodes

    def items(self, key: str) -> list[Any]:
        """The raw items of a list."""
        return self._list(key)

    def texts(self, key: str) -> list[str]:
        """The texts of a list; anything else in it is a fault."""
        texts = []
        for item in self._list(key):
            if isinstance(item, str):
                texts.append(item)
            else:
                self._fault(key, item, "a list of ids")
        return texts

    @property
    def ours(self) -> dict[str, Any]:
        """What we wrote beside the standard's keys."""
        value = self.value.get(OURS)
        return value if isinstance(value, dict) else {}

    def reject(self, key: str, right: str) -> None:
        """Note that the value of a key is none that can stand there."""
        self._fault(key, self.value.get(key), right)

    def _list(self, key: str) -> list[Any]:
        value = self.value.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._fault(key, value, "a list […]")
            return []
        if len(value) > MOST_OBJECTS:
            self._fault(key, value, f"at most {MOST_OBJECTS:,} entries")
            return []
        return value

    def _fault(self, key: str, value: object, right: str) -> None:
        self.faults.append(Fault(self.place, f"{key} is {show(value)}", right))


def load_document(path: Path, faults: list[Fault]) -> Node:
    """Read a file as far as its outermost object.

    Raises
    ------
    InputError
        Where it is no JSON, or no USS file.
    """
    source = str(path)
    data = read_bytes(path, source, "schedule")
    try:
        tree = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise refusal(source, "this is not text in UTF-8", _RIGHT) from None
    except json.JSONDecodeError as error:
        where = f"{path.name} line {error.lineno}, column {error.colno}"
        raise refusal(
            source, f"this is not JSON: {error.msg.lower()}", _RIGHT, place=where
        ) from None
    except RecursionError:
        raise refusal(source, "objects stand too deep in one another", _RIGHT) from None
    except ValueError as error:
        raise refusal(source, f"this is not JSON: {error}", _RIGHT) from None
    root = tree.get(ROOT) if isinstance(tree, dict) else None
    if not isinstance(root, dict):
        raise refusal(source, f"there is no object {ROOT!r} in it", _RIGHT)
    return Node(root, path.name, faults)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")
