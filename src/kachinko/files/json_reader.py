"""Read a record from a JSON file, with the line of everything in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kachinko.files.json_text import JsonLines, decode_json, parse_json
from kachinko.files.source import Kind, Source, refusal
from kachinko.files.yaml_nodes import DEEPEST, MOST_VALUES

if TYPE_CHECKING:
    from kachinko.model.raw_tree import Path


@dataclass
class JsonSource(Source):
    """A tree out of a JSON file."""

    lines: JsonLines = field(kw_only=True)

    def where(self, path: Path) -> str:
        """Say ``board.json line 12, days[0].date``."""
        return self.lines.place(path)

    def where_key(self, path: Path) -> str:
        """Say where the key of a value stands."""
        return self.lines.place(path)

    def is_blank(self, path: Path) -> bool:  # noqa: ARG002
        """Whether the key is there and has no value: null is one, in JSON."""
        return False


def read_json(data: bytes, name: str, kind: Kind) -> JsonSource:
    """Read the bytes of a JSON file called `name`.

    Raises
    ------
    InputError
        When it is no JSON, or none of this kind.
    """
    text = decode_json(data, name, kind.example)
    tree, odd = parse_json(text, name, f"a {kind.noun}")
    if not isinstance(tree, dict):
        raise refusal(name, "the file is not one JSON object", "{ … }", place=f"{name} line 1")
    lines = JsonLines(text, name)
    source = JsonSource(name, lines=lines)
    if odd:
        source.faults += lines.faults
    _refuse_excess(source, tree)
    source.tree = tree
    return source


def _refuse_excess(source: JsonSource, tree: Any) -> None:
    """Refuse what is deeper or larger than any file of ours."""
    count = 0
    waiting: list[tuple[Path, Any]] = [((), tree)]
    while waiting:
        path, node = waiting.pop()
        count += 1
        if len(path) > DEEPEST:
            what = f"values are nested more than {DEEPEST} deep"
            raise refusal(source.name, what, place=source.where(path))
        if count > MOST_VALUES:
            raise refusal(source.name, f"the file holds more than {MOST_VALUES:,} values")
        if isinstance(node, dict):
            waiting += [((*path, key), value) for key, value in node.items()]
        elif isinstance(node, list):
            waiting += [((*path, at), value) for at, value in enumerate(node)]
