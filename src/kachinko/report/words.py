"""The words of a plan's documents in a language: those of its workbook, and sentences about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kachinko.files.plan_words import JAPANESE
from kachinko.report.told import ITS_OWN, heads, told_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.report.workbook_cells import Column


@dataclass(frozen=True, slots=True)
class Words:
    """Says in one language what stands in a plan's workbook, calendars and diff."""

    lang: str = ITS_OWN

    def __call__(self, text: str) -> str:
        """A word of the form, or sentences of ours; anything else stays as it is."""
        if self.lang == ITS_OWN:
            return text
        word = JAPANESE.get(text) or heads(self.lang).get(text)
        return word or told_line(text, self.lang)

    def yes(self, answer: object) -> str:
        """Yes or no."""
        return self("yes" if answer else "no")

    def choice(self, *words: str) -> str:
        """A list of words as a drop-down takes it."""
        return f'"{",".join(self(word) for word in words)}"'

    def columns(self, columns: Iterable[Column]) -> list[Column]:
        """Columns with their heads and notes in the language."""
        return [replace(each, head=self(each.head), note=self(each.note)) for each in columns]
