"""The text of a PDF as lines of cells, each with its place on the page."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kachinko.files.source import read_bytes, refusal
from kachinko.model.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PdfReader

MOST_PAGES = 1_500
MOST_PIECES = 400_000
LARGEST_UNFOLDED = 10_000_000
"""Bytes of all pages, for they take a second or two a million to read."""
_SAME_LINE = 2.5
"""Points by which baselines of one line may differ."""
_WIDTH = 0.5
"""Mean width of a letter, in sizes of its font: wide enough for the usual typefaces."""
_RIGHT = "a PDF report with text, as Movie Magic Scheduling saves it (not a scan)"


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of text that stands by itself on a line."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """Cells on one height of a page, from left to right."""

    page: int
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return "  ".join(cell.text for cell in self.cells)


def read_lines(path: Path) -> list[Line]:
    """Read all lines of a PDF, from top to bottom, page after page.

    Raises
    ------
    InputError
        Where it is no PDF, is encrypted or damaged, holds no text, or is too large.
    """
    source = str(path)
    data = read_bytes(path, source, "report")
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise refusal(source, "this is no PDF", _RIGHT)
    # What the library says of oddities in a file is for its makers, not for people here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refusal(source, "the PDF is protected by a password", "a PDF without one")
        _check_extent(reader, source)
        lines: list[Line] = []
        pieces_left = MOST_PIECES
        for number, page in enumerate(reader.pages, start=1):
            pieces = _pieces(page, pieces_left)
            pieces_left -= len(pieces)
            lines += _lines(number, pieces)
    except InputError:
        raise
    except Exception as error:
        # On damaged files the library ends in errors of every kind.
        raise _damaged(source) from error
    if not lines:
        raise refusal(source, "the PDF holds no text (a scan?)", _RIGHT)
    return lines


def _check_extent(reader: PdfReader, source: str) -> None:
    """Refuse what would take minutes to read, before reading any of it."""
    if len(reader.pages) > MOST_PAGES:
        raise refusal(source, f"the PDF has {len(reader.pages):,} pages", f"at most {MOST_PAGES:,}")
    unfolded = 0
    for page in reader.pages:
        contents = page.get_contents()
        unfolded += len(contents.get_data()) if contents is not None else 0
        if unfolded > LARGEST_UNFOLDED:
            limit = f"at most {LARGEST_UNFOLDED // 1_000_000} MB; a report has a few"
            raise refusal(source, "the pages unfold beyond all measure", limit)


def _damaged(source: str) -> Exception:
    return refusal(source, "the PDF is damaged, or of a kind that cannot be read", _RIGHT)


@dataclass(frozen=True, slots=True)
class _Piece:
    x: float
    y: float
    size: float
    text: str


def _pieces(page: Any, most: int) -> list[_Piece]:
    pieces: list[_Piece] = []

    def visit(text: str, user: list[float], own: list[float], _font: Any, size: float) -> None:
        plain = " ".join(text.split())
        if plain and len(pieces) < most:
            x = own[4] * user[0] + own[5] * user[2] + user[4]
            y = own[4] * user[1] + own[5] * user[3] + user[5]
            scale = abs(own[3] * user[3]) or 1.0
            pieces.append(_Piece(float(x), float(y), float(size or 9) * scale, plain))

    page.extract_text(visitor_text=visit)
    return pieces


def _lines(page: int, pieces: list[_Piece]) -> list[Line]:
    lines: list[Line] = []
    row: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x)):
        if row and row[0].y - piece.y > _SAME_LINE:
            lines.append(Line(page, _cells(row)))
            row = []
        row.append(piece)
    if row:
        lines.append(Line(page, _cells(row)))
    return lines


def _cells(row: list[_Piece]) -> tuple[Cell, ...]:
    """Join pieces that follow one another closely, as the words of a phrase do."""
    cells: list[Cell] = []
    end = 0.0
    for piece in sorted(row, key=lambda piece: piece.x):
        if cells and piece.x - end < piece.size * 0.8:
            cells[-1] = Cell(cells[-1].x, f"{cells[-1].text} {piece.text}")
        else:
            cells.append(Cell(piece.x, piece.text))
        end = piece.x + len(piece.text) * piece.size * _WIDTH
    return tuple(cells)
