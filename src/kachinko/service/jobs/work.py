"""The kinds of long work, each the same use case that the command line has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.service.jobs import work_documents, work_plans, work_slates, work_trials

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.service.jobs.asked import Asked, JobKind
    from kachinko.service.jobs.place import Bench

WORK: dict[JobKind, Callable[[Any, Bench], None]] = {
    "plan": work_slates.plan,
    "frontier": work_slates.frontier,
    "sweep": work_slates.sweep,
    "explain": work_plans.explain,
    "repair": work_plans.repair,
    "trial": work_trials.trial,
    "stress": work_plans.stress,
    "locate": work_documents.locate,
    "order": work_documents.order,
    "stage": work_documents.stage,
}
"""By the kind that is asked for."""


def work(asked: Asked, bench: Bench) -> None:
    """Do what is asked; its files stand in the folder `out` of the bench at the end.

    Raises
    ------
    KachinkoError
        When it cannot be done.
    """
    WORK[asked.kind](asked, bench)
