"""Write records as YAML that people like to read and that read back as the same."""

from __future__ import annotations

import json
import re
import textwrap
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from kachinko.files.fields import keys_of

if TYPE_CHECKING:
    from kachinko.model.project import Project

PARTS = {
    "project.yaml": ("schema", "name", "currency", "horizon", "notes"),
    "studios.yaml": ("studios",),
    "agreements.yaml": ("agreements",),
    "titles.yaml": ("titles",),
}
"""Which keys of a project stand in which file of a folder."""

WIDTH = 100
COMMENT_COLUMN = 44
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()+/&'-]*[\w.()+/&'-])?")
_RESERVED = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_INLINE = {
    "Money", "Rent", "Dated", "Horizon", "Closure", "Calendar", "CastMember", "Player", "Location",
    "Move", "ShootingSet", "Element",
}  # fmt: skip
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff]")


def write_folder(project: Project, *, explain: bool = False) -> dict[str, str]:
    """The texts of the files of a folder, by name."""
    emitter = _Emitter(explain=explain)
    return {file: emitter.text(project, keys, file) for file, keys in PARTS.items()}


def write_file(project: Project, *, explain: bool = False) -> str:
    """The text of a single file."""
    keys = tuple(key for part in PARTS.values() for key in part)
    return _Emitter(explain=explain).text(project, keys, "")


def write_record(record: BaseModel) -> str:
    """The text of a file that holds one record of any kind."""
    return "\n".join(_Emitter(explain=False).record(record, 0)) + "\n"


class _Emitter:
    """Writes records; with `explain`, the first record of each kind shows and explains all keys."""

    def __init__(self, *, explain: bool) -> None:
        self.explain = explain
        self.explained: set[type[BaseModel]] = set()

    def text(self, project: Project, keys: tuple[str, ...], file: str) -> str:
        lines = self._introduction(file) if self.explain else []
        lines += self.record(project, 0, only=keys)
        return "\n".join(lines) + "\n"

    def _introduction(self, file: str) -> list[str]:
        text = _INTRODUCTIONS[file]
        return [f"# {line}".rstrip() for line in textwrap.wrap(text, WIDTH - 2)] + [""]

    def record(self, record: BaseModel, level: int, only: tuple[str, ...] = ()) -> list[str]:
        """The lines of a record, each key on its own."""
        teach = self.explain and type(record) not in self.explained
        self.explained.add(type(record))
        lines: list[str] = []
        for key, field in keys_of(type(record)).items():
            if only and key not in only:
                continue
            name = next(n for n, f in type(record).model_fields.items() if f is field)
            value = getattr(record, name)
            if _is_empty(value) and not teach and not only:
                continue
            written = self.entry(key, value, level)
            comment = field.description if teach else None
            lines += _with_comment(written, comment, level)
        return lines

    def entry(self, key: str, value: Any, level: int) -> list[str]:
        """The lines of a key with its value."""
        pad = "  " * level
        if isinstance(value, str) and "\n" in value:
            return _literal_block(key, value, level)
        if isinstance(value, BaseModel):
            if not self.must_stand_open(value):
                line = f"{pad}{key}: {inline(value)}"
                if len(line) <= WIDTH:
                    return [line]
            return [f"{pad}{key}:", *self.record(value, level + 1)]
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            return [f"{pad}{key}:", *self.items(value, level + 1)]
        return [f"{pad}{key}: {inline(value)}"]

    def items(self, records: tuple[BaseModel, ...], level: int) -> list[str]:
        """The lines of a list of records."""
        lines: list[str] = []
        pad = "  " * level
        for record in records:
            line = f"{pad}- {inline(record)}"
            if not self.must_stand_open(record) and len(line) <= WIDTH:
                lines.append(line)
                continue
            inner = self.record(record, level + 1)
            first = next(i for i, text in enumerate(inner) if not text.lstrip().startswith("#"))
            for index in range(first):
                inner[index] = inner[index].replace("  ", "", 1)
            inner[first] = f"{pad}- {inner[first].lstrip()}"
            lines += inner
        return lines

    def must_stand_open(self, record: BaseModel) -> bool:
        """Whether a record is not to be written into one line."""
        if any(isinstance(v, str) and "\n" in v for v in record.__dict__.values()):
            return True
        if self.explain and _unexplained(type(record), self.explained):
            return True
        return type(record).__name__ not in _INLINE


def _unexplained(model: type[BaseModel], explained: set[type[BaseModel]]) -> bool:
    # Money and spans of days explain themselves.
    return model not in explained and model.__name__ not in {"Money", "Dated", "Horizon"}


def _with_comment(lines: list[str], comment: str | None, level: int) -> list[str]:
    if not comment:
        return lines
    first = lines[0]
    if len(lines) == 1 and len(first) < COMMENT_COLUMN and len(comment) <= 75:
        return [f"{first:<{COMMENT_COLUMN}}# {comment}"]
    pad = "  " * level
    return [f"{pad}# {text}" for text in textwrap.wrap(comment, WIDTH - len(pad) - 2)] + lines


def _literal_block(key: str, value: str, level: int) -> list[str]:
    pad = "  " * level
    lines = value.split("\n")
    simple = all(
        line == line.strip() and not _ESCAPED.search(line) and "\t" not in line for line in lines
    )
    if simple and lines[0] and lines[-1]:
        return [f"{pad}{key}: |-", *(f"{pad}  {line}".rstrip() for line in lines)]
    return [f"{pad}{key}: {inline(value)}"]


def inline(value: Any) -> str:
    """Write a value within a line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return scalar(value)
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case Decimal():
            return exact(value)
        case tuple():
            return "[" + ", ".join(inline(entry) for entry in value) + "]"
        case BaseModel():
            fields = type(value).model_fields.items()
            pairs = [(field.alias or name, getattr(value, name)) for name, field in fields]
            written = [f"{key}: {inline(inner)}" for key, inner in pairs if not _is_empty(inner)]
            return "{" + ", ".join(written) + "}"
        case _:
            raise TypeError(f"no YAML for {type(value).__name__}")


def exact(amount: Decimal) -> str:
    """Write an amount as a number, or as text where a reader's float would lose digits."""
    if amount == amount.to_integral_value():
        return str(int(amount))
    number = float(amount)
    if Decimal(repr(number)) == amount:
        return repr(number)
    return f'"{amount:f}"'


def scalar(text: str) -> str:
    """Write text plainly where every reader of YAML, old and new, takes it for text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == ()


_INTRODUCTIONS = {
    "": (
        "A Kachinko project in one file. Everything in it is an example: replace it. Each kind of "
        "entry is explained where it first appears; a key without a value (null) may be left out. "
        "Plan it with: kachinko plan THIS-FILE --out out"
    ),
    "project.yaml": (
        "A Kachinko project. Everything in this folder is an example: replace it. All .yaml files "
        "of the folder are read together. Each kind of entry is explained where it first appears; "
        "a key without a value (null) may be left out. Plan it with: kachinko plan THIS-FOLDER "
        "--out out"
    ),
    "studios.yaml": "Example, replace me: studios with their stages and working calendars.",
    "agreements.yaml": (
        "Example, replace me: the rights to use stages. Without any agreement every stage is open."
    ),
    "titles.yaml": (
        "Example, replace me: the films and series to decide on, with their sets, their location "
        "blocks and the cast whose days matter."
    ),
}
