"""Files of ranges: what is read, and every fault at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kachinko.model.errors import InputError
from kachinko.service.stress import load_ranges
from kachinko.staging.stress.ranges import COMMON, DEFAULTS, Range
from tests import plan_case

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str) -> Path:
    path = folder / "ranges.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_nearest_range_counts(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
build: {low: 1, mode: 1.1, high: 1.2}
titles:
  vapor:
    build: {low: 1, mode: 1.2, high: 1.4}
    items:
      lab: {build: {low: 1, mode: 1.3, high: 1.6}}
      streets: {location: {low: 1, mode: 1.5, high: 2}}
""",
    )

    ranges = load_ranges(path, plan_case.project())

    assert ranges.of("vapor", "lab", "build") == Range(low=1, mode=1.3, high=1.6)
    assert ranges.of("vapor", "flat", "build") == Range(low=1, mode=1.2, high=1.4)
    assert ranges.of("dune", "pit", "build") == Range(low=1, mode=1.1, high=1.2)
    assert ranges.of("dune", "pit", "shoot") == DEFAULTS["shoot"]
    assert ranges.of("vapor", "streets", "location") == Range(low=1, mode=1.5, high=2)
    assert ranges.common == COMMON


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """common: 2
buidl: {low: 1, mode: 1, high: 1}
shoot: {low: 1.2, mode: 1, high: 1.5}
strike: {low: 0, mode: 1, high: "2"}
titles:
  vapour: {}
  vapor:
    items:
      labb: {}
      lab: {location: {low: 1, mode: 1, high: 1}}
      streets: {build: {low: 1, mode: 1, high: 9}}
""",
    )

    with pytest.raises(InputError) as caught:
        load_ranges(path, plan_case.project())

    faults = [str(fault) for fault in caught.value.faults]
    for line, part in (
        (1, "common is 2"),
        (2, "'buidl' is not a known key"),
        (3, "do not rise"),
        (4, "low is 0"),
        (4, "high is '2'"),
        (6, "no title 'vapour'. Right would be: 'vapor', perhaps"),
        (9, "no set or location block 'labb'"),
        (10, "'lab' is a set, which has no location"),
        (11, "'streets' is a location block, which has no build"),
        (11, "high is 9"),
    ):
        assert any(f"line {line}," in fault and part in fault for fault in faults), (line, faults)
    assert len(faults) == 10
