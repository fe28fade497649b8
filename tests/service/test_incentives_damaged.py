"""Whatever is in a programme's file, it can be told and asked, or all its faults are said."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from kachinko.model.errors import InputError
from kachinko.reference.exchange import exchange_table
from kachinko.report.incentives.listing import listed
from kachinko.report.incentives.page import estimate_page
from kachinko.report.incentives.programme_lines import ProgrammeLines
from kachinko.report.incentives.texts import IncentiveWords
from kachinko.service.incentive_cases import Given
from kachinko.service.incentive_estimates import estimate_case
from kachinko.service.incentives import filing_calendars, run_examples_of
from tests.files.mutation import mutated

EXAMPLES = Path(__file__).parents[2] / "examples" / "incentives"
DAY = date(2026, 12, 1)
GIVEN = Given(dates=(("application", "2027-02-15"),))
WORDS = IncentiveWords("en")
DAMAGED = 150


def tell(path: Path) -> None:
    programme, _ = run_examples_of(path)
    listed(WORDS, programme, DAY, DAY)
    assert list(ProgrammeLines(WORDS, programme, DAY, DAY).lines())
    filing_calendars([str(path)], date(2027, 6, 1), as_of=DAY)
    done = estimate_case(
        EXAMPLES / "budget.yaml", [str(path)], GIVEN, as_of=DAY, exchange=exchange_table()
    )
    assert estimate_page(done.name, done.estimates, "ja", done.lines, done.exclusive)


def test_a_damaged_programme_is_told_or_its_faults_are_said(tmp_path: Path) -> None:
    whole = (EXAMPLES / "example-land.yaml").read_bytes()
    path = tmp_path / "damaged.yaml"
    refused = []
    for seed in range(DAMAGED):
        path.write_bytes(mutated(whole, random.Random(seed)))
        try:
            tell(path)
        except InputError as error:
            refused.append(error.faults)
    assert all(refused)
    assert 20 < len(refused) < DAMAGED - 3
