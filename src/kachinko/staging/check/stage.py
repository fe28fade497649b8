"""Rules of what stands on a stage: open, fitting, apart, quiet, supplied (1, 2, 3 and 8)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kachinko.model.quantity import LARGEST
from kachinko.model.span import DaySpan
from kachinko.staging.check.breach import Breach
from kachinko.staging.check.days import days_of, fold, plain, when

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.studio import Stage
    from kachinko.staging.check.reading import PlacedSet, Reading


def _breach(rule: int, code: str, sentence: str, item: PlacedSet, span: DaySpan | None) -> Breach:
    return Breach(
        rule,
        code,
        sentence,
        title=item.title.id,
        item=item.set.id,
        stage=item.stage.id,
        studio=item.studio.id,
        span=span,
    )


def _breach_of_two(
    rule: int, code: str, sentence: str, pair: tuple[PlacedSet, PlacedSet], span: DaySpan
) -> Breach:
    item, other = pair
    return Breach(
        rule,
        code,
        sentence,
        title=item.title.id,
        item=item.set.id,
        other_title=other.title.id,
        other_item=other.set.id,
        stage=item.stage.id,
        studio=item.studio.id,
        span=span,
    )


def each_set_stands_on_open_days(reading: Reading) -> Iterator[Breach]:
    """Rule 1: an agreement opens the stage on each day, and no closure shuts it."""
    agreements = reading.project.agreements
    for _, stage, sets in reading.sets_by_stage:
        opened = {
            day
            for agreement in agreements
            if stage.id in agreement.stages
            for day in days_of(agreement.span, reading.horizon)
        }
        shut = {
            day: closure.reason
            for closure in stage.closures
            for day in days_of(closure.span, reading.horizon)
        }
        for item in sets:
            not_open: list[tuple[date, str]] = []
            closed: list[tuple[date, str]] = []
            for day in days_of(item.standing, reading.horizon):
                if agreements and day not in opened:
                    not_open.append((day, ""))
                if day in shut:
                    closed.append((day, shut[day]))
            for span, _ in fold(not_open):
                sentence = f"{item.name} stands on {stage.name} {when(span)}; no agreement opens it"
                yield _breach(1, "stage-not-open", f"{sentence} then.", item, span)
            for span, reason in fold(closed):
                why = f" ({reason})" if reason else ""
                sentence = f"{item.name} stands on {stage.name} {when(span)}; it is closed then"
                yield _breach(1, "stage-closed", f"{sentence}{why}.", item, span)


def each_stage_can_take_its_sets(reading: Reading) -> Iterator[Breach]:
    """Rule 1: the stage's floor is known, it has the features, and it is high enough."""
    for item in reading.sets:
        stage = item.stage
        if stage.floor_m2 is None:
            sentence = f"{item.name} stands on {stage.name}, whose floor area is not known."
            yield _breach(1, "floor-unknown", sentence, item, item.standing)
        missing = [feature for feature in item.set.features if feature not in stage.features]
        if missing:
            sentence = f"{item.name} stands on {stage.name}, which has no {', no '.join(missing)}."
            yield _breach(1, "feature-missing", sentence, item, item.standing)
        height, clear = item.set.height_m, stage.clear_height_m
        if height is not None and clear is not None and height > clear:
            sentence = (
                f"{item.name} is {plain(height)} m high; {stage.name} has {plain(clear)} m clear."
            )
            yield _breach(1, "too-high", sentence, item, item.standing)


def footprints_fit_the_floor(reading: Reading) -> Iterator[Breach]:
    """Rule 2: on each day the footprints standing on a stage sum to at most its floor."""
    for _, stage, sets in reading.sets_by_stage:
        if stage.floor_m2 is None:
            continue
        floor = round(stage.floor_m2 * 100)
        full = [
            (day, tuple(standing))
            for day, standing in reading.standing_by_day(sets).items()
            if sum(item.footprint_hundredths for item in standing) > floor
        ]
        for span, standing in fold(full):
            total = sum(item.footprint_hundredths for item in standing)
            each = ", ".join(f"{item.name} {plain(item.set.footprint_m2)}" for item in standing)
            sentence = (
                f"{stage.name} carries {plain(total / 100)} m² of sets {when(span)} "
                f"and has {plain(floor / 100)} m²: {each}."
            )
            yield _breach(2, "floor-full", sentence, standing[-1], span)


@dataclass(frozen=True)
class _Rectangle:
    """Where a set lies on its stage, in centimetres."""

    left: int
    bottom: int
    right: int
    top: int

    def gap(self, other: _Rectangle) -> int:
        """The width of the widest straight aisle between the two; below 0 where none is."""
        across = max(other.left - self.right, self.left - other.right)
        along = max(other.bottom - self.top, self.bottom - other.top)
        return max(across, along)


def _is_by_rectangle(item: PlacedSet) -> bool:
    return item.stage.width_m is not None and item.set.width_m is not None


def _rectangle(item: PlacedSet) -> _Rectangle | None:
    """Where the plan lays a set; None where it gives no usable position."""
    planned = item.planned
    x, y, width, depth = planned.x_m, planned.y_m, item.set.width_m, item.set.depth_m
    if x is None or y is None or width is None or depth is None:
        return None
    if not (abs(x) <= LARGEST and abs(y) <= LARGEST):  # false for nan as well
        return None
    if planned.rotated:
        width, depth = depth, width
    left, bottom = round(x * 100), round(y * 100)
    return _Rectangle(left, bottom, left + round(width * 100), bottom + round(depth * 100))


