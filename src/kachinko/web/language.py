"""In which language somebody wants to hear what the service says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from babel import negotiate_locale
from fastapi import Query

from kachinko.report.told.catalogue import ITS_OWN, LANGUAGES

if TYPE_CHECKING:
    from starlette.requests import Request

Language = Annotated[
    Literal["en", "ja"], Query(description="Language of the sentences in the document.")
]
LONGEST = 1_000
"""Characters of an Accept-Language header that are read."""


def language_of(request: Request) -> str:
    """The first language of Accept-Language that we have; English where there is none."""
    wanted = []
    for part in request.headers.get("accept-language", "")[:LONGEST].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), tag))
        except ValueError:
            continue
    tags = [tag for weight, tag in sorted(wanted, key=lambda each: each[0]) if weight < 0]
    found = negotiate_locale([tag.partition("-")[0].lower() for tag in tags], LANGUAGES)
    return found or ITS_OWN
