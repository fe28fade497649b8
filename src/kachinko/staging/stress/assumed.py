"""The rule by which a plan is played out, and what is taken for granted, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.stress.outcome import UsedRange
from kachinko.staging.stress.ranges import DRAWN_PHASES

if TYPE_CHECKING:
    from kachinko.staging.stress.ranges import Ranges

RULE = (
    "The plan is shifted to the right within its order: nothing starts before its planned day, "
    "and whatever waited in the plan (for the phase before, its unit, `after`, quiet, floor, an "
    "aisle, a crew or power) waits for the same sets in every draw; nothing overtakes, and nobody "
    "plans again."
)
LASTING = (
    "Phases last whole working days: a part of a day is rounded up or down by lot, so that the "
    "mean stays; none that is planned lasts less than a day. Holds last as planned."
)
BROKEN = (
    "Work stops on days off only. A set that is pushed over a closure or the end of an agreement "
    "stands on, and a shoot that is pushed out of its window or its cast's days is shot all the "
    "same: the title's dates then count as not kept."
)


def used_ranges(ranges: Ranges) -> tuple[UsedRange, ...]:
    """Every range that may have been drawn from, the general ones first."""
    found = []
    for phase in DRAWN_PHASES:
        given = ranges.of_phase(phase)
        one = given or ranges.of("", "", phase)
        found.append(UsedRange(None, None, phase, one.low, one.mode, one.high, given is None))
    for title, of_title in ranges.titles.items():
        levels = [(None, of_title), *of_title.items.items()]
        for item, level in levels:
            for phase, one in level.given():
                found.append(UsedRange(title, item, phase, one.low, one.mode, one.high, ours=False))
    return tuple(found)


def assumptions(ranges: Ranges, buffer_days: int) -> tuple[str, ...]:
    """What the answer hangs on, in sentences."""
    ours = [used for used in used_ranges(ranges) if used.ours]
    found = [RULE]
    if ours:
        shown = ", ".join(f"{one.phase} {one.low:g}–{one.mode:g}–{one.high:g}" for one in ours)
        found.append(
            f"Least, likeliest and most of each phase, as factors of its planned days: {shown}. "
            "These are our assumptions, without a source; --ranges takes yours."
        )
    whose = "our assumption" if "common" not in ranges.model_fields_set else "as given"
    found.append(
        "Factors follow the triangular distribution. Phases of one title share their luck: the "
        f"normal scores of any two correlate by {ranges.common:g} ({whose}); titles do not."
    )
    buffer = (
        f"A buffer of {buffer_days} working days after a task: what waits for it is held up only "
        "by what its lateness is beyond that; all planned dates stay."
    )
    return (*found, LASTING, BROKEN, buffer)
