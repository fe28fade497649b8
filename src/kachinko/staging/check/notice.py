"""What the checker could not check, because the project does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.check.days import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.title import LocationBlock, Set
    from kachinko.staging.check.reading import PlacedSet, Reading

MOST_NAMES = 5


def heights_not_checked(reading: Reading) -> Iterator[str]:
    """Rule 1: unknown heights of sets and stages."""
    unknown = [item for item in reading.sets if item.set.height_m is None]
    if unknown:
        yield f"Height not checked for {_some(unknown)}: the set's height is not known."
    for _, stage, sets in reading.sets_by_stage:
        if stage.clear_height_m is None:
            known = [item for item in sets if item.set.height_m is not None]
            if known:
                yield (
                    f"Height not checked for {_some(known)}: "
                    f"the clear height of {stage.name} is not known."
                )


def loads_not_checked(reading: Reading) -> Iterator[str]:
    """Rule 8: unknown loads of sets, and unknown supply of stages."""
    for _, stage, sets in reading.sets_by_stage:
        known = [item for item in sets if item.set.power_kva is not None]
        unknown = [item for item in sets if item.set.power_kva is None]
        if stage.power_kva is None and known:
            yield (
                f"Power not checked for {_some(known)}: the supply of {stage.name} is not known."
            )
        if stage.power_kva is not None and unknown:
            yield (
                f"Power on {stage.name} counted as 0 for {_some(unknown)}: "
                "the connected load is not known."
            )


def names_that_lead_nowhere(reading: Reading) -> Iterator[str]:
    """Names in a title that the title itself does not explain."""
    for accepted in reading.accepted:
        title = accepted.title
        cast = {member.id for member in title.cast}
        shots: list[Set | LocationBlock] = [*title.sets, *title.location_blocks]
        items = {item.id for item in shots}
        for item in shots:
            for name in item.cast:
                if name not in cast:
                    yield f"{title.id}/{item.id} names cast {name}, whom {title.id} has not."
            for name in item.after:
                if name not in items:
                    yield f"{title.id}/{item.id} comes after {name}, which {title.id} has not."


def plan_of_another_project(reading: Reading) -> Iterator[str]:
    """The plan's project has another name than this one."""
    if reading.plan.project != reading.project.name:
        yield (
            f"The plan was made for the project {reading.plan.project!r}; "
            f"this one is called {reading.project.name!r}."
        )


def titles_not_named(reading: Reading) -> Iterator[str]:
    """Titles of which the plan says nothing count as left out."""
    named = {planned.id for planned in reading.plan.titles}
    missing = [title.id for title in reading.project.titles if title.id not in named]
    if missing:
        more = f" and {len(missing) - MOST_NAMES} more" if len(missing) > MOST_NAMES else ""
        names = ", ".join(missing[:MOST_NAMES])
        yield f"The plan does not name {names}{more}; they count as left out."


NOTICES = [
    plan_of_another_project,
    titles_not_named,
    names_that_lead_nowhere,
    heights_not_checked,
    loads_not_checked,
]


def _some(items: list[PlacedSet]) -> str:
    names = ", ".join(item.name for item in items[:MOST_NAMES])
    more = f" and {len(items) - MOST_NAMES} more" if len(items) > MOST_NAMES else ""
    return f"{count(len(items), 'set')} ({names}{more})"
