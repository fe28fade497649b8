"""Two plans side by side: the earlier one and the repaired one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.staging.repair.causes import Causes
from kachinko.staging.repair.diff import ItemDiff, Place, PlanDiff, TitleDiff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kachinko.model.plan import Plan, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.staging.repair.repairer import Missing, Repaired


def compare(
    project: Project, earlier: Plan, repaired: Repaired, changes: Sequence[str]
) -> PlanDiff:
    """What a repair changed in a plan, and why.

    Parameters
    ----------
    project
        The changed project.
    earlier
        The plan before.
    repaired
        The plan after, with what was proven of it.
    changes
        The changes to the project, in words.
    """
    plan = repaired.plan
    before = {title.id: title for title in earlier.accepted}
    calendars = {
        studio.id: WorkingDays(studio.calendar, project.horizon.span) for studio in project.studios
    }
    causes = Causes(project, earlier, plan, calendars)
    stayed = [title for title in plan.accepted if title.id in before]
    items = [
        one
        for title in stayed
        if (title.studio, title.sets, title.location_blocks) != _decisions(before[title.id])
        for one in _items(before[title.id], title, repaired, causes)
    ]
    touched = {item.title for item in items}
    return PlanDiff(
        changes=tuple(changes),
        freeze=repaired.freeze,
        weights=repaired.weights,
        change=repaired.change,
        points=repaired.points,
        bound=repaired.bound,
        titles_proven=repaired.titles_proven,
        change_proven=repaired.change_proven,
        cost_before=earlier.cost,
        cost_after=plan.cost,
        value_before=earlier.value,
        value_after=plan.value,
        items=tuple(items),
        titles=tuple(_titles(project, before, repaired, causes)),
        untouched=sum(1 for title in stayed if title.id not in touched),
        seconds=repaired.seconds,
    )


def _decisions(title: PlannedTitle) -> tuple[object, ...]:
    return title.studio, title.sets, title.location_blocks


def _places(title: PlannedTitle) -> dict[str, Place]:
    sets = {one.id: Place(one.stage, tuple(one.phases)) for one in title.sets}
    blocks = {one.id: Place(None, (("shoot", one.span),)) for one in title.location_blocks}
    return sets | blocks


def _items(
    was: PlannedTitle, now: PlannedTitle, repaired: Repaired, causes: Causes
) -> Iterator[ItemDiff]:
    old = _places(was)
    for name, place in _places(now).items():
        if name not in old or old[name] == place:
            continue
        shift = repaired.shifts[now.id, name]
        cause, why = causes.of_item(now, name) if shift.change.moves else ("length", "")
        yield ItemDiff(
            now.id, name, old[name], place, shift.change, shift.later, cause, why
        )  # fmt: skip


def _titles(
    project: Project, before: dict[str, PlannedTitle], repaired: Repaired, causes: Causes
) -> Iterator[TitleDiff]:
    names = {title.id for title in project.titles}
    for title in before:
        if title not in names:
            yield TitleDiff(title, "left", "")
    for missing in repaired.missing:
        yield TitleDiff(
            missing.title,
            "dropped" if missing.was_in else "refused",
            _against(missing, repaired, causes),
        )
    for planned in repaired.plan.accepted:
        if planned.id not in before:
            yield TitleDiff(planned.id, "admitted", "", tuple(_places(planned).items()))


def _against(missing: Missing, repaired: Repaired, causes: Causes) -> str:
    """Why a title is not in, in sentences."""
    said = []
    if missing.was_in and (sentence := causes.of_title_out(missing.title)):
        said.append(f"As it was: {sentence}")
    if missing.frozen:
        which = ", ".join(missing.frozen)
        has = "has" if len(missing.frozen) == 1 else "have"
        said.append(
            f"{which} {has} begun before {repaired.freeze} and stays frozen; with that it cannot "
            "be planned even with every stage to itself (proven)."
        )
    elif missing.alone and repaired.freeze:
        said.append(
            f"From {repaired.freeze} on it cannot be planned even with every stage to itself "
            "(proven)."
        )
    elif missing.alone:
        said.append("It cannot be planned even with every stage to itself (proven).")
    elif repaired.titles_proven:
        said.append("No repair has it in without losing as much or more (proven).")
    else:
        said.append("No way was found to fit it in without losing as much or more.")
    return " ".join(said)
