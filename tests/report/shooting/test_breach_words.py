"""What the checker of boards says, in Japanese: no sentence stays English."""

from __future__ import annotations

import json
import random
import re
from datetime import timedelta
from pathlib import Path

import pytest

from kachinko.files.shooting import load_shooting
from kachinko.model.board import Board, BoardDay
from kachinko.report.html import page_file
from kachinko.report.shooting.breach_words import SHAPES, breach_told
from kachinko.shooting import check as checker
from kachinko.shooting.check import check

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


def test_every_sentence_has_its_japanese(shooting) -> None:
    seen = set()
    for board in boards(shooting):
        for breach in check(shooting, board):
            told = breach_told(breach, "ja")
            assert re.search(r"[ぁ-ん]", told), breach
            assert breach_told(breach, "en") == breach.sentence
            for number in breach.scenes[:1] if breach.rule in (4, 7, 8) else ():
                assert number in told
            seen.add(breach.code)
    assert len(seen) > 25, seen


def test_every_code_of_the_checker_is_known() -> None:
    words = json.loads(page_file("breach_words.ja.json"))
    assert set(SHAPES) == {key for key in words if not key.startswith("to.")}
    for code, shape in SHAPES.items():
        fields = set(re.findall(r"\{(\w+)\}", words[code]))
        assert fields <= set(re.findall(r"\{(\w+)\}", shape)), code
    sources = Path(checker.__file__).parent.glob("*.py")
    text = "\n".join(each.read_text() for each in sources)
    written = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text))
    assert written <= set(SHAPES), written - set(SHAPES)
