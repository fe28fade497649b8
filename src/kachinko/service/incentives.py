"""Use cases of programmes: find them, list them, their windows, the examples that they carry."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.files.programme import load_programme
from kachinko.incentives.check import function_faults
from kachinko.incentives.estimate import work
from kachinko.incentives.examples import ExampleResult, run_examples
from kachinko.incentives.filing import filing_calendar
from kachinko.incentives.money_dates import lookup_of
from kachinko.model.budget import within
from kachinko.model.errors import Fault, InputError
from kachinko.model.estimate import Case
from kachinko.model.raw_tree import one_of
from kachinko.reference.programmes import all_programmes, programme_ids
from kachinko.reference.programmes import programme as shipped_programme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kachinko.model.dated import Trigger
    from kachinko.model.filing import FilingCalendar
    from kachinko.model.programme import Programme

ENDINGS = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Filed:
    """A programme and what it asks of a start of photography."""

    programme: Programme
    calendar: FilingCalendar


def find_programmes(names: Sequence[str]) -> list[Programme]:
    """The programmes that people name: by id, by place, or by a file.

    A place such as JP or CA names every programme of it and of its regions; no names at all name
    all that we ship. Each programme comes once, in the order in which it was named first.

    Raises
    ------
    InputError
        With every name that names none, and the faults of files.
    """
    if not names:
        return list(all_programmes())
    found: dict[str, Programme] = {}
    faults: list[Fault] = []
    for name in names:
        try:
            for each in _named(name):
                found.setdefault(each.id, each)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError("The programmes", faults)
    return list(found.values())


def _named(name: str) -> list[Programme]:
    if name.lower().endswith(ENDINGS):
        return [open_programme(Path(name))]
    if name.lower() in programme_ids():
        return [shipped_programme(name.lower())]
    shipped = all_programmes()
    found = [each for each in shipped if within(each.place, name.upper())]
    if found:
        return found
    known = [each.id for each in shipped] + sorted({each.place for each in shipped})
    right = one_of(name, known, "the id of a programme, a place, or a file")
    hint = f"{right}; 'kachinko incentives list' shows all"
    raise InputError(name, [Fault("programme", f"there is no programme {name!r}", hint)])


def is_named(programme: Programme, names: Sequence[str]) -> bool:
    """Whether a programme was asked for itself, by id or file, and not with others of a place."""
    if programme.id in (name.lower() for name in names):
        return True
    places = [name.upper() for name in names if not name.lower().endswith(ENDINGS)]
    return bool(names) and not any(within(programme.place, place) for place in places)


def open_programme(path: Path) -> Programme:
    """Load a programme and make sure that every function it calls is there.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    programme = load_programme(path)
    faults = function_faults(programme)
    if faults:
        raise InputError(str(path), faults)
    return programme


def filing_calendars(
    names: Sequence[str],
    start: date,
    *,
    as_of: date,
    dates: Mapping[Trigger, date] | None = None,
    ready: date | None = None,
) -> list[Filed]:
    """Which windows of programmes come in time for a start of photography; see `filing_calendar`.

    Raises
    ------
    InputError
        When a name names no programme.
    """
    full: dict[Trigger, date] = {**(dates or {}), "photography_start": start}
    filed = []
    for programme in find_programmes(names):
        value_of = lookup_of(work(programme, Case(dates=full), as_of=as_of))
        calendar = filing_calendar(
            programme, start, as_of=as_of, value_of=value_of, dates=full, ready=ready
        )
        filed.append(Filed(programme, calendar))
    return filed


def run_examples_of(path: Path) -> tuple[Programme, list[ExampleResult]]:
    """Run the worked examples that a programme's file carries.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    programme = open_programme(path)
    return programme, run_examples(programme)
