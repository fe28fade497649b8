"""What a planner may know of the ledger: as its actor may see it, at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.ledger.floor import StageRecord
from kachinko.model.base import Count, Id, Record
from kachinko.model.policy import HoldPolicy
from kachinko.model.quantity import Area
from kachinko.model.reservation import Reservation
from kachinko.model.studio import Closure
from kachinko.service.ledger_fixed import Own
from kachinko.service.ledger_planning import LedgerState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kachinko.ledger.store.ledger import Ledger
    from kachinko.model.project import Project
    from kachinko.service.holds import Holds
    from kachinko.service.permissions import Actor


class StageSeen(Record):
    """A stage of the ledger."""

    id: Id
    policy: HoldPolicy
    floor_m2: Area | None
    quiet: bool
    closures: tuple[Closure, ...]


class LedgerSeen(Record):
    """A ledger at one moment, as a file that a job reads."""

    stages: tuple[StageSeen, ...]
    reservations: tuple[Reservation, ...]
    last_event: Count
    holder: Id
    codes: dict[Id, Id]

    @property
    def state(self) -> LedgerState:
        """The same, for the planner."""
        records = tuple(
            StageRecord(each.id, each.policy, each.floor_m2, each.quiet, each.closures)
            for each in self.stages
        )
        own = Own(self.holder, self.codes)
        return LedgerState(records, self.reservations, self.last_event, own)


def look(
    ledger: Ledger, holds: Holds, actor: Actor, project: Project, codes: Mapping[str, str]
) -> LedgerSeen:
    """What is firm on the stages of a project, of others without title and phases.

    Whose phases are not seen takes the whole stage where sets must be quiet beside each other, so
    that the plan is never against the ledger. The last event is read first: none is missed.
    """
    last = ledger.last_event()
    mine = {stage.id for _, stage in project.stages()}
    span = project.horizon.span
    found = holds.reservations(
        actor, stages=sorted(mine), first=span.start, last=span.last
    )  # fmt: skip
    return LedgerSeen(
        stages=tuple(
            StageSeen(
                id=each.id, policy=each.policy, floor_m2=each.floor_m2, quiet=each.quiet,
                closures=each.closures,
            )
            for each in holds.stages(actor)
            if each.id in mine
        ),
        reservations=tuple(each for each in found if each.firm),
        last_event=last,
        holder=actor.organisation,
        codes=dict(codes),
    )  # fmt: skip
