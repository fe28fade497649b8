"""Random instances by the recipe of the literature's "Type 2" set.

Every member of the cast is needed in 2 to n scenes (how many is drawn evenly, which by chance),
for 1 to 100 a day; scenes last 1 to 5 days, each length half as likely as the one before; a scene
that nobody is needed in gets one member. Source of the recipe: Garcia de la Banda, Stuckey & Chu,
INFORMS Journal on Computing 23 (2011) 120-137; the draws are ours.
"""

from __future__ import annotations

import random

from kachinko.model.talent import TalentInstance

SCENES = range(16, 65, 2)
CAST = range(8, 23, 2)
SEEDS = (1, 2)
"""Of each of the 200 groups (scenes by cast)."""
LENGTHS = {1: 16, 2: 8, 3: 4, 4: 2, 5: 1}
"""Days of a scene, and how likely each is beside the others."""


def generate(scenes: int, cast: int, seed: int) -> TalentInstance:
    """The same instance on every machine."""
    rng = random.Random(f"{scenes}x{cast}#{seed}")
    rows = []
    for _ in range(cast):
        needed = set(rng.sample(range(scenes), rng.randint(2, scenes)))
        rows.append([scene in needed for scene in range(scenes)])
    for scene in range(scenes):
        if not any(row[scene] for row in rows):
            rng.choice(rows)[scene] = True
    return TalentInstance(
        f"{scenes}x{cast}-{seed}",
        tuple(tuple(row) for row in rows),
        tuple(rng.randint(1, 100) for _ in range(cast)),
        tuple(rng.choices(list(LENGTHS), list(LENGTHS.values()), k=scenes)),
    )


def names() -> list[str]:
    """All 400, the small ones first."""
    return [f"{n}x{m}-{seed}" for n in SCENES for m in CAST for seed in SEEDS]


def named(name: str) -> TalentInstance:
    """The instance of such a name: ``40x16-2``."""
    size, seed = name.split("-")
    scenes, cast = size.split("x")
    return generate(int(scenes), int(cast), int(seed))
