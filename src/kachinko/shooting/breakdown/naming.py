"""Names and ids out of a script's words."""

from __future__ import annotations

import re
import unicodedata


def plain(text: str, longest: int) -> str:
    """One line of text, cut between words where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    head, _, tail = cut.rpartition(" ")
    return (head if head and len(tail) < 30 else cut).rstrip(" ,;") + "…"


def plain_number(number: str) -> str:
    """A scene number as an id: ``12A``; signs that an id cannot have become ``-``."""
    ascii_only = unicodedata.normalize("NFKC", number).upper()
    return re.sub(r"[^A-Z0-9._-]+", "-", ascii_only).strip("-._")[:64].rstrip("-._")
