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


def slug_id(name: str) -> str:
    """An id out of a name: ``the-lab``; nothing where the name has no Latin letters."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    other = any(unicodedata.category(sign) == "Lo" for sign in name)
    return "" if other else re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:40].strip("-")


def unique(wanted: str, used: set[str], fallback: str) -> str:
    """An id that is not used yet; `fallback` stands for names without Latin letters."""
    if wanted and wanted not in used:
        return wanted
    stem = wanted or fallback
    number = 2 if wanted else 1
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"
