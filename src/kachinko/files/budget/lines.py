"""What the lines of a raw budget must agree on, and where a line says that it knows no place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.model.chart import UNKNOWN_PLACE
from kachinko.model.raw_tree import Inconsistency, day, records, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.raw_tree import Path

NO_PLACE = "the place of the spend is missing"
RIGHT_PLACE = "'place: JP', 'place: CA-BC', or 'place: unknown' where nobody knows"


class StatedPlaces:
    """Takes 'place: unknown' out of a raw tree and remembers which lines say nothing at all.

    A line without a place counts for no rule that asks for one. That may be right, but a person
    has to have said so: a line that is silent is a fault.
    """

    def __init__(self, tree: dict[str, Any]) -> None:
        self.silent: list[Path] = []
        for path, line in records(tree, (), "lines"):
            place = line.get("place")
            if isinstance(place, str) and place.strip().lower() == UNKNOWN_PLACE:
                del line["place"]
            elif place is None or place == "":
                self.silent.append(path)

    def disagreements(self, tree: dict[str, Any]) -> Iterator[Inconsistency]:
        """Silent lines, ids that stand twice, days that run backwards."""
        for path in self.silent:
            yield Inconsistency((*path, "place"), NO_PLACE, RIGHT_PLACE)
        lines = records(tree, (), "lines")
        yield from unique(lines, "line", "of the budget")
        for path, line in lines:
            first, last = day(line.get("from")), day(line.get("to"))
            if first and last and last < first:
                yield Inconsistency((*path, "to"), f"the line ends on {last}, before {first}", "")
