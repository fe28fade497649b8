"""The sentences of a document beside it, for pages whose readers choose their language there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.report.told.document import SENTENCES
from kachinko.report.told.sentences import told

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHERS = ("ja",)
"""Languages besides the documents' own."""


def other_words(document: Any) -> dict[str, dict[str, str]]:
    """By language, every sentence of a document as parsed from JSON, as it is said there.

    A sentence that nobody has put into a language is missing there.
    """
    sentences = dict.fromkeys(_sentences(document, spoken=False))
    found: dict[str, dict[str, str]] = {}
    for lang in OTHERS:
        said = {sentence: told(sentence, lang) for sentence in sentences}
        found[lang] = {one: other for one, other in said.items() if one != other}
    return found


def _sentences(value: Any, *, spoken: bool) -> Iterator[str]:
    if isinstance(value, str):
        if spoken and value:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _sentences(each, spoken=spoken)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _sentences(each, spoken=name in SENTENCES)
