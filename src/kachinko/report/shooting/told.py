"""What a board itself says, its assumptions and conflicts, in the language of a document."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from kachinko.report.html import page_file
from kachinko.shooting.sentences import read_back

if TYPE_CHECKING:
    from kachinko.report.shooting.texts import Words

ITS_OWN = "en"
"""The language of the sentences that boards hold."""


def told(text: str, words: Words) -> str:
    """A sentence of a board in the language of a document; one that we do not know stays as it is.

    Names, and the sources of working rules, stay as they were written.
    """
    if words.lang == ITS_OWN:
        return text
    found = read_back(text)
    if found is None:
        return text
    key, fill = found
    known = _sentences(words.lang)
    return known[key].format(**{field: _inside(field, its, known) for field, its in fill.items()})


def _inside(field: str, text: str, known: dict[str, str]) -> str:
    if field == "spans":
        return re.sub(r"(?<=\d) to (?=\d)", known["to"], text)
    if field == "names" and (found := read_back(text)) is not None and found[0] == "some":
        return known["some"].format(**found[1])
    return text


@cache
def _sentences(lang: str) -> dict[str, str]:
    words: dict[str, str] = json.loads(page_file(f"told_words.{lang}.json"))
    return words
