"""Write Final Draft scripts (.fdx), with scene numbers, notes and dual dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kachinko.model.scene import pages

if TYPE_CHECKING:
    from kachinko.files.script.script import Kind, Paragraph, Script

_TYPES: dict[Kind, str] = {
    "heading": "Scene Heading",
    "action": "Action",
    "character": "Character",
    "dialogue": "Dialogue",
    "parenthetical": "Parenthetical",
    "transition": "Transition",
    "lyrics": "Lyrics",
    "centered": "Action",
    "section": "Outline 1",
    "synopsis": "Outline Body",
}
_SPEECH = ("dialogue", "parenthetical", "lyrics", "note")


def write_fdx(script: Script) -> str:
    """The text of a script as Final Draft XML."""
    root = Element("FinalDraft", DocumentType="Script", Template="No", Version="5")
    _Content(SubElement(root, "Content")).write(script.paragraphs)
    if script.title_page:
        content = SubElement(SubElement(root, "TitlePage"), "Content")
        for key, value in script.title_page:
            plain = key == "title" and ":" not in value
            text = value if plain else f"{key[:1].upper()}{key[1:]}: {value}"
            _add(content, "General", text, Alignment="Center")
    indent(root, " ")
    written = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n{written}\n'


class _Content:
    """Writes paragraphs one after the other; knows what a note or a dual cue belongs to."""

    def __init__(self, content: Element) -> None:
        self.content = content
        self.last: Element | None = None
        """The paragraph to which a note is attached."""
        self.new_page = False

    def write(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Write all paragraphs."""
        into = self.content
        for at, paragraph in enumerate(paragraphs):
            if paragraph.kind == "character" and not (paragraph.dual and into is not self.content):
                into = self._columns() if _is_beside(paragraphs, at) else self.content
            elif paragraph.kind not in _SPEECH and paragraph.kind != "character":
                into = self.content
            self._write(into, paragraph)
        if self.new_page:
            self._empty()

    def _write(self, into: Element, paragraph: Paragraph) -> None:
        match paragraph.kind:
            case "page_break":
                if self.new_page:
                    self._empty()
                self.new_page = True
            case "note":
                if self.last is None or self.new_page:
                    self._empty()
                assert self.last is not None
                _add(SubElement(self.last, "ScriptNote"), "General", paragraph.text)
            case kind:
                more = {"Number": paragraph.number} if paragraph.number else {}
                if kind == "centered":
                    more["Alignment"] = "Center"
                self.last = _add(into, _TYPES[kind], paragraph.text, **self._page(), **more)
                if paragraph.eighths:
                    SubElement(self.last, "SceneProperties", Length=pages(paragraph.eighths))

    def _columns(self) -> Element:
        return SubElement(SubElement(self.content, "Paragraph", self._page()), "DualDialogue")

    def _empty(self) -> None:
        self.last = SubElement(self.content, "Paragraph", {"Type": "Action", **self._page()})

    def _page(self) -> dict[str, str]:
        starts, self.new_page = self.new_page, False
        return {"StartsNewPage": "Yes"} if starts else {}


def _is_beside(paragraphs: tuple[Paragraph, ...], at: int) -> bool:
    """Whether the speech that begins here is followed by one beside it."""
    following = next((each for each in paragraphs[at + 1 :] if each.kind not in _SPEECH), None)
    return following is not None and following.kind == "character" and following.dual


def _add(parent: Element, kind: str, text: str, **more: str) -> Element:
    paragraph = SubElement(parent, "Paragraph", {"Type": kind, **more})
    SubElement(paragraph, "Text").text = text
    return paragraph
