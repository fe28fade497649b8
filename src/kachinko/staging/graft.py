"""What was found at one studio, put together with what others found meanwhile elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.staging.schedule import Placement, Schedule


def graft(before: Schedule, now: Schedule, found: Schedule, site: int) -> dict[int, Placement]:
    """What stands now, but at one studio what was found there on the ground of an earlier plan.

    Titles split over studios that were there keep both plans together only where they are still
    as they were; otherwise what was found stands alone.
    """

    def there(schedule: Schedule) -> dict[int, Placement]:
        return {i: p for i, p in schedule.placements.items() if p.touches(site)}

    def split(schedule: Schedule) -> dict[int, Placement]:
        return {i: p for i, p in there(schedule).items() if not p.only_at(site)}

    if not split(before) == split(now) == split(found):
        return found.placements
    elsewhere = {i: p for i, p in now.placements.items() if not p.only_at(site)}
    new = {i: p for i, p in there(found).items() if i not in elsewhere}
    return {**elsewhere, **new}
