"""From a raw tree to a record, or to every fault in it in words that a producer uses."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from kachinko.files.fields import describe, keys_of, record_at
from kachinko.model.consistency import inconsistencies, nearest
from kachinko.model.errors import Fault, InputError
from kachinko.model.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic_core import ErrorDetails

    from kachinko.files.source import Source
    from kachinko.model.consistency import Inconsistency, Path

M = TypeVar("M", bound=BaseModel)

MOST_FAULTS = 500
"""Beyond these a list of faults helps nobody."""

_EXAMPLES = {
    "Money": "{amount: 4000000, currency: JPY}",
    "Rent": "{amount: 1000000, currency: JPY, per: day}",
    "Dated": "{from: 2028-01-04, to: 2028-12-28}",
    "Horizon": "{from: 2028-01-04, to: 2028-12-28}",
    "Closure": "{from: 2028-08-11, to: 2028-08-16, reason: maintenance}",
    "Calendar": "{weekdays: [mon, tue, wed, thu, fri], holidays: JP}",
}
_FORMS = (
    (r" is (expected|needed)", ""),
    (r"^.* is not (an? |one of )", r"\1"),
    (r"^a date is written ", "a date written "),
    (r"^an amount is ", ""),
    (r"^the year lies between", "a year between"),
    (r" lies between ", " between "),
    (r"^an id is made ", "an id made "),
    (r"^(a name|text) has at most", r"\1 of at most"),
    (r"^a name is not empty", "a name that is not empty"),
    (r"^a name is one line", "a name of one line"),
    (r"^text holds no (control characters).*", r"text without \1"),
)
"""What the models say is not so, said as what would be right."""
_ALSO_IN_CONSISTENCY = (
    "'to' (",
    "'to' is not before",
    "a footprint is needed",
    "a title needs at least one",
)


def top_to_bottom(fault: Fault) -> list[tuple[int, str]]:
    """The order in which a person meets faults in a file: numbers in a place by their size."""
    return [
        (int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", fault.place)
    ]


def to_project(source: Source) -> Project:
    """Make a project out of what was read; see `to_record`."""
    return to_record(source, Project, inconsistencies)


def to_record(
    source: Source,
    root: type[M],
    disagreements: Callable[[dict[str, Any]], Iterable[Inconsistency]],
) -> M:
    """Make a record out of what was read; `disagreements` finds what its parts do not agree on.

    Raises
    ------
    InputError
        With every fault found: of reading, of single values, and of references between them.
    """
    faults = list(source.faults)
    record: M | None = None
    try:
        record = root.model_validate(source.tree, by_alias=True, by_name=False)
    except ValidationError as error:
        faults += _faults_of_values(source, root, error)
    for model, orphan, path in source.orphans:
        try:
            model.model_validate(orphan, by_alias=True, by_name=False)
        except ValidationError as error:
            faults += _faults_of_values(source, root, error, path)
    if not source.broken:
        faults += [
            Fault(source.where(found.path), found.what, found.right)
            for found in disagreements(source.tree)
        ]
    if faults or record is None:
        faults = sorted(dict.fromkeys(faults), key=top_to_bottom)
        more = len(faults) - MOST_FAULTS
        if more > 0:
            rest = Fault(source.name, f"there are {more:,} more faults", "the ones above put right")
            faults = [*faults[:MOST_FAULTS], rest]
        raise InputError(source.name, faults)
    return record


def _faults_of_values(
    source: Source, root: type[BaseModel], error: ValidationError, owner: Path = ()
) -> list[Fault]:
    faults = []
    for detail in error.errors(include_url=False):
        path: Path = (*owner, *detail["loc"])
        kind = detail["type"]
        if kind == "missing":
            if source.is_reported(path) or (source.broken and len(path) == 1):
                continue
            state = "has no value" if source.is_blank(path) else "is missing"
            where = source.where(path)
            faults.append(Fault(where, f"{_name(path)} {state}", _missing(root, path)))
        elif kind == "extra_forbidden":
            faults.append(Fault(source.where_key(path), *_unknown_key(root, path)))
        elif kind == "value_error" and isinstance(detail["input"], dict):
            message = _own_words(detail)
            if owner or source.broken or not message.startswith(_ALSO_IN_CONSISTENCY):
                faults.append(Fault(source.where(path), message))
        else:
            what = f"{_name(path)} is {show(detail['input'])}"
            right = _right(root, detail, path)
            if kind == "value_error" and not right:
                what += f": {_own_words(detail)}"
            faults.append(Fault(source.where(path), what, right))
    return faults


def show(value: Any) -> str:
    """Write a raw value so that a person recognises it."""
    match value:
        case None | "":
            return "empty"
        case bool():
            return "true" if value else "false"
        case str():
            return repr(value if len(value) <= 60 else value[:57] + "…")
        case list() | tuple():
            return "a list"
        case dict():
            return "a group of keys"
        case int():
            return str(value) if abs(value) < 10**20 else f"{Decimal(value):.3e}"
        case float():
            return f"{value:.10g}"
        case date():
            return value.isoformat()
        case _:
            return str(value)[:60]


def _name(path: Path) -> str:
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, int):
        return f"entry {last + 1} of {path[-2] if len(path) > 1 else 'the list'}"
    return str(last)


def _missing(root: type[BaseModel], path: Path) -> str:
    if isinstance(path[-1], int):
        return f"{path[-1] + 1} entries"
    model = record_at(root, path[:-1])
    key = str(path[-1])
    text = describe(model, key) if model is not None else ""
    example = _EXAMPLES.get(getattr(record_at(root, path), "__name__", ""), "")
    hint = ", such as ".join(part for part in (_continued(text), example) if part)
    return f"a value for {key}" + (f" ({hint})" if hint else "")


def _unknown_key(root: type[BaseModel], path: Path) -> tuple[str, str]:
    model = record_at(root, path[:-1])
    known = list(keys_of(model)) if model is not None else []
    key = str(path[-1])
    close = nearest(key, known)
    right = f"{close!r}, perhaps" if close else f"one of {', '.join(known)}"
    return f"{key!r} is not a known key here", right


def _own_words(detail: ErrorDetails) -> str:
    return str(detail.get("ctx", {}).get("error", detail["msg"]))


def _rephrased(message: str) -> str:
    """Turn a model's rule into the right form; nothing where it only says what is wrong."""
    for pattern, form in _FORMS:
        if re.search(pattern, message):
            return re.sub(pattern, form, message)
    return ""


