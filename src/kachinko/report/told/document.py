"""Documents of plans, reasons and checks, with their sentences in another language."""

from __future__ import annotations

from typing import Any

from kachinko.report.told.catalogue import ITS_OWN
from kachinko.report.told.sentences import told

SENTENCES = frozenset(
    {
        "sentence", "sentences", "heading", "opening", "change", "changes", "assumptions",
        "remarks", "notices", "notes", "why", "because", "detail", "hint", "what", "right",
        "message", "rule", "reasons", "says", "words", "missing", "must_hold",
    }
)  # fmt: skip
"""Names under which sentences stand in documents."""


def told_document(document: Any, lang: str) -> Any:
    """A document as parsed from JSON, its sentences in a language; all else stays as it is.

    Only texts under the names of `SENTENCES` are sentences, so names and ids stay untouched.
    """
    return document if lang == ITS_OWN else _told(document, lang, spoken=False)


def _told(value: Any, lang: str, *, spoken: bool) -> Any:
    if isinstance(value, str):
        return told(value, lang) if spoken else value
    if isinstance(value, list):
        return [_told(each, lang, spoken=spoken) for each in value]
    if isinstance(value, dict):
        return {name: _told(each, lang, spoken=name in SENTENCES) for name, each in value.items()}
    return value
