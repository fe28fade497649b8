"""Why each title that is not in is left out, as data."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from kachinko.halt import Halt
from kachinko.model.reason import (
    CastNeverFree,
    MustTitlesClash,
    NoRoomBeside,
    NoStageForSet,
    NotEvenAlone,
    NotPlanned,
    Reason,
    WindowTooShort,
)
from kachinko.staging.construct import could_stand_alone
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.solve import Effort, solve
from kachinko.staging.occupancy import Occupancy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.staging.construct import Inserter
    from kachinko.staging.incumbent import Incumbent
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Chance, Job, Problem

ALONE_WORK = 2.0
"""How much solver work one title may cost to find out whether it can stand alone."""


class Reasons:
    """Looks for the first thing that keeps a title out: stage, window, cast, itself, the others."""

    def __init__(
        self,
        problem: Problem,
        offers: Offers,
        inserter: Inserter,
        incumbent: Incumbent,
        seed: int,
    ) -> None:
        self.problem = problem
        self.offers = offers
        self.inserter = inserter
        self.incumbent = incumbent
        self.seed = seed

    def of_titles_left_out(self, remaining: Callable[[], float]) -> dict[int, Reason]:
        """A reason for each title that is not in; solver proofs only while seconds remain."""
        there_is_a_plan = self.incumbent.complete and self.incumbent.infeasible is None
        return {
            job.index: self.of_title(job, remaining, there_is_a_plan=there_is_a_plan)
            for job in self.problem.jobs
            if not there_is_a_plan or job.index not in self.incumbent.schedule.placements
        }

    def of_title(
        self, job: Job, remaining: Callable[[], float], *, there_is_a_plan: bool
    ) -> Reason:
        """The reason of one title."""
        found = self._by_itself(job)
        if found is not None:
            return found
        if not there_is_a_plan:
            clash = self.incumbent.infeasible
            if job.must and clash is not None:
                if self._impossible_alone(job, remaining()):
                    return NotEvenAlone()
                return MustTitlesClash(titles=clash)
            return NotPlanned()
        if self._impossible_alone(job, remaining()):
            return NotEvenAlone()
        return NoRoomBeside(proven=self.incumbent.value_proven)

    def _by_itself(self, job: Job) -> Reason | None:
        for piece in job.pieces:
            if not self.offers.floors(job, piece):
                refusals = self.offers.refusals(job, piece)
                short = self._too_short(
                    piece.set.name,
                    piece.least_stay,
                    [job.set_chances[piece.index, site] for site in job.sites],
                    job,
                )
                width, depth = piece.set.width_m, piece.set.depth_m
                return short or NoStageForSet(
                    set=piece.set.name,
                    needs_m2=piece.set.footprint_m2,
                    needs_m=(width, depth) if width and depth else None,
                    refusals=refusals,
                )
        for name, days, least, cast, chances in self._items(job):
            if not any(chance.starts for chance in chances):
                short = self._too_short(name, least, chances, job)
                return short or CastNeverFree(item=name, needs_days=days, cast=cast)
        units: dict[str, int] = {}
        for thing in job.title.shoots:
            units[thing.unit] = units.get(thing.unit, 0) + thing.shoot_days
        windows = [
            next(iter(self._chances(job, site))) for site in (self.offers.homes(job) or job.sites)
        ]
        return self._too_short(job.title.name, max(units.values()), windows, job)

    def _chances(self, job: Job, site: int) -> list[Chance]:
        return [
            *(job.set_chances[piece.index, site] for piece in job.pieces),
            *(job.block_chances[number, site] for number in range(len(job.blocks))),
        ]

    def _items(self, job: Job) -> list[tuple[str, int, int, tuple[str, ...], list[Chance]]]:
        """Name, shooting days, least days, cast and chances of each set and block."""
        names = {member.id: member.name for member in job.title.cast}
        sets = [
            (
                piece.set.name,
                piece.shoot,
                piece.least_stay,
                tuple(names[one] for one in piece.set.cast),
                [job.set_chances[piece.index, site] for site in job.sites],
            )
            for piece in job.pieces
        ]
        blocks = [
            (
                f"location block {block.id}",
                block.days,
                block.days,
                tuple(names[one] for one in block.cast),
                [job.block_chances[number, site] for site in job.sites],
            )
            for number, block in enumerate(job.blocks)
        ]
        return [*sets, *blocks]

    def _too_short(
        self, item: str, needs: int, chances: Sequence[Chance], job: Job
    ) -> WindowTooShort | None:
        """The window is too short everywhere, whatever else is there."""
        lengths = [chance.hi - chance.lo + 1 for chance in chances]
        if not lengths or max(lengths) >= needs:
            return None
        chance = chances[lengths.index(max(lengths))]
        horizon = self.problem.project.horizon
        title = job.title
        earliest = max(title.earliest or horizon.first, horizon.first)
        latest = min(title.latest or horizon.last, horizon.last)
        for site in job.sites:
            days = self.problem.sites[site].days
            if 0 <= chance.lo <= chance.hi < len(days):
                earliest = max(earliest, min(earliest, days.dates[chance.lo]))
        return WindowTooShort(
            item=item,
            needs_days=needs,
            has_days=max(0, *lengths),
            earliest=earliest,
            latest=latest,
        )

    def _impossible_alone(self, job: Job, seconds: float) -> bool:
        """Whether a solver proves that the title cannot be made even with every stage free."""
        empty = Occupancy(self.problem)
        if could_stand_alone(job, self.inserter, empty, random.Random(f"{self.seed}/alone")):
            return False
        model = build_model(self.problem, self.offers, [job], empty, musts=False)
        model.cp.add(model.titles[job.index].accepted == 1)
        effort = Effort(seconds, ALONE_WORK, 1, self.seed)
        return solve(model.cp, effort, Halt()).status == "infeasible"
