"""Sentences of all parts in Japanese: shapes, what fills them, and documents."""

from __future__ import annotations

import random
import re
from importlib.resources import files
from io import BytesIO
from itertools import chain

import pytest
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kachinko.files.plan_words import JAPANESE as JAPANESE_OF_FORM
from kachinko.report.told import has_shape, heads, told, told_document, told_line
from kachinko.report.told.catalogue import places
from kachinko.shooting.plan.assemble import assumptions as of_board
from kachinko.shooting.plan.requirement import requirements_of, scenes_sentence
from kachinko.shooting.sentences import SENTENCES
from kachinko.staging.assumptions import assumptions
from kachinko.staging.check import check_plan
from kachinko.staging.explain.requirement import of_stages, of_studios, of_title
from tests.projects import projects
from tests.shooting.tiny import shootings
from tests.staging.check import test_form, test_stage, test_title, test_worth
from tests.staging.check.test_checker import some_plan
from tests.staging.check.toho import a_plan, a_project

CONTENT = files("kachinko.report.told").joinpath("ja.po").read_bytes()
PAIRS = [
    (str(each.id), str(each.string)) for each in read_po(BytesIO(CONTENT), locale="ja") if each.id
]
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
BROKEN = list(chain(*(part.BROKEN for part in (test_form, test_stage, test_title, test_worth))))


def unknown(sentences: list[str]) -> set[str]:
    """Those that have no shape, or say nothing in Japanese."""
    return {
        each for each in sentences if not has_shape(each) or not JAPANESE.search(told(each, "ja"))
    }


@pytest.mark.parametrize(("english", "japanese"), PAIRS)
def test_a_shape_has_the_same_places_in_both_languages(english: str, japanese: str) -> None:
    assert places(english) == places(japanese)


@pytest.mark.parametrize("name", ["Chance", "Stress", "Answer", "Title", "late", "No."])
def test_a_name_that_is_also_a_head_of_a_column_stays_in_a_sentence(name: str) -> None:
    assert name in heads("ja") or name in JAPANESE_OF_FORM
    assert told(f"{name} is done by 2028-05-19.", "ja") == f"{name} は 2028-05-19 までに完了する。"
    line = told_line(f"Left out: {name}, Other. There is no plan.", "ja")
    assert line.startswith(f"収まらない作品: {name}, Other。")


def test_no_shape_stands_twice() -> None:
    assert len({english for english, _ in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(("project", "plan", "expected"), BROKEN)
def test_every_breach_is_told(project, plan, expected) -> None:
    found = check_plan(a_project(project), a_plan(plan))

    assert found.breaches
    assert unknown([*(each.sentence for each in found.breaches), *found.notices]) == set()


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(projects(), st.integers(0, 2**32))
def test_all_that_is_said_of_a_project_and_a_plan_is_told(project, seed: int) -> None:
    titles = list(project.titles)
    said = [
        each.sentence
        for each in (
            *chain(*(of_title(project, title) for title in titles)),
            *of_studios(project, titles),
            *of_stages(project, titles),
        )
    ]
    found = check_plan(project, some_plan(project, random.Random(seed)))
    said += [*(each.sentence for each in found.breaches), *found.notices, *assumptions(project)]

    assert unknown(said) == set()


@settings(max_examples=60, deadline=None)
@given(shootings())
def test_all_that_a_board_can_say_is_told(drawn) -> None:
    said = [each.sentence for each in requirements_of(drawn)]

    assert unknown([*said, scenes_sentence(drawn), *of_board(drawn)]) == set()


def test_every_sentence_of_boards_is_in_the_catalogue() -> None:
    assert {*SENTENCES.values()} - {SENTENCES["some"]} <= {english for english, _ in PAIRS}


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        (
            "Guest (the old one) (3) can be had 2028-04-05 to 2028-04-12 only.",
            "Guest (the old one)(3)の出演できる日は 2028-04-05〜2028-04-12 のみ。",
        ),
        (
            (
                "Let Mr. B end 12 working days later: 2028-05-01 instead of 2028-04-13. "
                "Then 2 titles of the plan move."
            ),
            (
                "Mr. B の終了を 12 稼働日 遅らせる: 2028-04-13 → 2028-05-01。"
                "このとき計画中の 2 作品 が動きます。"
            ),
        ),
        (
            (
                "Make Court 120 m² smaller: 480 m² instead of 600 m², and one more build crew at "
                "Toho: 4 instead of 3."
            ),
            "Court を 120 m² 小さくする: 600 m² → 480 m²、かつToho の大道具班を 1 増やす: 3 → 4。",
        ),
        (
            (
                "It cannot be made even with every stage to itself (proven). "
                "These cannot all hold: Lab of The Human Vapor, Part 2 is 9 m high. "
                "Stage 8 is closed 2028-03-01 to 2028-03-20 and 2028-05-01 to 2028-05-02."
            ),
            (
                "すべてのステージを独占しても製作できません(証明済み)。"
                "次の条件は同時に成り立ちません: The Human Vapor, Part 2「Lab」の高さは 9 m。"
                "Stage 8 は 2028-03-01〜2028-03-20と2028-05-01〜2028-05-02 に閉鎖。"
            ),
        ),
        ("What another program says.", "What another program says."),
        ("Mr. B. Film", "Mr. B. Film"),
    ],
)
def test_what_a_sentence_names_stays(english: str, japanese: str) -> None:
    assert told(english, "ja") == japanese
    assert told(english, "en") == english


def test_a_document_keeps_all_but_its_sentences() -> None:
    document = {
        "name": "No agreement opens Stage 7.",
        "reason": {"sentence": "No agreement opens Stage 7.", "code": "conflict", "proven": True},
        "assumptions": ["Nothing was done.", 3],
    }

    assert told_document(document, "ja") == {
        "name": "No agreement opens Stage 7.",
        "reason": {
            "sentence": "Stage 7 を使える契約がない。", "code": "conflict", "proven": True
        },
        "assumptions": ["何も変更していません。", 3],
    }  # fmt: skip
    assert told_document(document, "en") is document


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(LookupError):
        told("Nothing was done.", "xx")
