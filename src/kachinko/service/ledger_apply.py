"""Apply a plan: its sets as reservations in one command, all or none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

from kachinko.files.plan_json import dump_plan
from kachinko.model.command import ApplyPlan
from kachinko.model.errors import Fault, InputError
from kachinko.model.reservation import ReservedPhase, Wanted
from kachinko.service.ledger_planning import SEEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kachinko.model.plan import Plan, PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.model.reservation import Reservation


def plan_id(plan: Plan) -> str:
    """A name for a plan, the same for the same decisions."""
    return "plan-" + hashlib.sha256(dump_plan(plan).encode()).hexdigest()[:16]


def as_command(
    project: Project,
    plan: Plan,
    *,
    id_: str,
    plan_id: str,
    holder: str,
    how: Literal["hold", "book"] = "hold",
    titles: Collection[str] = (),
    codes: Mapping[str, str] | None = None,
    stands: Iterable[Reservation] = (),
    why: str = "",
) -> ApplyPlan:
    """The command that enters a plan's sets into the ledger.

    Parameters
    ----------
    project, plan
        The plan fits the project.
    id_
        Of the command.
    plan_id
        Names the plan; a later plan of the same titles replaces what came of it.
    holder
        The organisation that holds.
    how
        As holds, or as firm reservations.
    titles
        Ids of the titles to enter; empty: all that the plan accepts, and those that it leaves
        out, of which an earlier plan's holds are then released.
    codes
        By title id, its code name in the ledger; left out: its id.
    stands
        What is live in the ledger: a set that is firm already on the very days stays as it is.

    Raises
    ------
    InputError
        Where the plan is none, or does not know a title that is named.
    """
    _is_for(project, plan, titles)
    named, code = set(titles), codes or {}
    chosen = [title for title in plan.titles if not named or title.id in named]
    firm = [each for each in stands if each.firm and each.holder == holder]
    every = [
        _wanted(project, title, placed, holder, code) for title in chosen for placed in title.sets
    ]
    wanted = [one for one in every if not any(_is(one, each) for each in firm)]
    seen = plan.versions.get(SEEN, "")
    return ApplyPlan(
        id=id_,
        why=why,
        plan=plan_id,
        how=how,
        titles=tuple(code.get(title.id, title.id) for title in chosen),
        holder=holder,
        wanted=tuple(wanted),
        seen=int(seen) if seen.isdigit() else None,
    )


def _is_for(project: Project, plan: Plan, titles: Collection[str]) -> None:
    faults = []
    if plan.status not in ("optimal", "feasible"):
        faults.append(Fault("the plan", f"its status is {plan.status}", "a file with a plan"))
    planned = {title.id for title in plan.titles}
    faults += [
        Fault("the plan", f"it has no title {title}", ", ".join(sorted(planned)))
        for title in titles
        if title not in planned
    ]
    sets = {(title.id, one.id) for title in project.titles for one in title.sets}
    faults += [
        Fault("the plan", f"the project has no set {one.id} of {title.id}", "a plan of the project")
        for title in plan.accepted
        for one in title.sets
        if (title.id, one.id) not in sets
    ]
    if faults:
        raise InputError("the plan", faults)


def _wanted(
    project: Project, title: PlannedTitle, placed: PlannedSet, holder: str, code: Mapping[str, str]
) -> Wanted:
    asked = next(one for one in project.title(title.id).sets if one.id == placed.id)
    standing = placed.standing
    return Wanted(
        stage=placed.stage,
        title=code.get(title.id, title.id),
        holder=holder,
        first=standing.start,
        last=standing.last,
        area_m2=asked.footprint_m2,
        phases=tuple(
            ReservedPhase(phase=name, first=span.start, last=span.last)
            for name, span in placed.phases
        ),
        set=placed.id,
        sync_sound=asked.sync_sound,
    )


def _is(wanted: Wanted, firm: Reservation) -> bool:
    """Whether it is there already, firm, on these days or more."""
    return (wanted.stage, wanted.title, wanted.set) == (
        firm.stage,
        firm.title,
        firm.set,
    ) and firm.span.covers(wanted.span)
