"""Load the file that says between which places a title chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.files.records import load_record
from kachinko.model.errors import Fault, InputError
from kachinko.model.location import Location
from kachinko.model.raw_tree import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kachinko.files.source import YamlSource


def load_location(path: Path, studios: Sequence[str]) -> tuple[Location, YamlSource]:
    """Read a YAML file of places; the source says where each value stands.

    Parameters
    ----------
    studios
        Ids of the project's studios, among which the places name theirs.

    Raises
    ------
    InputError
        With every fault of the file at once, each with its line.
    """
    location, source = load_record(path, Location)
    faults = list(_faults(location, source, studios))
    if faults:
        raise InputError(source.name, faults)
    return location, source


def _faults(location: Location, source: YamlSource, studios: Sequence[str]) -> Iterator[Fault]:
    if "photography_start" not in location.dates:
        what = "dates has no photography_start, the day to which all money is valued"
        yield Fault(source.where(("dates",)), what, "photography_start: 2028-04-03")
    seen: set[str] = set()
    for number, place in enumerate(location.places):
        at = ("places", number)
        if place.id in seen:
            yield Fault(source.where((*at, "id")), f"the id {place.id!r} is given twice")
        seen.add(place.id)
        for turn, studio in enumerate(place.studios):
            if studio not in studios:
                right = one_of(studio, list(studios), "a studio of the project")
                what = f"the project has no studio {studio!r}"
                yield Fault(source.where((*at, "studios", turn)), what, right)
        if len(set(place.programmes)) != len(place.programmes):
            yield Fault(source.where((*at, "programmes")), "a programme is named twice")
