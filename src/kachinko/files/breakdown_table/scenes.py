"""The rows of a breakdown as scenes; what they name is entered where no sheet lists it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kachinko.files.breakdown_table.cells import (
    is_mark,
    minutes_of,
    stage_of,
    text_of,
)
from kachinko.files.breakdown_table.forms import CATEGORY_COLUMNS
from kachinko.files.breakdown_table.sheets import note_unread
from kachinko.files.page_length import RIGHT as PAGES_RIGHT
from kachinko.files.page_length import parse_pages
from kachinko.files.plain_ids import scene_number, unit_id
from kachinko.files.shooting_tree import NO_SET
from kachinko.files.slugline import (
    SETTING_RIGHT,
    parse_setting,
    parse_slugline,
    parse_time,
    story_day,
)
from kachinko.files.xlsx_sheets import has_value, is_value

if TYPE_CHECKING:
    from kachinko.files.breakdown_table.grid import Grid, Heads
    from kachinko.files.breakdown_table.named import Named
    from kachinko.files.register import Raw

_CATEGORIES = {column.head for column in CATEGORY_COLUMNS}
_PLAIN = ("heading", "synopsis", "script_day", "after", "on", "earliest", "latest")


class SceneRows:
    """The table of scenes being read."""

    def __init__(
        self,
        grid: Grid,
        heads: Heads,
        named: Named,
        units: list[str],
    ) -> None:
        self.grid = grid
        self.heads = heads
        self.named = named
        self.units = units
        self.reading = named.reading
        self.records: list[Raw] = []
        self.rows: dict[str, int] = {}
        self.places: dict[str, Counter[str]] = {}
        self.marks: dict[int, str] = {}
        self.assumed: dict[str, list[str]] = {}

    # -- the table ----------------------------------------------------------------------------

    def read(self) -> list[Raw]:
        """All scenes as raw records."""
        self.find_marks()
        note_unread(
            self.grid,
            {at: head for at, head in self.heads.others.items() if at not in self.marks},
            self.heads.twice,
            self.heads.row,
            self.reading,
        )
        skipped = []
        at_number = self.heads.place("number")
        for row in range(self.heads.row + 1, len(self.grid.rows)):
            if not has_value(self.grid.rows[row]):
                continue
            written = text_of(self.grid.cell(row, at_number)) if at_number is not None else ""
            if self.is_heads_again(row):
                continue
            if not written:
                skipped.append(row + 1)  # banners, ends of days
                continue
            self.scene(row, written)
        if skipped:
            shown = ", ".join(map(str, skipped[:20])) + (" …" if len(skipped) > 20 else "")
            self.reading.remarks.append(f"rows without a scene number are not read: {shown}")
        for what, numbers in self.assumed.items():
            shown = ", ".join(numbers[:20]) + (" …" if len(numbers) > 20 else "")
            self.reading.remarks.append(f"{what}: {shown}")
        self.give_places()
        return self.records

    def is_heads_again(self, row: int) -> bool:
        """Whether the heads stand there once more, as on every page of a printed table."""
        return all(
            self.grid.cell(row, place) == self.grid.cell(self.heads.row, place)
            for place in self.heads.columns
        )

    def find_marks(self) -> None:
        """Columns headed by somebody of the cast, with a mark in each of their scenes."""
        for place, head in self.heads.others.items():
            values = [
                value
                for row in range(self.heads.row + 1, len(self.grid.rows))
                if is_value(value := self.grid.cell(row, place))
                and self.grid.cell(row, place) != self.grid.cell(self.heads.row, place)
            ]
            if values and all(map(is_mark, values)):
                id_ = self.named.player(head, self.grid.where(self.heads.row, place))
                if id_ is not None:
                    self.marks[place] = id_

    def scene(self, row: int, written: str) -> None:
        """Read a row."""
        number = scene_number(written)
        at = self.heads.place("number") or 0
        spot = (self.grid, row, at)
        if not number:
            self.reading.fault(
                self.grid.where(row, at),
                f"{written[:40]!r} is no scene number",
                "such as 12 or 12A",
            )
            return
        if number in self.rows:
            self.reading.fault(
                self.grid.where(row, at),
                f"the scene {number} stands in row {self.rows[number] + 1} too",
                f"each scene once: {number}pt1 and {number}pt2, perhaps",
            )
            return
        self.rows[number] = row
        path = ("scenes", len(self.records))
        self.reading.places[path] = (self.grid, row, None)
        self.reading.places[(*path, "number")] = spot
        record: Raw = {"number": number}
        self.records.append(record)
        for key in _PLAIN:
            place = self.heads.place(key)
            if place is not None:
                self.reading.put(path, record, self.heads.columns[place], (self.grid, row, place))
        if "after" in record:
            record["after"] = [scene_number(one) or one for one in record["after"]]
        self.slugline(row, record)
        self.length(row, record, path)
        self.cast_and_elements(row, record)

    def text(self, row: int, key: str) -> str:
        """The text of a column in a row; empty where there is no such column."""
        place = self.heads.place(key)
        if place is None:
            return ""
        value = self.reading.value(self.grid, row, place)
        return text_of(value)

    def spot(self, row: int, key: str) -> str:
        """Where a column of a row is."""
        return self.grid.where(row, self.heads.place(key))

    def assume(self, what: str, number: str) -> None:
        """Note an assumption, said once with all scenes it is made for."""
        self.assumed.setdefault(what, []).append(number)

    # -- parts of a row -----------------------------------------------------------------------

    def slugline(self, row: int, record: Raw) -> None:
        """Where and when a scene plays: by columns of their own, else by the slugline."""
        number = record["number"]
        said = parse_slugline(text_of(record.get("heading", "")))
        word = self.text(row, "setting")
        setting = parse_setting(word) if word else said.setting
        if word and setting is None:
            self.reading.fault(
                self.spot(row, "setting"), f"{word[:40]!r} is no setting", SETTING_RIGHT
            )
        if setting is None:
            self.assume("scenes that say neither INT nor EXT count as INT", number)
        record["setting"] = setting or "INT"
        word = self.text(row, "time")
        record["time"] = parse_time(word) if word else said.time
        if word and record["time"] is None:
            self.assume(f"{word[:40]!r} is no time of day that is known; left open", number)
        if story_day(word):
            record.setdefault("script_day", story_day(word))
        self.set_and_place(row, record, said.set_name)
        unit = self.text(row, "unit")
        record["unit"] = unit if unit in self.units else unit_id(unit) if unit else "main"

    def set_and_place(self, row: int, record: Raw, by_slugline: str) -> None:
        """The set, its place, and whether it is on a stage."""
        name, place = self.text(row, "set"), self.text(row, "location")
        if not name and by_slugline:
            name = by_slugline
        elif not name and place:
            # Many tables call the set a location.
            name, place = place, ""
            self.assume("the location counts as the set", record["number"])
        if not name:
            self.assume("scenes without a set", record["number"])
        key = "set" if self.heads.place("set") is not None else "number"
        id_ = self.named.place("set", name or NO_SET, self.spot(row, key))
        record["set"] = id_ or name
        if place and id_ is not None:
            location = self.named.place("location", place, self.spot(row, "location"))
            if location is not None:
                self.places.setdefault(id_, Counter())[location] += 1
        stage = self.text(row, "stage")
        if stage and id_ is not None:
            on_stage = stage_of(stage)
            if on_stage is None:
                self.reading.fault(
                    self.spot(row, "stage"), f"{stage[:40]!r} is neither", "S or L (セット, ロケ)"
                )
            else:
                self.named.registers["set"].records[id_].setdefault("stage", on_stage)

    def length(self, row: int, record: Raw, path: tuple[str | int, ...]) -> None:
        """Pages, and minutes where they are given."""
        place = self.heads.place("eighths")
        value = self.reading.value(self.grid, row, place) if place is not None else ""
        eighths = 0
        if is_value(value) and place is not None:
            try:
                eighths = parse_pages(value)
            except ValueError as error:
                self.reading.fault(self.grid.where(row, place), str(error), PAGES_RIGHT)
                eighths = 1
        if eighths == 0:
            self.assume("scenes without a length count as 1/8 of a page", record["number"])
        record["eighths"] = max(eighths, 1)
        place = self.heads.place("minutes")
        if place is not None and is_value(value := self.reading.value(self.grid, row, place)):
            record["minutes"] = minutes_of(value)
            self.reading.places[(*path, "minutes")] = (self.grid, row, place)

    def cast_and_elements(self, row: int, record: Raw) -> None:
        """Who plays and what is needed."""
        cast: list[str] = []
        place = self.heads.place("cast")
        if place is not None:
            value = self.reading.value(self.grid, row, place)
            cast += self.named.cast_in(value, self.grid.where(row, place))
        cast += [id_ for place, id_ in self.marks.items() if is_mark(self.grid.cell(row, place))]
        elements: list[str] = []
        for place, column in self.heads.columns.items():
            if column.head in _CATEGORIES or column.head == "elements":
                value = self.reading.value(self.grid, row, place)
                where = self.grid.where(row, place)
                elements += self.named.elements_in(text_of(value), column.head, where)
        record["cast"] = list(dict.fromkeys(cast))
        record["elements"] = list(dict.fromkeys(elements))

    def give_places(self) -> None:
        """Give sets the place that their scenes name, unless the sheet Sets says it."""
        for id_, places in self.places.items():
            record = self.named.registers["set"].records[id_]
            usual = places.most_common(1)[0][0]
            if record.get("location") is None:
                record["location"] = usual
            elif set(places) != {record["location"]}:
                self.reading.remarks.append(
                    f"the place of the set {record['name']!r} is taken from the sheet Sets"
                )
            if len(places) > 1:
                self.reading.remarks.append(
                    f"the set {record['name']!r} has {len(places)} places; {record['location']} "
                    "counts"
                )
