"""Versions and ids that travel in headers: ETag, If-Match, If-None-Match, Idempotency-Key."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Depends, Header

from kachinko.model.base import Id
from kachinko.web.problems import ProblemError

_TAG = re.compile(r'"([0-9]{1,9})"')

IdempotencyKey = Annotated[
    Id,
    Header(
        alias="Idempotency-Key",
        description="Made by you, new for every change; the same key is answered the same way.",
        examples=["6e0f9c1e-0c59-4a54-9d0e-5d8a7c0b1f2a"],
    ),
]


def etag(version: int) -> dict[str, str]:
    """The header that names a version."""
    return {"ETag": f'"{version}"'}


def _seen(
    if_match: Annotated[
        str | None,
        Header(alias="If-Match", description="The ETag that you have seen.", examples=['"3"']),
    ] = None,
) -> int | None:
    """The version that a change names; `*` stands for any.

    Raises
    ------
    ProblemError
        428 where none is named, 412 where it cannot be one of ours.
    """
    if if_match is None:
        raise ProblemError(
            428, "VERSION-NEEDED", "A change names the version that was seen: send If-Match."
        )
    if if_match.strip() == "*":
        return None
    match = _TAG.fullmatch(if_match.strip())
    if match is None:
        raise ProblemError(412, "CHANGED", f"No version has the tag {if_match[:80]!r}.")
    return int(match[1])


def _seen_or_new(
    if_match: Annotated[
        str | None, Header(alias="If-Match", description="The ETag of what you replace.")
    ] = None,
    if_none_match: Annotated[
        str | None, Header(alias="If-None-Match", description="`*`, for something new.")
    ] = None,
) -> int | None:
    """The version that is replaced; None: something new.

    Raises
    ------
    ProblemError
        As for `Seen`; both headers at once, or neither.
    """
    if if_none_match is not None and if_none_match.strip() == "*" and if_match is None:
        return None
    found = _seen(if_match) if if_none_match is None else None
    if found is None:
        raise ProblemError(
            428,
            "VERSION-NEEDED",
            "Say what you replace: send If-Match with an ETag, or If-None-Match: * for a new one.",
        )
    return found


Seen = Annotated[int | None, Depends(_seen)]
SeenOrNew = Annotated[int | None, Depends(_seen_or_new)]
IfNoneMatch = Annotated[
    str | None, Header(alias="If-None-Match", description="An ETag that you have already.")
]


def unchanged(if_none_match: str | None, version: int) -> bool:
    """Whether the one who asks has this version already."""
    if if_none_match is None:
        return False
    return f'"{version}"' in [each.strip().removeprefix("W/") for each in if_none_match.split(",")]


TAGGED: dict[str, Any] = {
    "headers": {"ETag": {"description": "The version.", "schema": {"type": "string"}}}
}
"""For the description of an answer that bears a version."""
