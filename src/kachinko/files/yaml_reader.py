"""Read a project from one YAML file or a folder of them, or another kind from one file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kachinko.files.fields import is_list, keys_of
from kachinko.files.source import (
    LARGEST_FILE,
    PROJECT,
    Kind,
    YamlSource,
    read_bytes,
    refusal,
    too_large,
)
from kachinko.files.yaml_nodes import MOST_VALUES, Document, Key, Node, parse
from kachinko.model.errors import Fault
from kachinko.model.project import Project

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from kachinko.model.consistency import Path

_KEY = re.compile(r"\w([\w.:-]*\w)?")
"""What a key looks like; a piece of text that lost its quotation marks does not."""

_LISTS = {key for key, field in keys_of(Project).items() if is_list(field)}


def read_file(path: FilePath, kind: Kind = PROJECT) -> YamlSource:
    """Read a project, or another kind of record, from a single file."""
    return _merge(str(path), [(path.name, read_bytes(path, str(path), kind.noun))], kind)


def read_folder(path: FilePath) -> YamlSource:
    """Read a project from all YAML files on the top level of a folder, sorted by name.

    Lists of the same name in several files are joined; any other key may stand in one file only.
    """
    source = str(path)
    files = yaml_files(path, source)
    if not files:
        raise refusal(
            source,
            "the folder holds no .yaml file",
            "a folder with project.yaml, studios.yaml, agreements.yaml and titles.yaml; "
            "'kachinko new' makes one",
        )
    contents = []
    total = 0
    for file in files:
        data = read_bytes(file, source)
        total += len(data)
        if total > LARGEST_FILE:
            raise too_large(source, "the folder", total)
        contents.append((file.name, data))
    return _merge(source, contents)


def yaml_files(folder: FilePath, source: str) -> list[FilePath]:
    """The files of a folder that are read as parts of a project."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refusal(source, f"the folder cannot be read: {reason}") from None
    return [
        entry
        for entry in entries
        if entry.suffix.lower() in (".yaml", ".yml")
        and not entry.name.startswith(".")
        and not entry.is_dir()
    ]


def _merge(name: str, contents: list[tuple[str, bytes]], kind: Kind = PROJECT) -> YamlSource:
    source = YamlSource(name)
    writer = _Merger(source)
    empty = []
    for file, data in contents:
        text = _decode(data, file, source)
        document = parse(text, file) if text is not None else Document()
        source.faults += document.faults
        root = document.root
        if root is None or (root.value is None and root.items is None and root.pairs is None):
            source.broken |= text is None or bool(document.faults)
            if text is not None and not document.faults:
                empty.append(file)
        elif root.pairs is None:
            source.broken = True
            source.faults.append(
                Fault(
                    f"{file} line {root.line}, column {root.column}",
                    "the file does not begin with a key",
                    kind.first_keys,
                )
            )
        else:
            writer.add(file, root.pairs)
    if not source.tree and not source.faults and not source.keys:
        shown = empty[0] if len(empty) == 1 else "every file"
        raise refusal(name, f"{shown} is empty", kind.example)
    return source


class _Merger:
    """Puts the nodes of several files into one tree with the spots of all values."""

    def __init__(self, source: YamlSource) -> None:
        self.source = source
        self.count = 0
        self.origin: dict[str, tuple[str, Key]] = {}

    def add(self, file: str, pairs: list[tuple[Key, Node]]) -> None:
        """Add the top level of one file."""
        tree, source = self.source.tree, self.source
        for key, node in pairs:
            earlier = self.origin.setdefault(key.text, (file, key))
            known = tree.get(key.text)
            if earlier[1] is key:
                self.put(tree, (), file, key, node)
            elif key.text in _LISTS and node.items is not None and isinstance(known, list):
                for item in node.items:
                    path = (key.text, len(known))
                    known.append(self.value(file, item, path))
            elif key.text in _LISTS and (_is_null(node) or known is None):
                # One of the two is empty: nothing to join.
                if known is None:
                    self.put(tree, (), file, key, node)
            else:
                source.faults.append(
                    Fault(
                        f"{file} line {key.line}, column {key.column}",
                        f"{key.text!r} stands in {earlier[0]} line {earlier[1].line} already",
                        "each key in one file only; the lists studios, agreements and titles "
                        "may be spread over several files",
                    )
                )

    def put(self, group: dict[str, Any], path: Path, file: str, key: Key, node: Node) -> None:
        """Set a key of a group; a key without a value counts as left out."""
        inner = (*path, key.text)
        self.source.keys[inner] = (file, key.line, key.column)
        if not _is_null(node):
            group[key.text] = self.value(file, node, inner)
        elif not _KEY.fullmatch(key.text):
            self.source.faults.append(
                Fault(
                    f"{file} line {key.line}, column {key.column}",
                    f"{key.text[:60]!r} stands where a key is expected, and has no value",
                    "the text in quotation marks, if a comma in {braces} has cut it in two",
                )
            )

    def value(self, file: str, node: Node, path: Path) -> Any:
        """Turn a node into plain values."""
        self.count += 1
        if self.count > MOST_VALUES:
            raise refusal(
                self.source.name,
                f"the file unfolds into more than {MOST_VALUES:,} values",
                "values written out instead of references ('*name')",
                place=f"{file} line {node.line}, column {node.column}",
            )
        self.source.values[path] = (file, node.line, node.column)
        if node.items is not None:
            return [self.value(file, item, (*path, index)) for index, item in enumerate(node.items)]
        if node.pairs is not None:
            group: dict[str, Any] = {}
            for key, inner in node.pairs:
                self.put(group, path, file, key, inner)
            return group
        return node.value


def _is_null(node: Node) -> bool:
    return node.value is None and node.items is None and node.pairs is None


def _decode(data: bytes, file: str, source: YamlSource) -> str | None:
    """Decode UTF-8; otherwise leave a fault that says what it seems to be."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        source.faults.append(Fault(file, "the file is UTF-16", "the file saved as UTF-8"))
    elif data.startswith(b"PK\x03\x04"):
        source.faults.append(
            Fault(file, "this is a workbook or ZIP file, not text", "the ending .xlsx, or YAML")
        )
    elif b"\0" in data:
        source.faults.append(
            Fault(file, "the file holds binary data, not text", "a YAML file in UTF-8")
        )
    else:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            what = f"the byte 0x{data[error.start]:02x} is not UTF-8"
            guess = _guess_encoding(data)
            if guess:
                what += f"; the file seems to be {guess}"
            source.faults.append(Fault(f"{file} line {line}", what, "the file saved as UTF-8"))
    return None


def _guess_encoding(data: bytes) -> str:
    for codec, name, first, last in (
        ("cp932", "Shift_JIS", "ぁ", "ヿ"),
        ("euc_jp", "EUC-JP", "ぁ", "ヿ"),
        ("cp949", "Korean (CP949)", "가", "힣"),
    ):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if any(first <= letter <= last for letter in text):
            return name
    return "Latin-1 or Windows-1252"
