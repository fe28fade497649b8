"""A board that begins as early as it can: what costs the same is shot when the title starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.shooting.check import check
from kachinko.shooting.draft import Draft, kinds_of, worth
from kachinko.shooting.plan.assemble import board_of

if TYPE_CHECKING:
    from kachinko.shooting.problem import Problem


def brought_forward(problem: Problem, draft: Draft) -> Draft:
    """The same days, all of them as many working days earlier as the rules allow.

    No player or set is paid for longer by that. Days off fall elsewhere, so each try is checked as
    a whole; where none holds, the draft stays as it is.
    """
    if not draft.complete or not draft.days:
        return draft
    first = min(day for _, day in draft.days)
    counted = worth(problem, draft)
    for ahead in range(first, 0, -1):
        days = {(unit, day - ahead): scenes for (unit, day), scenes in draft.days.items()}
        earlier = Draft(days)
        # Without rest between its days no calls can be given to them.
        if kinds_of(problem, earlier) is None or worth(problem, earlier) > counted:
            continue
        if not check(problem.shooting, board_of(problem, earlier)):
            return earlier
    return draft
