"""Requirements as sentences that name titles, sets, stages, dates and sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.edit import with_
from kachinko.model.title import PHASES, Set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.plan import PlannedSet
    from kachinko.model.project import Project
    from kachinko.model.studio import Stage, Studio
    from kachinko.model.title import CastMember, LocationBlock, Title


def days(count: int) -> str:
    """So many working days."""
    return f"{count} working day{'' if count == 1 else 's'}"


def size(one: Set) -> str:
    """A set's footprint."""
    if one.width_m and one.depth_m:
        return f"{one.width_m:g} × {one.depth_m:g} m ({one.footprint_m2:,g} m²)"
    return f"{one.footprint_m2:,g} m²"


def listed(parts: Sequence[str]) -> str:
    """Some things in a row, the last after "and"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def name_of(thing: Set | LocationBlock) -> str:
    """A set by its name, a location block by its id."""
    return thing.name if isinstance(thing, Set) else f"location block {thing.id}"


def earliest(title: Title) -> str:
    """The title's first day."""
    return f"{title.name} begins no earlier than {title.earliest}."


def latest(title: Title) -> str:
    """The title's last day."""
    return f"{title.name} is done by {title.latest}."


def studios(project: Project, title: Title) -> str:
    """Where the title may be made."""
    names = [studio.name for studio in project.studios if studio.id in title.studios]
    return f"{title.name} is made at {' or '.join(names)} only."


def together(title: Title) -> str:
    """The title is not split."""
    return f"All sets of {title.name} stand at one studio."


def set_needed(title: Title, one: Set) -> str:
    """What a set takes, in floor and days."""
    lengths = [(name, one.phase_days(name)) for name in PHASES]
    total = sum(count for _, count in lengths)
    each = ", ".join(f"{name} {count}" for name, count in lengths if count)
    return (
        f"{one.name} of {title.name} takes {size(one)} for {days(total)} or more ({each}"
        f"{'' if one.sync_sound else ', without sound'})."
    )


def height(title: Title, one: Set) -> str:
    """How high a set is."""
    return f"{one.name} of {title.name} is {one.height_m:g} m high."


def features(title: Title, one: Set) -> str:
    """What a set's stage must have."""
    return f"{one.name} of {title.name} needs a stage with {listed(one.features)}."


def block(title: Title, one: LocationBlock) -> str:
    """Days on location."""
    return f"{title.name} shoots {days(one.days)} in a row on location ({one.id})."


def block_window(title: Title, one: LocationBlock) -> str:
    """The window of a location block."""
    when = [f"from {one.earliest}"] if one.earliest else []
    when += [f"to {one.latest}"] if one.latest else []
    return f"Location block {one.id} of {title.name} is shot {' '.join(when)} only."


def cast(title: Title, member: CastMember) -> str:
    """When somebody can be had."""
    spans = listed([str(one.span) for one in member.available])
    where = [name_of(thing) for thing in title.shoots if member.id in thing.cast]
    return f"{member.name} ({title.name}: {listed(where)}) can be had {spans} only."


def order(title: Title, thing: Set | LocationBlock) -> str:
    """What is shot before."""
    names = {one.id: name_of(one) for one in title.shoots}
    before = listed([names[one] for one in thing.after])
    return f"{_capital(name_of(thing))} of {title.name} is shot after {before}."


def unit(title: Title, name: str) -> str:
    """A shooting crew does one thing at a time."""
    shot = sum(thing.shoot_days for thing in title.shoots if thing.unit == name)
    return f"The {name} unit of {title.name} is at one place at a time ({days(shot)} in all)."


def made(title: Title) -> str:
    """A title is in."""
    window = ""
    if title.earliest and title.latest:
        window = f", between {title.earliest} and {title.latest}"
    elif title.earliest or title.latest:
        window = f", from {title.earliest} on" if title.earliest else f", by {title.latest}"
    must = "must be" if title.commitment == "must" else "is"
    return f"{title.name} {must} made{window} ({floor_of(title)})."


def floor_of(title: Title) -> str:
    """A title's sets in numbers."""
    if not title.sets:
        return "no sets"
    area = sum(one.footprint_m2 for one in title.sets)
    return f"{len(title.sets)} set{'' if len(title.sets) == 1 else 's'}, {area:,g} m² in all"


def told_apart(project: Project, studio: Studio, stage: Stage) -> Stage:
    """A stage that carries its studio's name as well where another has the same name."""
    same = [each for _, each in project.stages() if each.name == stage.name]
    return stage if len(same) < 2 else with_(stage, name=f"{stage.name} at {studio.name}")


def stage_size(stage: Stage) -> str:
    """A stage's floor."""
    if stage.width_m and stage.depth_m:
        return f"{stage.width_m:g} × {stage.depth_m:g} m ({stage.floor_m2:,g} m²)"
    return f"{stage.floor_m2:,g} m²"


def floor(stage: Stage) -> str:
    """What a stage can hold."""
    if stage.floor_m2 is None:
        return f"The floor area of {stage.name} is not known, so it is not offered."
    aisle = f", with aisles of {stage.aisle_m:g} m" if stage.width_m and stage.aisle_m else ""
    return f"{stage.name} has {stage_size(stage)}{aisle}."


def quiet(stage: Stage) -> str:
    """Quiet on a stage."""
    return (
        f"While a set shoots with sound on {stage.name}, no other is built, struck or shot there."
    )


def power(stage: Stage) -> str:
    """A stage's supply."""
    return f"{stage.name} supplies {stage.power_kva:g} kVA."


def closed(stage: Stage) -> str:
    """A stage's closures."""
    spans = listed([str(closure.span) for closure in stage.closures])
    return f"{stage.name} is closed {spans}."


def opened(project: Project, stage: Stage) -> str:
    """When agreements open a stage."""
    spans = [str(one.span) for one in project.agreements if stage.id in one.stages]
    if not spans:
        return f"No agreement opens {stage.name}."
    return f"Agreements open {stage.name} {listed(spans)} only."


def crews(studio: Studio) -> str:
    """A studio's build crews."""
    count = studio.build_crews or 0
    if not count:
        return f"{studio.name} has no build crew."
    return (
        f"{studio.name} has {count} build crew{'' if count == 1 else 's'}: no more sets are built "
        "or struck there on one day."
    )


def there(title: Title, one: PlannedSet) -> str:
    """A set of another title where it stands."""
    area = next(each.footprint_m2 for each in title.sets if each.id == one.id)
    name = next(each.name for each in title.sets if each.id == one.id)
    return (
        f"{name} of {title.name} ({area:,g} m²) {one.standing}, "
        f"shot {one.shoot.first} to {one.shoot.last}"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
