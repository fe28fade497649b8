"""Changes that might admit a title, in families that grow: so many days later, so much smaller."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.change import (
    CastAvailable,
    Crews,
    PhaseTakes,
    SetMeasures,
    StageJoins,
    TitleMovesTo,
    WindowMoves,
)
from kachinko.model.span import ONE_DAY, Dated
from kachinko.staging.explain import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kachinko.model.change import BaseChange
    from kachinko.model.project import Project
    from kachinko.model.studio import Stage, Studio
    from kachinko.model.title import CastMember, Set, Title

SMALLEST_PERCENT = 50
"""A set is made smaller down to this share of its sides or area, not below."""
MORE_CREWS = 4
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Offer:
    """Changes in words, as one sentence, and as data."""

    sentence: str
    changes: tuple[BaseChange, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Offers by amount, 1 to `most`: where one admits the title, a greater one does as well.

    Where an amount is found, `then` gives a family of offers no dearer, in which to look on.
    """

    name: str
    most: int
    at: Callable[[int], Offer]
    then: Callable[[int], Family] | None = None


def families(project: Project, title: Title) -> list[Family]:
    """What may be changed for a title, cheapest first."""
    home = _homes(project, title)
    people = [m for m in title.cast if m.available and _plays(title, m)]
    elsewhere = [s for s in project.studios if s not in home and s.stages]
    return [
        *(_hold(title, one) for one in title.sets if one.hold_days),
        *(family for studio in home[:1] for family in _window(project, title, studio)),
        *(_smaller(title, one) for one in title.sets),
        *(f for studio in home[:1] for m in people for f in _cast(project, title, m, studio)),
        *(_crews(studio) for studio in home if studio.build_crews is not None),
        *(_elsewhere(title, studio, home) for studio in elsewhere),
        *(_one_more(project, title, one) for one in _models(home)),
    ]


def _models(home: list[Studio]) -> list[Stage]:
    """Stages of some studios that differ in more than name, rate and dates, smallest first."""
    differ = {
        stage.model_dump_json(exclude={"id", "name", "floor_rate", "closures"}) + studio.id: stage
        for studio in home
        for stage in studio.stages
        if stage.floor_m2 is not None
    }
    return sorted(differ.values(), key=lambda one: one.floor_m2 or 0.0)


def _plays(title: Title, member: CastMember) -> bool:
    return any(member.id in thing.cast for thing in title.shoots)


def one_more_crew(project: Project, title: Title) -> Iterator[Offer]:
    """One more build crew at each studio where the title may be made."""
    for studio in _homes(project, title):
        if studio.build_crews is not None:
            yield _crews(studio).at(1)


def together(family: Family, other: Offer) -> Family:
    """A family with another change always made beside it."""

    def at(amount: int) -> Offer:
        offer = family.at(amount)
        rest = other.sentence[:1].lower() + other.sentence[1:]
        sentence = f"{offer.sentence.removesuffix('.')}, and {rest}"
        return Offer(sentence, (*offer.changes, *other.changes))

    then = family.then
    return replace(family, at=at, then=None if then is None else lambda n: together(then(n), other))


def _homes(project: Project, title: Title) -> list[Studio]:
    return [s for s in project.studios if not title.studios or s.id in title.studios]


def _hold(title: Title, one: Set) -> Family:
    def at(amount: int) -> Offer:
        left = one.hold_days - amount
        sentence = (
            f"Hold {one.name} for {words.days(left)} after the shoot instead of {one.hold_days}."
            if left
            else f"Drop the hold of {one.name} ({words.days(one.hold_days)})."
        )
        change = PhaseTakes(title=title.id, item=one.id, phase="hold", days=left)
        return Offer(sentence, (change,))

    return Family("hold", one.hold_days, at)


def _window(project: Project, title: Title, studio: Studio) -> Iterator[Family]:
    dates = _dates(project, studio)
    if title.latest is not None:
        later = [day for day in dates if day > title.latest]

        def end(amount: int) -> Offer:
            day = later[amount - 1]
            return Offer(
                f"Let {title.name} end {words.days(amount)} later: {day} instead of "
                f"{title.latest}.",
                (WindowMoves(title=title.id, latest=day),),
            )

        yield Family("later", len(later), end)
    if title.earliest is not None:
        before = [day for day in reversed(dates) if day < title.earliest]

        def begin(amount: int) -> Offer:
            day = before[amount - 1]
            return Offer(
                f"Let {title.name} begin {words.days(amount)} earlier: {day} instead of "
                f"{title.earliest}.",
                (WindowMoves(title=title.id, earliest=day),),
            )

        yield Family("earlier", len(before), begin)