def positions_are_given_where_they_count(reading: Reading) -> Iterator[Breach]:
    """Rule 2: a rectangle on a stage with width × depth has a position, any other set none."""
    for item in reading.sets:
        empty = item.planned.x_m is None and item.planned.y_m is None
        if _is_by_rectangle(item) and _rectangle(item) is None:
            sentence = f"{item.name} has no position on {item.stage.name}, and needs one."
            yield _breach(2, "position-missing", sentence, item, item.standing)
        elif not _is_by_rectangle(item) and not empty:
            sentence = (
                f"{item.name} has a position on {item.stage.name}, though the set or the stage "
                "is known by area alone."
            )
            yield _breach(2, "position-not-needed", sentence, item, item.standing)


def rectangles_lie_inside_the_stage(reading: Reading) -> Iterator[Breach]:
    """Rule 2: no rectangle reaches over the floor that sets may use."""
    for item in reading.sets:
        stage = item.stage
        lies = _rectangle(item) if _is_by_rectangle(item) else None
        if lies is None or stage.width_m is None or stage.depth_m is None:
            continue
        width, depth = round(stage.width_m * 100), round(stage.depth_m * 100)
        if lies.left < 0 or lies.bottom < 0 or lies.right > width or lies.top > depth:
            sentence = (
                f"{item.name} lies from {plain(lies.left / 100)} to {plain(lies.right / 100)} m "
                f"and from {plain(lies.bottom / 100)} to {plain(lies.top / 100)} m; "
                f"{stage.name} is {plain(stage.width_m)} × {plain(stage.depth_m)} m."
            )
            yield _breach(2, "outside-stage", sentence, item, item.standing)


def rectangles_keep_their_aisle(reading: Reading) -> Iterator[Breach]:
    """Rule 2: between two rectangles that stand together runs a straight aisle."""
    for _, stage, sets in reading.sets_by_stage:
        if stage.width_m is None:
            continue
        aisle = round(stage.aisle_m * 100)
        laid = sorted(
            ((item, lies) for item in sets if (lies := _rectangle(item)) is not None),
            key=lambda pair: pair[0].standing.start,
        )
        standing: list[tuple[PlacedSet, _Rectangle]] = []
        for item, lies in laid:
            # Positions are fixed for the whole stay, so one look at each pair covers all its days.
            standing = [pair for pair in standing if pair[0].standing.stop > item.standing.start]
            for other, other_lies in standing:
                gap = lies.gap(other_lies)
                if gap < aisle:
                    yield _too_near(stage, (other, item), gap)
            standing.append((item, lies))


def _too_near(stage: Stage, pair: tuple[PlacedSet, PlacedSet], gap: int) -> Breach:
    one, two = pair
    span = DaySpan(
        max(one.standing.start, two.standing.start), min(one.standing.stop, two.standing.stop)
    )
    if gap < 0:
        what, code = "overlap", "rectangles-overlap"
    else:
        what, code = f"are {plain(gap / 100)} m apart", "aisle-too-narrow"
    sentence = (
        f"{one.name} and {two.name} {what} on {stage.name} {when(span)}; "
        f"the aisle there is {plain(stage.aisle_m)} m."
    )
    return _breach_of_two(2, code, sentence, pair, span)


def a_shooting_set_has_quiet(reading: Reading) -> Iterator[Breach]:
    """Rule 3: while a set shoots with sound, no other on its stage builds, strikes or shoots."""
    for _, stage, sets in reading.sets_by_stage:
        if not stage.quiet:
            continue
        disturbed = []
        for day, busy in reading.phases_by_day(sets, "build", "shoot", "strike").items():
            if len(busy) < 2:
                continue
            for (one, phase), (two, other_phase) in combinations(busy, 2):
                # Each pair once: where both shoot with sound, either disturbs the other.
                if one is two:
                    continue
                if phase == "shoot" and one.set.sync_sound:
                    disturbed.append((day, (one, two, other_phase)))
                elif other_phase == "shoot" and two.set.sync_sound:
                    disturbed.append((day, (two, one, phase)))
        for span, (shooting, noisy, phase) in fold(disturbed):
            does = {"build": "builds", "shoot": "shoots", "strike": "strikes"}[phase]
            sentence = (
                f"{shooting.name} shoots with sound on {stage.name} {when(span)}, "
                f"while {noisy.name} {does} there."
            )
            yield _breach_of_two(3, "no-quiet", sentence, (shooting, noisy), span)


def power_suffices(reading: Reading) -> Iterator[Breach]:
    """Rule 8: the sets that prelight or shoot on a stage draw at most its supply."""
    for _, stage, sets in reading.sets_by_stage:
        if stage.power_kva is None:
            continue
        supply = round(stage.power_kva * 10)
        short = []
        for day, lit in reading.phases_by_day(sets, "prelight", "shoot").items():
            drawing = tuple(dict.fromkeys(item for item, _ in lit if item.set.power_kva))
            if sum(_load(item) for item in drawing) > supply:
                short.append((day, drawing))
        for span, drawing in fold(short):
            total = sum(_load(item) for item in drawing)
            each = ", ".join(f"{item.name} {plain(_load(item) / 10)}" for item in drawing)
            sentence = (
                f"The sets lit on {stage.name} {when(span)} draw {plain(total / 10)} kVA "
                f"and it supplies {plain(supply / 10)} kVA: {each}."
            )
            yield _breach(8, "power-short", sentence, drawing[-1], span)


def _load(item: PlacedSet) -> int:
    """Connected load in tenths of a kVA; an unknown load counts nothing."""
    return round((item.set.power_kva or 0) * 10)
