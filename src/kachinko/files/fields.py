"""What the models know about their fields, by the keys that people write."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from kachinko.model.consistency import Path


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the keys that stand in files, in the order of a reader."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    keys = list(fields)
    if "id" in keys:
        # What is inherited ('from', 'to') comes first; people look for the id there.
        inherited = keys[: keys.index("id")]
        own = keys[keys.index("id") :]
        needed = max(place for place, key in enumerate(own) if fields[key].is_required()) + 1
        keys = own[:needed] + inherited + own[needed:]
    return {key: fields[key] for key in keys}


def describe(model: type[BaseModel], key: str) -> str:
    """The explanation of a key, or nothing."""
    field = keys_of(model).get(key)
    return (field.description or "") if field is not None else ""


def record_at(root: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model of the record at a path within a `root`, or None where there is no record."""
    model: Any = root
    for step in path:
        if isinstance(step, int):
            continue
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return None
        field = keys_of(model).get(step)
        if field is None:
            return None
        model = inner_type(field.annotation)
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def is_list(field: FieldInfo) -> bool:
    """Whether a field holds several values."""
    return get_origin(_bare(field.annotation)) is tuple


def inner_type(annotation: Any) -> Any:
    """The type of a value, or of a list's entries, without None and annotations."""
    annotation = _bare(annotation)
    if get_origin(annotation) is tuple:
        return _bare(get_args(annotation)[0])
    return annotation


def _bare(annotation: Any) -> Any:
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        else:
            return annotation
