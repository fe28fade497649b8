"""What a breakdown names again and again (sets, places, cast, elements), each under one id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.files.plain_ids import clean_name, id_from
from kachinko.files.slugline import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

Raw = dict[str, Any]
"""A record as it will be validated, before anything in it is judged."""


class Register:
    """Records of one kind by id; found by id, by name, or by a name spelled a little otherwise.

    `sort` sets things of one name apart, as a prop and a vehicle that are both called Boat.
    """

    def __init__(self, stem: str, records: Iterable[Raw] = (), *, sort: str = "") -> None:
        self.stem = stem
        self.sort = sort
        self.records: dict[str, Raw] = {}
        self._sorts: set[str] = set()
        self._by_name: dict[tuple[str, str], str] = {}
        self._by_fold: dict[tuple[str, str], str] = {}
        for record in records:
            self.add(record)

    def __contains__(self, id_: object) -> bool:
        return id_ in self.records

    def add(self, record: Raw) -> str:
        """Enter a record that has an id; where the id is taken the first one stays."""
        id_ = str(record["id"])
        self.records.setdefault(id_, record)
        name, sort = str(record.get("name", "")), str(record.get(self.sort, ""))
        self._sorts.add(sort)
        self._by_name.setdefault((name, sort), id_)
        # Names of signs alone, such as ?, are the same folded, and are not the same name.
        self._by_fold.setdefault((fold(name) or name, sort), id_)
        return id_

    def find(self, text: str, sort: str = "") -> str | None:
        """The id that a text means, if it means one."""
        if text in self.records and not sort:
            return text
        name = clean_name(text)
        return self._by_name.get((name, sort)) or self._by_fold.get((fold(name) or name, sort))

    def find_any(self, text: str) -> set[str]:
        """The ids that a text may mean where nothing says of which sort it is."""
        if text in self.records:
            return {text}
        return {found for sort in self._sorts if (found := self.find(text, sort)) is not None}

    def named(self, text: str, sort: str = "") -> str:
        """The id that a text means; entered under a new one where it is new."""
        found = self.find(text, sort)
        if found is not None:
            return found
        name = clean_name(text)
        record: Raw = {"id": id_from(name, self.records, self.stem), "name": name}
        if self.sort:
            record[self.sort] = sort
        return self.add(record)

    def shown(self, id_: str, sort: str = "") -> str:
        """How a record is called where `find` should find it: by its name if that is clear."""
        name = str(self.records[id_].get("name", "")) if id_ in self.records else ""
        return name if name and self.find(name, sort) == id_ else id_
