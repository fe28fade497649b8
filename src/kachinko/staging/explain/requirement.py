"""Requirements that can be dropped: what a title asks for, what stages give, who stands where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kachinko.model.agreement import Agreement
from kachinko.model.edit import edit_in, edit_stage, edit_title, with_
from kachinko.model.span import DaySpan
from kachinko.model.title import Set
from kachinko.staging.explain import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kachinko.model.plan import PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.model.reason import RequirementKind
    from kachinko.model.studio import Stage, Studio
    from kachinko.model.title import LocationBlock, Title
    from kachinko.staging.explain.case import Case

WEIGHTS: dict[RequirementKind, int] = {
    "set": 0, "block": 0, "power": 1, "unit": 2, "together": 3, "order": 4, "closed": 5,
    "block-window": 6, "height": 6, "features": 6, "open": 7, "studios": 7, "crews": 8,
    "quiet": 10, "cast": 11, "floor": 12, "standing": 12, "made": 12, "earliest": 14,
    "latest": 15,
}  # fmt: skip
"""Each kind by when it is left out of a conflict, if it can be: first the sets and blocks that do
not matter, last what tells a producer most."""
WIDE_M2 = 1_000_000.0
"""A floor on which every slate fits."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that must hold, in words, and how a case looks without it."""

    kind: RequirementKind
    sentence: str
    drop: Callable[[Case], Case]
    subject: str = ""
    """Id of the title, stage or studio that it speaks of, where the rest needs to know."""

    @property
    def weight(self) -> int:
        """How much it tells a producer."""
        return WEIGHTS[self.kind]


def of_alone(case: Case) -> list[Requirement]:
    """What keeps the titles of a case out by themselves: their own wishes, stages, studios."""
    titles = [case.project.title(name) for name in case.made]
    own = [one for title in titles for one in of_title(case.project, title)]
    return [*own, *of_studios(case.project, titles), *of_stages(case.project, titles)]


def of_beside(case: Case, planned: Mapping[str, PlannedTitle]) -> list[Requirement]:
    """What keeps the title of a case out beside others: its wishes, crews, each set that stands.

    The floor and the quiet of a stage are no requirements of their own here: they are why what
    stands on it is in the way.
    """
    (title,) = (case.project.title(name) for name in case.made)
    stages = [
        one for one in of_stages(case.project, [title]) if one.kind in ("open", "closed", "power")
    ]
    near = {
        stage.id
        for studio in _studios(case.project, [title])
        for stage in studio.stages
    }  # fmt: skip
    horizon = case.project.horizon
    window = DaySpan.inclusive(title.earliest or horizon.first, title.latest or horizon.last)
    there = [
        (one.stage in near and one.standing.overlaps(window), one.stage, one.standing, name, one)
        for name, sets in case.standing.items()
        for one in planned[name].sets
        if one.id in sets
    ]
    # What the title does not meet at all comes first, so that it is left out in one go.
    standing = [set_standing(name, one) for *_, name, one in sorted(there, key=lambda t: t[:4])]
    own = of_title(case.project, title)
    return [*own, *of_studios(case.project, [title]), *stages, *standing]


# -- what a title asks for --------------------------------------------------------------------


def of_title(project: Project, title: Title) -> Iterator[Requirement]:
    """Window, studios, sets, blocks, cast, order and units of a title."""
    if title.earliest and title.earliest > project.horizon.first:
        yield _own(title, "earliest", words.earliest(title), lambda t: with_(t, earliest=None))
    if title.latest and title.latest < project.horizon.last:
        yield _own(title, "latest", words.latest(title), lambda t: with_(t, latest=None))
    others = [s for s in project.studios if s.stages and s.id not in title.studios]
    if title.studios and others:
        yield _own(title, "studios", words.studios(project, title), lambda t: with_(t, studios=()))
    if not title.split and len(title.sets) > 1 and len(project.studios) > 1:
        yield _own(title, "together", words.together(title), lambda t: with_(t, split=True))
    for one in title.sets:
        yield from _of_set(title, one)
    for block in title.location_blocks:
        yield from _of_block(title, block)
    yield from _of_people(title)


def _of_set(title: Title, one: Set) -> Iterator[Requirement]:
    yield _own(title, "set", words.set_needed(title, one), lambda t: _without(t, one.id))
    if one.height_m is not None:
        yield _of_item(title, "height", words.height(title, one), one, {"height_m": None})
    if one.features:
        yield _of_item(title, "features", words.features(title, one), one, {"features": ()})


def _of_block(title: Title, block: LocationBlock) -> Iterator[Requirement]:
    yield _own(title, "block", words.block(title, block), lambda t: _without(t, block.id))
    if block.earliest or block.latest:
        window = {"earliest": None, "latest": None}
        yield _of_item(title, "block-window", words.block_window(title, block), block, window)


def _of_people(title: Title) -> Iterator[Requirement]:
    for member in title.cast:
        if member.available and any(member.id in thing.cast for thing in title.shoots):
            yield _own(
                title,
                "cast",
                words.cast(title, member),
                partial(_always_free, member=member.id),
            )
    for thing in title.shoots:
        if thing.after:
            yield _of_item(title, "order", words.order(title, thing), thing, {"after": ()})
    for unit in dict.fromkeys(thing.unit for thing in title.shoots):
        if sum(thing.unit == unit for thing in title.shoots) > 1:
            yield _own(title, "unit", words.unit(title, unit), partial(_apart, unit=unit))


