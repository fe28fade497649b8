"""Changes made at random for a project made at random."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kachinko.files.changes import KINDS
from kachinko.model.change import apply_changes
from kachinko.model.errors import InputError

if TYPE_CHECKING:
    import random

    from kachinko.model.change import BaseChange
    from kachinko.model.project import Project


def random_changes(project: Project, rng: random.Random) -> tuple[Project, list[BaseChange]]:
    """Up to three changes that leave the project consistent, and the changed project."""
    made: list[BaseChange] = []
    for _ in range(rng.randint(1, 3)):
        if not project.titles or not project.stages():
            break
        change = _change(project, rng)
        try:
            project = apply_changes(project, [change])
        except InputError:
            continue
        made.append(change)
    return project, made


def _change(project: Project, rng: random.Random) -> BaseChange:
    title = rng.choice(project.titles)
    first = project.horizon.first + timedelta(days=rng.randrange(project.horizon.span.days))
    last = min(first + timedelta(days=rng.randint(0, 6)), project.horizon.last)
    span = {"from": first, "to": last}
    fields: dict[str, dict[str, Any]] = {
        "window": {"title": title.id, "earliest": first},
        "phase": {
            "title": title.id,
            "item": rng.choice([one.id for one in title.shoots]),
            "phase": rng.choice(["build", "shoot", "hold", "strike"]),
            "days": rng.randint(0, 4),
        },
        "close": {"stage": rng.choice(project.stages())[1].id, **span},
        "cast": {
            "title": title.id,
            "member": rng.choice([member.id for member in title.cast] or ["nobody"]),
            "available": [{"from": first, "to": project.horizon.last}],
        },
        "title-joins": {"title": title.model_copy(update={"id": "joined"}).model_dump()},
        "title-leaves": {"title": title.id},
        "crews": {"studio": rng.choice(project.studios).id, "crews": rng.randint(1, 3)},
        "commitment": {"title": title.id, "commitment": rng.choice(["may", "must"])},
        "stage-leaves": {"stage": rng.choice(project.stages())[1].id},
        "weekdays": {"weekdays": ["mon", "tue", "wed", "thu", "fri"]},
    }
    likely = ["window", "phase", "close", "cast", "title-joins", *fields]
    kind = rng.choice(likely)
    return KINDS[kind].model_validate({"change": kind, **fields[kind]})
