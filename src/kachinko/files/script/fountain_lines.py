"""Fountain text made ready for the parser: what it would lose or be slow at is taken out.

fountain-py (0.3) drops notes that stand within a line, knows capital letters of ASCII only in cues
and forced headings, and takes time that grows with the square of a run of brackets or blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_BLANKS = 80
"""Blanks in a row that are kept."""

_BLANKS = re.compile(rf"[ \t\u3000]{{{MOST_BLANKS + 1},}}")
_HEADING = re.compile(r"(?:INT|EXT|EST|I/E|INT\.?/EXT)(?:\s*\.|\s)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?P<number>[A-Z]?\d{1,4}[A-Z]?)[.)]?\s+(?P<text>(?:INT|EXT|I/E)[./ ].*?)"
    r"(?:\s+(?P=number)[.)]?)?"
)
"""A heading as printed scripts have it, with its number on one side or both."""
_TITLE_KEY = re.compile(r"(?!FADE IN:|.*TO:)[A-Za-z][A-Za-z -]{0,40}:")
_NO_TITLE_PAGE = ("===", "")
"""Lines before a script without a title page, whose first line might be taken for one."""
_SPECIAL = ("!", "@", ">", ".", "~", "=", "#", "(")
_HIDDEN = {"/*": "\ue0f0", "[[": "\ue0f1", "]]": "\ue0f2"}
"""Brackets without their partner are text; the parser would look for the partner for long."""


@dataclass(slots=True)
class Prepared:
    """Lines for the parser, and by line (from 1) what was taken out of them."""

    lines: list[str] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    """After which line a note stands."""
    dual: set[int] = field(default_factory=set)
    """Lines that ended with the caret of dual dialogue."""
    guards: int = 0
    """How many lines were put before the first."""
    forced: dict[int, str] = field(default_factory=dict)
    """Forced headings that begin with a letter or sign that the parser does not know there."""


def prepare(text: str) -> Prepared:
    """Take boneyards, notes and carets out of a text, and mark what the parser would miss."""
    prepared = Prepared()
    kept = _without_notes(_without_boneyards(text), prepared)
    for sign, hidden in _HIDDEN.items():
        kept = kept.replace(sign, hidden)
    lines = _BLANKS.sub(lambda run: run[0][:MOST_BLANKS], kept).split("\n")
    if not _TITLE_KEY.match(kept.lstrip()):
        prepared.guards = len(_NO_TITLE_PAGE)
        prepared.lines += _NO_TITLE_PAGE
    for at, line in enumerate(lines):
        before = lines[at - 1].strip() if at else ""
        after = lines[at + 1].strip() if at + 1 < len(lines) else ""
        prepared.lines.append(_marked(line, at + 1, prepared, starts=not before, after=after))
    return prepared


def uncover(text: str) -> str:
    """Give brackets that were hidden from the parser back to a text."""
    for sign, hidden in _HIDDEN.items():
        text = text.replace(hidden, sign)
    return text


def _marked(line: str, number: int, prepared: Prepared, *, starts: bool, after: str) -> str:
    bare = line.strip()
    if bare[:1] == "." and (bare[1:2].isalnum() or bare[1:2] > "\u2e80"):
        prepared.forced[number] = bare[1:].strip()
        return ".A"
    numbered = _NUMBERED.fullmatch(bare) if starts and len(bare) < 200 else None
    if numbered is not None:
        prepared.forced[number] = f"{numbered['text']} #{numbered['number']}#"
        return ".A"
    cue = bare.rstrip("^").rstrip() if bare.endswith("^") else ""
    if cue.startswith("@") or (starts and after and _is_name(cue)):
        prepared.dual.add(number)
        line = bare = cue
    # Above a line that is shouted the parser takes no cue for one.
    shouted = _is_name(bare) and after.upper() == after
    if starts and after and (shouted or _is_cue(bare)):
        return f"@{bare}"
    return line


def _is_cue(bare: str) -> bool:
    """Whether a line is a cue although the parser, which knows ASCII, would not say so."""
    name = bare.partition("(")[0].strip()
    return _is_name(bare) and re.fullmatch(r"[A-Z0-9\s_.'#-]*", name) is None


def _is_name(bare: str) -> bool:
    """Whether a line is a name in capitals, perhaps with an extension in brackets."""
    if bare.startswith(_SPECIAL) or _HEADING.match(bare) or bare.endswith("TO:"):
        return False
    name = bare.partition("(")[0].strip()
    return name.isupper() and len(name) <= 60 and ":" not in name and name[-1] not in ".!?"


def _without_boneyards(text: str) -> str:
    """Drop ``/* … */``; what is never closed stays as text."""
    parts: list[str] = []
    at = 0
    while (start := text.find("/*", at)) >= 0 and (stop := text.find("*/", start + 2)) >= 0:
        parts.append(text[at:start])
        at = stop + 2
    return "".join(parts) + text[at:]


def _without_notes(text: str, prepared: Prepared) -> str:
    """Take ``[[ … ]]`` out; a note may run over lines, but not over an empty one."""
    parts: list[str] = []
    at, line = 0, 1
    while (start := text.find("[[", at)) >= 0 and (stop := text.find("]]", start + 2)) >= 0:
        inside = text[start + 2 : stop]
        if "[[" in inside or "\n\n" in inside:
            # The brackets that open first have no partner.
            skip = start + 2 + inside.rfind("[[") if "[[" in inside else stop + 2
            parts.append(text[at:skip])
            line += parts[-1].count("\n")
            at = skip
            continue
        end = text.find("\n", stop)
        end = len(text) if end < 0 else end
        closes = not text[stop + 2 : end].strip()
        alone = closes and not text[text.rfind("\n", 0, start) + 1 : start].strip()
        parts.append(text[at:start].rstrip(" \t") if closes else text[at:start])
        line += parts[-1].count("\n")
        # A line of its own goes wholly, so that a cue and its dialogue stay together.
        at = min(end + 1, len(text)) if alone else stop + 2
        if not closes and text[start - 1 : start] in ("", " ", "\n") and text[at : at + 1] == " ":
            at += 1
        said = "\n".join(part.strip() for part in inside.split("\n")).strip()
        if said:
            prepared.notes.append((line - 1 if alone else line, said))
    return "".join(parts) + text[at:]
