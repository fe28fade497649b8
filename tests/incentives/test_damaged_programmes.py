"""Whatever is in a programme file, it loads and can be asked, or every fault of it is told."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kachinko.files.programme import load_programme
from kachinko.incentives.examples import run_examples
from kachinko.model.errors import InputError
from tests.files.mutation import mutated

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = Path(__file__).with_name("small.yaml").read_bytes()
JUNK: tuple[Any, ...] = (
    None, "", "rate", "local", 0, -1, 1.5, 10**20, True, [], {}, [None], {"id": "rate"}, "none",
    "unknown", "2024-13-01", "days", ["film"], {"what": "days"}, "base", "xx-test",
)  # fmt: skip


def opened(path: Path) -> bool:
    """Whether it loads; then its examples run."""
    try:
        programme = load_programme(path)
    except InputError as error:
        told = [fault for fault in error.faults if fault.place and fault.what]
        if not told or told != error.faults:
            raise
        return False
    run_examples(programme)
    return True


def test_damaged_bytes(tmp_path: Path) -> None:
    path = tmp_path / "damaged.yaml"
    loaded = 0
    for seed in range(150):
        path.write_bytes(mutated(SMALL, random.Random(seed)))
        loaded += opened(path)
    assert loaded < 150


def spots(node: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a tree."""
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in items:
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from spots(value, (*way, key))


@pytest.mark.slow
def test_values_that_do_not_belong(tmp_path: Path) -> None:
    path = tmp_path / "damaged.yaml"
    loaded = 0
    for seed in range(90):
        chance = random.Random(seed)
        tree = yaml.load(SMALL, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for _ in range(chance.randint(1, 3)):
            *way, last = chance.choice(list(spots(tree)))
            node = tree
            for step in way:
                node = node[step]
            if chance.random() < 0.25:
                del node[last]
            else:
                node[last] = chance.choice(JUNK)
        path.write_text(yaml.safe_dump(tree), encoding="utf-8")
        loaded += opened(path)
    assert 0 < loaded < 90
