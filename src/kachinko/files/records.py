"""Small YAML files that hold one record: changes, ranges, scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from kachinko.files.source import Kind
from kachinko.files.validation import show
from kachinko.files.yaml_reader import read_file
from kachinko.model.consistency import nearest
from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path as FilePath

    from pydantic_core import ErrorDetails

    from kachinko.files.source import YamlSource
    from kachinko.model.consistency import Path

    Where = Callable[[Path], str]

M = TypeVar("M", bound=BaseModel)


def load_record(path: FilePath, model: type[M]) -> tuple[M, YamlSource]:
    """Read a YAML file as a record; the source says where each value stands in the file.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line.
    """
    source = read_file(path, kind_of(model))
    faults = list(source.faults)
    record: M | None = None
    try:
        record = model.model_validate(source.tree, by_alias=True, by_name=False)
    except ValidationError as error:
        if not source.broken:
            faults += faults_of(error, source.tree, source.where, source.where_key)
    if faults or record is None:
        raise InputError(source.name, list(dict.fromkeys(faults)))
    return record, source


def kind_of(model: type[BaseModel]) -> Kind:
    """What a file of a model is, in the words of its faults."""
    keys = [field.alias or name for name, field in model.model_fields.items() if name != "schema_"]
    named = ", ".join(f"'{key}:'" for key in keys[:3])
    schema = model.model_fields.get("schema_")
    example = f"a file with 'schema: {schema.default}'" if schema else f"a file with {named}"
    return Kind("file", f"keys such as {named} at the left margin", example)


def faults_of(error: ValidationError, tree: Any, where: Where, where_key: Where) -> list[Fault]:
    """What is wrong with a raw tree, in words; `where` says where a value stands."""
    return [
        _fault(detail, tree, where, where_key)
        for detail in error.errors(include_url=False)
        # A list of which no item could be read counts as empty; the items are reported.
        if not (detail["type"] == "too_short" and detail["input"])
    ]


def _fault(detail: ErrorDetails, tree: Any, where: Where, where_key: Where) -> Fault:
    path = _path_in(tree, detail["loc"], missing=detail["type"] == "missing")
    name = str(path[-1]) if path else "the file"
    if path and isinstance(path[-1], int):
        name = f"item {path[-1] + 1}"
    bounds: dict[str, Any] = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return Fault(where(path), f"{name} is missing")
        case "extra_forbidden":
            return Fault(where_key(path), f"{name!r} is not a known key here")
        case "too_short":
            return Fault(
                where(path), f"{name} is empty", f"at least {bounds['min_length']} of them"
            )
        case "union_tag_invalid":
            known = str(bounds["expected_tags"]).replace("'", "").split(", ")
            close = nearest(str(bounds["tag"]), known)
            right = f"{close!r}, perhaps" if close else f"one of {', '.join(known)}"
            return Fault(where(path), f"{bounds['tag']!r} is not a known kind", right)
        case "union_tag_not_found":
            key = str(bounds["discriminator"]).strip("'")
            return Fault(where(path), f"{key} is missing, which says what kind it is")
        case "value_error":
            message = str(bounds.get("error", detail["msg"]))
            if isinstance(detail["input"], dict):
                return Fault(where(path), message)
            return Fault(where(path), f"{name} is {show(detail['input'])}", message)
        case _:
            message = str(detail["msg"])
            right = message[:1].lower() + message[1:].replace("Input ", "")
            right = right.removeprefix("input should be ").removeprefix("should be ")
            return Fault(where(path), f"{name} is {show(detail['input'])}", right)


def _path_in(tree: Any, location: tuple[int | str, ...], *, missing: bool) -> Path:
    """The path without the names of kinds that a union puts between."""
    path: list[int | str] = []
    node = tree
    kind_is_named = False
    for number, step in enumerate(location):
        last = number == len(location) - 1
        if isinstance(node, dict) and isinstance(step, str):
            # A kind may be called like one of its keys: {change: phase, phase: build, days: 3}.
            if not kind_is_named and step == node.get("change"):
                kind_is_named = True
                continue
            if step not in node and not (last and missing):
                continue
            path.append(step)
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            path.append(step)
            node = node[step]
        else:
            continue
        kind_is_named = False
    return tuple(path)
