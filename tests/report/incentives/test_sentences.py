"""Sentences of the engine in Japanese: each has a form, and what it names is kept."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

import pytest

from kachinko.incentives.estimate import estimate
from kachinko.model.dated import Trigger
from kachinko.model.estimate import Case
from kachinko.reference.programmes import all_programmes
from kachinko.report.incentives.sentences import said, said_in, told_in
from kachinko.report.incentives.texts import IncentiveWords
from kachinko.report.told import has_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.estimate import Estimate
    from kachinko.model.programme import Programme

ENGLISH, JAPANESE = IncentiveWords("en"), IncentiveWords("ja")
DAY = date(2026, 6, 1)


def estimates(programme: Programme) -> Iterator[Estimate]:
    """With all said, with nothing said, and on a day on which nothing was in force."""
    amounts = {measure.id: 50_000_000 for measure in programme.measures}
    dates = dict.fromkeys(get_args(Trigger), DAY)
    old = dict.fromkeys(get_args(Trigger), date(1980, 1, 1))
    for said_dates, said_amounts in ((dates, amounts), (dates, {}), ({}, amounts), (old, amounts)):
        case = Case.model_validate({"dates": said_dates, "measures": said_amounts})
        yield estimate(programme, case, as_of=DAY + timedelta(days=30))


def own_sentences(found: Estimate) -> set[str]:
    """What the engine says; of a refusal, the reason is the rule's."""
    reasons = () if found.status == "refused" else found.missing
    return {*found.must_hold, *found.notes, *reasons}


@pytest.mark.parametrize("programme", all_programmes(), ids=lambda each: each.id)
def test_all_that_the_engine_says_of_a_programme_has_a_form(programme: Programme) -> None:
    for found in estimates(programme):
        rules = {clause.says for version in programme.versions for clause in version.clauses}
        without = {text for text in own_sentences(found) - rules if not has_shape(text)}
        assert without == set()


def test_a_sentence_keeps_what_it_names_and_writes_days_as_people_do() -> None:
    text = "The programme is renewed: it stands until 2027-03-31, and 2027-06-01 decides."
    assert said(JAPANESE, text) == (
        "制度が更新されること。現行は 2027年3月31日 までで、判断の基準日は 2027年6月1日 です。"
    )
    assert said_in("en", text) == said(ENGLISH, text) == text
    claim = "Audited papers. The case gives no date of photography start."
    assert said_in("ja", claim) == "Audited papers. 撮影開始の日が示されていません。"


def test_a_list_of_lines_is_kept_whole() -> None:
    text = "Not counted in direct, as it is unclear whether they may be: b, c, JPY 1,200 in all."
    assert said(JAPANESE, text).endswith(": b, c(計 JPY 1,200)。")


def test_a_sentence_of_a_rule_stays() -> None:
    assert said_in("ja", "At most a billion yen a project.") == "At most a billion yen a project."


def test_an_estimate_is_told_in_japanese() -> None:
    found = next(estimates(all_programmes()[0]))
    told = told_in(JAPANESE, found)
    assert told_in(ENGLISH, found) is found
    assert told.award == found.award
    assert all(re.search("[ぁ-ん]", text) for text in told.must_hold)
