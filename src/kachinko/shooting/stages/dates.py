"""From a stage plan to the days on which each set of a shooting can be shot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.errors import Fault, InputError
from kachinko.model.span import Dated
from kachinko.shooting.stages.item import common, items_of, with_stages
from kachinko.shooting.stages.part import is_block_of

if TYPE_CHECKING:
    from kachinko.model.plan import Plan, PlannedTitle
    from kachinko.model.scene import ShootingSet
    from kachinko.model.shooting import Shooting


def shooting_from_plan(
    shooting: Shooting, plan: Plan, title_id: str, *, free_places: bool = False
) -> Shooting:
    """Hold a shooting to the shoot dates that a stage plan gives to its sets and places.

    Each set that has scenes can be had on these dates only, as far as its own `available` goes.
    Without a first day of photography the first of them becomes it. All else stays.

    Parameters
    ----------
    free_places
        Hold only the sets on stages to their dates, and all others to the days from the first to
        the last date of the title: nothing else in a stage plan depends on those.

    Raises
    ------
    InputError
        With every set and place for which the plan has no dates, or none on which it can be shot;
        or when the title is not in the plan.
    """
    planned = _accepted(plan, title_id)
    shooting = with_stages(shooting, (each.id for each in planned.sets))
    dates = {each.id: (each.shoot,) for each in planned.sets}
    whole = _whole(planned)
    items = items_of(shooting)
    ids = {item.id for item in items.values()}
    faults: list[Fault] = []
    sets: list[ShootingSet] = []
    for each in shooting.sets:
        item = items.get(each.id)
        if item is None:
            sets.append(each)
            continue
        blocks = [
            block
            for block in planned.location_blocks
            if is_block_of(block.id, item.id) and (block.id == item.id or block.id not in ids)
        ]
        places = (whole,) if free_places else tuple(blocks)
        found = dates.get(item.id, ()) if item.on_stage else places
        sets.append(_held_to(shooting, each, found, faults, title_id))
    if faults:
        raise InputError(plan.project, list(dict.fromkeys(faults)))
    held = shooting.model_copy(update={"sets": tuple(sets)})
    if shooting.start is not None:
        return held
    starts = [span.first for each in sets if each.id in items for span in each.available]
    return held.model_copy(update={"start": min(starts)})


def _whole(planned: PlannedTitle) -> Dated:
    dates = [*(each.shoot for each in planned.sets), *planned.location_blocks]
    first, last = min(each.first for each in dates), max(each.last for each in dates)
    return Dated(first=first, last=last)


def _accepted(plan: Plan, title_id: str) -> PlannedTitle:
    planned = next((each for each in plan.titles if each.id == title_id), None)
    if planned is not None and planned.accepted:
        return planned
    if planned is None:
        known = ", ".join(each.id for each in plan.titles) or "none"
        fault = Fault("titles", f"the plan has no title {title_id!r}", f"one of: {known}")
    else:
        why = f": {planned.reason.sentence}" if planned.reason is not None else ""
        fault = Fault(f"titles > {title_id}", f"the plan leaves this title out{why}")
    raise InputError(plan.project, [fault])


def _held_to(
    shooting: Shooting,
    each: ShootingSet,
    dates: tuple[Dated, ...],
    faults: list[Fault],
    title_id: str,
) -> ShootingSet:
    place = f"titles > {title_id} > {each.id}"
    if not dates:
        right = f"a plan of the project that 'shoot sets' writes for {shooting.name}"
        faults.append(Fault(place, f"the plan has no dates for {each.name}", right))
        return each
    spans = common(dates, each.available) or ()
    start, latest = shooting.start, shooting.latest
    spans = tuple(
        span
        for span in spans
        if (start is None or span.last >= start) and (latest is None or span.start <= latest)
    )
    if not spans:
        shown = ", ".join(str(dated.span) for dated in dates)
        faults.append(
            Fault(
                place,
                f"the plan shoots {each.name} {shown}, on which the shooting cannot have it",
                "dates within its 'available', 'start' and 'latest' in the shooting",
            )
        )
    available = tuple(Dated(first=span.start, last=span.last) for span in spans)
    return each.model_copy(update={"available": available})
