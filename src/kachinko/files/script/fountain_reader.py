"""Read Fountain: fountain-py parses, and what it leaves out is put back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kachinko.files.script.fountain_lines import Prepared, prepare, uncover
from kachinko.files.script.script import Kind, Paragraph, Script, layout_of

if TYPE_CHECKING:
    from fountain.elements import FountainElement

_NUMBER = re.compile(r"\s*#([^\s#]{1,20})#$")
_KINDS: dict[str, Kind] = {
    "scene_heading": "heading",
    "action": "action",
    "character": "character",
    "dialogue": "dialogue",
    "parenthetical": "parenthetical",
    "transition": "transition",
    "lyrics": "lyrics",
    "centered": "centered",
    "section": "section",
    "synopsis": "synopsis",
    "page_break": "page_break",
}
_SPEECH = ("character", "parenthetical", "dialogue", "lyrics")


def read_fountain(text: str) -> Script:
    """Read the text of a Fountain script.

    Emphasis and forced marks go, as the paragraphs' kinds say what they said; boneyards go too.
    """
    from fountain import FountainParser

    prepared = prepare(text)
    document = FountainParser().parse("\n".join(prepared.lines))
    placed = [
        (line, _paragraph(element, line, prepared))
        for element in document.elements
        if (line := element.line_number - prepared.guards) > 0
    ]
    paragraphs = _with_notes(_paired(_joined(placed)), prepared.notes)
    entries = ((key.lower(), uncover(value).strip()) for key, value in document.metadata.items())
    title_page = tuple((key, value) for key, value in entries if value)
    return Script(tuple(paragraphs), title_page, layout_of(paragraphs))


def _paragraph(element: FountainElement, line: int, prepared: Prepared) -> Paragraph:
    kind = _KINDS.get(element.type.value, "action")
    text = uncover(element.text).strip("\n ") if kind != "page_break" else ""
    if kind == "heading":
        if line in prepared.forced:
            text = uncover(prepared.forced[line])
            found = _NUMBER.search(text)
            number = found[1] if found else ""
            text = text[: found.start()].rstrip() if found else text
        else:
            number = str(element.metadata.get("scene_number") or "")
        return Paragraph(kind, " ".join(text.split()), number)
    if kind == "character":
        extension = element.metadata.get("extension")
        name = f"{text} ({uncover(str(extension))})" if extension else text
        return Paragraph(kind, name, dual=line in prepared.dual)
    if kind == "action":
        if line in prepared.dual:
            first, *rest = text.split("\n")
            text = "\n".join([f"{first} ^", *rest])
        text = "\n".join(each.strip() for each in text.split("\n")).strip()
    return Paragraph(kind, text)


def _joined(placed: list[tuple[int, Paragraph]]) -> list[tuple[int, Paragraph]]:
    """Lines of one speech, which the parser gives one by one, as one paragraph."""
    joined: list[tuple[int, list[str], Paragraph]] = []
    for line, paragraph in placed:
        if paragraph.kind == "dialogue" and joined and joined[-1][2].kind == "dialogue":
            joined[-1][1].append(paragraph.text)
        else:
            joined.append((line, [paragraph.text], paragraph))
    return [
        (line, Paragraph(first.kind, "\n".join(texts).strip(), first.number, dual=first.dual))
        for line, texts, first in joined
        if first.kind == "page_break" or any(text.strip() for text in texts)
    ]


def _paired(placed: list[tuple[int, Paragraph]]) -> list[tuple[int, Paragraph]]:
    """Only a cue right after a speech can stand beside it."""
    paired: list[tuple[int, Paragraph]] = []
    for line, paragraph in placed:
        if paragraph.dual and not (paired and paired[-1][1].kind in _SPEECH):
            paragraph = replace(paragraph, dual=False)
        paired.append((line, paragraph))
    return paired


def _with_notes(
    placed: list[tuple[int, Paragraph]], notes: list[tuple[int, str]]
) -> list[Paragraph]:
    """Each note after the paragraph in or below which it stands."""
    waiting = list(reversed(notes))
    paragraphs: list[Paragraph] = []
    for line, paragraph in placed:
        while waiting and waiting[-1][0] < line:
            paragraphs.append(Paragraph("note", uncover(waiting.pop()[1])))
        paragraphs.append(paragraph)
    return paragraphs + [Paragraph("note", uncover(said)) for _, said in reversed(waiting)]
