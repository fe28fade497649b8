"""Small projects whose frontier is known, and what a search needs to run on them."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kachinko.halt import Halt
from kachinko.model.project import Project
from kachinko.staging.check import check_plan
from kachinko.staging.frontier.find import find_frontier
from kachinko.staging.frontier.lever import levers_of
from kachinko.staging.frontier.mix import equal_shares
from kachinko.staging.frontier.trial import Means

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.plan import Plan
    from kachinko.staging.frontier.lever import Lever
    from kachinko.staging.frontier.result import Frontier


def one_stage(days: int = 20, *, crews: int | None = 1, **more: Any) -> Project:
    """One stage, one title of 5 days in it that fills the floor; weekdays, no holidays.

    Build 2, shoot 2, strike 1: every 5 working days one more title, so `days` / 5 of them fit.
    """
    weeks, rest = divmod(days, 5)
    assert rest == 0
    return Project.model_validate(
        {
            "name": "One stage",
            "currency": "JPY",
            # Monday to Friday of so many weeks.
            "horizon": {"from": "2027-02-01", "to": _friday(weeks)},
            "studios": [
                {
                    "id": "lot", "name": "The Lot", "country": "JP", "build_crews": crews,
                    "stages": [{"id": "one", "name": "Stage One", "effective_area_m2": 100}],
                }
            ],
            "titles": [title("film"), *more.pop("titles", [])],
            **more,
        }
    )  # fmt: skip


def title(name: str, **more: Any) -> dict[str, Any]:
    """A film with one set that fills the stage for 5 days."""
    stands = {"id": "set", "name": "Set", "area_m2": 80, "build_days": 2, "shoot_days": 2,
              "strike_days": 1}  # fmt: skip
    return {"id": name, "name": name.title(), "kind": "film", "sets": [stands], **more}


def _friday(weeks: int) -> str:
    return (date(2027, 2, 5) + timedelta(weeks=weeks - 1)).isoformat()


def means(halt: Halt | None = None) -> Means:
    return Means(workers=1, seed=0, clock=time.monotonic, halt=halt or Halt())


def vouch(project: Project, plan: Plan) -> None:
    result = check_plan(project, plan)
    assert result.ok, result.breaches
    assert len(plan.accepted) == len(project.titles)


def frontier(
    project: Project,
    levers: Sequence[Lever] | None = None,
    seconds: float = 5.0,
    halt: Halt | None = None,
) -> Frontier:
    return find_frontier(
        project,
        equal_shares(project),
        levers_of(project) if levers is None else levers,
        seconds=seconds,
        means=means(halt),
        vouch=vouch,
    )
