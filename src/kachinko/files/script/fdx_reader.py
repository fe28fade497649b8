"""Read Final Draft scripts (.fdx), with the numbers, notes and dual dialogue that are in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import defusedxml
from defusedxml.ElementTree import fromstring

from kachinko.files.script.decode import clean
from kachinko.files.script.script import Kind, Paragraph, Script, layout_of
from kachinko.files.source import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_KINDS: dict[str, Kind] = {
    "Scene Heading": "heading",
    "Character": "character",
    "Dialogue": "dialogue",
    "Parenthetical": "parenthetical",
    "Transition": "transition",
    "Lyrics": "lyrics",
    "Singing": "lyrics",
    "New Act": "section",
    "End of Act": "section",
    "Outline 1": "section",
    "Outline Body": "synopsis",
}
_LENGTH = re.compile(r"(?:(\d{1,3})\s*)?(?:([1-7])/8)?")
_LABEL = re.compile(r"([^\W\d_][^\n:]{0,40}): *(?=\S)")
_FORM = "a script that Final Draft or another writing program saved as .fdx"


def read_fdx(data: bytes, name: str) -> Script:
    """Read the bytes of a Final Draft file called `name`.

    Document type definitions and entities are refused: no writing program puts any there, and
    they can fill a memory.

    Raises
    ------
    InputError
        When it is no Final Draft script.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except ParseError as error:
        line, column = error.position
        place = f"{name} line {line}, column {column + 1}"
        raise refusal(name, "here the XML is damaged", _FORM, place=place) from None
    except defusedxml.DefusedXmlException:
        raise refusal(name, "the file defines a document type or entities", _FORM) from None
    except (LookupError, ValueError) as error:
        raise refusal(name, f"the file cannot be decoded: {str(error)[:80]}", _FORM) from None
    content = root.find("Content")
    if root.tag != "FinalDraft" or content is None:
        what = f"the file is <{root.tag[:40]}>, without a script in it"
        raise refusal(name, what, _FORM)
    paragraphs = [found for each in content.findall("Paragraph") for found in _read(each)]
    return Script(tuple(paragraphs), tuple(_title_page(root)), layout_of(paragraphs))


def _read(element: Element) -> Iterator[Paragraph]:
    if element.get("StartsNewPage") == "Yes":
        yield Paragraph("page_break")
    columns = element.find("DualDialogue")
    if columns is None:
        yield from _plain(element, beside=False)
        return
    spoken = False
    for inner in columns.findall("Paragraph"):
        yield from _plain(inner, beside=spoken)
        spoken = spoken or inner.get("Type") == "Character"


def _plain(element: Element, *, beside: bool) -> Iterator[Paragraph]:
    kind = _KINDS.get(element.get("Type", ""), "action")
    if kind == "action" and element.get("Alignment") == "Center":
        kind = "centered"
    text = _text(element)
    if text and kind == "heading":
        number = " ".join(element.get("Number", "").split())
        yield Paragraph(kind, " ".join(text.split()), number, eighths=_stated_length(element))
    elif text:
        yield Paragraph(kind, text, dual=beside and kind == "character")
    for note in element.iter("ScriptNote"):
        said = "\n".join(filter(None, (_text(each) for each in note.iter("Paragraph"))))
        if said:
            yield Paragraph("note", said)


def _text(element: Element) -> str:
    whole = clean("".join("".join(each.itertext()) for each in element.findall("Text")))
    return "\n".join(line.strip() for line in whole.split("\n")).strip()


def _stated_length(element: Element) -> int:
    """The length that Final Draft keeps with a heading, such as ``1 3/8`` [eighths]."""
    properties = element.find("SceneProperties")
    found = (
        _LENGTH.fullmatch((properties.get("Length") or "").strip())
        if properties is not None
        else None
    )
    return min(int(found[1] or 0) * 8 + int(found[2] or 0), 1600) if found else 0


def _title_page(root: Element) -> Iterator[tuple[str, str]]:
    """Entries of the title page; Final Draft itself keeps them as lines without labels."""
    content = root.find("TitlePage/Content")
    untitled = True
    rest: list[str] = []
    for text in filter(
        None, map(_text, content.findall("Paragraph") if content is not None else [])
    ):
        label = _LABEL.match(text)
        if label:
            yield label[1].lower(), text[label.end() :]
        elif untitled:
            untitled = False
            yield "title", text
        else:
            rest.append(text)
    if rest:
        yield "credit", "\n".join(rest)
