"""What a planner may know of the ledger: as its actor may see it, at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.ledger.floor import Floor, StageRecord
from kachinko.model.base import Count, Id, Record
from kachinko.model.calendar import WorkingDays
from kachinko.model.errors import Fault, InputError
from kachinko.model.policy import HoldPolicy
from kachinko.model.quantity import Area
from kachinko.model.reservation import Reservation
from kachinko.model.span import Day
from kachinko.model.studio import Closure
from kachinko.service.ledger_fixed import Own
from kachinko.service.ledger_planning import LedgerState
from kachinko.service.ledger_stay import in_working_days
from kachinko.service.reading import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kachinko.ledger.store.ledger import Ledger
    from kachinko.model.project import Project
    from kachinko.service.holds import Holds
    from kachinko.service.jobs.asked import PlanAsked
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
    freeze: Day | None = None
    remarks: tuple[str, ...] = ()
    """What of it the planner takes otherwise than it stands."""

    @property
    def state(self) -> LedgerState:
        """The same, for the planner."""
        records = tuple(
            StageRecord(each.id, each.policy, each.floor_m2, each.quiet, each.closures)
            for each in self.stages
        )
        own = Own(self.holder, self.codes)
        return LedgerState(
            records, self.reservations, self.last_event, own, self.freeze, self.remarks
        )


def look(
    ledger: Ledger, holds: Holds, actor: Actor, project: Project, asked: PlanAsked
) -> LedgerSeen:
    """What is firm on the stages of a project, of others without title and phases.

    Holds of the actor's own that the question keeps, by name or by the freeze date, count as firm;
    they keep stage and first day, and their phases are as long as their sets need them.

    Whose phases are not seen takes the whole stage where sets must be quiet beside each other, so
    that the plan is never against the ledger. The last event is read first: none is missed.
    """
    last = ledger.last_event()
    records = holds.stages(actor)
    mine_there = holds.page(actor, Asked(holder=actor.organisation))
    by_id, remarks = _in_working_days(project, Own(actor.organisation, asked.codes), mine_there)
    kept = _kept(by_id, records, asked)
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
            for each in records
            if each.id in mine
        ),
        reservations=tuple(
            kept.get(each.id, each) for each in found if each.firm or each.id in kept
        ),
        last_event=last,
        holder=actor.organisation,
        codes=dict(asked.codes),
        freeze=asked.freeze,
        remarks=tuple(remark for id_, remark in remarks.items() if id_ in kept),
    )  # fmt: skip


def _in_working_days(
    project: Project, own: Own, those: Iterable[Reservation]
) -> tuple[dict[str, Reservation], dict[str, str]]:
    """Reservations by id, holds of sets with phases in working days; and what that changed."""
    studios = {stage.id: studio for studio, stage in project.stages()}
    found: dict[str, Reservation] = {}
    remarks: dict[str, str] = {}
    for each in those:
        found[each.id] = each
        title = own.title_of(project, each)
        one = next((s for s in title.sets if s.id == each.set), None) if title else None
        if each.firm or title is None or one is None or each.stage not in studios:
            continue
        days = WorkingDays(studios[each.stage].calendar, project.horizon.span)
        laid = found[each.id] = in_working_days(each, one, days)
        if laid is not each:
            remarks[each.id] = (
                f"{title.name}, {one.name}, held on {each.stage} from {each.first}: its phases "
                f"are laid out in working days, so that it stands until {laid.last}."
            )
    return found, remarks


def _kept(
    by_id: Mapping[str, Reservation], stages: Iterable[StageRecord], asked: PlanAsked
) -> dict[str, Reservation]:
    """By id, the holds that stay, as if they were firm.

    One that waits behind other holds may stay, too: those are planned anew, and bind nobody.

    Raises
    ------
    InputError
        Where one that is named is not there, or cannot stand with what else stays.
    """
    named = set(asked.keep)
    kept = {
        each.id: each.model_copy(update={"state": "booked", "rank": 1, "challenges": ()})
        for each in by_id.values()
        if not each.firm
        and (
            each.id in named
            or (each.rank == 1 and asked.freeze is not None and each.first < asked.freeze)
        )
    }
    floors = {stage.id: Floor(stage) for stage in stages}
    for each in by_id.values():
        if each.firm or each.id in kept:
            floors[each.stage].live[each.id] = kept.get(each.id, each)
    faults = []
    for id_ in asked.keep:
        if id_ not in by_id:
            faults.append(Fault("keep", f"you have no live reservation {id_}"))
        elif id_ in kept:
            one = kept[id_]
            against = floors[one.stage].in_the_way(one, 1, besides=(id_,))
            if against:
                names = ", ".join(each.id for each in against[:5])
                right = "reservations that can stand together"
                faults.append(Fault("keep", f"{id_} stands against {names}, which stays", right))
    if faults:
        raise InputError("the request", faults)
    return kept
