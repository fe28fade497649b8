"""How long a scene is on the page, in eighths.

Assumptions, stated because every program lays pages out a little differently: a western page has
55 lines, with ten signs an inch over columns of 60 signs for action and headings, 35 for dialogue
and 25 for parentheticals, and an empty line before all but what is spoken. A Japanese page is a
sheet of manuscript paper with columns of 20 signs: 20 columns on the sheet of 400, 10 on that of
200; every paragraph begins a new column, and a heading follows an empty one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kachinko.model.scene import EIGHTHS_A_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.files.script.script import Paragraph

SheetSigns = Literal[200, 400]

LINES_A_PAGE = 55
SIGNS_A_COLUMN = 20
LONGEST = 200 * EIGHTHS_A_PAGE
"""What a scene may have at most [eighths]."""

_WIDTHS = {"dialogue": 35, "parenthetical": 25, "lyrics": 35, "character": 38}
_TIGHT = ("dialogue", "parenthetical", "lyrics")
_UNPRINTED = ("note", "section", "synopsis", "page_break")


def eighths_of(paragraphs: Iterable[Paragraph]) -> int:
    """Length of a western scene [eighths], to the nearest, at least 1."""
    lines = 0
    for paragraph in paragraphs:
        if paragraph.kind not in _UNPRINTED:
            width = _WIDTHS.get(paragraph.kind, 60)
            lines += sum(_wrapped(line, width) for line in paragraph.text.split("\n"))
            lines += paragraph.kind not in _TIGHT
    return _eighths(lines, LINES_A_PAGE)


def eighths_of_japanese(paragraphs: Iterable[Paragraph], sheet: SheetSigns = 400) -> int:
    """Length of a Japanese scene on sheets of so many signs [eighths], to the nearest."""
    columns = 0
    name = 0
    for paragraph in paragraphs:
        if paragraph.kind == "character":
            # The name stands in the column of its speech.
            name = len(paragraph.text)
        elif paragraph.kind not in _UNPRINTED:
            signs = len(paragraph.text.replace("\n", "")) + name
            columns += max(1, -(-signs // SIGNS_A_COLUMN)) + (paragraph.kind == "heading")
            name = 0
    return _eighths(columns, sheet // SIGNS_A_COLUMN)


def _eighths(lines: int, page: int) -> int:
    return min(max(1, (2 * lines * EIGHTHS_A_PAGE + page) // (2 * page)), LONGEST)


def _wrapped(text: str, width: int) -> int:
    """Lines that a text takes in a column, broken between words."""
    lines, used = 1, 0
    for word in text.split():
        size = len(word)
        if used and used + 1 + size > width:
            lines, used = lines + 1, 0
        if size > width:
            lines += (size - 1) // width
            size = (size - 1) % width + 1
        used += size + bool(used)
    return lines
