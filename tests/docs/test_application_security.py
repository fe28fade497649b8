"""The table of application security is whole, and tests claim nothing that it does not have."""

from __future__ import annotations

import re

from tests.docs.pages import DOCS, ROOT

PAGE = DOCS / "application-security.md"
ROW = re.compile(r"^\| (\d[\d., to]*) \| (held|partly|open|operator|none) \| .+ \|$", re.MULTILINE)
MARK = re.compile(r"\[(\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*)\]")
LEVELS_1_AND_2 = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5,
    "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2,
    "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11,
    "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1,
    "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5,
    "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip
"""By section, the last requirement of level 1 or 2; in each they are numbered from 1."""


def ids_of(cell: str) -> list[str]:
    found = []
    for part in cell.split(","):
        first, _, last = part.strip().partition(" to ")
        section, _, start = first.rpartition(".")
        end = int(last.rpartition(".")[2]) if last else int(start)
        assert not last or last.rpartition(".")[0] == section, part
        found += [f"{section}.{number}" for number in range(int(start), end + 1)]
    return found


def listed() -> list[str]:
    return [id_ for cell, _ in ROW.findall(PAGE.read_text("utf-8")) for id_ in ids_of(cell)]


def test_every_requirement_of_levels_1_and_2_stands_there_once() -> None:
    wanted = [
        f"{section}.{number}"
        for section, last in LEVELS_1_AND_2.items()
        for number in range(1, last + 1)
    ]
    found = listed()
    assert len(found) == len(set(found))
    assert set(wanted) <= set(found)
    assert set(found) - set(wanted) == {"8.3.2"}  # of level 3, and held


def test_what_tests_claim_is_told_and_what_is_told_is_there() -> None:
    claimed = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for marks in MARK.findall(file.read_text("utf-8")):
            claimed |= set(marks.split(", "))
    assert claimed
    assert claimed <= set(listed()) | {"7.4.2"}
    for name in re.findall(r"`(tests/[\w/]+(?:\.py)?)`", PAGE.read_text("utf-8")):
        assert (ROOT / name).exists(), name
