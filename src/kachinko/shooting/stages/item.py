"""What a stage plan schedules of a shooting: its sets on stages, and blocks at other places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kachinko.model.scene import ShootingSet
    from kachinko.model.shooting import Shooting
    from kachinko.model.span import Dated


@dataclass(frozen=True, slots=True)
class Item:
    """A set on a stage, or the sets of another place that a unit shoots in one go."""

    id: str
    """The id of the set, or of the location; in the stage plan it is called the same."""
    sets: tuple[str, ...]
    on_stage: bool
    openings: tuple[DaySpan, ...] | None
    """The days on which it can be shot, apart from each other; None: any."""

    def opening_of(self, day: DaySpan) -> int | None:
        """Which opening holds these days; None where all days are open, or none holds them."""
        for number, opening in enumerate(self.openings or ()):
            if opening.covers(day):
                return number
        return None


def items_of(shooting: Shooting) -> dict[str, Item]:
    """The items of a shooting by the id of each set that has scenes.

    Sets on a stage are items of their own. All other sets of a location are one item, apart from
    those with days of their own (`available`) or without a location, which are one each.
    """
    used = {scene.set for scene in shooting.scenes}
    sets = [each for each in shooting.sets if each.id in used]
    alone = {each.id for each in sets if _stands_alone(each)}
    places = {place.id: place.available for place in shooting.locations}
    groups: dict[str, list[ShootingSet]] = {}
    for each in sets:
        groups.setdefault(each.id if each.id in alone else _block(each, alone), []).append(each)
    found: dict[str, Item] = {}
    for key, members in groups.items():
        first = members[0]
        openings = common(first.available, places.get(first.location or "", ()))
        item = Item(key, tuple(each.id for each in members), first.stage, openings)
        found |= dict.fromkeys(item.sets, item)
    return found


def with_stages(shooting: Shooting, on_stage: Iterable[str]) -> Shooting:
    """The same shooting, in which these sets stand on stages, too: a script does not say so."""
    known = set(on_stage)
    sets = tuple(
        each.model_copy(update={"stage": True}) if each.id in known else each
        for each in shooting.sets
    )
    return shooting.model_copy(update={"sets": sets})


def _stands_alone(each: ShootingSet) -> bool:
    return each.stage or each.location is None or bool(each.available)


def _block(each: ShootingSet, taken: set[str]) -> str:
    # A set and a location may be called the same; a stage plan has one name for one thing.
    name = each.location or each.id
    while name in taken:
        name += "-location"
    return name


def common(one: Sequence[Dated], other: Sequence[Dated]) -> tuple[DaySpan, ...] | None:
    """The days that lie in both; an empty list allows any day, and None says that both do."""
    if not one or not other:
        both = joined(dated.span for dated in (*one, *other))
        return both or None
    return joined(
        DaySpan(max(a.span.start, b.span.start), min(a.span.stop, b.span.stop))
        for a in one
        for b in other
        if a.span.overlaps(b.span)
    )


def joined(spans: Iterable[DaySpan]) -> tuple[DaySpan, ...]:
    """The same days as stretches that neither overlap nor touch, in order."""
    found: list[DaySpan] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].stop:
            found[-1] = DaySpan(found[-1].start, max(found[-1].stop, span.stop))
        else:
            found.append(span)
    return tuple(found)
