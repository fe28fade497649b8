"""The memo of the tiny case, from end to end."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kachinko.halt import Halt
from kachinko.locating.compose import Effort, make_memo
from kachinko.locating.stages import ask_stages, only
from kachinko.model.agreement import Agreement
from tests.locating import tiny

if TYPE_CHECKING:
    from kachinko.locating.case import Question
    from kachinko.locating.memo import Memo


def memo_of(question: Question, halt: Halt | None = None) -> Memo:
    effort = Effort(2000, 0, time.monotonic, halt or Halt())
    return make_memo(question, effort)


@pytest.fixture(scope="module")
def memo() -> Memo:
    return memo_of(tiny.question(discount="0.1", volatility={}))


def test_places_stand_cheapest_first_with_awards_split_by_how_sure_they_are(memo: Memo) -> None:
    yen, dollar = memo.place("yen"), memo.place("dollar")

    assert [place.rank for place in memo.places] == [1, 2]
    assert (yen.gross, yen.sure, yen.up_to, yen.eligible) == (10_000, 2_000, 0, 10_000)
    assert (dollar.gross, dollar.sure, dollar.up_to) == (9_000, 0, 4_500)
    assert yen.net_all == yen.net_sure == 8_000
    assert (dollar.net_sure, dollar.net_all) == (9_000, 4_500)


def test_the_bars_of_a_waterfall_sum_to_its_net(memo: Memo) -> None:
    for place in memo.places:
        *moves, net = place.steps
        assert sum((step.amount for step in moves), Decimal(0)) == net.amount == place.net


def test_the_hall_that_no_stage_takes_is_named(memo: Memo) -> None:
    answer = memo.place("yen").stages

    assert answer.state == "cannot"
    assert answer.proven
    assert answer.set == "Hall"
    assert answer.needs_m == (55, 34)
    assert "55 × 34 m" in answer.why[0]
    assert memo.place("dollar").stages.state == "not-asked"


def test_a_smaller_hall_stands_on_its_stage() -> None:
    project = tiny.project(hall=(30, 20))
    answer = ask_stages(
        project, project.titles[0], ["toho"], seconds=5, clock=time.monotonic, halt=Halt()
    )

    assert answer.state == "fits"
    assert [stand.stage for stand in answer.stands] == ["Toho No.8"]
    assert answer.open_stages == ("Toho",)


def test_a_studio_without_an_agreement_is_open_beside_one_that_has_some() -> None:
    project = tiny.project()
    toho = project.studios[0]
    other = toho.model_copy(
        update={"id": "other", "stages": (toho.stages[0].model_copy(update={"id": "x1"}),)}
    )
    held = Agreement.model_validate(
        {"id": "a", "studio": "toho", "stages": ["no8"], "from": "2028-02-01", "to": "2028-03-01"}
    )
    project = project.model_copy(update={"studios": (toho, other), "agreements": (held,)})

    alone, opened = only(project, project.titles[0], ["toho", "other"])

    assert opened == ("Toho",)
    assert {each.studio for each in alone.agreements} == {"toho", "other"}


def test_rates_at_a_tenth_and_at_the_ends_of_five_years_are_exact(memo: Memo) -> None:
    (rate,) = memo.place("yen").rates
    net = memo.place("yen").net

    assert rate.currency == "JPY"
    assert float(rate.minus) == pytest.approx(float(net) * 0.9, abs=0.02)
    assert float(rate.plus) == pytest.approx(float(net) * 1.1, abs=0.02)
    assert (rate.low_year, rate.high_year) == (2024, 2026)
    assert float(rate.low or 0) == pytest.approx(float(net) * 100 / 150, abs=0.02)
    assert memo.place("dollar").rates == ()


def test_every_line_leads_to_what_a_programme_counts_of_it(memo: Memo) -> None:
    (line,) = memo.place("yen").lines

    assert line.told == 10_000
    assert line.counted == {"aa": 1_000_000}
    assert memo.place("yen").programmes[0].estimate.trace


def test_money_comes_on_the_day_that_the_rules_say(memo: Memo) -> None:
    (cash,) = memo.place("yen").cash

    assert str(cash.earliest) == str(cash.latest) == "2029-01-01"
    assert cash.amount == 2_000
    assert memo.place("yen").peak == 10_000


def test_an_unknown_rule_is_said_and_the_place_is_ranked_by_what_is_sure() -> None:
    memo = memo_of(tiny.question(rate_b="unknown"))
    dollar = memo.place("dollar")

    assert dollar.net == dollar.gross == 9_000
    assert dollar.up_to == 0
    assert dollar.unknown


def test_a_thrown_switch_leaves_out_what_was_not_reached() -> None:
    halt = Halt()
    halt.throw()
    memo = memo_of(tiny.question(), halt)

    assert memo.interrupted
    assert memo.draws == 0
    assert memo.turns == ()
    assert memo.places[0].spread is None
    assert memo.places[0].stages.state in ("unsettled", "cannot")


def test_one_place_alone_has_nothing_to_flip() -> None:
    memo = memo_of(tiny.question(places=("yen",)))

    assert len(memo.places) == 1
    assert memo.turns == ()


def test_the_memo_is_the_same_every_time() -> None:
    question = tiny.question(volatility={})

    assert memo_of(question) == memo_of(replace(question))
