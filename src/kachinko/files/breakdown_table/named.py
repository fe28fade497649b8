"""What scenes name in their cells: found on its sheet, or entered where no sheet lists it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from kachinko.files.breakdown_table.cells import text_of
from kachinko.files.breakdown_table.sheets import parts_of, unknown
from kachinko.files.plain_ids import clean_name, free_number, is_id
from kachinko.files.shooting_tree import NO_SET

if TYPE_CHECKING:
    from kachinko.files.breakdown_table.sheets import Reading
    from kachinko.files.register import Register

_NUMBERED = re.compile(r"(\d{1,4}[A-Za-z]?)\s*(?:[.:)．、]\s*|\s+)(\D.*)")
_RANGE = re.compile(r"(\d{1,3})\s*[-–~〜]\s*(\d{1,3})")


@dataclass
class Named:
    """Sets, places, cast and elements by what they are called."""

    registers: dict[str, Register]
    """By kind: cast, set, location, element."""
    closed: set[str]
    """Kinds that a sheet lists: there scenes name nothing new."""
    reading: Reading

    def place(self, kind: str, name: str, where: str) -> str | None:
        """The id of a set or location; a fault where its sheet does not list it."""
        register = self.registers[kind]
        if kind in self.closed and register.find(name) is None and name != NO_SET:
            unknown(where, kind, name, register, self.reading)
            return None
        return register.named(name)

    def cast_in(self, value: Any, where: str) -> list[str]:
        """The players in a cell: numbers, names, or both."""
        odd = isinstance(value, date | time) or (
            isinstance(value, float) and not value.is_integer() and str(value) not in self.cast
        )
        if odd:
            self.reading.fault(
                where,
                f"{value} is a number or a date and no list of cast",
                "cast numbers by commas (1, 4), in a cell that is formatted as text",
            )
            return []
        text = text_of(value)
        found = []
        for part in parts_of(text, self.cast) if text else []:
            for one in self.spread(part):
                id_ = self.player(one, where)
                if id_ is not None:
                    found.append(id_)
        return found

    @property
    def cast(self) -> Register:
        """The players."""
        return self.registers["cast"]

    def spread(self, part: str) -> list[str]:
        """``1-4`` as 1, 2, 3, 4, unless somebody has that very number."""
        match = _RANGE.fullmatch(part)
        if match is None or part in self.cast or not 0 < int(match[2]) - int(match[1]) < 60:
            return [part]
        return [str(number) for number in range(int(match[1]), int(match[2]) + 1)]

    def player(self, text: str, where: str) -> str | None:
        """The id of a player by number, by name, or by both as in ``4. KEN``."""
        found = self.cast.find(text)
        if found is not None:
            return found
        match = _NUMBERED.fullmatch(text)
        if match is not None and match[1] in self.cast:
            return match[1]
        if "cast" in self.closed:
            unknown(where, "cast", text, self.cast, self.reading)
            return None
        number = match[1] if match else text if text[:1].isdigit() and is_id(text) else ""
        if not number:
            return self.cast.add({"id": free_number(self.cast), "name": clean_name(text)})
        name = clean_name(match[2]) if match else f"Cast {number}"
        return self.cast.add({"id": number, "name": name})

    def elements_in(self, text: str, key: str, where: str) -> list[str]:
        """The elements in a cell, of one category or (on our own sheets) of any."""
        register = self.registers["element"]
        if not text:
            return []
        if key == "elements":
            named = (self.element_of_any(part, where) for part in parts_of(text, register))
            return [id_ for id_ in named if id_ is not None]
        if key == "notes":
            return [register.named(clean_name(" ".join(text.split())), key)]
        return [register.named(part, key) for part in parts_of(text, register, key)]

    def element_of_any(self, text: str, where: str) -> str | None:
        """An element by its id, or by a name that only one category has."""
        register = self.registers["element"]
        found = register.find_any(text)
        if len(found) == 1:
            return found.pop()
        if "element" in self.closed or found:
            unknown(where, "element", text, register, self.reading)
            return None
        self.reading.remarks.append(f"{where}: {text[:40]!r} has no category and counts as a prop")
        return register.named(text, "props")
