"""Every shipped programme: its examples are told in both languages, on a page and in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from kachinko.incentives.estimate import estimate
from kachinko.model.dated import Trigger
from kachinko.model.estimate import Case
from kachinko.reference.programmes import all_programmes
from kachinko.report.incentives.lines import estimate_lines, trace_lines
from kachinko.report.incentives.page import estimate_page
from kachinko.report.incentives.programme_lines import ProgrammeLines
from kachinko.report.incentives.rates import rates_in_words
from kachinko.report.incentives.texts import IncentiveWords
from kachinko.report.incentives.workbook import estimate_workbook

if TYPE_CHECKING:
    from kachinko.model.estimate import Estimate
    from kachinko.model.programme import Programme


def estimates(programme: Programme) -> list[Estimate]:
    return [
        estimate(
            programme,
            Case(
                dates=dict.fromkeys(get_args(Trigger), example.as_of) | example.dates,
                measures=example.measures,
                facts=example.facts,
                awards=example.awards,
            ),
            as_of=example.as_of,
        )
        for example in programme.examples[:3]
    ]


@pytest.mark.slow
@pytest.mark.parametrize("programme", all_programmes(), ids=lambda each: each.id)
def test_its_examples_can_be_told(programme: Programme) -> None:
    found = estimates(programme)
    for lang in ("en", "ja"):
        words = IncentiveWords(lang)
        for each in found:
            told = [*estimate_lines(words, each), *trace_lines(words, each)]
            assert len(told) > 3
            assert not any("{" in line for line in told)
        if found:
            assert f'<html lang="{lang}"' in estimate_page(programme.name, found, lang)
            assert len(estimate_workbook(programme.name, found, lang)) > 1000


@pytest.mark.parametrize("programme", all_programmes(), ids=lambda each: each.id)
def test_it_names_every_value_and_source_where_it_is_shown(programme: Programme) -> None:
    words = IncentiveWords("en")
    day = max(example.as_of for example in programme.examples) if programme.examples else None
    day = day or programme.versions[0].first
    assert day is not None

    told = "\n".join(ProgrammeLines(words, programme, day, day).lines())

    for each in (*programme.parameters, *programme.questions, *programme.measures):
        assert each.id in told
    assert all(source.url in told for source in programme.sources)
    assert rates_in_words(words, programme, day, day)
