"""Ids out of names: what other programs and people call things becomes a short, unique id."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kachinko.files.slugline import fold
from kachinko.model.base import ID_PATTERN

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST_ID = 64
_ID = re.compile(ID_PATTERN.rstrip("$") + r"\Z")
_SCENE_WORD = re.compile(r"^(?:scenes?\b|scn?\b|s(?=\s*#)|シーン)[\s.:#]*", re.IGNORECASE)

_MAIN = {"main", "mainunit", "1stunit", "firstunit", "1st", "first", "1", "unit1", "メイン"}


def is_id(text: str) -> bool:
    """Whether a text can stand as an id as it is."""
    return len(text) <= LONGEST_ID and _ID.match(text) is not None


def id_from(name: str, taken: Container[str], stem: str) -> str:
    """A free id for a name: its own letters where they are plain ones, else the stem numbered."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: LONGEST_ID - 8].strip("-")
    lost = any(letter.isalnum() and not letter.isascii() for letter in plain)
    if base and not lost:
        return free_id(base, taken, "-")
    return f"{stem}-{_free_number(f'{stem}-', taken, 1)}"


def free_id(base: str, taken: Container[str], joint: str) -> str:
    """The id itself, or where it is taken already the id with the next free number."""
    if base not in taken:
        return base
    return f"{base}{joint}{_free_number(f'{base}{joint}', taken, 2)}"


def free_number(taken: Container[str]) -> str:
    """The next number that nobody of a cast has."""
    return str(_free_number("", taken, 1))


def _free_number(head: str, taken: Container[str], first: int) -> int:
    """A number whose id is free, and is the first one where numbers were given in a row.

    Found in steps that double, then by halves: a file may hold thousands of one name.
    """
    step, low = 1, first - 1
    while f"{head}{low + step}" in taken:
        low += step
        step *= 2
    high = low + step
    while high - low > 1:
        middle = (low + high) // 2
        if f"{head}{middle}" in taken:
            low = middle
        else:
            high = middle
    return high


def scene_number(text: str) -> str:
    """A scene number as an id: ``Sc. 12A`` is 12A, ``12, 13`` is 12-13; empty where none is."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if is_id(plain):
        return plain
    plain = _SCENE_WORD.sub("", plain).lstrip("#").strip()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")
    return plain[:LONGEST_ID] if is_id(plain[:LONGEST_ID]) else ""


def unit_id(name: str) -> str:
    """The id of a unit by its name; the first unit is called main."""
    if is_id(name):
        return "main" if fold(name) in _MAIN else name
    return "main" if fold(name) in _MAIN else id_from(name, (), "unit")


def clean_text(text: str, most: int) -> str:
    """A text that the models take: no control characters, not longer than they allow."""
    kept = [
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\n\t"
        or (unicodedata.category(letter) not in ("Cc", "Cs") and letter not in "\ufeff\ufffe\uffff")
    ]
    plain = "".join(kept).strip()
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def clean_name(text: str) -> str:
    """A name that the models take: one line of at most 200 characters; as it is, if it can be."""
    plain = clean_text(text, 10_000)
    if len(plain) <= 200 and "\n" not in plain and "\t" not in plain:
        return plain
    return clean_text(" ".join(plain.split()), 200)
