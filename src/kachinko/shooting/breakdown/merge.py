"""A new draft taken into a shooting: corrections stay, what the draft changed comes in.

Three shootings are compared: what was read off the old draft, what was read off the new one, and
the shooting as a person has made it since. A field that the person left as it was read takes the
new draft's value; a field that the person changed stays, and where the draft changed it too, that
is a conflict for the person to decide. Ids of parts and sets stay what they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kachinko.shooting.breakdown.draft_change import DraftChange
from kachinko.shooting.breakdown.match import Match, match_scenes
from kachinko.shooting.breakdown.register import Registers, shown

if TYPE_CHECKING:
    from kachinko.model.scene import Scene
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.breakdown.from_script import Breakdown

_READ = ("heading", "set", "setting", "time", "eighths", "synopsis", "script_day")
"""Fields of a scene that a script fills with one value each."""
_LISTED = ("cast", "elements")
"""Fields that a script fills with several: each of them is compared by itself."""
_INHERITED = ("unit", "script_day", "elements")
"""What a scene that was split off takes over from the one whose words it has."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The shooting with the new draft in it, and what that changed."""

    shooting: Shooting
    changes: tuple[DraftChange, ...]

    @property
    def conflicts(self) -> tuple[DraftChange, ...]:
        """What a person must decide; the shooting has their own value so far."""
        return tuple(change for change in self.changes if change.kind == "conflict")


def merge_draft(current: Shooting, old: Breakdown, new: Breakdown) -> Merged:
    """Take a new draft into a shooting that was begun from an old one.

    Parameters
    ----------
    current
        The shooting as it is now.
    old
        What was read off the draft from which it was begun.
    new
        What was read off the new draft.
    """
    match = match_scenes(old.texts, new.texts)
    registers = Registers(current, old.shooting, new.shooting)
    merger = _Merger(current, old.shooting, new.shooting, match, registers)
    scenes = merger.scenes()
    kept = registers.finished(scenes)
    shooting = current.model_copy(
        update={
            "cast": kept.cast,
            "sets": kept.sets,
            "elements": kept.elements,
            "scenes": tuple(scenes),
        }
    )
    return Merged(shooting, (*merger.changes, *kept.changes))


