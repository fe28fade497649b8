"""The engine's own sentences in another language; sentences of rules stay as they were read.

What the engine says in English stands in the catalogue of `report/told`; here days are written as
people write them, and events by their names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kachinko.model.span import parse_day
from kachinko.report.incentives.texts import IncentiveWords
from kachinko.report.told import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.estimate import Estimate

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def said(words: IncentiveWords, text: str) -> str:
    """A sentence of the engine in the language; as it stands where it has none of its shapes."""

    def fill(place: str, part: str) -> str | None:
        if place == "trigger":
            return words.named("trigger", part.replace(" ", "_"))
        return words.day(parse_day(part)) if _DAY.fullmatch(part) else None

    return told(text, words.lang, fill)


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
