"""The sheets of a workbook and their columns, derived from the models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from kachinko.files.fields import inner_type, is_list, keys_of
from kachinko.model.agreement import Agreement
from kachinko.model.project import Project
from kachinko.model.span import Dated
from kachinko.model.studio import Calendar, Closure, Stage, Studio
from kachinko.model.title import CastMember, LocationBlock, Set, Title

PROJECT_SHEET = "Project"
README_SHEET = "Read me"

Kind = Literal["text", "number", "whole", "amount", "date", "bool", "list", "choice"]
Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, where its value belongs in the record, and what it may hold."""

    head: str
    steps: Steps
    kind: Kind
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, str] | None = None
    """Sheet and head of the column that holds the ids which may stand here."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: a record a row, which belongs to the record that its first columns name."""

    sheet: str
    model: type[BaseModel]
    steps: Steps
    """From the owning record (or the project) to the list of these records."""
    owner: str = ""
    """Sheet of the owning records; none: the project."""
    owner_heads: tuple[str, ...] = ()
    key_heads: tuple[str, ...] = ()
    """Columns that identify a row for the sheets that it owns."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, those that name the owner first."""
        return _columns(self)


TABLES = (
    Table("Studios", Studio, ("studios",), key_heads=("id",)),
    Table("Studio closures", Closure, ("calendar", "closures"), "Studios", ("studio",)),
    Table("Stages", Stage, ("stages",), "Studios", ("studio",), ("id",)),
    Table("Stage closures", Closure, ("closures",), "Stages", ("stage",)),
    Table("Agreements", Agreement, ("agreements",)),
    Table("Titles", Title, ("titles",), key_heads=("id",)),
    Table("Cast", CastMember, ("cast",), "Titles", ("title",), ("title", "id")),
    Table("Cast availability", Dated, ("available",), "Cast", ("title", "cast")),
    Table("Sets", Set, ("sets",), "Titles", ("title",)),
    Table("Location blocks", LocationBlock, ("location_blocks",), "Titles", ("title",)),
)

_OWNER_REFERENCES = {
    "studio": ("Studios", "id", "Id of the studio, as on the sheet Studios."),
    "stage": ("Stages", "id", "Id of the stage, as on the sheet Stages."),
    "title": ("Titles", "id", "Id of the title, as on the sheet Titles."),
    "cast": ("Cast", "id", "Id of the cast member, as on the sheet Cast."),
}


@cache
def project_columns() -> tuple[Column, ...]:
    """The lines of the sheet Project, each a key with its value."""
    return tuple(flatten(Project, (), ""))


@cache
def _columns(table: Table) -> tuple[Column, ...]:
    owners = [
        Column(head, (), "text", text, required=True, refers_to=(sheet, key))
        for head in table.owner_heads
        for sheet, key, text in [_OWNER_REFERENCES[head]]
    ]
    return (*owners, *flatten(table.model, (), ""))


def flatten(model: type[BaseModel], steps: Steps, prefix: str) -> list[Column]:
    """The columns of a model's values; records in it are flattened, lists of records left out."""
    columns: list[Column] = []
    for key, field in keys_of(model).items():
        inner = inner_type(field.annotation)
        is_record = isinstance(inner, type) and issubclass(inner, BaseModel)
        if is_record and not is_list(field):
            inner_prefix = prefix if inner is Calendar else f"{prefix}{key}_"
            columns += flatten(inner, (*steps, key), inner_prefix)
        elif not is_record:
            several = is_list(field)
            columns.append(
                Column(
                    head=f"{prefix}{key}",
                    steps=(*steps, key),
                    kind="list" if several else _kind(inner, key),
                    description=(field.description or "")
                    + (" Several: separated by commas." if several else ""),
                    required=field.is_required() and not steps,
                    choices=get_args(inner) if get_origin(inner) is Literal else (),
                    refers_to=("Studios", "id") if key == "studio" else None,
                )
            )
    return columns


def _kind(inner: object, key: str) -> Kind:
    if get_origin(inner) is Literal:
        return "choice"
    if key == "value":
        return "number"
    kinds: dict[object, Kind] = {
        bool: "bool", int: "whole", float: "number", Decimal: "amount", date: "date",
    }  # fmt: skip
    return kinds.get(inner, "text")
