"""Where a fact was read: a page, its publisher, its date, and what kind of voice it is."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from kachinko.model.base import Id, Record, Text

Voice = Literal["statute", "regulator", "agency", "adviser", "press", "vendor", "unknown"]
"""Who speaks: statute (the law itself), regulator (a tax office), agency (a film commission)."""

_PARTIAL = re.compile(r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")


def _as_text(value: Any) -> Any:
    # A reader takes 2024 for a number and 2024-03-01 for a day; a person means the text.
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _check_partial(value: str) -> str:
    if not _PARTIAL.match(value):
        raise ValueError("a date is written YYYY, YYYY-MM or YYYY-MM-DD, or left empty")
    return value


PartialDate = Annotated[str, BeforeValidator(_as_text), AfterValidator(_check_partial)]


Address = Annotated[Text, Field(min_length=1, max_length=2000)]


class Source(Record):
    """A page or document that values and clauses name by its id."""

    id: Id
    url: Address = Field(description="Address of the page.")
    title: Text = Field(default="", description="What the page is.")
    publisher: Text = Field(default="", description="Who published it.")
    date: PartialDate = Field(default="", description="Date that it carries; empty: none.")
    read: PartialDate = Field(default="", description="When it was read.")
    voice: Voice = Field(default="unknown", description="Who speaks there.")
    note: Text = Field(default="", description="What to know before trusting it.")
