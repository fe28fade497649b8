"""What a board says of itself, in Japanese documents."""

from __future__ import annotations

import json
import string
from importlib.resources import files

import pytest
from hypothesis import given, settings

from kachinko.report.shooting.page import board_page
from kachinko.report.shooting.texts import Words
from kachinko.report.shooting.told import told
from kachinko.shooting.plan.assemble import assumptions
from kachinko.shooting.plan.requirement import requirements_of, scenes_sentence
from kachinko.shooting.sentences import SENTENCES, read_back
from tests.shooting.tiny import shootings
from tests.shooting_case import board, shooting

JA = Words("ja")


def fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_has_its_japanese_with_the_same_fields(key: str) -> None:
    page = files("kachinko.report") / "page" / "told_words.ja.json"
    words = json.loads(page.read_text("utf-8"))

    assert fields(words[key]) == fields(SENTENCES[key])


@settings(max_examples=60, deadline=None)
@given(shootings())
def test_all_that_a_board_can_say_is_read_back_and_said_again(drawn) -> None:
    said = [each.sentence for each in requirements_of(drawn)]
    said += [scenes_sentence(drawn), *assumptions(drawn)]

    for sentence in said:
        found = read_back(sentence)
        assert found is not None, sentence
        key, fill = found
        assert SENTENCES[key].format(**fill) == sentence
        assert told(sentence, Words("en")) == sentence
        assert told(sentence, JA) != sentence


def test_names_and_dates_stay_in_a_sentence_of_another_language() -> None:
    said = "Guest (the old one) (3) can be had 2028-04-05 to 2028-04-12 only."

    assert told(said, JA) == (
        "Guest (the old one)(3)の出演できる日は 2028-04-05〜2028-04-12 のみ。"
    )
    cut = "Standing costs nothing for A, B, C, D, E and 3 more: no price is known."
    assert told(cut, JA).startswith("A, B, C, D, E ほか 3 名・件 は")
    assert told("What another program says.", JA) == "What another program says."


def test_a_page_says_conflict_and_assumptions_in_its_language() -> None:
    failed = board(
        status="infeasible", days=[], costs=[], cost=None, cost_bound=None,
        conflict=["Scene 7 must be shot on 2028-04-13."],
        assumptions=["Working rules: https://example.org/rules"],
    )  # fmt: skip

    page = board_page(shooting(), failed, "ja")

    assert "S#7 は 2028-04-13 に撮影する。" in page
    assert "労働条件の規則:https://example.org/rules" in page
    assert "must be shot" not in page
    assert "must be shot" in board_page(shooting(), failed, "en")
