"""Long lists come in pages; a cursor says after what the next one begins."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from kachinko.model.errors import Fault
from kachinko.web.problems import ProblemError

T = TypeVar("T")

MOST = 1_000
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[
    str | None, Query(max_length=400, description="`next` of the page before; empty: the first.")
]


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    items: list[T]
    next: str | None = Field(default=None, description="Cursor of the next page; null: no more.")


def cursor_of(*key: str | int) -> str:
    """A cursor that goes on after a key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def key_of(cursor: str | None, *kinds: type) -> list[str | int] | None:
    """The key of a cursor; None: there is none.

    Raises
    ------
    ProblemError
        422, for a cursor that is none of ours.
    """
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        right = isinstance(key, list) and [type(part) for part in key] == list(kinds)
        if right and all(_is_plain(part) for part in key):
            return list(key)
    except (binascii.Error, ValueError, RecursionError):
        pass
    raise ProblemError(
        422,
        "CURSOR",
        "The cursor is none that a page gave.",
        faults=[Fault("query.cursor", "it cannot be read", "`next` of the page before")],
    )


def _is_plain(part: str | int) -> bool:
    if isinstance(part, int):
        return 0 <= part < 2**62
    return len(part) <= 64 and part.isprintable() and part.isascii()