class _Merger:
    """Merges scene by scene and notes what happens."""

    def __init__(
        self,
        current: Shooting,
        old: Shooting,
        new: Shooting,
        match: Match,
        registers: Registers,
    ) -> None:
        self.current = {scene.number: scene for scene in current.scenes}
        self.old = {scene.number: registers.in_current(scene, "old") for scene in old.scenes}
        self.new = {scene.number: registers.in_current(scene, "new") for scene in new.scenes}
        self.match = match
        self.registers = registers
        self.changes: list[DraftChange] = []
        self.renamed = {former: number for number, former in match.old_of.items()}

    def scenes(self) -> list[Scene]:
        """The merged scenes, in the order of the new draft."""
        merged: list[Scene] = []
        for number, drafted in self.new.items():
            former = self.match.old_of.get(number)
            if former is None:
                merged.append(self._added(number, drafted))
            elif former in self.current:
                merged.append(self._merged(self.current[former], self.old[former], drafted))
            else:
                self._left_out(former, drafted)
        self._note_dropped()
        self._put_back_own(merged)
        return [self._with_order(scene, {each.number for each in merged}) for scene in merged]

    def _added(self, number: str, drafted: Scene) -> Scene:
        whole = self.match.split_from.get(number)
        note = drafted.heading
        if whole is not None and whole in self.current:
            mother, read = self.current[whole], self.old[whole]
            taken = {
                field: getattr(mother, field)
                for field in _INHERITED
                if getattr(mother, field) != getattr(read, field)
            }
            drafted = drafted.model_copy(update=taken)
            note = f"split off from {self.renamed.get(whole, whole)}: {drafted.heading}"
        self.changes.append(DraftChange("added", f"scene {number}", note=note))
        return drafted

    def _merged(self, mine: Scene, read: Scene, drafted: Scene) -> Scene:
        what = f"scene {drafted.number}"
        update: dict[str, Any] = {}
        if drafted.number != read.number:
            self.changes.append(DraftChange("changed", what, "number", read.number, drafted.number))
            update["number"] = drafted.number
        for field in _READ:
            values = (getattr(mine, field), getattr(read, field), getattr(drafted, field))
            update[field] = self._one_value(what, field, *values)
        for field in _LISTED:
            values = (getattr(mine, field), getattr(read, field), getattr(drafted, field))
            update[field] = self._several_values(what, field, *values)
        return mine.model_copy(update=update)

    def _one_value(self, what: str, field: str, mine: Any, read: Any, drafted: Any) -> Any:
        before, after = self._shown(field, mine), self._shown(field, drafted)
        if mine == read:
            if drafted != read:
                self.changes.append(DraftChange("changed", what, field, before, after))
            return drafted
        if drafted == read:
            self.changes.append(DraftChange("kept", what, field, before, after))
        elif drafted != mine:
            self.changes.append(DraftChange("conflict", what, field, before, after))
        return mine

    def _several_values(
        self,
        what: str,
        field: str,
        mine: tuple[str, ...],
        read: tuple[str, ...],
        drafted: tuple[str, ...],
    ) -> tuple[str, ...]:
        came = [each for each in drafted if each not in read and each not in mine]
        gone = [each for each in read if each not in drafted and each in mine]
        result = (*(each for each in mine if each not in gone), *came)
        if came or gone:
            values = (self._shown(field, mine), self._shown(field, result))
            self.changes.append(DraftChange("changed", what, field, *values))
        own = [each for each in mine if each not in read and each not in drafted]
        left = [each for each in read if each not in mine and each in drafted]
        if own or left:
            said = (self._listed("added", field, own), self._listed("removed", field, left))
            note = "; ".join(filter(None, said))
            self.changes.append(
                DraftChange("kept", what, field, self._shown(field, result), note=note)
            )
        return result

    def _listed(self, verb: str, field: str, ids: list[str]) -> str:
        return f"{verb} by you: {self._shown(field, tuple(ids))}" if ids else ""

    def _shown(self, field: str, value: Any) -> str:
        return shown(field, value, self.registers)

    def _left_out(self, former: str, drafted: Scene) -> None:
        """A scene that the person took out stays out; if it changed, they should know."""
        read = self.old[former]
        what = f"scene {drafted.number}"
        if all(getattr(read, field) == getattr(drafted, field) for field in (*_READ, *_LISTED)):
            self.changes.append(DraftChange("kept", what, note="left out by you"))
        else:
            note = "left out by you, but the draft changed it"
            self.changes.append(DraftChange("conflict", what, note=note))

    def _note_dropped(self) -> None:
        for number, read in self.old.items():
            mine = self.current.get(number)
            if number in self.renamed or mine is None:
                continue
            fields = [
                field
                for field in (*_READ, *_LISTED)
                if getattr(mine, field) != getattr(read, field)
            ]
            note = mine.heading
            if fields:
                note += f"; with your corrections of {', '.join(fields)}"
            self.changes.append(DraftChange("dropped", f"scene {number}", note=note))

    def _put_back_own(self, merged: list[Scene]) -> None:
        """Scenes that the person wrote come back behind the one they stood behind."""
        taken = {scene.number for scene in merged}
        before = ""
        for scene in self.current.values():
            if scene.number in self.old:
                before = self.renamed.get(scene.number, before)
                continue
            number = scene.number
            if number in taken:
                tries = (f"{number[:58]}-{at}" for at in range(2, len(taken) + 3))
                number = next(each for each in tries if each not in taken)
                note = f"yours is {number} now: the draft has a scene of its number"
                self.changes.append(DraftChange("conflict", f"scene {scene.number}", note=note))
            places = [at for at, each in enumerate(merged) if each.number == before]
            merged.insert(
                places[0] + 1 if places else 0, scene.model_copy(update={"number": number})
            )
            taken.add(number)
            before = number

    def _with_order(self, scene: Scene, numbers: set[str]) -> Scene:
        """The scenes to be shot before it, under their new numbers; those dropped fall away."""
        after = [
            self.renamed.get(number, number)
            for number in scene.after
            if number in self.renamed or number not in self.old
        ]
        return scene.model_copy(update={"after": tuple(n for n in after if n in numbers)})
