"""Changes from a file or from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import TypeAdapter, ValidationError

from kachinko.files.records import faults_of, load_record
from kachinko.files.yaml_nodes import parse
from kachinko.model.change import BaseChange, Change, Changes, apply_changes
from kachinko.model.consistency import breadcrumb
from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kachinko.files.yaml_nodes import Node
    from kachinko.model.project import Project

KINDS = {kind.model_fields["change"].default: kind for kind in get_args(get_args(Change)[0])}
"""The records of the changes by their kind."""


def load_changes(path: Path) -> tuple[BaseChange, ...]:
    """Read a YAML file with the key `changes`.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    return load_record(path, Changes)[0].changes


def parse_change(text: str) -> BaseChange:
    """Read a change such as ``close stage=toho-7 from=2028-03-01 to=2028-03-14``.

    The first word is the kind; values follow as key=value, written as in YAML:
    ``weekdays=[mon, tue]``, ``why="the roof leaks"``.

    Raises
    ------
    InputError
        With every fault of the text.
    """
    source = f"--change {text!r}"
    tree: dict[str, Any] = {}
    faults: list[Fault] = []
    for number, word in enumerate(_words(text)):
        key, equals, value = word.partition("=")
        if number == 0 and not equals:
            tree["change"] = word
        elif not equals:
            faults.append(Fault(source, f"{word!r} is no key=value", "such as title=tidal-king"))
        elif key in tree:
            faults.append(Fault(source, f"{key} is given twice"))
        elif not value:
            faults.append(Fault(source, f"{key} has no value", "such as null for none"))
        else:
            document = parse(value, source)
            faults += document.faults
            tree[key] = None if document.root is None else _plain(document.root)
    spoilt = {fault.what.partition(" ")[0] for fault in faults}
    try:
        change: BaseChange = TypeAdapter(Change).validate_python(tree, by_alias=True, by_name=False)
    except ValidationError as error:

        def place(path: tuple[str | int, ...]) -> str:
            return f"{source} ({breadcrumb(tree, path)})" if path else source

        # A key whose value could not be read is missing for that reason.
        faults += [
            fault
            for fault in faults_of(error, tree, place, place)
            if fault.what.partition(" ")[0] not in spoilt
        ]
    if faults:
        raise InputError(source, faults)
    return change


def changed(
    project: Project, file: Path | None, texts: Sequence[str]
) -> tuple[Project, tuple[BaseChange, ...]]:
    """The project after the changes of a file, then those of the command line.

    Raises
    ------
    InputError
        With every fault of all of them at once.
    """
    changes: list[BaseChange] = []
    places: list[str] = []
    faults: list[Fault] = []
    something_may_be_missing = False
    if file is not None:
        try:
            record, source = load_record(file, Changes)
        except InputError as error:
            faults += error.faults
            something_may_be_missing = True
        else:
            changes += record.changes
            places += [source.where(("changes", n)) for n in range(len(record.changes))]
    for text in texts:
        try:
            changes.append(parse_change(text))
        except InputError as error:
            faults += error.faults
            something_may_be_missing |= "-joins" in text
        else:
            places.append(f"--change {text!r}")
    try:
        project = apply_changes(project, changes, places.__getitem__)
    except InputError as error:
        # What an unreadable change would have brought in cannot be known here.
        if not something_may_be_missing:
            faults += error.faults
    if faults:
        raise InputError("the changes", faults)
    return project, tuple(changes)


def _words(text: str) -> list[str]:
    """Split at blanks, but not inside quotation marks and brackets."""
    words: list[str] = []
    for word in text.split():
        last = words[-1] if words else ""
        inside = last.count("[") > last.count("]") or last.count("{") > last.count("}")
        if inside or last.count('"') % 2:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _plain(node: Node) -> Any:
    if node.items is not None:
        return [_plain(item) for item in node.items]
    if node.pairs is not None:
        return {key.text: _plain(inner) for key, inner in node.pairs}
    return node.value
