"""Parts, sets and elements over two drafts: one id for each, and it does not change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from kachinko.files.plain_ids import id_from
from kachinko.model.scene import Element, Player, Scene, ShootingSet, pages
from kachinko.shooting.breakdown.cue import name_key
from kachinko.shooting.breakdown.draft_change import DraftChange
from kachinko.shooting.breakdown.slug import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kachinko.model.shooting import Shooting

Draft = Literal["old", "new"]
Thing = Player | ShootingSet | Element


@dataclass(frozen=True, slots=True)
class Finished:
    """What the merged scenes use, and what changed among it."""

    cast: tuple[Player, ...]
    sets: tuple[ShootingSet, ...]
    elements: tuple[Element, ...]
    changes: tuple[DraftChange, ...]


@dataclass
class _Register:
    """One kind of thing: what there is, and under which id each draft's things stand there."""

    kind: str
    things: list[Thing]
    ids: dict[tuple[Draft, str], str] = field(default_factory=dict)
    read: dict[str, Thing] = field(default_factory=dict)
    """By id in the shooting, the thing as it was read off the old draft."""
    added: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    """Ids that the shooting does not have, and the new draft does."""

    def name(self, id_: str) -> str:
        return next((thing.name for thing in self.things if thing.id == id_), id_)


class Registers:
    """All ids of a shooting over two drafts."""

    def __init__(self, current: Shooting, old: Shooting, new: Shooting) -> None:
        self._uses = _replaced_sets(current, old)
        self.cast = _Register("player", list(current.cast))
        self.sets = _Register("set", list(current.sets))
        self.elements = _Register("element", list(current.elements))
        self._enter(self.cast, old.cast, new.cast, name_key)
        self._enter(self.sets, old.sets, new.sets, key_of)
        self._enter(self.elements, old.elements, new.elements, name_key)

    def in_current(self, scene: Scene, draft: Draft) -> Scene:
        """A scene of a draft with the ids of the shooting."""
        return scene.model_copy(
            update={
                "set": self.sets.ids[draft, scene.set],
                "cast": tuple(self.cast.ids[draft, each] for each in scene.cast),
                "elements": tuple(self.elements.ids[draft, each] for each in scene.elements),
            }
        )

    def finished(self, scenes: Sequence[Scene]) -> Finished:
        """What stays: all that scenes use, and all that a person made or changed."""
        changes: list[DraftChange] = []
        cast = self._kept(self.cast, {each for scene in scenes for each in scene.cast}, changes)
        sets = self._kept(self.sets, {scene.set for scene in scenes}, changes)
        used = {each for scene in scenes for each in scene.elements}
        elements = self._kept(self.elements, used, changes)
        return Finished(
            tuple(each for each in cast if isinstance(each, Player)),
            tuple(each for each in sets if isinstance(each, ShootingSet)),
            tuple(each for each in elements if isinstance(each, Element)),
            tuple(changes),
        )

    def _enter(
        self,
        register: _Register,
        old: Iterable[Thing],
        new: Iterable[Thing],
        key: Callable[[str], str],
    ) -> None:
        present = {thing.id for thing in register.things}
        by_key: dict[str, str] = {}
        for thing in old:
            id_ = thing.id
            if id_ not in present:
                id_ = self._uses.get((register.kind, id_), id_)
            register.ids["old", thing.id] = id_
            register.read[thing.id] = thing
            by_key.setdefault(key(thing.name), id_)
        for thing in register.things:
            by_key.setdefault(key(thing.name), thing.id)
        for thing in new:
            known = by_key.get(key(thing.name))
            if known is None:
                known = self._new_id(register, thing, present)
                register.added.add(known)
            if known not in present:
                # New, or taken out by the person and perhaps back in a scene.
                register.returned.add(known)
                register.things.append(thing.model_copy(update={"id": known}))
                present.add(known)
            by_key[key(thing.name)] = known
            register.ids["new", thing.id] = known

    def _new_id(self, register: _Register, thing: Thing, present: set[str]) -> str:
        used = present | set(register.ids.values())
        if register.kind == "player":
            return str(max((int(each) for each in used if each.isdecimal()), default=0) + 1)
        return id_from(thing.name, used, "set" if register.kind == "set" else "background")

    def _kept(self, register: _Register, used: set[str], changes: list[DraftChange]) -> list[Thing]:
        kept: list[Thing] = []
        for thing in register.things:
            what = f"{register.kind} {thing.name}"
            read = register.read.get(thing.id)
            if thing.id in used:
                kept.append(thing)
                if thing.id in register.added:
                    changes.append(DraftChange("added", what, note=f"as {thing.id}"))
            elif read is None and thing.id not in register.added:
                kept.append(thing)
            elif read is not None and thing != read:
                kept.append(thing)
                note = "no scene needs it any more; kept for what you entered"
                changes.append(DraftChange("conflict", what, note=note))
            elif read is not None and thing.id not in register.returned:
                changes.append(DraftChange("dropped", what))
        return kept


def _replaced_sets(current: Shooting, old: Shooting) -> dict[tuple[str, str], str]:
    """Where a person put the scenes of a set that they took out: two sets made one, say."""
    now = {scene.number: scene.set for scene in current.scenes}
    votes: dict[str, Counter[str]] = {}
    for scene in old.scenes:
        if scene.number in now:
            votes.setdefault(scene.set, Counter())[now[scene.number]] += 1
    return {("set", id_): votes[id_].most_common(1)[0][0] for id_ in votes}


def shown(field: str, value: Any, registers: Registers) -> str:
    """A value of a scene as people say it: names for ids, pages for eighths."""
    match field:
        case "eighths":
            return pages(value)
        case "set":
            return registers.sets.name(value)
        case "cast":
            return ", ".join(registers.cast.name(each) for each in value)
        case "elements":
            return ", ".join(registers.elements.name(each) for each in value)
        case _:
            return "" if value is None else str(value)
