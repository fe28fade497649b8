"""What all our records share: frozen, complete, and no key that we do not know."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema


class Record(BaseModel):
    """A frozen record; one definition serves files, API and code."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        use_attribute_docstrings=False,
        str_strip_whitespace=True,
    )


class SecretRecord(Record):
    """A record with a password in it, which is taken exactly as it came, its blanks too."""

    model_config = ConfigDict(str_strip_whitespace=False)


ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
_ID = re.compile(ID_PATTERN)


def _check_id(value: str) -> str:
    if not _ID.match(value) or len(value) > 64:
        raise ValueError(
            "an id is made of letters, digits, '-', '_' and '.', begins with a letter or digit "
            "and has at most 64 characters"
        )
    return value


def _text(value: Any) -> Any:
    # A spreadsheet turns the id 7 into a number; a person means the text.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value


Id = Annotated[
    str,
    BeforeValidator(_text),
    AfterValidator(_check_id),
    WithJsonSchema({"type": "string", "pattern": ID_PATTERN, "maxLength": 64}),
]


def _check_text(value: str) -> str:
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    for character in value:
        if character in "\n\t":
            continue
        if unicodedata.category(character) in ("Cc", "Cs") or character in "\ufeff\ufffe\uffff":
            raise ValueError(f"text holds no control characters such as {character!r}")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"text has at most {LONGEST_TEXT:,} characters")
    return value


LONGEST_TEXT = 30_000
"""Fits into one cell of a workbook, which holds 32,767 characters."""

Text = Annotated[str, BeforeValidator(_text), AfterValidator(_check_text)]


def _check_name(value: str) -> str:
    if not value:
        raise ValueError("a name is not empty")
    if "\n" in value or "\t" in value:
        raise ValueError("a name is one line, without tabs")
    if len(value) > 200:
        raise ValueError("a name has at most 200 characters")
    return value


Name = Annotated[Text, AfterValidator(_check_name)]


def not_a_bool(value: Any) -> Any:
    """Refuse what pydantic would quietly take for a number: true, false and quoted text."""
    if isinstance(value, bool | str):
        raise ValueError("a number is expected, without quotation marks or unit")
    return value


Count = Annotated[
    int,
    BeforeValidator(not_a_bool),
    WithJsonSchema({"type": "integer", "minimum": 0}),
]
