"""Between which numbers of titles the truth lies: a checked plan below, a proof above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.staging.frontier.mix import slate_of
from kachinko.staging.frontier.trial import attempt, refuted

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.frontier.mix import Mix
    from kachinko.staging.frontier.trial import Means

    Vouch = Callable[[Project, Plan], None]
    """Raises where the independent checker finds that a plan breaks a rule of its project."""

MOST = 512
"""No slate is longer; where not even this many titles are refuted, nothing bounds the number."""

PROVING = 0.25
"""Share of the time that one proof by capacity may take."""

PROVING_SECONDS = 1.0
"""... or so long, where that is more: most proofs are quick, and all later work leans on them."""

GLANCE = 0.08
"""Share of the time that one attempt may take while numbers are looked for by bisection."""


@dataclass(slots=True)
class Bracket:
    """What is known of one case: all of the first `lower` titles fit, and no more than `upper`."""

    project: Project
    """The project of the case with its archetypes; without dates of their own."""
    mix: Mix
    lower: int = 0
    plan: Plan | None = None
    """The checked plan of the first `lower` titles; None for no title."""
    upper: int | None = None
    """Proven; None: nothing bounds it."""

    def slate(self, titles: int) -> Project:
        """The project whose titles are the first so many of the mix."""
        return slate_of(self.project, self.mix.order(titles))

    @property
    def most(self) -> int:
        """No slate longer than this is worth trying."""
        return MOST if self.upper is None else self.upper

    def raise_lower(self, titles: int, plan: Plan, vouch: Vouch) -> None:
        """Take a plan of the first so many titles, checked."""
        if titles > self.lower:
            vouch(self.slate(titles), plan)
            self.lower, self.plan = titles, plan

    def lower_upper(self, titles: int | None) -> None:
        """No plan has all of the first `titles` + 1."""
        if titles is not None and (self.upper is None or titles < self.upper):
            self.upper = titles


def narrow(
    bracket: Bracket,
    seconds: float,
    means: Means,
    vouch: Vouch,
    on_change: Callable[[Bracket], None],
    start: Plan | None = None,
) -> None:
    """Tighten a bracket for so many seconds: first the proofs, which are quick, then plans.

    Slates are nested, so a plan of k titles holds for every number below, and a proof against k
    for every number above: both ends are looked for by bisection, at a glance. Then titles join
    the best plan one by one, for as long as there is time.
    """
    until = means.clock() + seconds

    def remaining() -> float:
        return 0.0 if means.halt.thrown else max(0.0, until - means.clock())

    def tried(titles: int, limit: float, begin: Plan | None) -> bool:
        outcome = attempt(bracket.slate(titles), limit, means, begin)
        if outcome.bound < titles:
            bracket.lower_upper(outcome.bound)
        if outcome.whole:
            bracket.raise_lower(titles, outcome.plan, vouch)
        on_change(bracket)
        return outcome.whole

    _prove(bracket, remaining, means, on_change)
    failed = bracket.most + 1
    while remaining() > 0 and bracket.lower + 1 < failed:
        titles = min((bracket.lower + failed) // 2, max(8, 2 * bracket.lower))
        fits = tried(titles, GLANCE * remaining(), bracket.plan or start)
        failed = min(failed if fits else titles, bracket.most + 1)
    while remaining() > 0 and bracket.lower < bracket.most:
        tried(bracket.lower + 1, remaining(), bracket.plan or start)


def _prove(
    bracket: Bracket,
    remaining: Callable[[], float],
    means: Means,
    on_change: Callable[[Bracket], None],
) -> None:
    """Find the least number of titles that capacity refutes."""
    possible = bracket.lower
    while remaining() > 0 and possible < bracket.most:
        titles = min(MOST, max(8, 2 * possible))
        if bracket.upper is not None:
            titles = (possible + bracket.upper + 1) // 2
        limit = min(remaining(), max(PROVING_SECONDS, PROVING * remaining()))
        if refuted(bracket.slate(titles), limit, means):
            bracket.lower_upper(titles - 1)
            on_change(bracket)
        else:
            possible = titles
