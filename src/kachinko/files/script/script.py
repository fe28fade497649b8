"""A script as it lies on the table, whatever program wrote it: paragraphs in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
