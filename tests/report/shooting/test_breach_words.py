"""What the checker of boards says, in Japanese: no sentence stays English."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from pathlib import Path

import pytest

from kachinko.files.shooting import load_shooting
from kachinko.model.board import Board, BoardDay
from kachinko.report.told import told as told_in
from kachinko.shooting.check import check

ENGLISH = re.compile(r"\b(is|the|has|needs|scene|lies|works|of|not|day|night|dawn|dusk)\b", re.I)
SHOOT = Path(__file__).parents[3] / "examples" / "shoot"


@pytest.fixture(scope="module")
def shooting():
    found = load_shooting(SHOOT / "lantern-street.yaml")
    rules = found.rules.model_copy(update={"most_eighths": 40, "most_days_in_a_row": 3})
    second = tuple(
        scene.model_copy(update={"unit": "second"}) if scene.number == "7" else scene
        for scene in found.scenes
    )
    return found.model_copy(update={"rules": rules, "units": ("main", "second"), "scenes": second})


def boards(shooting):
    """Boards that somebody who knows no rule would lay."""
    draw = random.Random(7)
    for _ in range(120):
        numbers = [scene.number for scene in shooting.scenes]
        draw.shuffle(numbers)
        cut = [*sorted(draw.sample(range(1, 35), 12)), 35]
        days, at = [], 0
        for end in cut:
            days.append(
                BoardDay(
                    day=shooting.start + timedelta(days=draw.randrange(-5, 60)),
                    unit=draw.choice(("main", "main", "second", "third")),
                    kind=draw.choice(("day", "night")),
                    scenes=(*numbers[at:end], draw.choice(("1", "none"))),
                )
            )
            at = end + draw.choice((0, 0, 0, 1))
        yield Board(
            shooting=draw.choice((shooting.name, "another")), currency="JPY", status="optimal",
            cost=1, cost_bound=2, days=tuple(days),
        )  # fmt: skip


@pytest.mark.slow
def test_every_sentence_has_its_japanese(shooting) -> None:
    seen = set()
    for board in boards(shooting):
        for breach in check(shooting, board):
            told = told_in(breach.sentence, "ja")
            assert re.search(r"[ぁ-ん]", told), breach
            assert not ENGLISH.search(told), told
            for number in breach.scenes[:1] if breach.rule in (4, 7, 8) else ():
                assert number in told
            seen.add(breach.code)
    assert len(seen) > 25, seen
