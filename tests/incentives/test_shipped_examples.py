"""Every worked example that a shipped programme carries comes out as it says.

The basis of an example stands in the name of its test: `published-…` figures are printed by a
source, `derived-…` ones follow from its rule, and `contradiction-…` ones are what we say where
sources differ, with the other claims in the example's note.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kachinko.incentives.examples import run_example
from kachinko.reference.programmes import all_programmes

if TYPE_CHECKING:
    from kachinko.model.programme import Example, Programme

EXAMPLES = [(programme, each) for programme in all_programmes() for each in programme.examples]

COLLECTED = (
    "gb-avec-001", "gb-avec-002", "gb-avec-003", "gb-avec-004", "gb-avec-005",
    "gb-redeem-001", "gb-redeem-002", "gb-redeem-003", "gb-redeem-004", "gb-iftc-001",
    "gb-connected-001", "gb-apportion-001", "gb-ftr-001", "gb-ftr-002", "gb-ftr-003",
    "ie-s481-001", "ie-s481-002", "ie-s481-003", "ie-sceal-001", "ie-regional-001",
    "hu-001", "hu-002", "hu-003", "hu-004", "hu-005",
    "th-001", "th-002", "th-003", "th-004", "kr-001",
    "kr-002", "jp-001", "jp-002", "jp-003", "jp-004",
    "tw-001", "ca-bc-pstc-001", "ca-bc-pstc-002", "ca-bc-pstc-003", "ca-bc-fibc-001",
    "ca-bc-fibc-002", "ca-bc-precert-001", "ca-on-opstc-001", "ca-fed-cptc-001", "ca-timing-001",
    "es-cn-001", "es-001", "cz-001", "cz-002", "au-loc-001",
    "au-prod-001", "nz-001", "nz-002", "us-ca-jobs-001", "us-ca-award-001",
    "us-ca-award-002", "us-ca-refund-001", "us-ny-001", "us-nm-001", "us-nm-002",
    "us-ga-001", "my-001",
)  # fmt: skip
"""Worked examples that were collected from public sources before any rule was written."""

TESTED = "\n".join(
    path.read_text("utf-8")
    for path in sorted(Path(__file__).parent.glob("test_*.py"))
    if path.name != Path(__file__).name
)


@pytest.mark.parametrize(
    ("programme", "example"),
    [pytest.param(*each, id=f"{each[1].basis}-{each[1].id}") for each in EXAMPLES],
)
def test_example(programme: Programme, example: Example) -> None:
    results = run_example(programme, example)
    assert [each for each in results if not each.passed] == []
    assert {each.key for each in results} == set(example.expected)


@pytest.mark.parametrize("collected", COLLECTED)
def test_collected_example_is_covered(collected: str) -> None:
    """By an example of a programme (`jp-001-a` is part of `jp-001`), or by a test of its name."""
    carried = [
        example.id
        for _, example in EXAMPLES
        if example.id == collected or example.id.startswith(f"{collected}-")
    ]
    named = re.search(rf"def test_{collected.replace('-', '_')}(_\w+)?\(", TESTED)
    assert carried or named


def test_contradictions_say_what_the_others_say() -> None:
    silent = [
        (programme.id, each.id)
        for programme, each in EXAMPLES
        if each.basis == "contradiction" and not (each.note or each.says)
    ]
    assert silent == []


def test_every_source_is_used_or_says_why_it_stands() -> None:
    """A source that nothing names is a slip, unless it carries a note."""
    idle = [
        (programme.id, source.id)
        for programme in all_programmes()
        for source in programme.sources
        if not source.note and programme.model_dump_json().count(f'"{source.id}"') < 2
    ]
    assert idle == []
