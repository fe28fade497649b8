"""Rules of scenes, players and sets: 7 to 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.shooting.check.breach import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.span import Dated
    from kachinko.shooting.check.reading import ReadDay, Reading, Shot


def all_that_a_scene_needs_is_there(reading: Reading) -> Iterator[Breach]:
    """Rule 7: players, set and location of a scene can be had on its day."""
    for day in reading.days:
        for shot in day.shots:
            for code, name, spans in _needs(reading, shot):
                if spans and not any(day.day in span.span for span in spans):
                    sentence = (
                        f"{day.day}: scene {shot.scene.number} needs {name}, "
                        f"who or which cannot be had on that day."
                    )
                    yield _breach(7, code, sentence, day, shot)


def scenes_keep_their_dates(reading: Reading) -> Iterator[Breach]:
    """Rule 7: a scene lies on its day, not before its earliest and not after its latest."""
    for day in reading.days:
        for shot in day.shots:
            scene = shot.scene
            start = f"{day.day}: scene {scene.number}"
            if scene.on is not None and day.day != scene.on:
                sentence = f"{start} must be shot on {scene.on}."
                yield _breach(7, "not-on-its-day", sentence, day, shot)
            if scene.earliest is not None and day.day < scene.earliest:
                sentence = f"{start} may not be shot before {scene.earliest}."
                yield _breach(7, "scene-early", sentence, day, shot)
            if scene.latest is not None and day.day > scene.latest:
                sentence = f"{start} may not be shot after {scene.latest}."
                yield _breach(7, "scene-late", sentence, day, shot)


def after_is_kept(reading: Reading) -> Iterator[Breach]:
    """Rule 8: on a later date than what it comes after, or later on the same board day."""
    at = {
        shot.scene.number: (day, place)
        for day in reading.days
        for place, shot in enumerate(day.shots)
    }
    for number, (day, place) in at.items():
        for name in reading.scenes[number].after:
            if name not in at:
                continue  # reported as missing, or unknown
            other, before = at[name]
            later = other.day < day.day or (other is day and before < place)
            if not later:
                sentence = f"{day.day}: scene {number} comes after scene {name}, shot {other.day}."
                yield Breach(8, "after-broken", sentence, day.day, day.unit, (number, name))


def players_work_in_one_unit_a_date(reading: Reading) -> Iterator[Breach]:
    """Rule 9: a player works in one unit a date."""
    units: dict[tuple[date, str], dict[str, None]] = {}
    for day in reading.days:
        for shot in day.shots:
            for player in shot.scene.cast:
                units.setdefault((day.day, player), {})[day.unit] = None
    for (date, player), names in units.items():
        if len(names) > 1:
            sentence = f"{date}: {_player(reading, player)} works in units {', '.join(names)}."
            yield Breach(9, "player-in-two-units", sentence, date)


def who_works_no_nights_has_none(reading: Reading) -> Iterator[Breach]:
    """Rule 9: whoever has `no_night` works on no day with a night call."""
    for day in reading.days:
        for name, shots in _work(day).items():
            player = reading.players.get(name)
            if day.kind == "night" and player is not None and player.no_night:
                sentence = f"{day.day}: {_player(reading, name)} works on a day with a night call."
                numbers = tuple(shot.scene.number for shot in shots)
                yield Breach(9, "night-work", sentence, day.day, day.unit, numbers)


def players_have_no_longer_day_than_they_may(reading: Reading) -> Iterator[Breach]:
    """Rule 9: preparation, and first scene to last, are at most a player's longest day."""
    around = reading.shooting.rules.around_minutes
    for day in reading.days:
        for name, shots in _work(day).items():
            player = reading.players.get(name)
            if player is None or player.most_minutes is None:
                continue
            minutes = around + max(s.ends for s in shots) - min(s.begins for s in shots)
            if minutes > player.most_minutes:
                sentence = (
                    f"{day.day}: {_player(reading, name)} is {minutes} min at work; "
                    f"at most {player.most_minutes} min."
                )
                numbers = tuple(shot.scene.number for shot in shots)
                yield Breach(9, "player-day-too-long", sentence, day.day, day.unit, numbers)


def a_set_serves_one_unit_a_date(reading: Reading) -> Iterator[Breach]:
    """Rule 10: a set is used by one unit a date."""
    units: dict[tuple[date, str], dict[str, None]] = {}
    for day in reading.days:
        for shot in day.shots:
            units.setdefault((day.day, shot.scene.set), {})[day.unit] = None
    for (date, used), names in units.items():
        if len(names) > 1:
            sentence = f"{date}: units {', '.join(names)} are both in set {used}."
            yield Breach(10, "set-in-two-units", sentence, date)


def _needs(reading: Reading, shot: Shot) -> Iterator[tuple[str, str, tuple[Dated, ...]]]:
    for name in shot.scene.cast:
        if (player := reading.players.get(name)) is not None:
            yield "player-away", _player(reading, name), player.available
    used = reading.sets.get(shot.scene.set)
    if used is None:
        return
    yield "set-closed", f"set {used.name} ({used.id})", used.available
    place = reading.places.get(used.location or "")
    if place is not None:
        yield "location-closed", f"location {place.name} ({place.id})", place.available


def _work(day: ReadDay) -> dict[str, list[Shot]]:
    work: dict[str, list[Shot]] = {}
    for shot in day.shots:
        for name in dict.fromkeys(shot.scene.cast):
            work.setdefault(name, []).append(shot)
    return work


def _player(reading: Reading, name: str) -> str:
    player = reading.players.get(name)
    return f"{player.name} ({name})" if player is not None else f"player {name}"


def _breach(rule: int, code: str, sentence: str, day: ReadDay, shot: Shot) -> Breach:
    return Breach(rule, code, sentence, day.day, day.unit, (shot.scene.number,))
