"""What the parts of a project must agree on: ids, references, order, windows, currency.

Works on the raw tree that a reader of files has (dicts, lists, texts, numbers), and passes over
whatever is malformed there, so that a wrong reference is reported in the same go as a wrong
number. `find_faults` does the same for a project built in code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.model.errors import Fault
from kachinko.model.raw_tree import (
    Inconsistency,
    Path,
    Place,
    breadcrumb,
    circles,
    day,
    identity,
    inside,
    is_whole,
    names,
    nearest,
    one_of,
    records,
    references,
    unique,
    unknown,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.project import Project

__all__ = ["Inconsistency", "Path", "breadcrumb", "find_faults", "inconsistencies", "nearest"]


def find_faults(project: Project) -> list[Fault]:
    """Find what does not agree in a project that was built in code."""
    tree = project.model_dump(by_alias=True)
    return [
        Fault(breadcrumb(tree, found.path), found.what, found.right)
        for found in inconsistencies(tree)
    ]


def inconsistencies(tree: dict[str, Any]) -> list[Inconsistency]:
    """Find everything in a raw tree that does not agree with the rest of it."""
    found: list[Inconsistency] = []
    for rule in (
        _ids_are_unique,
        _agreements_name_stages_of_their_studio,
        _titles_name_studios,
        _items_name_cast,
        _items_follow_items_of_their_title,
        _items_are_in_some_order,
        _dates_run_forwards,
        _windows_run_forwards,
        _windows_meet_the_horizon,
        _prices_are_in_the_project_currency,
        _sets_have_a_footprint,
        _titles_have_something_to_shoot,
    ):
        found.extend(rule(tree))
    return found


# -- ids --------------------------------------------------------------------------------------


def _ids_are_unique(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    yield from unique(records(tree, (), "studios"), "studio", "in a project")
    yield from unique(
        (stage for place in records(tree, (), "studios") for stage in inside(place, "stages")),
        "stage",
        "over all studios of a project",
    )
    yield from unique(records(tree, (), "agreements"), "agreement", "in a project")
    yield from unique(records(tree, (), "titles"), "title", "in a project")
    for title in records(tree, (), "titles"):
        yield from unique(inside(title, "cast"), "cast member", "in a title")
        yield from unique(_items(title), "set or location block", "in a title")


# -- references -------------------------------------------------------------------------------


def _agreements_name_stages_of_their_studio(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    if not is_whole(tree, "studios"):
        return
    owner: dict[str, str] = {}
    by_studio: dict[str, list[str]] = {}
    for studio in records(tree, (), "studios"):
        studio_id = identity(studio[1].get("id"))
        if studio_id is None or not is_whole(studio[1], "stages"):
            return
        stages = [identity(stage.get("id")) for _, stage in inside(studio, "stages")]
        by_studio[studio_id] = [stage for stage in stages if stage is not None]
        owner.update(dict.fromkeys(by_studio[studio_id], studio_id))
    for path, agreement in records(tree, (), "agreements"):
        studio_name = identity(agreement.get("studio"))
        if studio_name is not None and studio_name not in by_studio:
            yield unknown((*path, "studio"), "studio", studio_name, by_studio)
        yield from _agreed_stages(path, agreement, owner, by_studio)


def _agreed_stages(
    path: Path, agreement: dict[str, Any], owner: dict[str, str], by_studio: dict[str, list[str]]
) -> Iterator[Inconsistency]:
    studio = identity(agreement.get("studio"))
    seen: set[str] = set()
    for place, stage in references(path, agreement, "stages"):
        if stage not in owner:
            yield unknown(place, "stage", stage, by_studio.get(studio or "", owner))
        elif studio in by_studio and owner[stage] != studio:
            yield Inconsistency(
                place,
                f"stage {stage!r} belongs to studio {owner[stage]!r}, not to {studio!r}",
                one_of(stage, by_studio[studio], f"a stage of {studio}"),
            )
        elif stage in seen:
            yield Inconsistency(
                place, f"stage {stage!r} is named twice in one agreement", "each stage named once"
            )
        seen.add(stage)


def _titles_name_studios(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    if not is_whole(tree, "studios"):
        return
    known = names(records(tree, (), "studios"))
    for path, title in records(tree, (), "titles"):
        for place, studio in references(path, title, "studios"):
            if studio not in known:
                yield unknown(place, "studio", studio, known)


def _items_name_cast(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for title in records(tree, (), "titles"):
        if not is_whole(title[1], "cast"):
            continue
        known = names(inside(title, "cast"))
        for path, item in _items(title):
            for place, member in references(path, item, "cast"):
                if member not in known:
                    yield unknown(place, "cast member of this title", member, known)


def _items_follow_items_of_their_title(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for title in records(tree, (), "titles"):
        if not (is_whole(title[1], "sets") and is_whole(title[1], "location_blocks")):
            continue
        known = names(_items(title))
        for path, item in _items(title):
            own = identity(item.get("id"))
            for place, before in references(path, item, "after"):
                if before == own:
                    yield Inconsistency(
                        place, f"{own!r} is said to come after itself", "another set or block"
                    )
                elif before not in known:
                    others = [name for name in known if name != own]
                    yield unknown(place, "set or location block of this title", before, others)


def _items_are_in_some_order(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for title in records(tree, (), "titles"):
        yield from circles(_items(title), "id")


# -- dates ------------------------------------------------------------------------------------


def _dates_run_forwards(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for path, record in walk(tree):
        first, last = day(record.get("from")), day(record.get("to"))
        if first is not None and last is not None and last < first:
            yield Inconsistency(
                (*path, "to"),
                f"'to' ({last}) lies before 'from' ({first})",
                f"{first} or later",
            )


def _windows_run_forwards(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for path, record in _windows(tree):
        first, last = day(record.get("earliest")), day(record.get("latest"))
        if first is not None and last is not None and last < first:
            yield Inconsistency(
                (*path, "latest"),
                f"'latest' ({last}) lies before 'earliest' ({first})",
                f"{first} or later",
            )


def _windows_meet_the_horizon(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    horizon = tree.get("horizon")
    if not isinstance(horizon, dict):
        return
    start, stop = day(horizon.get("from")), day(horizon.get("to"))
    if start is None or stop is None or stop < start:
        return
    for path, record in _windows(tree):
        first, last = day(record.get("earliest")), day(record.get("latest"))
        if first is not None and first > stop:
            yield Inconsistency(
                (*path, "earliest"),
                f"'earliest' ({first}) lies after the end of the horizon ({stop})",
                f"a day from {start} to {stop}",
            )
        elif last is not None and last < start:
            yield Inconsistency(
                (*path, "latest"),
                f"'latest' ({last}) lies before the beginning of the horizon ({start})",
                f"a day from {start} to {stop}",
            )


def _windows(tree: dict[str, Any]) -> Iterator[Place]:
    for title in records(tree, (), "titles"):
        yield title
        yield from inside(title, "location_blocks")


# -- what a record needs as a whole -----------------------------------------------------------


def _prices_are_in_the_project_currency(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    currency = tree.get("currency")
    if not isinstance(currency, str):
        return
    prices = [(place, "unit_day_cost") for place in records(tree, (), "titles")]
    prices += [(place, "rent") for place in records(tree, (), "agreements")]
    for studio in records(tree, (), "studios"):
        prices += [(stage, "floor_rate") for stage in inside(studio, "stages")]
    for (path, record), key in prices:
        money = record.get(key)
        other = money.get("currency") if isinstance(money, dict) else None
        if isinstance(other, str) and other.strip() != currency.strip():
            yield Inconsistency(
                (*path, key, "currency"),
                f"{key} is in {other}, the project counts in {currency}",
                f"an amount in {currency}: a stage plan has no exchange rates",
            )


def _sets_have_a_footprint(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for title in records(tree, (), "titles"):
        for path, item in inside(title, "sets"):
            if all(item.get(key) is None for key in ("area_m2", "width_m", "depth_m")):
                yield Inconsistency(
                    path, "the set has no footprint", "area_m2, or width_m and depth_m"
                )


def _titles_have_something_to_shoot(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for path, title in records(tree, (), "titles"):
        if not title.get("sets") and not title.get("location_blocks"):
            yield Inconsistency(
                path, "the title has nothing to shoot", "at least one set or location block"
            )


def _items(title: Place) -> list[Place]:
    return inside(title, "sets") + inside(title, "location_blocks")
