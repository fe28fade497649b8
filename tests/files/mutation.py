"""Damage to whole files: bytes changed, cut out, doubled or put in, by a seeded chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random


def mutated(whole: bytes, chance: random.Random) -> bytes:
    """The file with a few places damaged, or cut off."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        if not data:
            break
        place = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randint(1, 40)]
            case 2:
                data[place:place] = data[place : place + chance.randint(1, 40)]
            case 3:
                data[place:place] = bytes(chance.randrange(256) for _ in range(3))
            case _:
                data[place] = ord(chance.choice('0123456789[]{}",:'))
    if chance.random() < 0.1:
        del data[chance.randrange(len(data) + 1) :]
    return bytes(data)
