from __future__ import annotations

import pytest

from kachinko.reference.catalogue import claims
from kachinko.reference.conflict import SAME_QUESTIONS, Conflict, conflicts, disagree
from kachinko.reference.facts import Claim


def claim(value: str, unit: str = "m2") -> Claim:
    return Claim(
        subject="S", attribute="a", value=value, unit=unit, basis="stated",
        source="https://example.org", publisher="P", date="", quote="",
    )  # fmt: skip


def conflict(question: str) -> Conflict:
    return next(one for one in conflicts() if one.question.startswith(question))


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Netflix Japan · originals planned 2021", {">25", "25", ">15"}),
        ("Kadokawa Stage G · area", {"1007", "311", "305"}),
        ("Korda Stage 6 · area", {"5856", "5975"}),
        ("Korda Stage 2 · area", {"1769", "1946.4"}),
        ("Korda Stage 3 · area", {"1769", "1946.4"}),
        ("Cape Town Stage 5 · area", {"1745", "1628.3"}),
        ("Disney Studios Australia Stage 5 · area", {"910", "10092"}),
        ("NFI Fot new stage · area", {"2400", "2500", "27000"}),
        ("Tres Cantos stage · area", {"1200", "1250"}),
        ("Studio Cube · largest stage", {"5000", "5064", "1500", "~1100"}),
        ("Bridge Lake City · stage count", {"20", "21"}),
        ("North Shore Studios · stage space", {"11251", "132435", ">100000"}),
        ("Shepperton · stages after expansion", {"17", "31"}),
        ("3 Mills Studios · stage count", {"9", "11", "16"}),
        ("YCDSMC Studio 139 · location", {"Paju", "Yeoncheon"}),
        ("Samsung Studio · location", {"Paju", "Yeoncheon"}),
        ("Toho Studios · site area", {"78000", "79000"}),
        ("Toho Studios · which stage is the largest?", {"largest at Toho", "957", "1325"}),
        ("Longcross · Netflix tenure", {"lease", "purchase"}),
        ("Netflix-Toho 2026 · what do the up to 15 titles", {"15"}),
    ],
)
def test_known_disagreements_are_found_with_all_readings(question: str, values: set[str]) -> None:
    assert {claim.value for claim in conflict(question).claims} == values


def test_the_scope_of_fifteen_titles_is_contradicted() -> None:
    scopes = {one.unit for one in conflict("Netflix-Toho 2026").claims}

    assert scopes == {"titles per year, maximum", "titles per year at the studio, maximum"}


def test_claims_of_one_voice_are_no_conflict() -> None:
    questions = {one.question for one in conflicts()}

    assert "Docklands Stage 6 · area" not in questions
    assert "Wonbang Studio · largest stage" not in questions
    assert len(questions) == len(conflicts())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (claim("305", "tsubo"), claim("1007"), False),
        (claim("311", "tsubo"), claim("1007"), True),
        (claim("1,007"), claim("1007"), False),
        (claim("25", "titles"), claim(">25", "titles"), True),
        (claim(">25", "titles"), claim(">25", "titles"), False),
        (claim(">15", "titles"), claim(">25", "titles"), True),
        (claim("~40", "titles"), claim("39", "titles"), False),
        (claim("~1100", "pyeong"), claim("5064"), True),
        (claim("2.8", "million ft2"), claim("260128.5"), False),
        (claim("Paju", ""), claim("Yeoncheon", ""), True),
        (claim("paju", ""), claim("Paju", ""), False),
        (claim("3", "months"), claim("3", "days"), True),
    ],
)
def test_when_two_claims_disagree(one: Claim, other: Claim, expected: bool) -> None:
    assert disagree(one, other) is expected
    assert disagree(other, one) is expected


def test_hand_kept_questions_name_claims_that_exist() -> None:
    known = {(claim.subject, claim.attribute) for claim in claims()}

    for same in SAME_QUESTIONS:
        assert set(same.members) <= known
        assert same.reason
