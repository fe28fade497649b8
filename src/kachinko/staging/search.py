"""The search after the first plan: what each thread does, and when all of them end."""

from __future__ import annotations

import random
import threading
import warnings
from typing import TYPE_CHECKING

from kachinko.halt import Halt
from kachinko.staging.cpsat.solve import Effort
from kachinko.staging.graft import graft
from kachinko.staging.improve import Improver, Taste
from kachinko.staging.limits import FOREVER, Limits
from kachinko.staging.prove import Prover
from kachinko.staging.titles_first import TitlesFirst

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.staging.construct import Inserter
    from kachinko.staging.incumbent import Incumbent
    from kachinko.staging.problem import Problem
    from kachinko.staging.schedule import Schedule
    from kachinko.staging.swift.walker import Walker

STEP = Effort(seconds=2.5, work=0.25)
"""Of one improvement attempt while attempts succeed; up to `PATIENCE` times that when they do not.

Short attempts find more at first; what is left after them takes longer to find.
"""
PATIENCE = 3.0
RENEWAL = Effort(seconds=12.0, work=4.0)
"""Of one search around what stands in a whole studio, or in all of them."""
WALK_SHARE, MOST_WALK_SHARE = 0.04, 0.8
"""Of the seconds, a studio: the walk goes over all of them, the other moves over one at a time."""
TITLES, STUDIO, PART = range(3)
"""The solver's moves: titles first, a whole studio around what stands, a part of the plan."""
COSTS = (1.5, 12.0, 3.0)
"""Seconds that each takes, about."""
FADING, NEVER_LESS = 0.8, 0.04
"""How much of a move's merit an attempt leaves, and the least share of time a move gets."""
BOUNDING_SECONDS, BOUNDING_SHARE = 20.0, 0.4
"""Of the search, whichever is more: only the largest slates take so long."""
ONE_COMPILES = threading.Lock()
"""A process may search several times in a row while the first still compiles."""
PROOF_SHARE, LEAST_PROOF_SHARE = 0.08, 0.5
"""Of the seconds left, for the whole of a small problem: what has a proof has it soon.

The least problems have one within a minute as a rule, and their best plan long before that.
"""
LEAST = 100
"""Choices of a stage for a set in a problem that counts among the least."""
COST_SHARE = 0.6
"""Of the seconds left once the value is proven: little else is left to do then."""
SETTLING_HASTE = 0.4
"""Of a step's length, then: many small savings come sooner than few large ones."""
SETTLING_SHARE = 0.05
"""Of the search, at its end: the same titles at less cost. Most of what that saves comes soon."""
COOLING = 200
"""Attempts from hot to cold where the search has no limit."""
MOST_ITEMS = 62
"""Sets and blocks of a title that compiled code can keep in order: the bits of one number."""
DRY_SPELL = 20
"""Failed attempts in a row after which patience is greatest."""


