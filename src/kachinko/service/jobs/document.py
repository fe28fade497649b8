"""Documents that are sent as parts of a request, by name: the files of a command line."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from kachinko.model.base import Record
from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME_PATTERN = r"^[\w][\w .()+-]{0,118}[\w)]$"
LONGEST_TEXT = 10_000_000


def _is_a_name(value: str) -> str:
    if ".." in value:
        raise ValueError("a name has no two dots in a row")
    return value


def _is_base64(value: str | None) -> str | None:
    if value is not None:
        try:
            base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("it is no base64") from None
    return value


class Document(Record):
    """A file by its name, whose ending says what is in it; either its text or its bytes."""

    # A file is taken as it is, with the blanks at its beginning.
    model_config = ConfigDict(str_strip_whitespace=False)

    name: Annotated[str, AfterValidator(_is_a_name)] = Field(
        pattern=NAME_PATTERN, description="Such as places.yaml; no folder."
    )
    text: str | None = Field(default=None, max_length=LONGEST_TEXT, description="Its text.")
    base64: Annotated[str | None, AfterValidator(_is_base64)] = Field(
        default=None, max_length=LONGEST_TEXT, description="Its bytes, where it is no text."
    )

    @model_validator(mode="after")
    def _one_content(self) -> Document:
        if (self.text is None) == (self.base64 is None):
            raise ValueError("a document has either a text or base64")
        return self

    @classmethod
    def of_file(cls, path: Path) -> Document:
        """A file that was made, to be sent back: as text where it is text."""
        content = path.read_bytes()
        try:
            text = content.decode()
        except UnicodeDecodeError:
            return cls.model_construct(
                name=path.name, text=None, base64=base64.b64encode(content).decode()
            )
        return cls.model_construct(name=path.name, text=text, base64=None)

    @property
    def content(self) -> bytes:
        """Its bytes."""
        if self.base64 is not None:
            return base64.b64decode(self.base64)
        return (self.text or "").encode()


def without_contents(record: Record) -> dict[str, Any]:
    """A record as plain values, in which of each document only its name and size are told."""
    told = record.model_dump(mode="json", by_alias=True)
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Document):
            told[name] = _told(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Document):
            told[name] = [_told(each) for each in value]
    return told


def _told(document: Document) -> dict[str, Any]:
    return {"name": document.name, "size": len(document.content)}


def lay_out(documents: Iterable[Document], folder: Path) -> list[Path]:
    """Write documents into a folder of their own; gives their paths, in their order.

    Raises
    ------
    InputError
        Where two have one name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Path] = []
    for each in documents:
        path = folder / each.name
        if path in found:
            fault = Fault(each.name, "two documents have this name", "a name of its own for each")
            raise InputError(each.name, [fault])
        path.write_bytes(each.content)
        found.append(path)
    return found
