"""From a shooting and its board to the title of a stage plan.

What a script and its board know is taken from them: which sets stand on stages, the days on which
they are shot, the cast with their days and rates, the blocks at other places, what comes after
what. What they cannot know (footprint, height, features, build, strike …) stays as the project has
it, and where the project does not have it, that is a fault: nothing is invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.model.consistency import find_faults
from kachinko.model.errors import Fault, InputError
from kachinko.model.title import LocationBlock, Set
from kachinko.shooting.stages.cast import Casting, days_id
from kachinko.shooting.stages.item import with_stages
from kachinko.shooting.stages.part import parts_of
from kachinko.shooting.stages.time import StageTime
from kachinko.shooting.stages.unit import units_of

if TYPE_CHECKING:
    from kachinko.model.board import Board
    from kachinko.model.money import Money
    from kachinko.model.project import Project
    from kachinko.model.shooting import Shooting
    from kachinko.model.title import Title
    from kachinko.shooting.stages.part import Part


@dataclass(frozen=True, slots=True)
class FromShooting:
    """A project with a title as its shooting has it, and what the title could not take along."""

    project: Project
    title: Title
    remarks: tuple[str, ...]


@dataclass
class _Taking:
    """A title while it is made: the shooting and its parts beside what the project has."""

    shooting: Shooting
    project: Project
    title: Title
    parts: list[Part]
    time: StageTime
    casting: Casting
    units: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    def after(self, part: Part) -> tuple[str, ...]:
        """What the project already puts before it, then what its scenes come after."""
        known = {each.id: each for each in self.title.shoots}
        ids = {each.id for each in self.parts}
        own = known[part.id].after if part.id in known else ()
        of = {number: each.id for each in self.parts for number in each.scenes}
        scenes = {scene.number: scene for scene in self.shooting.scenes}
        found = [one for one in own if one in ids]
        found += [of[one] for number in part.scenes for one in scenes[number].after if one in of]
        return tuple(dict.fromkeys(one for one in found if one != part.id))


def title_from_shooting(
    shooting: Shooting, board: Board, project: Project, title_id: str
) -> FromShooting:
    """Give a title of a project the sets, location blocks, days and cast of its shooting.

    On stages stand the sets of which the shooting says so, and those that the title has already.

    Parameters
    ----------
    board
        A board that keeps all rules of the shooting; its days are counted.

    Raises
    ------
    InputError
        With everything that the project must have first: the title, and each set on a stage with
        its footprint; or when the scenes cannot be shot set by set.
    """
    title = next((each for each in project.titles if each.id == title_id), None)
    if title is not None:
        shooting = with_stages(shooting, (each.id for each in title.sets))
    parts = parts_of(shooting, board)
    faults = _missing(shooting, title, title_id, parts)
    if title is None or faults:
        raise InputError(project.name, faults)
    time = StageTime.of(shooting, project, title)
    casting = Casting(shooting, parts, time.frame)
    cast, faults = casting.members(title.cast)
    units = units_of(shooting, parts)
    taking = _Taking(shooting, project, title, parts, time, casting, units, faults)
    made = title.model_copy(
        update={
            "cast": tuple(cast),
            "sets": tuple(_set(taking, part) for part in parts if part.item.on_stage),
            "location_blocks": tuple(_block(taking, part) for part in parts if _is_block(part)),
            "unit_day_cost": title.unit_day_cost or _unit_day_cost(shooting, project),
        }
    )
    titles = tuple(made if each.id == title_id else each for each in project.titles)
    changed = project.model_copy(update={"titles": titles})
    if faults := [*taking.faults, *find_faults(changed)]:
        raise InputError(project.name, faults)
    return FromShooting(changed, made, tuple(_remarks(taking)))


def _missing(
    shooting: Shooting, title: Title | None, title_id: str, parts: list[Part]
) -> list[Fault]:
    found = []
    if title is None:
        right = "a title with this id, its kind (film or series) and its sets with footprints"
        found.append(Fault("titles", f"there is no title {title_id!r}", right))
    known = {each.id for each in title.sets} if title is not None else set()
    names = {each.id: each.name for each in shooting.sets}
    lacking = [part for part in parts if part.item.on_stage and part.id not in known]
    return found + [
        Fault(
            f"titles > {title_id} > sets",
            f"set {part.id!r} ({names[part.id]}) stands on a stage and is not there: no script "
            "says how large it is or how long it is built",
            f"{{id: {part.id}, name: …, area_m2: …, height_m: …, build_days: …, prelight_days: …, "
            "shoot_days: 1, strike_days: …}",
        )
        for part in lacking
    ]


def _set(taking: _Taking, part: Part) -> Set:
    known = next(each for each in taking.title.sets if each.id == part.id)
    return known.model_copy(
        update={
            "shoot_days": _days(taking, part),
            "unit": taking.units[part.id],
            "cast": taking.casting.of(part),
            "after": taking.after(part),
        }
    )


def _block(taking: _Taking, part: Part) -> LocationBlock:
    window = taking.time.within(part.opening)
    return LocationBlock(
        id=part.id,
        days=_days(taking, part),
        unit=taking.units[part.id],
        earliest=window.first if window is not None else None,
        latest=window.last if window is not None else None,
        cast=taking.casting.of(part),
        after=taking.after(part),
    )


def _is_block(part: Part) -> bool:
    return not part.item.on_stage


def _days(taking: _Taking, part: Part) -> int:
    needed, days = taking.time.days(part)
    if days is None:
        taking.faults.append(
            Fault(
                part.id,
                f"its {needed} days fit nowhere into the working days that the studio and the "
                "shooting share",
                "calendars, start and latest that leave so many",
            )
        )
    return days or needed


def _unit_day_cost(shooting: Shooting, project: Project) -> Money | None:
    price = shooting.unit_day_cost
    return price if price is not None and price.currency == project.currency else None


def _remarks(taking: _Taking) -> list[str]:
    shooting, found = taking.shooting, []
    for part in taking.parts:
        needed, days = taking.time.days(part)
        spent = len({day.date for day in part.days})
        if needed > spent:
            found.append(
                f"{part.id}: {spent} of the board's days, {needed} in one go, as nights or days in "
                "a row ask for rest"
            )
        elif needed < spent:
            found.append(f"{part.id}: {spent} of the board's days, {needed} when shot in one go")
        if days is not None and days > needed:
            found.append(
                f"{part.id}: {days} days of the studio, of which always {needed} are working days "
                "of the shooting"
            )
        if taking.casting.has_days(part):
            found.append(
                f"{part.id}: a set has no window in a stage plan; '{days_id(part)}' among the cast "
                "stands for the days on which it can be shot"
            )
    fixed = [each.number for each in shooting.scenes if each.on or each.earliest or each.latest]
    if fixed:
        found.append(
            f"scenes {', '.join(fixed)} have dates of their own, which have no place in a stage "
            "plan; the board is held to them"
        )
    if shooting.unit_day_cost is not None and shooting.unit_day_cost.currency != (
        taking.project.currency
    ):
        found.append(f"a unit's day costs {shooting.unit_day_cost}: another currency; left out")
    return found