class Search:
    """Threads that improve and bound one shared incumbent."""

    def __init__(
        self, inserter: Inserter, incumbent: Incumbent, limits: Limits, seed: int, halt: Halt
    ) -> None:
        problem, offers, prices = inserter.problem, inserter.offers, inserter.prices
        self.inserter = inserter
        self.problem = problem
        self.incumbent = incumbent
        self.limits = limits
        self.seed = seed
        self.halt = halt
        self.improver = Improver(problem, offers, prices)
        self.titles_first = TitlesFirst(self.improver.slate, prices)
        self.prover = Prover(problem, offers, prices, incumbent, halt)
        self.faults: list[BaseException] = []
        self.walker: Walker | None = None
        self.walker_is_ready = threading.Event()

    def run(self, workers: int) -> None:
        """Search until a limit, a proof or the halt; raises what a thread raised."""
        roles = [self._alone] if workers == 1 else [self._winning, self._proving]
        roles += [self._improving] * (workers - len(roles))
        threads = [
            threading.Thread(target=self._guarded, args=(role, number), daemon=True)
            for number, role in enumerate(roles)
        ]
        if can_walk(self.problem) and self._more_to_win() and self.limits.iterations != 0:
            threading.Thread(target=self._load_walker, daemon=True).start()
        else:
            self.walker_is_ready.set()
        for thread in threads:
            thread.start()
        # Short waits let the main thread hear an interrupt, and end solves that have no more use.
        while any(thread.is_alive() for thread in threads):
            threads[0].join(0.05)
            threads[-1].join(0.05)
            others_are_done = workers > 1 and self._tried_enough()
            if self._remaining() <= 0 or self.incumbent.proven or others_are_done:
                self.halt.throw()
        if self.faults:
            raise self.faults[0]
        if self.incumbent.complete and not self.incumbent.proven:
            self.prover.cheapest_titles(Effort(2.0, 1.0), Halt())

    def _guarded(self, role: Callable[[int], None], number: int) -> None:
        try:
            role(number)
        except BaseException as fault:
            self.faults.append(fault)
            self.halt.throw()

    def _remaining(self) -> float:
        if self.limits.seconds is None:
            return FOREVER
        return self.limits.seconds - self.incumbent.seconds

    def _tried_enough(self) -> bool:
        most = self.limits.iterations
        return most is not None and self.incumbent.iterations >= most

    def _over(self) -> bool:
        return (
            self.halt.thrown
            or self.incumbent.proven
            or self._remaining() <= 0
            or self._tried_enough()
        )

    def _effort(self, seconds: float, work: float, number: int = 0) -> Effort:
        """Without a limit on seconds only work counts, so that every machine does the same."""
        if self.limits.seconds is None:
            return Effort(FOREVER, work, 1, self.seed * 1009 + number)
        left = self._remaining()
        if not self._is_settling() and self._more_to_win():
            left -= SETTLING_SHARE * self.limits.seconds
        return Effort(min(seconds, left), work, 1, self.seed * 1009 + number)

    # -- roles ------------------------------------------------------------------------------

    def _alone(self, number: int) -> None:
        self._bounding()
        if self.prover.is_small and not self._over():
            self._solving(work=6.0, share=0.4)
        self._walking(number, swift_every=2)

    def _winning(self, number: int) -> None:
        self._walking(number, swift_every=1)

    def _improving(self, number: int) -> None:
        self._walking(number)

    def _proving(self, number: int) -> None:
        self._bounding()
        if self.prover.is_small:
            is_least = self.prover.choices <= LEAST
            self._solving(work=FOREVER, share=LEAST_PROOF_SHARE if is_least else PROOF_SHARE)
        self._walking(number)

    # -- steps ------------------------------------------------------------------------------

    def _load_walker(self) -> None:
        """Make the compiled walk ready. The first time ever that takes half a minute of compiling.

        It runs in a thread of its own, which nobody waits for when time is up.
        """
        try:
            with ONE_COMPILES:
                from kachinko.staging.swift.walker import Walker

                inserter = self.inserter
                walker = Walker(self.problem, inserter.offers, inserter.prices, self.seed)
                found = walker.construct()
                walker.chunk(found, 0.0, timed=self._is_timed)
        except Exception as fault:
            # The other moves find plans as sound, only later: no reason to lose the search.
            warnings.warn(f"planning without the compiled walk: {fault!r}", RuntimeWarning, 1)
        else:
            self.walker = walker
            if self._is_timed and not self.halt.thrown:
                self.incumbent.offer(found)
        finally:
            self.walker_is_ready.set()

    def _may_walk_swiftly(self) -> bool:
        if self.walker is None and not self._is_timed and not self.walker_is_ready.is_set():
            self.walker_is_ready.wait()  # the same seed then takes the same turns
        return self.walker is not None and self._more_to_win()

    @property
    def _is_timed(self) -> bool:
        return self.limits.seconds is not None

    def _more_to_win(self) -> bool:
        left_out = self.improver.slate.left_out(self.incumbent.schedule)
        return bool(left_out) and not self.incumbent.value_proven

    def _cooled(self) -> float:
        """How much of the search is over, from 0 to 1; without a limit it starts anew at times."""
        if self.limits.seconds is not None:
            share = min(MOST_WALK_SHARE, WALK_SHARE * len(self.problem.sites))
            return min(1.0, self.incumbent.seconds / (share * self.limits.seconds))
        if self.limits.iterations:
            return self.incumbent.iterations / self.limits.iterations
        return min(1.0, self.incumbent.iterations % COOLING / (WALK_SHARE * COOLING))

    def _is_settling(self) -> bool:
        """Whether what is left of the search is for the cost."""
        if self.limits.seconds is not None:
            return self.incumbent.seconds >= (1.0 - SETTLING_SHARE) * self.limits.seconds
        most = self.limits.iterations or COOLING
        return self.incumbent.iterations % most >= (1.0 - SETTLING_SHARE) * most

    def _bounding(self) -> None:
        seconds = max(BOUNDING_SECONDS, BOUNDING_SHARE * (self.limits.seconds or 0.0))
        self.prover.capacity(self._effort(seconds, 6.0))
        if not self.incumbent.complete and not self._over():
            self.prover.musts(self._effort(FOREVER, 20.0))

    def _solving(self, work: float, share: float) -> None:
        """Give the whole problem to the solver, for at most a share of the time that is left."""
        seconds = share * self._remaining()
        self.prover.everything(self._effort(seconds, work))
        if self.incumbent.value_proven and not self._over():
            self.prover.least_cost(self._effort(COST_SHARE * self._remaining(), work))

    def _walking(self, number: int, *, swift_every: int = 0) -> None:
        """Walk swiftly first, where this thread does; then improve with the solver's moves."""
        rng = random.Random(f"{self.seed}/improve/{number}")
        moves = Moves(rng)
        turn = failed = 0
        self.incumbent.tell("improving")
        while not self._over():
            turn += 1
            settles = self._is_settling()
            walks = bool(swift_every) and turn % swift_every == 0 and self._cooled() < 1.0
            if walks and not settles and self._may_walk_swiftly() and self.walker is not None:
                schedule = self.incumbent.schedule
                found = self.walker.chunk(schedule, self._cooled(), timed=self._is_timed)
                self.incumbent.offer(found)
                self.incumbent.tried()
                continue
            before = self.incumbent.schedule
            for_value = self._more_to_win() and not settles
            move = moves.choose() if for_value and before.placements else PART
            seed = turn * 31 + number
            if move == TITLES:
                found = self.titles_first.step(
                    before, rng, self._effort(FOREVER, FOREVER, seed), self.halt
                )
            elif move == STUDIO:
                effort = self._effort(RENEWAL.seconds, RENEWAL.work, seed)
                found = self.improver.renew(before, rng, effort, self.halt)
            else:
                found = self._replanned(before, moves.taste, failed, seed, rng, settles=settles)
                failed = 0 if found.rank > before.rank else failed + 1
            now = self.incumbent.schedule
            if found is not before and now is not before:
                found = graft(self.improver.offers, self.inserter.prices, before, now, found)
            # Others may have found more meanwhile: only what is added to that is gained.
            moves.learn(move, max(0, found.value - now.value) / self.prover.step)
            self.incumbent.offer(found)
            self.incumbent.tried()

    def _replanned(
        self,
        before: Schedule,
        taste: Taste,
        failed: int,
        number: int,
        rng: random.Random,
        *,
        settles: bool,
    ) -> Schedule:
        """Plan a part again."""
        patience = 1.0 + (PATIENCE - 1.0) * min(failed, DRY_SPELL) / DRY_SPELL
        if settles:
            patience = SETTLING_HASTE
        return self.improver.step(
            before,
            taste,
            rng,
            self._effort(STEP.seconds * patience, STEP.work * patience, number),
            self.halt,
            for_cost_only=self.incumbent.value_proven or settles,
        )


class Moves:
    """Which move to make next: those that gained more in their time come more often."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.taste = Taste()
        self.merits = [0.5, 0.05, 0.05]
        """Steps of value gained a second; only ratios matter."""

    def choose(self) -> int:
        """A move, so that each gets time in proportion to its merit."""
        least = NEVER_LESS * sum(self.merits)
        shares = [max(least, merit) / cost for merit, cost in zip(self.merits, COSTS, strict=True)]
        return self.rng.choices(range(len(COSTS)), shares)[0]

    def learn(self, move: int, gained: float) -> None:
        """Remember what an attempt gained, in steps of value."""
        self.merits[move] = FADING * self.merits[move] + (1 - FADING) * gained / COSTS[move]


def can_walk(problem: Problem) -> bool:
    """Whether compiled code can take every title of a problem."""
    return all(len(job.title.shoots) <= MOST_ITEMS for job in problem.jobs)
