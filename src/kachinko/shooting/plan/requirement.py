"""What a shooting asks of its boards, one by one: in a sentence, and how to do without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.shooting.problem import minutes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kachinko.model.base import Record
    from kachinko.model.scene import Scene
    from kachinko.model.shooting import Shooting
    from kachinko.model.span import Dated


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a shooting asks, and the same shooting that does not ask it."""

    sentence: str
    drop: Callable[[Shooting], Shooting]


def requirements_of(shooting: Shooting) -> list[Requirement]:
    """All that a shooting asks beside that its scenes are shot, what says least first."""
    return [*_rules(shooting), *_things(shooting), *_players(shooting), *_scenes(shooting)]


def only(shooting: Shooting, numbers: Iterable[str]) -> Shooting:
    """The same shooting with some of its scenes only."""
    kept = set(numbers)
    scenes = tuple(
        scene.model_copy(update={"after": tuple(n for n in scene.after if n in kept)})
        for scene in shooting.scenes
        if scene.number in kept
    )
    return shooting.model_copy(update={"scenes": scenes})


def scenes_sentence(shooting: Shooting) -> str:
    """That these scenes are shot, with what they take."""
    scenes = shooting.scenes
    if len(scenes) == 1:
        return f"Scene {scenes[0].number} is shot ({minutes_of(shooting, scenes[0])} min)."
    minutes = sum(minutes_of(shooting, scene) for scene in scenes)
    listed = ", ".join(scene.number for scene in scenes)
    return f"Scenes {listed} are shot ({len(scenes)} scenes of {minutes:,} min)."


def _rules(shooting: Shooting) -> Iterator[Requirement]:
    rules = shooting.rules

    def loosened(**changes: object) -> Callable[[Shooting], Shooting]:
        return lambda now: now.model_copy(update={"rules": now.rules.model_copy(update=changes)})

    if rules.most_eighths is not None:
        sentence = f"A day has at most {rules.most_eighths} eighths of a page."
        yield Requirement(sentence, loosened(most_eighths=None))
    sentence = f"A unit moves at most {rules.moves_a_day} times within a day."
    yield Requirement(sentence, loosened(moves_a_day=20))
    if rules.most_days_in_a_row is not None:
        sentence = f"A unit shoots at most {rules.most_days_in_a_row} days in a row."
        yield Requirement(sentence, loosened(most_days_in_a_row=None))
    sentence = f"At least {rules.rest_minutes} min lie between wrap and call."
    yield Requirement(sentence, loosened(rest_minutes=0))
    sentence = f"A day lasts at most {rules.most_minutes} min from call to wrap, "
    sentence += f"{rules.around_minutes} of them around the scenes."
    yield Requirement(sentence, loosened(most_minutes=1440, around_minutes=0))
    if shooting.latest is not None:
        sentence = f"The last day that the shooting may use is {shooting.latest}."
        yield Requirement(sentence, lambda now: now.model_copy(update={"latest": None}))


def _things(shooting: Shooting) -> Iterator[Requirement]:
    for field, word, things in (
        ("sets", "Set", shooting.sets),
        ("locations", "Location", shooting.locations),
    ):
        for each in things:
            if each.available:
                sentence = f"{word} {each.name} can be had {_spans(each.available)} only."
                yield Requirement(sentence, _change(field, "id", each.id, available=()))


def _players(shooting: Shooting) -> Iterator[Requirement]:
    for player in shooting.cast:
        name = f"{player.name} ({player.id})"
        if player.no_night:
            yield Requirement(
                f"{name} works on no day with a night call.",
                _change("cast", "id", player.id, no_night=False),
            )
        if player.most_minutes is not None:
            yield Requirement(
                f"{name} is at work for at most {player.most_minutes} min a day.",
                _change("cast", "id", player.id, most_minutes=None),
            )
        if player.available:
            yield Requirement(
                f"{name} can be had {_spans(player.available)} only.",
                _change("cast", "id", player.id, available=()),
            )


def _scenes(shooting: Shooting) -> Iterator[Requirement]:
    for scene in shooting.scenes:
        yield from _of_scene(scene)


def _of_scene(scene: Scene) -> Iterator[Requirement]:
    def without(**changes: object) -> Callable[[Shooting], Shooting]:
        return _change("scenes", "number", scene.number, **changes)

    name = f"Scene {scene.number}"
    if scene.needs_dark or scene.needs_light:
        light = "a night call" if scene.needs_dark else "a day call"
        sentence = f"{name} is outdoors ({scene.setting}) and needs {light}"
        if scene.light_turn != 1:
            end = "at its beginning" if scene.light_turn == 0 else "at its end"
            sentence += f", {end} ({scene.time})"
        sentence += "."
        yield Requirement(sentence, without(setting="INT"))
    if scene.earliest is not None:
        sentence = f"{name} may not be shot before {scene.earliest}."
        yield Requirement(sentence, without(earliest=None))
    if scene.latest is not None:
        sentence = f"{name} may not be shot after {scene.latest}."
        yield Requirement(sentence, without(latest=None))
    if scene.after:
        sentence = f"{name} comes after scene {', '.join(scene.after)}."
        yield Requirement(sentence, without(after=()))
    if scene.on is not None:
        yield Requirement(f"{name} must be shot on {scene.on}.", without(on=None))


def _change(field: str, key: str, name: str, **changes: object) -> Callable[[Shooting], Shooting]:
    def change(shooting: Shooting) -> Shooting:
        records: tuple[Record, ...] = getattr(shooting, field)
        changed = tuple(
            each.model_copy(update=changes) if getattr(each, key) == name else each
            for each in records
        )
        return shooting.model_copy(update={field: changed})

    return change


def _spans(spans: tuple[Dated, ...]) -> str:
    return ", ".join(f"{span.first} to {span.last}" for span in spans)
