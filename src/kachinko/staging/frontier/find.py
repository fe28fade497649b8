"""The frontier of a project: the base, then every lever, each narrowed in its share of time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from kachinko.model.change import Pace, apply_changes
from kachinko.staging.frontier.adapt import adapt
from kachinko.staging.frontier.assumed import assumed
from kachinko.staging.frontier.bracket import Bracket, narrow
from kachinko.staging.frontier.mix import Mix, release, slate_of
from kachinko.staging.frontier.result import Effect, Frontier, Range, SlateTitle
from kachinko.staging.frontier.trial import attempt, refuted, stranded
from kachinko.staging.frontier.year import years_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from fractions import Fraction

    from kachinko.model.project import Project
    from kachinko.staging.frontier.bracket import Vouch
    from kachinko.staging.frontier.lever import Lever
    from kachinko.staging.frontier.trial import Means

BASE_SHARE = 0.4
"""Of the time, where levers follow: all worths are told beside the base, so it comes first."""

FIRST_ROUND = 0.4
"""Of a lever's time, taken in a first round: should time run short, all are known a little."""

ALONE_SECONDS = 2.0
"""What finding out about one title alone may take."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where the work stands: which case, and what is known of it."""

    case: str
    done: int
    cases: int
    lower: int
    upper: int | None
    seconds: float


@dataclass(slots=True)
class _Case:
    lever: Lever
    bracket: Bracket


def find_frontier(
    project: Project,
    shares: Mapping[str, Fraction],
    levers: Sequence[Lever],
    *,
    seconds: float,
    means: Means,
    vouch: Vouch,
    on_step: Callable[[Step], None] = lambda _: None,
) -> Frontier:
    """Bound from both sides how many titles of a mix the stages of a project carry.

    Parameters
    ----------
    shares
        Weight of each title in the mix; a title without one is not in it.
    levers
        What is changed, one at a time.
    seconds
        Time for all of it: first for the project as it is, then shared by the levers.
    means
        Threads, seed, clock and the switch that ends the work with what is known by then.
    vouch
        Called with every plan that is taken for a lower bound; raises where it is unsound.

    Returns
    -------
    Frontier
        The numbers, with the assumptions on which they hang.
    """
    begun = means.clock()
    released = release(project)
    left_out = tuple(
        one for one in shares if shares[one] and not _can_be_made(released, one, means)
    )
    mix = Mix.of(project, {one: shares[one] for one in shares if one not in left_out})
    base = Bracket(released, mix)
    cases: list[_Case] = []

    def telling(name: str) -> Callable[[Bracket], None]:
        return lambda bracket: on_step(
            Step(name, len(cases), len(levers) + 1, bracket.lower, bracket.upper,
                 means.clock() - begun)
        )  # fmt: skip

    def remaining() -> float:
        return 0.0 if means.halt.thrown else max(0.0, begun + seconds - means.clock())

    if mix.shares:
        share = BASE_SHARE if levers else 1.0
        telling("as it is")(base)
        narrow(base, share * remaining(), means, vouch, telling("as it is"))
    else:
        base.upper = 0
    for number, lever in enumerate(levers):
        if not remaining() or not mix.shares:
            break
        cases.append(_Case(lever, _inherit(base, lever, means, vouch)))
        telling(lever.name)(cases[-1].bracket)
        share = FIRST_ROUND / (len(levers) - number * FIRST_ROUND)
        _look_at(base, cases[-1], share * remaining(), means, vouch, telling(lever.name))
    for number, case in enumerate(cases):
        share = 1 / (len(cases) - number)
        _look_at(base, case, share * remaining(), means, vouch, telling(case.lever.name))
    if cases and remaining():
        narrow(base, remaining(), means, vouch, telling("as it is"))
    for case in cases:
        _follow(base, case, means, vouch)
    for slower, faster in permutations(cases, 2):
        if _is_slower(slower.lever, faster.lever):
            _carry(slower.bracket, faster.bracket, means, vouch)
            slower.bracket.lower_upper(faster.bracket.upper)
    return _answer(project, shares, left_out, base, cases, levers, means.clock() - begun, means)


def _look_at(
    base: Bracket,
    case: _Case,
    seconds: float,
    means: Means,
    vouch: Vouch,
    on_change: Callable[[Bracket], None],
) -> None:
    """Narrow one lever, beginning with what the base has, and learn of the base from it."""
    start = None if base.plan is None else adapt(base.plan, case.bracket.project)
    narrow(case.bracket, seconds, means, vouch, on_change, start)
    _learn(base, case, means, vouch)


