"""What a plan takes for granted, because the project does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.model.project import Project


def assumptions(project: Project) -> tuple[str, ...]:
    """Sentences on what was not known, not checked or not counted, in the order of the rules."""
    return (*unchecked_rules(project), *_prices(project))


def unchecked_rules(project: Project) -> tuple[str, ...]:
    """The sentences that bear on which titles fit, and not on what they cost."""
    found: list[str] = []
    sets = [one for title in project.titles for one in title.sets]
    stages = [stage for _, stage in project.stages()]
    called = _stage_names(project)
    if not project.agreements:
        found.append("No agreement is given: every stage counts as open on every day.")
    if any(one.height_m is not None for one in sets):
        low = [called[stage.id] for stage in stages if stage.clear_height_m is None]
        if low:
            found.append(f"Clear height unknown, so set heights not checked: {_names(low)}.")
    flat = [called[stage.id] for stage in stages if stage.width_m is None and stage.floor_m2]
    if flat and sets:
        found.append(
            f"Width and depth unknown, so floor counted by area and positions not planned: "
            f"{_names(flat)}."
        )
    if any(one.power_kva for one in sets):
        dark = [called[stage.id] for stage in stages if stage.power_kva is None]
        if dark:
            found.append(f"Supply unknown, so connected power not checked: {_names(dark)}.")
    if any(stage.power_kva is not None for stage in stages):
        unknown = sum(1 for one in sets if one.power_kva is None)
        if unknown:
            found.append(f"Connected load unknown, counted as 0 kVA: {unknown} sets.")
    crewless = [studio.name for studio in project.studios if studio.build_crews is None]
    if crewless and sets:
        found.append(f"No limit on build crews: {_names(crewless)}.")
    return tuple(found)


def _prices(project: Project) -> list[str]:
    found: list[str] = []
    called = _stage_names(project)
    free = [title.name for title in project.titles if title.unit_day_cost is None]
    if free:
        found.append(f"No unit-day cost, so engaged days not priced: {_names(free)}.")
    bare = [called[stage.id] for _, stage in project.stages() if stage.floor_rate is None]
    if bare:
        found.append(f"No floor rate, so standing floor not priced: {_names(bare)}.")
    paid = [agreement.id for agreement in project.agreements if agreement.take_or_pay]
    if paid:
        found.append(f"Rent is paid whether used or not, so not counted: {_names(paid)}.")
    open_rent = [a.id for a in project.agreements if not a.take_or_pay and a.rent is None]
    if open_rent:
        found.append(f"Rent unknown, so not counted: {_names(open_rent)}.")
    return found


def _stage_names(project: Project) -> dict[str, str]:
    """Each stage's name by its id, with the studio's where a name stands twice."""
    names = [stage.name for _, stage in project.stages()]
    return {
        stage.id: stage.name if names.count(stage.name) == 1 else f"{studio.name} {stage.name}"
        for studio, stage in project.stages()
    }


def _names(names: list[str]) -> str:
    shown = names[:6]
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return ", ".join(shown) + more
