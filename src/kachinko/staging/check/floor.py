"""The rules of the checker that hang on where sets lie on one stage, for moves by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.check import stage as rules
from kachinko.staging.check.reading import Reading

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.check.breach import Breach

FLOOR_RULES = (
    rules.each_stage_can_take_its_sets,
    rules.footprints_fit_the_floor,
    rules.positions_are_given_where_they_count,
    rules.rectangles_lie_inside_the_stage,
    rules.rectangles_keep_their_aisle,
)
"""Of `RULES`, those that another position of a set can break or mend."""


def check_floor(project: Project, plan: Plan, stage: str) -> tuple[Breach, ...]:
    """Check what stands on one stage, over all days of the plan, by the checker's own rules.

    Fast enough to be asked while somebody moves a set: nothing of other stages is looked at.
    `check_plan` says the same of this stage, and more.
    """
    titles = tuple(
        title.model_copy(update={"sets": tuple(s for s in title.sets if s.stage == stage)})
        for title in plan.titles
    )
    reading = Reading(project, plan.model_copy(update={"titles": titles}))
    return tuple(breach for rule in FLOOR_RULES for breach in rule(reading))