def _smaller(title: Title, one: Set) -> Family:
    if one.width_m and one.depth_m:
        return _smaller_rectangle(title, one, one.width_m, one.depth_m)
    area = one.footprint_m2
    least = max(1, round(area * SMALLEST_PERCENT / 100))
    # Whole square metres: the first step takes off what is beyond one.
    whole = int(area) if area > int(area) else int(area) - 1

    def at(amount: int) -> Offer:
        left = float(whole + 1 - amount)
        return Offer(
            f"Make {one.name} {area - left:,.4g} m² smaller: {left:,g} m² instead of {area:,g} m².",
            (SetMeasures(title=title.id, item=one.id, area_m2=left),),
        )

    return Family("smaller", whole + 1 - least, at)


def _smaller_rectangle(title: Title, one: Set, width: float, depth: float) -> Family:
    def at(amount: int) -> Offer:
        share = 1 - amount / 100
        w, d = (max(0.1, int(side * share * 10 + 1e-6) / 10) for side in (width, depth))
        area = None
        if one.area_m2 is not None:
            area = max(0.01, int(min(one.area_m2 * share * share, w * d) * 100) / 100)
        return Offer(
            f"Make {one.name} {amount} % smaller in both directions: {w:g} × {d:g} m instead of "
            f"{width:g} × {depth:g} m.",
            (SetMeasures(title=title.id, item=one.id, width_m=w, depth_m=d, area_m2=area),),
        )

    return Family("smaller", 100 - SMALLEST_PERCENT, at)


def _cast(project: Project, title: Title, member: CastMember, studio: Studio) -> Iterator[Family]:
    dates = _dates(project, studio)
    spans = sorted(member.available, key=lambda one: one.first)
    last, first = max(spans, key=lambda one: one.last), spans[0]
    later = [day for day in dates if day > last.last]
    before = [day for day in reversed(dates) if day < first.first]

    def until(amount: int) -> Offer:
        longer = Dated(first=last.first, last=later[amount - 1])
        return _available(
            title, member, [longer if one is last else one for one in spans],
            f"until {longer.last} instead of {last.last} ({words.days(amount)} more).",
        )  # fmt: skip

    def since(amount: int) -> Offer:
        longer = Dated(first=before[amount - 1], last=first.last)
        return _available(
            title, member, [longer if one is first else one for one in spans],
            f"from {longer.first} instead of {first.first} ({words.days(amount)} more).",
        )  # fmt: skip

    yield Family("cast", len(later), until)
    yield Family("cast", len(before), since)


def _available(title: Title, member: CastMember, spans: list[Dated], when: str) -> Offer:
    return Offer(
        f"Have {member.name} ({title.name}) {when}",
        (CastAvailable(title=title.id, member=member.id, available=tuple(spans)),),
    )


def _crews(studio: Studio) -> Family:
    now = studio.build_crews or 0

    def at(amount: int) -> Offer:
        count = "One more build crew" if amount == 1 else f"{amount} more build crews"
        return Offer(
            f"{count} at {studio.name}: {now + amount} instead of {now}.",
            (Crews(studio=studio.id, crews=now + amount),),
        )

    return Family("crews", MORE_CREWS, at)


def _elsewhere(title: Title, studio: Studio, home: list[Studio]) -> Family:
    instead = " or ".join(one.name for one in home)

    def at(amount: int) -> Offer:  # noqa: ARG001  # there is one amount only
        return Offer(
            f"Make {title.name} at {studio.name} instead of {instead}.",
            (TitleMovesTo(title=title.id, studios=(studio.id,)),),
        )

    return Family("studio", 1, at)


def _one_more(project: Project, title: Title, model: Stage) -> Family:
    """One more stage: from as late as it may, then to as early as it may, in whole weeks."""
    studio = next(studio for studio, stage in project.stages() if stage.id == model.id)
    like = f"{words.told_apart(project, studio, model).name} ({words.stage_size(model)})"
    horizon = project.horizon
    first = max(title.earliest or horizon.first, horizon.first)
    last = min(title.latest or horizon.last, horizon.last)
    known = {stage.id for _, stage in project.stages()}
    name = next(n for k in count(1) if (n := f"{model.id}-more{k}") not in known)

    def offer(begin: date, end: date) -> Offer:
        change = StageJoins(like=model.id, stage=name, first=begin, last=end)
        return Offer(f"One more stage like {like}, {change.span}.", (change,))

    def later_from(weeks: int) -> date:
        return max(first, last - weeks * WEEK + ONE_DAY)

    def then(weeks: int) -> Family:
        begin = later_from(weeks)
        return Family("stage", weeks, lambda n: offer(begin, min(last, begin + n * WEEK - ONE_DAY)))

    return Family(
        "stage", -(-((last - first).days + 1) // 7), lambda n: offer(later_from(n), last), then
    )


def _dates(project: Project, studio: Studio) -> list[date]:
    return WorkingDays(studio.calendar, project.horizon.span).dates
