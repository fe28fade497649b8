"""Rules of a title and its people: studio, crews, unit, order, window, cast (4 to 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan
from kachinko.staging.check.breach import Breach
from kachinko.staging.check.days import count, days_of, fold, when
from kachinko.staging.check.reading import PlacedSet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.title import CastMember
    from kachinko.staging.check.reading import AcceptedTitle, PlacedBlock, Reading


def _item(shot: PlacedSet | PlacedBlock) -> str:
    return shot.set.id if isinstance(shot, PlacedSet) else shot.block.id


def _days(shot: PlacedSet | PlacedBlock) -> DaySpan:
    return shot.standing if isinstance(shot, PlacedSet) else shot.shooting


def _breach(
    rule: int,
    code: str,
    sentence: str,
    shot: PlacedSet | PlacedBlock,
    span: DaySpan | None,
    *,
    other: PlacedSet | PlacedBlock | None = None,
) -> Breach:
    return Breach(
        rule,
        code,
        sentence,
        title=shot.title.id,
        item=_item(shot),
        other_title=other.title.id if other else None,
        other_item=_item(other) if other else None,
        stage=shot.stage.id if isinstance(shot, PlacedSet) else None,
        studio=shot.studio.id if shot.studio else None,
        span=span,
    )


def build_crews_suffice(reading: Reading) -> Iterator[Breach]:
    """Rule 4: at each studio no more sets build or strike on a day than it has crews."""
    for studio, sets in reading.sets_by_studio:
        crews = studio.build_crews
        if crews is None:
            continue
        short = []
        for day, busy in reading.phases_by_day(sets, "build", "strike").items():
            working = tuple(dict.fromkeys(item for item, _ in busy))
            if len(working) > crews:
                short.append((day, working))
        for span, working in fold(short):
            each = ", ".join(item.name for item in working)
            sentence = (
                f"{studio.name} needs {count(len(working), 'build crew')} {when(span)} "
                f"and has {crews}: {each}."
            )
            yield _breach(4, "crews-short", sentence, working[-1], span)


def a_unit_is_at_one_place(reading: Reading) -> Iterator[Breach]:
    """Rule 5: a unit of a title shoots at most one set or block on a calendar day."""
    for accepted in reading.accepted:
        places: dict[tuple[date, str], list[PlacedSet | PlacedBlock]] = {}
        for shot in accepted.shoots.values():
            unit = shot.set.unit if isinstance(shot, PlacedSet) else shot.block.unit
            for day in days_of(shot.shooting, reading.horizon):
                places.setdefault((day, unit), []).append(shot)
        twice = [
            (day, (unit, shots[0], other))
            for (day, unit), shots in places.items()
            for other in shots[1:]
        ]
        for span, (unit, shot, other) in fold(twice):
            sentence = (
                f"Unit {unit} of {shot.title.id} shoots {_item(shot)} and {_item(other)} "
                f"{when(span)}."
            )
            yield _breach(5, "unit-at-two-places", sentence, shot, span, other=other)


def after_is_kept(reading: Reading) -> Iterator[Breach]:
    """Rule 5: what a set or block names in `after` is shot before its own first shooting day."""
    for accepted in reading.accepted:
        shoots = accepted.shoots
        for shot in shoots.values():
            named = shot.set.after if isinstance(shot, PlacedSet) else shot.block.after
            for name in named:
                before = shoots.get(name)
                if before is None or before.shooting.stop <= shot.shooting.start:
                    continue  # what the plan leaves out is reported as missing
                span = DaySpan(shot.shooting.start, before.shooting.stop)
                sentence = (
                    f"{shot.name} is shot after {name}, yet it begins on {shot.shooting.start} "
                    f"and {name} ends on {before.shooting.last}."
                )
                yield _breach(5, "after-broken", sentence, shot, span, other=before)


def everything_lies_in_its_window(reading: Reading) -> Iterator[Breach]:
    """Rule 6: nothing before `earliest` or after `latest`, nor outside the horizon."""
    horizon = reading.project.horizon
    shots: list[PlacedSet | PlacedBlock] = [*reading.sets, *reading.blocks]
    for shot in shots:
        title = shot.title
        days = _days(shot)
        limits = [
            ("horizon", "the horizon", horizon.first, horizon.last),
            ("window", f"title {title.id}", title.earliest, title.latest),
        ]
        if not isinstance(shot, PlacedSet):
            limits.append(
                ("block-window", f"block {shot.block.id}", shot.block.earliest, shot.block.latest)
            )
        for code, what, earliest, latest in limits:
            if earliest is not None and days.start < earliest:
                span = DaySpan(days.start, min(earliest, days.stop))
                sentence = (
                    f"{shot.name} begins on {days.start}; the first day of {what} is {earliest}."
                )
                yield _breach(6, f"before-{code}", sentence, shot, span)
            if latest is not None and days.last > latest:
                span = DaySpan(max(DaySpan.inclusive(latest, latest).stop, days.start), days.stop)
                sentence = f"{shot.name} ends on {days.last}; the last day of {what} is {latest}."
                yield _breach(6, f"after-{code}", sentence, shot, span)


def each_title_is_made_where_it_may(reading: Reading) -> Iterator[Breach]:
    """Rule 6: at a studio that the title allows, all its sets together unless it may be split."""
    for accepted in reading.accepted:
        title, named = accepted.title, accepted.planned.studio
        if accepted.studio is None:
            what = f"studio {named}, which the project has not" if named else "no studio"
            sentence = f"{title.id} is accepted with {what}."
            yield Breach(6, "unknown-studio", sentence, title=title.id, studio=named)
        elif not _allows(accepted, accepted.studio.id):
            sentence = f"{title.id} is made at {named}; it may be made at {_allowed(accepted)}."
            yield Breach(6, "studio-not-allowed", sentence, title=title.id, studio=named)
        for item in accepted.sets:
            if title.split and not _allows(accepted, item.studio.id):
                sentence = (
                    f"{item.name} stands at {item.studio.name}; "
                    f"{title.id} may be made at {_allowed(accepted)}."
                )
                yield _breach(6, "set-not-allowed-there", sentence, item, item.standing)
            if not title.split and accepted.studio and item.studio.id != accepted.studio.id:
                sentence = (
                    f"{item.name} stands on {item.stage.name} at {item.studio.name}; "
                    f"{title.id} is made at {accepted.studio.name} and may not be split."
                )
                yield _breach(6, "split", sentence, item, item.standing)


def _allows(accepted: AcceptedTitle, studio: str) -> bool:
    return not accepted.title.studios or studio in accepted.title.studios


def _allowed(accepted: AcceptedTitle) -> str:
    return ", ".join(accepted.title.studios)


def cast_is_available(reading: Reading) -> Iterator[Breach]:
    """Rule 7: on each working day of a shoot or block all its cast can be had."""
    for accepted in reading.accepted:
        cast = {member.id: member for member in accepted.title.cast}
        for shot in accepted.shoots.values():
            needed = shot.set.cast if isinstance(shot, PlacedSet) else shot.block.cast
            for name in needed:
                member = cast.get(name)
                if member is not None and member.available and shot.studio is not None:
                    yield from _days_without(reading, shot, member)


def _days_without(
    reading: Reading, shot: PlacedSet | PlacedBlock, member: CastMember
) -> Iterator[Breach]:
    assert shot.studio is not None
    # Days off between two days without the member belong to the same breach.
    absent: list[DaySpan] = []
    joins = False
    for day in reading.working_days[shot.studio.id].between(shot.shooting):
        if any(day in available.span for available in member.available):
            joins = False
            continue
        first = absent.pop().start if joins else day
        absent.append(DaySpan.inclusive(first, day))
        joins = True
    for span in absent:
        sentence = f"{shot.name} shoots with {member.name}, who is not available {when(span)}."
        yield _breach(7, "cast-not-available", sentence, shot, span)
