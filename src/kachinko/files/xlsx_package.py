"""Whether a file is a workbook that can be read safely, and which of its cells hold no value.

A workbook is a ZIP of XML. What would fill the memory (a ZIP that unfolds without end, a lone
cell in the last corner of a sheet) is refused before the reader sees it; cells whose formula was
never calculated, or ended in an error, are found here because the reader takes them for empty.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from kachinko.files.source import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST_UNFOLDED = 100_000_000
MOST_CELLS = 5_000_000
"""Rows times columns of a sheet."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass(slots=True)
class Valueless:
    """Cells by sheet part that show something in Excel and hold no value for us."""

    errors: set[str] = field(default_factory=set)
    uncalculated: set[str] = field(default_factory=set)


def inspect(data: bytes, source: str) -> dict[str, Valueless]:
    """Check a workbook's bytes; returns the valueless cells by name of sheet.

    Raises
    ------
    InputError
        When this is no workbook, is encrypted, or would unfold beyond all measure.
    """
    _check_kind(data, source)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, source)
            _check_names(archive, source)
            for part in ("xl/sharedStrings.xml", "xl/styles.xml"):
                if part in archive.namelist():
                    _walk(archive.read(part), lambda _name, _attributes: None)
            found = {}
            for name, part in _sheet_parts(archive).items():
                scan = _Scan(name, source)
                _walk(archive.read(part), scan.start, scan.end, scan.text)
                scan.check_extent()
                found[name] = scan.found
            return found
    except (
        expat.ExpatError,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        KeyError,
        ValueError,
    ) as error:
        raise damaged(source) from error
    except (NotImplementedError, RuntimeError, OSError) as error:
        raise damaged(source) from error
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise damaged(source) from error


def damaged(source: str) -> Exception:
    """The refusal of a workbook that begins well and then cannot be read."""
    return refusal(
        source,
        "the workbook is damaged, a part of it cannot be read",
        "a whole .xlsx file: open it in Excel, let Excel repair it and save it again",
    )


def _check_kind(data: bytes, source: str) -> None:
    right = "an Excel workbook (.xlsx), saved by Excel, LibreOffice or 'kachinko new'"
    if not data:
        raise refusal(source, "the file is empty", right)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refusal(
                source,
                "the workbook is protected by a password",
                "the workbook saved without a password",
            )
        raise refusal(source, "this is an old Excel file (.xls)", "the workbook saved as .xlsx")
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        text = data[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        kind = "not an Excel workbook"
        if text.startswith((b"<html", b"<!doctype html")):
            kind = "a web page, not an Excel workbook"
        elif b"," in text.split(b"\n")[0] and b"\0" not in text:
            kind = "text (CSV?), not an Excel workbook"
        raise refusal(source, f"this is {kind}", right)


def _check_size(archive: zipfile.ZipFile, source: str) -> None:
    total = sum(entry.file_size for entry in archive.infolist())
    if total > LARGEST_UNFOLDED or len(archive.infolist()) > 5000:
        raise refusal(
            source,
            f"the workbook unfolds to {total / 1e6:,.0f} MB",
            f"at most {LARGEST_UNFOLDED // 1_000_000} MB; perhaps pictures or pivot tables "
            "are inside",
        )


def _check_names(archive: zipfile.ZipFile, source: str) -> None:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return
    kind = "a ZIP file without a workbook inside"
    if "word/document.xml" in names:
        kind = "a Word document"
    elif "xl/workbook.bin" in names:
        kind = "a binary Excel workbook (.xlsb)"
    elif "mimetype" in names:
        kind = "an OpenDocument file"
    raise refusal(source, f"this is {kind}", "the workbook saved as .xlsx")


def _walk(
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read XML strictly, so that the more lenient reader never sees what is malformed."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse_doctype(*_: object) -> None:
        raise ValueError("a workbook has no DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)  # noqa: FBT003


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    targets: dict[str, str] = {}
    parts: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            target = attributes.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = part

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            parts[attributes.get("name", "")] = targets.get(link, "")

    _walk(archive.read("xl/_rels/workbook.xml.rels"), relation)
    _walk(archive.read("xl/workbook.xml"), sheet)
    return {name: part for name, part in parts.items() if part.startswith("xl/worksheets/")}


class _Scan:
    """Follows the cells of a sheet: how far they reach, and which of them hold no value."""

    def __init__(self, sheet: str, source: str) -> None:
        self.sheet = sheet
        self.source = source
        self.found = Valueless()
        self.row = self.column = 0
        self.last_row = self.last_column = 0
        self.cell_type = ""
        self.inside = ""
        self.has_formula = self.has_value = self.has_content = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        name = _local(name)
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "f", "is", "t"):
            self.inside = name
            self.has_content = True
            self.has_formula |= name == "f"

    def text(self, text: str) -> None:
        """Note that a value is there."""
        if self.inside in ("v", "t") and text:
            self.has_value = True

    def end(self, name: str) -> None:
        """End an element."""
        name = _local(name)
        if name == self.inside:
            self.inside = ""
        if name != "c" or not self.has_content:
            return
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        cell = f"{_letters(self.column)}{self.row}"
        if self.cell_type == "e":
            self.found.errors.add(cell)
        elif self.has_formula and not self.has_value and self.cell_type != "str":
            self.found.uncalculated.add(cell)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        reference = attributes.get("r")
        if reference is not None:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise ValueError(f"no cell has the name {reference!r}")
            self.column, self.row = _number(match[1].upper()), int(match[2])
        if not (1 <= self.row <= LAST_ROW and 1 <= self.column <= LAST_COLUMN):
            raise ValueError("a cell lies outside of the sheet")
        self.cell_type = attributes.get("t", "")
        self.has_formula = self.has_value = self.has_content = False

    def check_extent(self) -> None:
        """Refuse a sheet whose table would not fit into memory."""
        if self.last_row * self.last_column > MOST_CELLS:
            raise refusal(
                self.source,
                f"the sheet {self.sheet!r} reaches to row {self.last_row:,}, "
                f"column {self.last_column:,}",
                "tables that begin in cell A1; delete what stands far outside of them",
            )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
