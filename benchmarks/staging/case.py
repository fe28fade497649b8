"""The cases: the examples of the repository and generated projects, by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.staging.generate import FAMILIES, SEEDS, generate
from kachinko.files import load_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.project import Project

EXAMPLES = Path(__file__).parents[2] / "examples"

GROUPS: dict[str, tuple[str, ...]] = {
    "examples": tuple(
        f"examples/{name}" for name in ("toho-2028", "korea-2021", "one-hall", "small")
    ),
    **{family: tuple(f"{family}-{seed}" for seed in SEEDS[family]) for family in FAMILIES},
}
"""Names of cases by the name that stands for them all."""

NAMES = tuple(name for group in GROUPS.values() for name in group)
USUAL = ("small", "medium", "large", "geo", "huge")
"""The groups that are run where none is named."""


def load(name: str) -> Project:
    """The project of a case."""
    family, _, seed = name.rpartition("-")
    if family in FAMILIES:
        return generate(family, int(seed))
    return load_project(EXAMPLES.parent / name)


def group_of(name: str) -> str:
    """The group to which a case belongs."""
    return next(group for group, names in GROUPS.items() if name in names)


def patience(name: str) -> int:
    """How many times the usual limit a case gets."""
    return 9 if group_of(name).startswith("huge") else 1


def chosen(words: Sequence[str]) -> list[str]:
    """The cases that some names of cases or groups stand for, each once, in the usual order.

    Raises
    ------
    KeyError
        With the first word that is neither a case nor a group.
    """
    wanted: set[str] = set()
    for word in words:
        if word not in GROUPS and word not in NAMES:
            raise KeyError(word)
        wanted |= set(GROUPS.get(word, (word,)))
    return [name for name in NAMES if name in wanted]
