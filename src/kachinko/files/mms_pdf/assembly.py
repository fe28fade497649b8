"""Scenes of the reports with all that they name, each thing under one id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kachinko.files.breakdown_table.cells import minutes_of
from kachinko.files.page_length import parse_pages
from kachinko.files.plain_ids import clean_name, clean_text, free_number, is_id, unit_id
from kachinko.files.register import Register
from kachinko.files.shooting_tree import NO_SET
from kachinko.files.slugline import parse_setting, parse_time
from kachinko.model.base import LONGEST_TEXT
from kachinko.model.scene import MINUTES_A_DAY

if TYPE_CHECKING:
    from kachinko.files.mms_pdf.sheet import Sheet
    from kachinko.files.register import Raw

_MEMBER = re.compile(r"(\d{1,4}[A-Z]{0,2})\s*[.:)]?\s*(\D.*)")


class Assembly:
    """Scenes with what they name, each thing under one id."""

    def __init__(self, remarks: list[str]) -> None:
        self.remarks = remarks
        self.sets = Register("set")
        self.locations = Register("location")
        self.cast = Register("cast")
        self.elements = Register("element", sort="category")
        self.scenes: list[Raw] = []

    def scene(self, number: str, sheet: Sheet) -> None:
        """Add a scene."""
        fields = sheet.fields
        setting = parse_setting(fields.get("setting", ""))
        time = parse_time(fields.get("time", ""))
        for key, word in (("setting", setting), ("time", time)):
            if fields.get(key) and word is None:
                self.remarks.append(
                    f"scene {number}: {fields[key][:40]!r} is no {key} that is known"
                )
        place = clean_name(fields.get("location", ""))
        set_ = self.sets.named(clean_name(fields.get("set", "")) or NO_SET)
        if place:
            self.sets.records[set_].setdefault("location", self.locations.named(place))
        unit = clean_name(fields.get("unit", ""))
        record: Raw = {
            "number": number,
            "set": set_,
            "setting": setting or "INT",
            "time": time,
            "eighths": self.eighths(number, fields.get("pages", "")),
            "synopsis": clean_text(fields.get("synopsis", ""), LONGEST_TEXT),
            "script_day": clean_name(fields.get("script_day", "")),
            "unit": unit_id(unit) if unit else "main",
            "cast": self.players(sheet.boxes.get("cast", [])),
            "elements": self.things(sheet),
        }
        minutes = minutes_of(fields.get("minutes", ""))
        if isinstance(minutes, int) and 0 < minutes <= MINUTES_A_DAY:
            record["minutes"] = minutes
        self.scenes.append(record)

    def eighths(self, number: str, pages: str) -> int:
        """The length of a scene; an eighth, with a remark, where none is found."""
        try:
            eighths = parse_pages(pages)
        except ValueError:
            eighths = 0
        if eighths == 0:
            self.remarks.append(f"scene {number}: no length is found; 1/8 of a page is assumed")
        return max(eighths, 1)

    def players(self, names: list[str]) -> list[str]:
        """Ids of the cast in a box: ``1. KEN``, ``1.KEN``, or a name alone."""
        found = []
        for text in names:
            match = _MEMBER.fullmatch(text)
            if match is not None and is_id(match[1]):
                self.cast.add({"id": match[1], "name": clean_name(match[2])})
                found.append(match[1])
            elif text.isdigit():
                found.append(self.cast.add({"id": text, "name": f"Cast {text}"}))
            elif clean_name(text):
                known = self.cast.find(text)
                free = free_number(self.cast)
                found.append(known or self.cast.add({"id": free, "name": clean_name(text)}))
        return list(dict.fromkeys(found))

    def things(self, sheet: Sheet) -> list[str]:
        """Ids of all other elements of a sheet."""
        found = []
        boxes = [(kind, names) for kind, names in sheet.boxes.items() if kind != "cast"]
        if sheet.fields.get("comments"):
            boxes.append(("notes", [sheet.fields["comments"]]))
        for kind, names in boxes:
            found += [self.elements.named(name, kind) for name in names if clean_name(name)]
        return list(dict.fromkeys(found))

    def tree(self, name: str, currency: str) -> Raw:
        """The shooting before it is judged."""
        units = list(dict.fromkeys(scene["unit"] for scene in self.scenes))
        return {
            "schema": "kachinko-shooting/1",
            "name": name,
            "currency": currency,
            "units": units or ["main"],
            "cast": sorted(self.cast.records.values(), key=_by_number),
            "locations": list(self.locations.records.values()),
            "sets": list(self.sets.records.values()),
            "elements": list(self.elements.records.values()),
            "scenes": self.scenes,
        }


def _by_number(player: Raw) -> tuple[int, str]:
    digits = re.match(r"\d+", player["id"])
    return (int(digits[0]) if digits else 10**6, player["id"])
