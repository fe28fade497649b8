"""What a shooting asks of its boards, one by one: in a sentence, and how to do without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.shooting.problem import minutes_of
from kachinko.shooting.sentences import sentence

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
        return sentence("scene", scene=scenes[0].number, minutes=minutes_of(shooting, scenes[0]))
    minutes = sum(minutes_of(shooting, scene) for scene in scenes)
    listed = ", ".join(scene.number for scene in scenes)
    return sentence("scenes", scenes=listed, n=len(scenes), minutes=f"{minutes:,}")


def _rules(shooting: Shooting) -> Iterator[Requirement]:
    rules = shooting.rules

    def loosened(**changes: object) -> Callable[[Shooting], Shooting]:
        return lambda now: now.model_copy(update={"rules": now.rules.model_copy(update=changes)})

    if rules.most_eighths is not None:
        said = sentence("eighths", n=rules.most_eighths)
        yield Requirement(said, loosened(most_eighths=None))
    yield Requirement(sentence("moves", n=rules.moves_a_day), loosened(moves_a_day=20))
    if rules.most_days_in_a_row is not None:
        said = sentence("row", n=rules.most_days_in_a_row)
        yield Requirement(said, loosened(most_days_in_a_row=None))
    yield Requirement(sentence("rest", minutes=rules.rest_minutes), loosened(rest_minutes=0))
    said = sentence("day", minutes=rules.most_minutes, n=rules.around_minutes)
    yield Requirement(said, loosened(most_minutes=1440, around_minutes=0))
    if shooting.latest is not None:
        said = sentence("last_day", date=shooting.latest)
        yield Requirement(said, lambda now: now.model_copy(update={"latest": None}))


def _things(shooting: Shooting) -> Iterator[Requirement]:
    for field, key, things in (
        ("sets", "set", shooting.sets),
        ("locations", "location", shooting.locations),
    ):
        for each in things:
            if each.available:
                said = sentence(key, name=each.name, spans=_spans(each.available))
                yield Requirement(said, _change(field, "id", each.id, available=()))


def _players(shooting: Shooting) -> Iterator[Requirement]:
    for player in shooting.cast:
        who = {"name": player.name, "id": player.id}
        if player.no_night:
            yield Requirement(
                sentence("no_night", **who),
                _change("cast", "id", player.id, no_night=False),
            )
        if player.most_minutes is not None:
            yield Requirement(
                sentence("player_day", **who, minutes=player.most_minutes),
                _change("cast", "id", player.id, most_minutes=None),
            )
        if player.available:
            yield Requirement(
                sentence("player", **who, spans=_spans(player.available)),
                _change("cast", "id", player.id, available=()),
            )


def _scenes(shooting: Shooting) -> Iterator[Requirement]:
    for scene in shooting.scenes:
        yield from _of_scene(scene)


def _of_scene(scene: Scene) -> Iterator[Requirement]:
    def without(**changes: object) -> Callable[[Shooting], Shooting]:
        return _change("scenes", "number", scene.number, **changes)

    number = scene.number
    if scene.needs_dark or scene.needs_light:
        key = "dark" if scene.needs_dark else ("dawn", "light", "dusk")[scene.light_turn]
        said = sentence(key, scene=number, setting=scene.setting)
        yield Requirement(said, without(setting="INT"))
    if scene.earliest is not None:
        said = sentence("earliest", scene=number, date=scene.earliest)
        yield Requirement(said, without(earliest=None))
    if scene.latest is not None:
        said = sentence("latest", scene=number, date=scene.latest)
        yield Requirement(said, without(latest=None))
    if scene.after:
        said = sentence("after", scene=number, scenes=", ".join(scene.after))
        yield Requirement(said, without(after=()))
    if scene.on is not None:
        yield Requirement(sentence("on", scene=number, date=scene.on), without(on=None))


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
