"""One text in another language: a sentence, some sentences in a row, or a part of one.

A text may fit several shapes, and may be cut into sentences in several ways, since names have full
stops and commas, too. Of all readings the one is taken that leaves the fewest letters to places in
which anything may stand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kachinko.report.told.catalogue import ITS_OWN, LONG, TYPED, Shape, shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SPOKEN = LONG | {
    "says", "n_days", "n_titles", "n_sets", "n_crews", "span", "spans", "when", "names", "size",
    "floor", "short", "order", "lacks", "change", "what", "listed", "states", "phase", "state",
    "features",
}  # fmt: skip
"""Places in which words stand; in the others names and numbers do, which stay as they are."""
SENTENCES = re.compile(r"((?<=[.!?:]) )(?=\S)")
LINE = re.compile(r"(\s*(?:[✗·?+-] )?)(.*?)( \[[A-Za-z-]+\])?", re.DOTALL)
PARTS = re.compile(r"(; |, and |, | and | or )")
JOINTS = {" ": "", "; ": "、", ", and ": "、", ", ": "、", " and ": "と", " or ": "または"}
MOST_JOINED = 5
"""Pieces between full stops, or commas, that one sentence or part may span."""

Reading = tuple[int, str]
"""How many letters no shape explains, and the text in the other language."""


def told(text: str, lang: str, fill: Callable[[str, str], str | None] | None = None) -> str:
    """A text in a language; what has no known shape stays as it is.

    Parameters
    ----------
    fill
        What is put into a place of this name in which this text stands; None: as usual.

    Raises
    ------
    LookupError
        Where the language has no catalogue.
    """
    if lang == ITS_OWN or not text:
        return text
    return _told(text, lang) if fill is None else _read(text, Reader(lang, fill))[1]


@lru_cache(maxsize=20_000)
def told_line(line: str, lang: str) -> str:
    """A line of a console in a language: what stands before and behind its sentence stays.

    That is its indentation, a mark such as ``+``, and a code in brackets.
    """
    if lang == ITS_OWN:
        return line
    before, sentence, behind = LINE.fullmatch(line).groups()  # type: ignore[union-attr]
    return before + _spoken_line(sentence, Reader(lang, None)) + (behind or "")


def _spoken_line(sentence: str, reader: Reader) -> str:
    left, said = _read(sentence, reader)
    # Parts of sentences are known without the full stop that ends a line.
    open_, part = _read(sentence.removesuffix("."), reader)
    return f"{part}。" if sentence.endswith(".") and open_ < left - 1 else said


def has_shape(text: str, lang: str = "ja") -> bool:
    """Whether a text is one sentence that is known in a language, or some in a row."""
    known = shapes(lang)
    return any(True for _ in _fits(text, known)) or all(
        any(True for _ in _fits(part, known)) for part in SENTENCES.split(text)[::2]
    )


@lru_cache(maxsize=20_000)
def _told(text: str, lang: str) -> str:
    return _read(text, Reader(lang, None))[1]


class Reader:
    """Reads texts into one language, each only once."""

    def __init__(self, lang: str, fill: Callable[[str, str], str | None] | None) -> None:
        self.known = shapes(lang)
        self.fill = fill
        self.read: dict[str, Reading] = {}


def _read(text: str, reader: Reader) -> Reading:
    """The best reading of a text; as it stands, all unexplained, where there is none."""
    if text not in reader.read:
        reader.read[text] = len(text), text  # also for a text that is a part of itself
        readings = [_filled(shape, parts, reader) for shape, parts in _fits(text, reader.known)]
        for cut in (SENTENCES, PARTS):
            pieces = cut.split(text)
            if len(pieces) > 1:
                readings.append(_row(pieces, reader))
        reader.read[text] = min([(len(text), text), *readings], key=lambda reading: reading[0])
    return reader.read[text]


def _fits(text: str, known: dict[str, tuple[Shape, ...]]) -> Iterator[tuple[Shape, dict[str, str]]]:
    for shape in (*known.get(text[:1], ()), *known.get("", ())):
        found = shape.pattern.fullmatch(text)
        if found is not None:
            yield shape, found.groupdict()


def _row(pieces: list[str], reader: Reader) -> Reading:
    """Pieces (at even places) between joints (at odd ones), cut where it explains most."""
    count = len(pieces) // 2 + 1
    best: list[Reading] = [(0, "")]
    for end in range(1, count + 1):
        ways = []
        for begin in range(max(0, end - MOST_JOINED), end):
            if begin == 0 and end == count:
                continue  # that is the text itself
            joint = JOINTS[pieces[2 * begin - 1]] if begin else ""
            piece = "".join(pieces[2 * begin : 2 * end - 1])
            left, said = _one(piece, reader)
            before, row = best[begin]
            between = len(pieces[2 * begin - 1]) if begin else 0
            ways.append((before + between + left, row + joint + said))
        best.append(min(ways, key=lambda reading: reading[0]) if ways else (10**9, ""))
    return best[count]


def _one(text: str, reader: Reader) -> Reading:
    """A piece of a row, which is one sentence or part."""
    readings = [_filled(shape, parts, reader) for shape, parts in _fits(text, reader.known)]
    return min([*readings, (len(text), text)], key=lambda reading: reading[0])


def _filled(shape: Shape, parts: dict[str, str], reader: Reader) -> Reading:
    left = 0
    said = {}
    for name, part in parts.items():
        own = None if reader.fill is None else reader.fill(name, part)
        if own is not None:
            said[name] = own
        elif name in SPOKEN:
            unexplained, said[name] = _spoken(part, reader)
            left += unexplained
        else:
            said[name] = part
            left += 0 if name in TYPED else len(part)
    return left, shape.other.format_map(said)


def _spoken(part: str, reader: Reader) -> Reading:
    whole = _read(part, reader)
    # Within another sentence a sentence has lost its full stop.
    closed, said = _read(f"{part}.", reader) if not part.endswith(".") else whole
    return (closed, said.removesuffix("。")) if closed < whole[0] else whole