def _can_be_made(released: Project, title: str, means: Means) -> bool:
    """Whether a title fits alone; it counts as fitting unless it is proven that it does not."""
    alone = slate_of(released, (title,))
    if refuted(alone, ALONE_SECONDS, means):
        return False
    outcome = attempt(alone, ALONE_SECONDS, means)
    return outcome.whole or outcome.bound >= 1


# -- what one case says of another ------------------------------------------------------------


def _inherit(base: Bracket, lever: Lever, means: Means, vouch: Vouch) -> Bracket:
    """The bracket of a lever with what follows from the base."""
    bracket = Bracket(apply_changes(base.project, lever.changes), base.mix)
    if lever.gives:
        _carry(base, bracket, means, vouch)
    else:
        bracket.lower_upper(base.upper)
    return bracket


def _learn(base: Bracket, case: _Case, means: Means, vouch: Vouch) -> None:
    """What a lever says of the base: a plan with less is a plan, a proof with more is a proof."""
    if case.lever.gives:
        base.lower_upper(case.bracket.upper)
    else:
        _carry(case.bracket, base, means, vouch)


def _follow(base: Bracket, case: _Case, means: Means, vouch: Vouch) -> None:
    """What the base, as it is known in the end, says of a lever."""
    if case.lever.gives:
        _carry(base, case.bracket, means, vouch)
    else:
        case.bracket.lower_upper(base.upper)


def _is_slower(one: Lever, other: Lever) -> bool:
    """Whether both quicken the same phase, and the other one more."""
    mine, theirs = one.changes[0], other.changes[0]
    return (
        isinstance(mine, Pace)
        and isinstance(theirs, Pace)
        and mine.phase == theirs.phase
        and mine.percent > theirs.percent
    )


def _carry(known: Bracket, other: Bracket, means: Means, vouch: Vouch) -> None:
    """Take the plan of one case over into one that is easier, and have it checked there."""
    if known.plan is None or known.lower <= other.lower:
        return
    start = adapt(known.plan, other.project)
    outcome = attempt(other.slate(known.lower), 0.0, means, start)
    if outcome.whole:
        other.raise_lower(known.lower, outcome.plan, vouch)


# -- the answer -------------------------------------------------------------------------------


def _answer(
    project: Project,
    shares: Mapping[str, Fraction],
    left_out: tuple[str, ...],
    base: Bracket,
    cases: list[_Case],
    levers: Sequence[Lever],
    seconds: float,
    means: Means,
) -> Frontier:
    named = {title.id: title for title in project.titles}
    last = base.lower if base.upper is None else base.upper
    order = base.mix.order(last + 1) if base.mix.shares else ()
    balance = 1.0
    usual = base.mix.mean.crew_days if base.mix.shares else 0
    if base.lower and usual:
        balance = float(base.mix.load(base.lower).crew_days / base.lower / usual)
    return Frontier(
        project=project,
        years=years_of(project.horizon.span),
        shares={one: shares[one] for one in base.mix.shares},
        left_out=left_out,
        slate=tuple(SlateTitle(one, named[one].name, named[one].kind) for one in order),
        balance=balance,
        titles=Range(base.lower, base.upper),
        plan=base.plan or attempt(base.slate(0), 0.0, means).plan,
        planned=base.slate(base.lower),
        effects=tuple(_effect(base, case) for case in cases),
        levers_left=tuple(lever.name for lever in levers[len(cases) :]),
        assumptions=assumed(project, base.mix, left_out),
        seconds=seconds,
        seed=means.seed,
        interrupted=means.halt.thrown,
    )


def _effect(base: Bracket, case: _Case) -> Effect:
    """A lever's worth: a difference of intervals, cut at 0 on the side that cannot be."""
    own = case.bracket
    least = None if base.upper is None else own.lower - base.upper
    most = None if own.upper is None else own.upper - base.lower
    if case.lever.gives:
        least = max(0, least or 0)
    else:
        most = min(0, most or 0)
    names = {title.id: title.name for title in own.project.titles}
    return Effect(
        case.lever,
        Range(own.lower, own.upper),
        own.lower - base.lower,
        least,
        most,
        tuple(names[one] for one in stranded(own.project) if one in own.mix.shares),
    )
