"""A script as it lies on the table, whatever program wrote it: paragraphs in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal[
    "heading",
    "action",
    "character",
    "dialogue",
    "parenthetical",
    "transition",
    "lyrics",
    "centered",
    "section",
    "synopsis",
    "note",
    "page_break",
]
Layout = Literal["western", "japanese"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; lines within it are parted by ``\\n``.

    The text is as written, without the marks of the file format: a cue keeps its ``(V.O.)``, a
    heading loses its number, an age in brackets stays.
    """

    kind: Kind
    text: str = ""
    number: str = ""
    """Scene number of a heading, as printed; empty: none."""
    dual: bool = False
    """A cue whose dialogue stands beside that of the cue before."""
    eighths: int = 0
    """Length of the scene [eighths of a page] that the file itself states; 0: none."""


_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")


def has_kana(text: str) -> bool:
    """Whether a text is Japanese, at least in part."""
    return _KANA.search(text) is not None


def layout_of(paragraphs: Iterable[Paragraph]) -> Layout:
    """Japanese where most headings are, and kana stand somewhere: kanji alone may be Chinese."""
    headings = japanese = 0
    kana = False
    for paragraph in paragraphs:
        kana = kana or has_kana(paragraph.text)
        if paragraph.kind == "heading":
            headings += 1
            japanese += _JAPANESE.search(paragraph.text) is not None
    return "japanese" if kana and 2 * japanese > headings else "western"


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its title page and its paragraphs."""

    paragraphs: tuple[Paragraph, ...]
    title_page: tuple[tuple[str, str], ...] = ()
    """Entries such as ``("title", "Lantern Street")``, keys in lower case."""
    layout: Layout = "western"

    @property
    def title(self) -> str:
        """The title in one line, or nothing."""
        return " ".join(dict(self.title_page).get("title", "").split())
