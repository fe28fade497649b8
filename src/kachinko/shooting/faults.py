"""What a planner of boards must find in order before it can begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.money import Money
    from kachinko.model.shooting import Shooting


def faults_of(shooting: Shooting) -> list[Fault]:
    """Everything for which no board can be made of a shooting, all at once."""
    return [*_bare(shooting), *_references(shooting), *_circles(shooting), *_prices(shooting)]


def _bare(shooting: Shooting) -> Iterator[Fault]:
    if shooting.start is None:
        yield Fault("start", "there is no first day of photography", "a date, such as 2028-04-03")
    if not shooting.scenes:
        yield Fault("scenes", "there is no scene", "at least one scene")
    for what, ids in (
        ("scenes", [scene.number for scene in shooting.scenes]),
        ("cast", [player.id for player in shooting.cast]),
        ("sets", [each.id for each in shooting.sets]),
        ("locations", [each.id for each in shooting.locations]),
        ("units", list(shooting.units)),
    ):
        for twice in dict.fromkeys(one for one in ids if ids.count(one) > 1):
            yield Fault(what, f"{twice!r} is there twice", "one of each")


def _references(shooting: Shooting) -> Iterator[Fault]:
    sets = {each.id for each in shooting.sets}
    cast = {player.id for player in shooting.cast}
    places = {each.id for each in shooting.locations}
    numbers = {scene.number for scene in shooting.scenes}
    for used in shooting.sets:
        if used.location is not None and used.location not in places:
            yield Fault(f"set {used.id}", f"there is no location {used.location!r}")
    for scene in shooting.scenes:
        at = f"scene {scene.number}"
        if scene.set not in sets:
            yield Fault(at, f"there is no set {scene.set!r}")
        if scene.unit not in shooting.units:
            yield Fault(at, f"there is no unit {scene.unit!r}")
        for one in scene.cast:
            if one not in cast:
                yield Fault(at, f"there is no player {one!r} in the cast")
        for one in scene.after:
            if one not in numbers:
                yield Fault(at, f"there is no scene {one!r} to come after")


def _circles(shooting: Shooting) -> Iterator[Fault]:
    """Scenes that wait for one another can never be shot."""
    waiting = {scene.number: set(scene.after) for scene in shooting.scenes}
    while free := [number for number, before in waiting.items() if not before & waiting.keys()]:
        for number in free:
            del waiting[number]
    if waiting:
        names = ", ".join(waiting)
        yield Fault("scenes", f"'after' runs in a circle through {names}", "an order")


def _prices(shooting: Shooting) -> Iterator[Fault]:
    prices: list[tuple[str, Money | None]] = [
        ("unit_day_cost", shooting.unit_day_cost),
        ("move_cost", shooting.move_cost),
        *((f"player {player.id}", player.day_rate) for player in shooting.cast),
        *((f"set {used.id}", used.standing_cost) for used in shooting.sets),
        *((f"move {' - '.join(move.between)}", move.cost) for move in shooting.moves),
    ]
    for place, price in prices:
        if price is not None and price.currency != shooting.currency:
            yield Fault(
                place, f"the price is in {price.currency}", f"a price in {shooting.currency}"
            )