def _always_free(title: Title, member: str) -> Title:
    return edit_in(title, "cast", member, lambda one: with_(one, available=()))


def _own(
    title: Title, kind: RequirementKind, sentence: str, change: Callable[[Title], Title]
) -> Requirement:
    return Requirement(
        kind,
        sentence,
        lambda case: replace(case, project=edit_title(case.project, title.id, change)),
    )


def _of_item(
    title: Title,
    kind: RequirementKind,
    sentence: str,
    item: Set | LocationBlock,
    fields: Mapping[str, object],
) -> Requirement:
    """A requirement of a set or block; it is gone already where the set or block is."""

    def change(one: Title) -> Title:
        key = "sets" if isinstance(item, Set) else "location_blocks"
        if item.id not in {each.id for each in getattr(one, key)}:
            return one
        return edit_in(one, key, item.id, lambda each: with_(each, **fields))

    return _own(title, kind, sentence, change)


def _without(title: Title, name: str) -> Title:
    """The title without a set or block, which then precedes nothing."""

    def kept(thing: Set | LocationBlock) -> Set | LocationBlock:
        return with_(thing, after=tuple(one for one in thing.after if one != name))

    return with_(
        title,
        sets=tuple(kept(one) for one in title.sets if one.id != name),
        location_blocks=tuple(kept(one) for one in title.location_blocks if one.id != name),
    )


def _apart(title: Title, unit: str) -> Title:
    """The title with a shooting crew for each thing that a unit shoots."""

    def alone(thing: Set | LocationBlock) -> Set | LocationBlock:
        return with_(thing, unit=f"{unit}.{thing.id}") if thing.unit == unit else thing

    return with_(
        title,
        sets=tuple(alone(one) for one in title.sets),
        location_blocks=tuple(alone(one) for one in title.location_blocks),
    )


# -- what stages and studios give -------------------------------------------------------------


def of_studios(project: Project, titles: list[Title]) -> Iterator[Requirement]:
    """The build crews of the studios where some titles may be made."""
    for studio in _studios(project, titles):
        if studio.build_crews is not None and studio.stages:
            yield Requirement(
                "crews",
                words.crews(studio),
                partial(_crews_free, studio=studio.id),
                studio.id,
            )


def of_stages(project: Project, titles: list[Title]) -> Iterator[Requirement]:
    """Floor, quiet, power, openings and closures of the stages where some titles may be made."""
    for studio in _studios(project, titles):
        for stage in studio.stages:
            yield from _of_stage(project, studio, words.told_apart(project, studio, stage))


def _studios(project: Project, titles: list[Title]) -> list[Studio]:
    anywhere = any(not title.studios for title in titles)
    named = {name for title in titles for name in title.studios}
    return [studio for studio in project.studios if anywhere or studio.id in named]


def _of_stage(project: Project, studio: Studio, stage: Stage) -> Iterator[Requirement]:
    free = {"effective_area_m2": WIDE_M2, "width_m": None, "depth_m": None}
    yield _on_stage(stage, "floor", words.floor(stage), free)
    if stage.quiet:
        yield _on_stage(stage, "quiet", words.quiet(stage), {"quiet": False})
    if stage.power_kva is not None:
        yield _on_stage(stage, "power", words.power(stage), {"power_kva": None})
    if stage.closures:
        yield _on_stage(stage, "closed", words.closed(stage), {"closures": ()})
    if project.agreements and not _always_open(project, stage):
        yield Requirement(
            "open",
            words.opened(project, stage),
            lambda case: _opened(case, studio.id, stage.id),
        )


def _on_stage(
    stage: Stage, kind: RequirementKind, sentence: str, fields: Mapping[str, object]
) -> Requirement:
    def drop(case: Case) -> Case:
        changed = edit_stage(case.project, stage.id, lambda one: with_(one, **fields))
        return replace(case, project=changed)

    return Requirement(kind, sentence, drop)


def _always_open(project: Project, stage: Stage) -> bool:
    return any(
        stage.id in agreement.stages and agreement.span.covers(project.horizon.span)
        for agreement in project.agreements
    )


def _opened(case: Case, studio: str, stage: str) -> Case:
    horizon = case.project.horizon
    opening = Agreement(
        id=f"opened-{stage}", studio=studio, stages=(stage,), first=horizon.first, last=horizon.last
    )
    project = with_(case.project, agreements=(*case.project.agreements, opening))
    return replace(case, project=project)


def _crews_free(case: Case, studio: str) -> Case:
    project = edit_in(case.project, "studios", studio, lambda one: with_(one, build_crews=None))
    return replace(case, project=project)


# -- the other titles -------------------------------------------------------------------------


def set_standing(title: str, placed: PlannedSet) -> Requirement:
    """A set of another title keeps its stage and dates; told together with its stage."""

    def drop(case: Case) -> Case:
        sets = tuple(one for one in case.standing[title] if one != placed.id)
        return replace(case, standing={**case.standing, title: sets})

    return Requirement("standing", f"{title}/{placed.id}", drop, placed.stage)


def made(title: Title) -> Requirement:
    """A title is made, wherever and whenever."""
    return Requirement(
        "made",
        words.made(title),
        lambda case: replace(case, made=tuple(one for one in case.made if one != title.id)),
        title.id,
    )
