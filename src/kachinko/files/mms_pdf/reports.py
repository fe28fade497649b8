"""The two reports as sheets: which lines belong to which scene, and on which day it is shot."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kachinko.files.mms_pdf.sheet import Sheet, SheetReader, read_header

if TYPE_CHECKING:
    from kachinko.files.mms_pdf.text import Line

_SCENE = re.compile(
    r"\s*(?:Scenes?|Sc\.)\s*#?\s*:?\s*"
    r"([A-Z]{0,2}\d[\w.]*(?:\s*pt\.?\s*\d+)?(?:\s*[,&]\s*[A-Z]{0,2}\d[\w.]*)*)(?=\s|$)(.*)",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*END\s+(?:OF\s+)?(?:SHOOT(?:ING)?\s+)?DAY\s*#?\s*(\d{1,3})\b(.*)", re.IGNORECASE
)
_BEGIN = re.compile(r"\s*(?:SHOOT(?:ING)?\s+)?DAY\s*#?\s*(\d{1,3})\b(.*)", re.IGNORECASE)
_SHEET = re.compile(
    r"\bBreakdown\s+Sheet\b|^\s*Sheet\s*(?:#|No\.?|Number)?\s*:?\s*\d+", re.IGNORECASE
)
_PAGE_FOOT = re.compile(
    r"\s*(?:Page\s+)?\d+(?:\s+of\s+\d+)?\s*|.*\bPrinted\b.*\d{4}.*", re.IGNORECASE
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+({_MONTH})\.?,?\s+(\d{{4}})", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE
)
_NUMBERS = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


_EDGE = 3
"""Lines at the top and at the foot of a page among which its title is looked for."""


@dataclass
class Report:
    """What a report says."""

    sheets: list[Sheet] = field(default_factory=list)
    dates: dict[int, date] = field(default_factory=dict)
    """Dates by number of the day."""
    is_schedule: bool = False
    slashes: bool = False
    """Whether a date was written with slashes, month first as that program does in America."""


def read_report(lines: list[Line]) -> Report:
    """Read a report of either kind; which one it is shows in its lines."""
    if any(_SHEET.search(line.text) for line in lines) and not any(
        _END.match(line.text) for line in lines
    ):
        return _breakdown_sheets(lines)
    return _shooting_schedule(_without_page_heads(lines))


def _without_page_heads(lines: list[Line]) -> list[Line]:
    """Leave out what stands at the top or the foot of most pages: titles, dates of printing."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < 3:
        return lines
    edges = Counter(
        text
        for page in pages.values()
        for text in {line.text for line in (*page[:_EDGE], *page[-_EDGE:])}
    )
    usual = {text for text, count in edges.items() if count * 2 > len(pages)}
    return [
        line
        for page in pages.values()
        for place, line in enumerate(page)
        if line.text not in usual or _EDGE <= place < len(page) - _EDGE
    ]


def _shooting_schedule(lines: list[Line]) -> Report:
    report = Report(is_schedule=True)
    ends = any(_END.match(line.text) for line in lines)
    reader: SheetReader | None = None
    waiting: list[Sheet] = []
    today: int | None = None
    before: Line | None = None
    for line in lines:
        end, begin = _END.match(line.text), _BEGIN.match(line.text)
        scene = _SCENE.match(line.text)
        if end is not None:
            _note_date(report, int(end[1]), end[2])
            for sheet in waiting:
                sheet.day = int(end[1])
            waiting, reader = [], None
        elif begin is not None and _date_in(begin[2]) is not None:
            _note_date(report, int(begin[1]), begin[2])
            today, reader = int(begin[1]), None
        elif scene is not None:
            reader = _begin_scene(scene, line, before, report)
            waiting.append(reader.sheet)
            if not ends:
                reader.sheet.day = today
        elif (
            reader is not None
            and not _PAGE_FOOT.fullmatch(line.text)
            # A second slugline belongs to the scene below it.
            and not ("set" in reader.sheet.fields and read_header(line.text, {}))
        ):
            reader.take(line)
        before = line
    return report


def _begin_scene(
    scene: re.Match[str], line: Line, before: Line | None, report: Report
) -> SheetReader:
    sheet = Sheet(line.page, {"scene": scene[1].strip()}, order=len(report.sheets))
    report.sheets.append(sheet)
    rest = scene[2].strip()
    if not read_header(rest, sheet.fields):
        if rest:
            sheet.fields["synopsis"] = rest
        # An older layout has the slugline on the line above.
        if before is not None:
            read_header(before.text, sheet.fields)
    return SheetReader(sheet)


def _breakdown_sheets(lines: list[Line]) -> Report:
    report = Report()
    reader: SheetReader | None = None
    for line in lines:
        scene = _SCENE.match(line.text)
        if _SHEET.search(line.text) and (reader is None or reader.sheet.fields):
            reader = SheetReader(Sheet(line.page))
            report.sheets.append(reader.sheet)
        elif scene is not None and reader is not None and not reader.sheet.number:
            reader.sheet.fields["scene"] = scene[1].strip()
            read_header(scene[2].strip(), reader.sheet.fields)
            for cell in line.cells[1:]:
                reader.field_in(cell)
        elif reader is not None and not _PAGE_FOOT.fullmatch(line.text):
            reader.take(line)
    report.sheets = [sheet for sheet in report.sheets if sheet.number]
    return report


def _note_date(report: Report, day: int, text: str) -> None:
    found = _date_in(text)
    if found is not None:
        report.dates.setdefault(day, found)
        report.slashes |= _NUMBERS.search(text) is not None


def _date_in(text: str) -> date | None:
    try:
        if match := _ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _MONTH_DAY.search(text):
            return date(int(match[3]), _month(match[1]), int(match[2]))
        if match := _DAY_MONTH.search(text):
            return date(int(match[3]), _month(match[2]), int(match[1]))
        if match := _NUMBERS.search(text):
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            return date(year, int(match[1]), int(match[2]))
    except ValueError:
        return None
    return None


def _month(word: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(word[:3].lower()))
