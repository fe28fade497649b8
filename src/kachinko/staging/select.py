"""Which titles a studio makes and on which stage each set stands, chosen by load alone.

No dates: of all choices of enough value the one that loads stages and crews least, as a share of
what they can carry (`bounds.rows`). What turned out not to fit is not chosen again. It steers the
search and proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kachinko.staging.bound import choice_model
from kachinko.staging.bounds.rows import Carrier
from kachinko.staging.cpsat.solve import solve

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from ortools.sat.python import cp_model

    from kachinko.halt import Halt
    from kachinko.staging.bounds.rows import Key, Row
    from kachinko.staging.cpsat.solve import Effort
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Job, Site

ROUNDS = 4
"""How often at most a choice is made again because it breaks rows that were not there."""
FULL = 10_000
"""Load of a stage or a crew that has no more to give."""
LEAST_LOAD = 3_000
"""Rows are looked for as if at least that were allowed: lighter choices fit anyway."""
TASTE = 40
"""Chance adds up to so much load a title, so that no two choices need be alike."""
MOVED = 50
"""So much load is accepted to leave a set on its stage: days are found sooner near a known plan."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Titles of a studio, and for each of them the stage of each set."""

    jobs: tuple[Job, ...]
    floors: dict[int, tuple[int, ...]]
    load: int
    """Of the stage or crew that is loaded most, in parts of `FULL`; as far as rows are known."""

    @property
    def titles(self) -> frozenset[int]:
        """The titles' numbers."""
        return frozenset(self.floors)


class Selector:
    """Chooses for one studio, and learns what does not fit there."""

    def __init__(self, site: Site, offers: Offers, jobs: Sequence[Job]) -> None:
        self.site = site
        self.offers = offers
        self.carrier = Carrier(site, offers, jobs)
        self.rows: list[Row] = []
        self.clashes: list[tuple[Key, ...]] = []
        """Sets on stages of which not all can stand together."""
        self.tried: list[frozenset[int]] = []
        """Titles that are not chosen together again."""
        self.beside: frozenset[int] = frozenset()

    def stands_beside(self, titles: frozenset[int]) -> None:
        """Forget clashes that were met beside other titles that stand fixed at this studio."""
        if titles != self.beside:
            self.beside = titles
            self.clashes.clear()

    def choose(
        self,
        jobs: Sequence[Job],
        worth: Mapping[int, int],
        at_least: int,
        stands: Mapping[int, tuple[int, ...]],
        rng: random.Random,
        effort: Effort,
        halt: Halt,
    ) -> Selection | None:
        """The lightest choice found among titles of at least some worth in sum.

        `stands` are the stages of the titles that are there now; must titles among them stay.
        """
        sack = choice_model(self.offers, jobs, self.site.index)
        cp, accepted, on = sack.cp, sack.accepted, sack.on
        load = cp.new_int_var(0, 100 * FULL, "load")
        for row in self.rows:
            self._limit(cp, on, row, load)
        for clash in self.clashes:
            if all(key in on for key in clash):
                cp.add_bool_or([on[key].negated() for key in clash])
        for titles in self.tried:
            if all(index in accepted for index in titles):
                cp.add_bool_or([accepted[index].negated() for index in titles])
        for job in jobs:
            if job.must and job.index in stands:
                cp.add(accepted[job.index] == 1)
        cp.add(sum(worth[index] * literal for index, literal in accepted.items()) >= at_least)
        taste = sum(rng.randrange(TASTE) * one for one in accepted.values())
        cp.minimize(load + MOVED * self._moved(accepted, on, stands) + taste)
        for index, literal in accepted.items():
            cp.add_hint(literal, index in stands)
        for (index, piece, floor), literal in on.items():
            cp.add_hint(literal, index in stands and stands[index][piece] == floor)
        return self._lightest(cp, jobs, on, load, effort, halt)

    def _lightest(
        self,
        cp: cp_model.CpModel,
        jobs: Sequence[Job],
        on: Mapping[Key, Any],
        load: Any,
        effort: Effort,
        halt: Halt,
    ) -> Selection | None:
        for number in range(ROUNDS):
            answer = solve(cp, effort, halt, linear=True)
            if answer.value is None:
                return None
            chosen = [key for key, literal in on.items() if answer.value(literal)]
            lightest = answer.value(load)
            allowed = max(LEAST_LOAD, lightest) / FULL
            fresh = list(self.carrier.broken(dict.fromkeys(chosen, 1.0 / allowed)))
            self.rows += fresh
            if not fresh or number == ROUNDS - 1:
                break
            for row in fresh:
                self._limit(cp, on, row, load)
        floors: dict[int, dict[int, int]] = {}
        for index, piece, floor in chosen:
            floors.setdefault(index, {})[piece] = floor
        taken = tuple(job for job in jobs if job.index in floors)
        return Selection(
            taken,
            {job.index: tuple(floors[job.index][p.index] for p in job.pieces) for job in taken},
            lightest,
        )

    def _moved(
        self,
        accepted: Mapping[int, Any],
        on: Mapping[Key, Any],
        stands: Mapping[int, tuple[int, ...]],
    ) -> Any:
        """How many sets of titles that stay leave the stage on which they stand."""
        return sum(
            accepted[index] - on[index, piece, floor]
            for index, floors in stands.items()
            for piece, floor in enumerate(floors)
        )

    def _limit(self, cp: cp_model.CpModel, on: Mapping[Key, Any], row: Row, load: Any) -> None:
        terms = [
            round(FULL * weight / max(1, row.most)) * on[key]
            for key, weight in zip(row.keys, row.weights, strict=True)
            if key in on
        ]
        if terms:
            cp.add(sum(terms) <= load)
