"""A budget as YAML: a line of the file for each line of the budget."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kachinko.files.exact_tree import exact_tree
from kachinko.files.yaml_writer import inline, scalar
from kachinko.model.chart import UNKNOWN_PLACE

if TYPE_CHECKING:
    from kachinko.model.budget import Budget

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def budget_tree(budget: Budget) -> dict[str, Any]:
    """The budget as plain values, with 'place: unknown' where no place is known."""
    tree: dict[str, Any] = {"schema": budget.schema_, **exact_tree(budget)}
    lines = tree.pop("lines", [])
    tree["lines"] = [{"place": UNKNOWN_PLACE, **line} for line in lines]
    return tree


def budget_yaml(budget: Budget) -> str:
    """The text of the file; it reads back as the same budget."""
    tree = budget_tree(budget)
    lines = tree.pop("lines")
    text = [f"{key}: {flow(value)}" for key, value in tree.items()]
    text.append("lines:" if lines else "lines: []")
    text += [f"  - {flow(_in_order(line))}" for line in lines]
    return "\n".join(text) + "\n"


_FIRST = ("id", "account", "name", "category", "level", "amount", "currency", "place")


def _in_order(line: dict[str, Any]) -> dict[str, Any]:
    first = {key: line[key] for key in _FIRST if key in line}
    return first | line


def flow(value: Any) -> str:
    """A value, group or list within one line."""
    if isinstance(value, dict):
        inner = ", ".join(f"{scalar(str(key))}: {flow(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    return inline(value)
