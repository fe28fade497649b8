"""What the plan of a job comes to, so that a list can tell it without opening every plan."""

from __future__ import annotations

from kachinko.files.plan_json import parse_plan
from kachinko.model.errors import InputError
from kachinko.service.jobs.record import PlanCard

PLAN = "plan.json"
"""The file in which a job leaves its plan."""


def card_of(content: bytes | None) -> PlanCard | None:
    """The card of a ``plan.json`` that a job left; None: none that can be read."""
    if content is None:
        return None
    try:
        plan = parse_plan(content, PLAN)
    except InputError:
        return None
    return PlanCard(
        status=plan.status,
        value=plan.value,
        value_bound=plan.value_bound,
        currency=plan.currency,
        cost=plan.cost,
        cost_bound=plan.cost_bound,
        titles_in=len(plan.accepted),
        titles_out=len(plan.left_out),
        seconds=plan.seconds,
    )
