"""CSV files as rows of texts: any of the usual encodings and separators."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from kachinko.files.source import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

SEPARATORS = (",", ";", "\t")
MOST_CELLS = 2_000_000
_LOOKED_AT = 40
"""Lines from which the separator is guessed."""
_JAPANESE = ("cp932", "euc_jp")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_csv(
    data: bytes, source: str, heads_in: Callable[[list[list[str]]], int], remarks: list[str]
) -> list[list[str]]:
    """Read CSV; `heads_in` says how many known heads the best of some rows has.

    Raises
    ------
    InputError
        Where this is no text, or more cells than any breakdown has.
    """
    text = _decoded(data, source, remarks)
    if "\0" in text:
        raise refusal(source, "this is not text", "a CSV file, or a workbook (.xlsx)")
    first = "\n".join(text.splitlines()[:_LOOKED_AT])
    best = max(SEPARATORS, key=lambda mark: heads_in(_rows(first, mark, source)))
    return _rows(text, best, source)


def _rows(text: str, separator: str, source: str) -> list[list[str]]:
    rows, cells = [], 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            cells += len(row) + 1
            if cells > MOST_CELLS:
                right = f"at most {MOST_CELLS:,}; perhaps this is another file"
                raise refusal(source, "the table has too many cells", right)
            rows.append([_unquoted(cell) for cell in row])
    except csv.Error as error:
        raise refusal(source, f"the table cannot be read: {error}", "a CSV file") from None
    return rows


def _unquoted(cell: str) -> str:
    # An apostrophe keeps spreadsheets from taking a text for a formula; it is none of the text.
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _decoded(data: bytes, source: str, remarks: list[str]) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise refusal(source, f"this is not text in {encoding}", "a CSV file") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = {}
    for encoding in _JAPANESE:
        try:
            found[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Japanese text has kana; what is none decodes by chance, but not into kana.
    encoding = max(found, key=lambda name: _kana(found[name]), default="")
    text = found.get(encoding, "")
    if not encoding or not _kana(text):
        encoding, text = "cp1252", data.decode("cp1252", errors="replace")
    remarks.append(f"the text is read as {encoding}; saved as UTF-8 there is nothing to guess")
    return text


def _kana(text: str) -> int:
    return sum("\u3041" <= letter <= "\u30fc" for letter in text)
