"""One breakdown sheet, or one scene of a shooting schedule: its fields and its categories."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.files.slugline import fold, parse_setting, parse_time

if TYPE_CHECKING:
    from kachinko.files.mms_pdf.text import Cell, Line
    from kachinko.model.scene import Category

_SAME_COLUMN = 12.0
"""Points within which a label stands over the same column as another."""

LABELS: dict[str, Category | str] = {
    fold(word): kind
    for kind, words in {
        "cast": "Cast|Cast Members|Principal Cast|Actors",
        "background": "Background Actors|Background|Extras|Atmosphere|Extras (Atmosphere)|BG",
        "stunts": "Stunts|Stunt Performers", "vehicles": "Vehicles|Picture Vehicles|Picture Cars",
        "props": "Props|Hand Props", "special_effects": "Special Effects|SPFX|SFX",
        "costume": "Wardrobe|Costumes|Costume", "makeup": "Makeup|Makeup/Hair|Make-up|Hair/Makeup",
        "animals": "Animals|Livestock", "animal_handler": "Animal Wranglers|Animal Handler",
        "camera": "Camera|Camera Equipment", "sound": "Sound", "music": "Music|Sound/Music",
        "art": "Art Department", "set_dressing": "Set Dressing|Set Decoration",
        "greenery": "Greenery|Greens", "security": "Security",
        "equipment": "Special Equipment|Equipment|Grip|Electric|Grip/Electric",
        "additional_labor": "Additional Labor|Additional Labour",
        "visual_effects": "Visual Effects|VFX|Optical FX",
        "mechanical_effects": "Mechanical Effects|Mechanical FX",
        "notes": "Notes|Production Notes|Miscellaneous|Comments",
    }.items()
    for word in words.split("|")
}  # fmt: skip
"""Heads of the boxes of a sheet, and what stands in them."""

_FIELDS = {
    "scene": "Scene|Scenes|Scene #|Scene No|Scene Number", "setting": "Int/Ext|I/E|IE",
    "set": "Set|Set Name", "time": "Day/Night|D/N|TOD|Time of Day",
    "synopsis": "Synopsis|Description", "pages": "Pages|Pgs|Page Count|Pg(s)|Page(s)|Script Length",
    "script_day": "Script Day|Story Day", "location": "Location", "unit": "Unit",
    "minutes": "Est. Time|Estimated Time|Shoot Time|Est Time", "comments": "Comments",
    "skip": "Sheet|Sheet #|Sheet Number|Breakdown Sheet|Script Page|Script Page(s)|Script Pages|"
    "Sequence|Episode|Date|Sunrise|Sunset",
}  # fmt: skip
FIELDS = {fold(word): key for key, words in _FIELDS.items() for word in words.split("|")}
_FIELD = re.compile(r"\s*([A-Za-z][A-Za-z/().# ]{1,18}?)\s*:\s*(.*)")
_HEADER = re.compile(r"\s*(INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I/E|INT|EXT)\.?\s+(.+)", re.IGNORECASE)
_PAGES = re.compile(
    r"(?:^|\s)((?:\d{1,3}\s+)?[0-7]/8|\d{1,3}(?=\s+p(?:gs?|ages?)\b))(?:\s*p(?:gs?|ages?)\b\.?)?\s*(.*)$",
    re.IGNORECASE,
)
_STORY_DAY = re.compile(r"[DN]?\d{1,3}[A-Z]?")


@dataclass
class Sheet:
    """What one sheet says, as text."""

    page: int
    fields: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, list[str]] = field(default_factory=dict)
    """Names by kind of box, in their order."""
    day: int | None = None
    """Number of the day on which the schedule has it."""
    order: int = 0
    """Its place in the schedule."""

    @property
    def number(self) -> str:
        """The scene number as written."""
        return self.fields.get("scene", "").strip()


class SheetReader:
    """Follows the lines of one sheet: fields first, then boxes side by side."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.columns: list[tuple[float, str]] = []
        self.open_field = ""
        """A field whose value stands in the next cell."""

    def take(self, line: Line) -> None:
        """Read a line."""
        self.open_field = ""
        for cell in line.cells:
            label = LABELS.get(fold(cell.text.rstrip(":")))
            noted = label == "notes" and ":" in cell.text
            if label is not None and not self.open_field and not noted:
                self.head(cell.x, label)
            elif not self.field_in(cell):
                self.content(cell)

    def head(self, x: float, label: str) -> None:
        """Open a box; one that stands in the same column before it ends there."""
        self.columns = [column for column in self.columns if abs(column[0] - x) > _SAME_COLUMN] + [
            (x, label)
        ]
        self.columns.sort()

    def field_in(self, cell: Cell) -> bool:
        """Read ``Set: LABORATORY``, or the label of it alone; whether it was one."""
        match = _FIELD.fullmatch(cell.text)
        key = FIELDS.get(fold(match[1])) if match is not None else None
        if match is None or key is None:
            return False
        if match[2]:
            self.sheet.fields.setdefault(key, match[2].strip())
        else:
            self.open_field = key
        return True

    def content(self, cell: Cell) -> None:
        """A value of a field, a name in a box, or the synopsis."""
        if self.open_field:
            self.sheet.fields.setdefault(self.open_field, cell.text)
            self.open_field = ""
            return
        under = [label for x, label in self.columns if x <= cell.x + _SAME_COLUMN]
        if under:
            self.sheet.boxes.setdefault(under[-1], []).append(cell.text)
        elif not self.columns and self.sheet.number and not self.header(cell.text):
            known = self.sheet.fields.get("synopsis")
            self.sheet.fields["synopsis"] = f"{known} {cell.text}" if known else cell.text

    def header(self, text: str) -> bool:
        """Read ``INT LABORATORY Night D1 2 3/8 pgs``; whether it was such a line."""
        return read_header(text, self.sheet.fields)


def read_header(text: str, fields: dict[str, str]) -> bool:
    """Read a line with setting, set, time of day and pages into fields; whether it is one."""
    match = _HEADER.fullmatch(text)
    if match is None or parse_setting(match[1]) is None:
        return False
    rest = match[2]
    pages = _PAGES.search(rest)
    if pages is not None:
        fields.setdefault("pages", pages[1])
        if pages[2].strip():
            fields.setdefault("unit", pages[2].strip())
        rest = rest[: pages.start()]
    words = rest.split()
    at = next(
        (
            place
            for place in range(len(words) - 1, 0, -1)
            if _is_time(words[place]) and words[place - 1] != "-"
        ),
        None,
    )
    if at is None and len(words) > 1 and _is_time(words[-1]):
        at = len(words) - 1
    if at is not None:
        fields.setdefault("time", words[at])
        after = words[at + 1 :]
        if len(after) == 1 and _STORY_DAY.fullmatch(after[0]):
            fields.setdefault("script_day", after[0])
        words = words[:at]
    fields.setdefault("setting", match[1])
    fields.setdefault("set", " ".join(words).rstrip(" -–—"))
    return True


def _is_time(word: str) -> bool:
    # D alone, and D3, are no times here but days of the story, or parts of a name.
    return len(word) > 1 and word.isalpha() and parse_time(word) is not None
