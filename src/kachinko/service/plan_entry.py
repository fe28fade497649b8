"""Use case: a job's plan as one command of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from kachinko.model.base import Id, Record, Text
from kachinko.service.ledger_apply import as_command, plan_id
from kachinko.service.plan_board import read_plan
from kachinko.service.reading import Asked

if TYPE_CHECKING:
    from kachinko.model.command import ApplyPlan
    from kachinko.service.office import Office
    from kachinko.service.permissions import Actor


class PlanOfJob(Record):
    """Which titles of a job's plan are held or booked, and for whom."""

    holder: Id
    how: Literal["hold", "book"] = "hold"
    titles: tuple[Id, ...] = Field(
        default=(), max_length=5_000, description="Ids in the project; empty: all of the plan."
    )
    codes: dict[Id, Id] = Field(
        default={}, max_length=5_000, description="Code names of titles in the ledger."
    )
    why: Text = ""


def entry_of(office: Office, actor: Actor, job: str, asked: PlanOfJob, *, id_: str) -> ApplyPlan:
    """The command that enters the plan of a job, as things stand.

    Raises
    ------
    NotFoundError
        Where there is no such job, or it has no plan.
    InputError
        Where the plan is none, or does not know a title that is named.
    """
    project, plan = read_plan(office, actor, job)
    return as_command(
        project,
        plan,
        id_=id_,
        plan_id=plan_id(plan),
        holder=asked.holder,
        how=asked.how,
        titles=asked.titles,
        codes=asked.codes,
        stands=office.holds.page(actor, Asked(holder=asked.holder)),
        why=asked.why,
    )
