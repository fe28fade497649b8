"""The engine's own sentences in another language; sentences of rules stay as they were read.

The engine says in English what must hold, what is missing and what to know. Each such sentence has
one of a few forms, which stand in a file with their translation; a place such as ``{day}`` takes
over what stands there.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from kachinko.model.span import parse_day
from kachinko.report.html import page_file
from kachinko.report.incentives.texts import IncentiveWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.estimate import Estimate

_PLACE = re.compile(r"\\{(\w+)\\}")
_LONG = ("asks", "rule", "lines")
"""Places that take as much of a sentence as they can; the others as little."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _group(place: re.Match[str]) -> str:
    return f"(?P<{place[1]}>.+{'' if place[1] in _LONG else '?'})"


@cache
def _forms() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(_PLACE.sub(_group, re.escape(english)), re.DOTALL), other)
        for english, other in json.loads(page_file("incentives_sentences.json"))
    ]


def said(words: IncentiveWords, text: str) -> str:
    """A sentence of the engine in the language; as it stands where it is none of its forms."""
    return text if words.lang == "en" else _translated(words, text)


def has_form(text: str) -> bool:
    """Whether a sentence is one that can be said in every language."""
    return any(form.fullmatch(text) for form, _ in _forms())


def said_in(lang: str, text: str) -> str:
    """`said`, for documents that have words of another kind."""
    return text if lang == "en" else said(_words(lang), text)


def told_in(words: IncentiveWords, estimate: Estimate) -> Estimate:
    """An estimate whose own sentences are in the language."""
    if words.lang == "en":
        return estimate

    def all_of(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(said(words, text) for text in texts)

    return estimate.model_copy(
        update={
            "must_hold": all_of(estimate.must_hold),
            "missing": all_of(estimate.missing),
            "notes": all_of(estimate.notes),
            "trace": tuple(
                each.model_copy(update={"note": said(words, each.note)}) for each in estimate.trace
            ),
        }
        | {
            name: tuple(
                each.model_copy(update={"says": said(words, each.says)})
                for each in getattr(estimate, name)
            )
            for name in ("receipts", "windows", "deadlines", "lines")
        }
    )


_words = cache(IncentiveWords)


def _translated(words: IncentiveWords, text: str) -> str:
    for form, other in _forms():
        found = form.fullmatch(text)
        if found is not None:
            filled = {key: _part(words, key, part) for key, part in found.groupdict().items()}
            return other.format(**filled)
    return text


def _part(words: IncentiveWords, key: str, part: str) -> str:
    if key == "trigger":
        return words.named("trigger", part.replace(" ", "_"))
    if key in ("rule", "says"):
        return _translated(words, part)
    return words.day(parse_day(part)) if _DAY.fullmatch(part) else part
