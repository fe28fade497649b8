"""Rules of form: names exist, titles are whole, phases last and follow as they must."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kachinko.model.span import ONE_DAY
from kachinko.model.title import PHASES
from kachinko.staging.check.breach import Breach
from kachinko.staging.check.days import count, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.calendar import WorkingDays
    from kachinko.model.plan import PlannedTitle
    from kachinko.model.span import DaySpan
    from kachinko.model.title import Title
    from kachinko.staging.check.reading import PlacedSet, Reading


def each_title_is_named_once(reading: Reading) -> Iterator[Breach]:
    """A plan names titles of its project, none of them twice."""
    seen: set[str] = set()
    for planned in reading.plan.titles:
        if planned.id in seen:
            yield Breach(
                0, "title-twice", f"The plan names title {planned.id} twice.", title=planned.id
            )
        elif planned.id not in reading.titles:
            yield Breach(
                0,
                "unknown-title",
                f"The plan names title {planned.id}, which the project has not.",
                title=planned.id,
            )
        seen.add(planned.id)


def titles_left_out_have_no_dates(reading: Reading) -> Iterator[Breach]:
    """A title that is left out brings no set and no block."""
    for planned in reading.plan.titles:
        if not planned.accepted and (planned.sets or planned.location_blocks):
            yield Breach(
                0,
                "left-out-with-dates",
                f"{planned.id} is left out, yet the plan gives dates for it.",
                title=planned.id,
            )


def accepted_titles_are_whole(reading: Reading) -> Iterator[Breach]:
    """An accepted title brings each of its sets and location blocks, once."""
    for accepted in reading.accepted:
        title, planned = accepted.title, accepted.planned
        yield from _named_once(
            title, "set", [item.id for item in title.sets], [item.id for item in planned.sets]
        )
        yield from _named_once(
            title,
            "block",
            [item.id for item in title.location_blocks],
            [item.id for item in planned.location_blocks],
        )
        yield from _stages_are_known(reading, planned)


def _named_once(title: Title, kind: str, needed: list[str], given: list[str]) -> Iterator[Breach]:
    word = "set" if kind == "set" else "location block"
    for item in dict.fromkeys([*needed, *given]):
        if item not in needed:
            code, what = f"unknown-{kind}", f"{title.id} has no {word} {item}; the plan names it."
        elif item not in given:
            code, what = f"missing-{kind}", f"{title.id} is accepted without its {word} {item}."
        elif given.count(item) > 1:
            code, what = f"{kind}-twice", f"The plan names {word} {title.id}/{item} twice."
        else:
            continue
        yield Breach(0, code, what, title=title.id, item=item)


def _stages_are_known(reading: Reading, planned: PlannedTitle) -> Iterator[Breach]:
    for item in planned.sets:
        if item.stage not in reading.stages:
            yield Breach(
                0,
                "unknown-stage",
                f"{planned.id}/{item.id} is to stand on {item.stage}, "
                "a stage that the project has not.",
                title=planned.id,
                item=item.id,
                stage=item.stage,
            )


def must_titles_are_in(reading: Reading) -> Iterator[Breach]:
    """A title with `commitment: must` is not dropped."""
    accepted = {item.title.id for item in reading.accepted}
    for title in reading.project.titles:
        if title.commitment == "must" and title.id not in accepted:
            yield Breach(
                0, "must-left-out", f"{title.id} must be made and is left out.", title=title.id
            )


def phases_last_and_follow_as_they_must(reading: Reading) -> Iterator[Breach]:
    """Each phase lasts its working days and begins when the one before allows."""
    for item in reading.sets:
        if not reading.horizon.covers(item.standing):
            continue  # working days are known within the horizon only, and that is reported
        days = reading.working_days[item.studio.id]
        yield from _phases_last_as_they_must(item, days)
        yield from _phases_follow_as_they_must(item, days)


def _phases_last_as_they_must(item: PlacedSet, days: WorkingDays) -> Iterator[Breach]:
    for name in PHASES:
        needed = item.set.phase_days(name)
        span = item.phases.get(name)
        if span is None:
            if needed:
                sentence = f"{item.name} needs {count(needed, 'day')} of {name} and has none."
                yield _phase_breach(item, "phase-missing", sentence, None)
        elif not needed:
            sentence = f"{item.name} has a {name} {when(span)} and needs none."
            yield _phase_breach(item, "phase-not-needed", sentence, span)
        else:
            fault = _wrong_days(span, needed, days, item.studio.name)
            if fault:
                sentence = f"The {name} of {item.name} {when(span)} {fault}."
                yield _phase_breach(item, "phase-length", sentence, span)


def _wrong_days(span: DaySpan, needed: int, days: WorkingDays, studio: str) -> str:
    """What is wrong with the working days of a phase or block; empty if nothing is."""
    working = days.between(span)
    faults = []
    if len(working) != needed:
        faults.append(f"has {count(len(working), 'working day')} and needs {needed}")
    if span.start not in working:
        faults.append(f"begins on a day off of {studio}")
    if span.last not in working:
        faults.append(f"ends on a day off of {studio}")
    return ", ".join(faults)


def _phases_follow_as_they_must(item: PlacedSet, days: WorkingDays) -> Iterator[Breach]:
    phases = list(item.phases.items())
    for (earlier, before), (later, span) in pairwise(phases):
        if span.start < before.stop:
            sentence = (
                f"The {later} of {item.name} begins on {span.start}, "
                f"before its {earlier} ends on {before.last}."
            )
            yield _phase_breach(item, "phase-order", sentence, span)
        elif later in ("prelight", "hold"):
            number = days.first_from(before.last + ONE_DAY)
            due = days.dates[number] if number < len(days) else None
            if span.start != due:
                sentence = (
                    f"The {later} of {item.name} begins on {span.start}; it begins on the working "
                    f"day after its {earlier}, which is {due or 'after the horizon'}."
                )
                yield _phase_breach(item, f"{later}-not-at-once", sentence, span)


def _phase_breach(item: PlacedSet, code: str, sentence: str, span: DaySpan | None) -> Breach:
    return Breach(
        0,
        code,
        sentence,
        title=item.title.id,
        item=item.set.id,
        stage=item.stage.id,
        studio=item.studio.id,
        span=span,
    )


def location_blocks_last_as_they_must(reading: Reading) -> Iterator[Breach]:
    """A location block lasts its working days, by the calendar of the title's studio."""
    for item in reading.blocks:
        if item.studio is None or not reading.horizon.covers(item.shooting):
            continue
        days = reading.working_days[item.studio.id]
        fault = _wrong_days(item.shooting, item.block.days, days, item.studio.name)
        if fault:
            yield Breach(
                0,
                "block-length",
                f"{item.name} {when(item.shooting)} {fault}.",
                title=item.title.id,
                item=item.block.id,
                studio=item.studio.id,
                span=item.shooting,
            )


def a_failed_plan_accepts_nothing(reading: Reading) -> Iterator[Breach]:
    """Where the status says that there is no plan, no title is in and nothing is worth anything."""
    plan = reading.plan
    for planned in plan.accepted:
        yield Breach(
            0,
            "accepted-without-plan",
            f"The plan's status is {plan.status}, yet it accepts {planned.id}.",
            title=planned.id,
        )
    if plan.value != 0 or plan.cost:
        yield Breach(
            0,
            "worth-without-plan",
            f"The plan's status is {plan.status}, yet it states value {plan.value:g} "
            f"and cost {plan.cost or 0:,}.",
        )