def _continued(text: str) -> str:
    # 'Working days' goes on in lower case, 'ISO 4217' does not.
    text = text.rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _right(root: type[BaseModel], detail: ErrorDetails, path: Path) -> str:
    kind, value = detail["type"], detail["input"]
    bounds: dict[str, Any] = detail.get("ctx", {})
    if kind == "value_error":
        return _rephrased(_own_words(detail))
    if kind == "literal_error":
        return _literal(str(bounds["expected"]), value)
    if kind in ("tuple_type", "list_type"):
        simple = isinstance(value, str | int | float) and not isinstance(value, bool)
        return f"a list, such as [{value}]" if simple and len(str(value)) < 40 else "a list"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        model = record_at(root, path)
        return _EXAMPLES.get(model.__name__, _keys(model)) if model else "a group of keys"
    if kind.startswith("string"):
        return "text, in quotation marks where it looks like something else"
    if kind.startswith("int"):
        return "a whole number"
    if kind.startswith("bool"):
        return "true or false"
    if kind.startswith("float"):
        return "a number"
    return {
        "greater_than_equal": f"a number of {bounds.get('ge')} or more",
        "less_than_equal": f"a number of at most {bounds.get('le'):,}" if "le" in bounds else "",
        "finite_number": "a number that is not infinite",
        "too_short": "at least one entry",
        "too_long": f"at most {bounds.get('max_length')} entries",
    }.get(kind, "")


def _literal(expected: str, value: Any) -> str:
    words = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
    close = nearest(value, words) if isinstance(value, str) else None
    return " or ".join(words) + (f" ({close!r}, perhaps)" if close and len(words) > 1 else "")


def _keys(model: type[BaseModel]) -> str:
    return "a group of keys: " + ", ".join(keys_of(model))
