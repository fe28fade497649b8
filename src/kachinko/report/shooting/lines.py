"""Breaks text into lines of a width: between words, and in Japanese between characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDE = "\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
_PIECES = re.compile(rf"\n|[^\S\n]+|[{_WIDE}]|[^\s{_WIDE}]+")
NEVER_FIRST = frozenset(
    "、。，．・：；？！」』）】〕〉》”’ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…"
)
"""Characters that Japanese does not put at the beginning of a line (JIS X 4051, in short)."""
NEVER_LAST = frozenset("「『（【〔〈《“‘")
ELLIPSIS = "…"


def break_lines(
    text: str, width: float, measure: Callable[[str], float], most: int | None = None
) -> list[str]:
    """Break a text so that every line fits.

    Parameters
    ----------
    width, measure
        The room, and how wide a text is, in the same unit.
    most
        Lines at most; the last then ends in an ellipsis.
    """
    lines: list[str] = []
    line = ""
    for piece in _joined(_PIECES.findall(text)):
        if piece == "\n":
            lines.append(line.rstrip())
            line = ""
        elif measure((line + piece).rstrip()) <= width:
            line += piece if line or not piece.isspace() else ""
        else:
            if line.strip():
                lines.append(line.rstrip())
            line = "" if piece.isspace() else piece
            while measure(line) > width and len(line) > 1:
                head = _head(line, width, measure)
                lines.append(line[:head])
                line = line[head:]
    if line.strip() or not lines:
        lines.append(line.rstrip())
    if most is not None and len(lines) > most:
        lines = lines[:most]
        lines[-1] = _shorten(lines[-1], width, measure)
    return lines


def _joined(pieces: list[str]) -> list[str]:
    """Pieces between which a line may break."""
    found: list[str] = []
    for piece in pieces:
        before = found[-1] if found else ""
        stays = piece[0] in NEVER_FIRST or before[-1:] in NEVER_LAST
        if before and stays and not before.isspace() and not piece.isspace():
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _head(word: str, width: float, measure: Callable[[str], float]) -> int:
    """How many characters of a word that is too long fit; at least one."""
    return next((n for n in range(len(word) - 1, 0, -1) if measure(word[:n]) <= width), 1)


def _shorten(line: str, width: float, measure: Callable[[str], float]) -> str:
    while line and measure(line + ELLIPSIS) > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
