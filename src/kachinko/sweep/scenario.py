"""Scenarios out of a sweep's file: every one proven sound before anything is planned."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kachinko.files import load_project
from kachinko.files.records import load_record
from kachinko.model.change import apply_changes
from kachinko.model.errors import Fault, InputError
from kachinko.sweep.scenario_file import SweepFile

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

    from kachinko.files.source import YamlSource
    from kachinko.model.change import BaseChange
    from kachinko.model.project import Project
    from kachinko.sweep.scenario_file import Alternative

T = TypeVar("T", bound="Hashable")

DEFAULT_SECONDS = 60.0
MOST_RUNS = 10_000
BETWEEN = " · "
"""Stands between the alternatives that name a scenario of a grid."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How each run is planned."""

    seconds: float | None
    iterations: int | None
    workers: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """A project with changes, under a name."""

    name: str
    levels: dict[str, str]
    """Of a grid: the alternative that was taken, by factor."""
    base: Project
    changes: tuple[BaseChange, ...]
    seeds: tuple[int, ...]

    def project(self) -> Project:
        """The project with the changes made."""
        return apply_changes(self.base, self.changes)


@dataclass(frozen=True, slots=True)
class Sweep:
    """All scenarios of a file; the first is what the others are compared with."""

    settings: Settings
    factors: tuple[str, ...]
    scenarios: tuple[Scenario, ...]


def load_sweep(path: Path) -> Sweep:
    """Read a file of scenarios and try every change on its project.

    Raises
    ------
    InputError
        With every fault of the file, of its projects and of all changes at once.
    """
    record, source = load_record(path, SweepFile)
    reader = _Reader(record, source, path)
    scenarios = reader.scenarios()
    if reader.faults:
        raise InputError(source.name, list(dict.fromkeys(reader.faults)))
    seconds = record.time_limit
    if seconds is None and record.iterations is None:
        seconds = DEFAULT_SECONDS
    settings = Settings(seconds, record.iterations, record.workers)
    return Sweep(settings, tuple(each.factor for each in record.grid), tuple(scenarios))


Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A scenario whose changes have not been tried; each part with its place in the file."""

    name: str
    levels: dict[str, str]
    parts: tuple[tuple[Place, Alternative], ...]
    seeds: tuple[int, ...]


class _Reader:
    """Makes scenarios, and collects what is wrong with them."""

    def __init__(self, record: SweepFile, source: YamlSource, path: Path) -> None:
        self.record = record
        self.source = source
        self.folder = path.parent
        self.faults: list[Fault] = []
        self._projects: dict[str, Project | None] = {}
        self._wrong: dict[Fault, list[str]] = {}

    def scenarios(self) -> list[Scenario]:
        """Every scenario of the file, those of the grid last."""
        self._check_seeds()
        self._check_names()
        runs = self._count()
        if not runs:
            right = "a list 'scenarios', or a 'grid'"
            self.faults.append(Fault(self.source.name, "it has no scenario", right))
        if runs > MOST_RUNS:
            what = f"it asks for {runs:,} runs"
            self.faults.append(Fault(self.source.name, what, f"at most {MOST_RUNS:,}"))
        if not 0 < runs <= MOST_RUNS:
            return []
        found = [self._scenario(draft) for draft in self._drafts()]
        for fault, names in self._wrong.items():
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            what = f"{fault.what} (in scenario {names[0]!r}{more})"
            self.faults.append(Fault(fault.place, what, fault.right))
        return [each for each in found if each is not None]

    def _count(self) -> int:
        runs = sum(len(each.seeds or self.record.seeds) for each in self.record.scenarios)
        if self.record.grid:
            combinations = math.prod(len(each.alternatives) for each in self.record.grid)
            runs += combinations * len(self.record.seeds)
        return runs

    def _check_seeds(self) -> None:
        lists: list[tuple[Place, tuple[int, ...]]] = [(("seeds",), self.record.seeds)]
        for number, each in enumerate(self.record.scenarios):
            lists.append((("scenarios", number, "seeds"), each.seeds or ()))
        for place, seeds in lists:
            for seed in _twice(seeds):
                self._blame(place, f"the seed {seed} stands there twice")

    def _check_names(self) -> None:
        for name in _twice([each.name for each in self.record.scenarios]):
            self._blame(("scenarios",), f"two scenarios are called {name!r}")
        for factor in _twice([each.factor for each in self.record.grid]):
            self._blame(("grid",), f"two factors are called {factor!r}")
        for number, each in enumerate(self.record.grid):
            for name in _twice([one.name for one in each.alternatives]):
                place = ("grid", number, "alternatives")
                self._blame(place, f"two alternatives are called {name!r}")
        named = [
            each.factor
            for each in self.record.grid
            if any(one.project is not None for one in each.alternatives)
        ]
        if len(named) > 1:
            what = f"the factors {' and '.join(named)} both name projects"
            self._blame(("grid",), what, "one factor that says which project is taken")
        if not self.faults:
            drafted = [draft.name for draft in self._drafts()] if self._count() <= MOST_RUNS else []
            for name in _twice(drafted):
                self._blame(("grid",), f"two scenarios are called {name!r}")

    def _drafts(self) -> list[_Draft]:
        record = self.record
        found = [
            _Draft(each.name, {}, ((("scenarios", n), each),), each.seeds or record.seeds)
            for n, each in enumerate(record.scenarios)
        ]
        if not record.grid:
            return found
        ways = [
            [(("grid", n, "alternatives", m), one) for m, one in enumerate(each.alternatives)]
            for n, each in enumerate(record.grid)
        ]
        for chosen in itertools.product(*ways):
            levels = {
                each.factor: one.name for each, (_, one) in zip(record.grid, chosen, strict=True)
            }
            name = BETWEEN.join(levels.values())
            found.append(_Draft(name, levels, chosen, record.seeds))
        return found

    def _scenario(self, draft: _Draft) -> Scenario | None:
        base = self._base(draft)
        if base is None:
            return None
        changes = [change for _, part in draft.parts for change in part.changes]
        places = [
            self.source.where((*place, "changes", number))
            for place, part in draft.parts
            for number in range(len(part.changes))
        ]
        try:
            apply_changes(base, changes, places.__getitem__)
        except InputError as error:
            if not draft.levels:
                self.faults += error.faults
                return None
            # The same change is part of many combinations, and perhaps wrong in some of them only.
            for fault in error.faults:
                self._wrong.setdefault(fault, []).append(draft.name)
            return None
        return Scenario(draft.name, draft.levels, base, tuple(changes), draft.seeds)

    def _base(self, draft: _Draft) -> Project | None:
        for place, part in draft.parts:
            if part.project is not None:
                return self._load(part.project, (*place, "project"))
        if self.record.project is None:
            place = draft.parts[0][0]
            self._blame(place, "it names no project", "'project' here, or at the top of the file")
            return None
        return self._load(self.record.project, ("project",))

    def _load(self, written: str, place: Place) -> Project | None:
        if written not in self._projects:
            self._projects[written] = None
            try:
                self._projects[written] = load_project(self.folder / written)
            except InputError as error:
                for fault in error.faults:
                    self._blame(place, f"{written}: {fault.place}: {fault.what}", fault.right)
        return self._projects[written]

    def _blame(self, place: Place, what: str, right: str = "") -> None:
        self.faults.append(Fault(self.source.where(place), what, right))


def _twice(items: Sequence[T]) -> list[T]:
    return [item for item, count in Counter(items).items() if count > 1]
