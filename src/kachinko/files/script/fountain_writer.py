"""Write Fountain that reads back as the same script; what could be misread is forced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.files.script.script import Paragraph, Script

_HEADING = re.compile(r"(?:INT|EXT|EST|I/E|INT\.?/EXT)(?:\.|\s)", re.IGNORECASE)
_CUE = re.compile(r"(?=[^(]*[A-Z])[A-Z0-9][A-Z0-9 .'-]*(?: \([A-Z.' ]+\))?")
_TRANSITION = re.compile(r"[A-Z ]+ TO:")
_SPEECH = ("dialogue", "parenthetical", "lyrics", "note")
"""What follows a cue without an empty line between."""
_BLANK = "  "
"""Keeps a speech together over an empty line."""


def write_fountain(script: Script) -> str:
    """The text of a script in Fountain; scene numbers stand behind the headings."""
    blocks: list[str] = []
    if script.title_page:
        blocks.append("\n".join(_title_entry(key, value) for key, value in script.title_page))
    in_speech = False
    for paragraph, following in zip(script.paragraphs, (*script.paragraphs, None)[1:], strict=True):
        written = _written(paragraph)
        if paragraph.kind == "character" and not (following and following.kind == "dialogue"):
            # Without a word below, only a forced cue is one.
            written = f"@{written.removeprefix('@')}"
        in_speech = in_speech and paragraph.kind in _SPEECH
        if in_speech:
            blocks[-1] += "\n" + written
        else:
            blocks.append(written)
        in_speech = in_speech or paragraph.kind == "character"
    return "\n\n".join(blocks) + "\n"


def _title_entry(key: str, value: str) -> str:
    lines = value.split("\n")
    name = key[:1].upper() + key[1:]
    if len(lines) == 1:
        return f"{name}: {value}"
    return "\n".join([f"{name}:", *(f"    {line}" for line in lines)])


def _written(paragraph: Paragraph) -> str:
    text = paragraph.text
    match paragraph.kind:
        case "heading":
            number = f" #{paragraph.number}#" if paragraph.number else ""
            return f"{'' if _HEADING.match(text) else '.'}{_plain(text)}{number}"
        case "action":
            return "\n".join(map(_action_line, text.split("\n")))
        case "character":
            caret = " ^" if paragraph.dual else ""
            return f"{'' if _CUE.fullmatch(text) else '@'}{_plain(text)}{caret}"
        case "dialogue":
            return "\n".join(_plain(line) if line.strip() else _BLANK for line in text.split("\n"))
        case "transition":
            return text if _TRANSITION.fullmatch(text) else f"> {_plain(text)}"
        case "lyrics":
            return "\n".join(f"~{_plain(line)}" for line in text.split("\n"))
        case "centered":
            return f">{_plain(text)}<"
        case "section":
            return f"# {_plain(text)}"
        case "synopsis":
            return f"= {_plain(text)}"
        case "note":
            return f"[[{text}]]"
        case "page_break":
            return "==="
        case _:
            return _plain(text)


def _action_line(line: str) -> str:
    if not line:
        return "!"
    # Prose begins with a letter and has small ones, not only in brackets as an extension of a name
    # may; anything else might be taken for more.
    plain = line[0].isalpha() and any(letter.islower() for letter in line.partition("(")[0])
    plain = plain and not _HEADING.match(line) and ":" not in line
    return _plain(line) if plain else f"!{_plain(line)}"


def _plain(text: str) -> str:
    """Keep what would be emphasis as the signs that they are."""
    return re.sub(r"([*_\\])", r"\\\1", text)
