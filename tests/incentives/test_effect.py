"""A slate before and after a reform: funds shared, years refused together, windows missed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from kachinko.files.incentive_slate import load_incentive_slate
from kachinko.incentives.applying import Filing, filing_of
from kachinko.incentives.chances import Chances, renewals
from kachinko.incentives.effect import reform_effect
from kachinko.incentives.reform import reformed
from kachinko.model.errors import InputError
from kachinko.model.exchange import ExchangeTable
from kachinko.model.incentive_slate import IncentiveSlate
from kachinko.model.reform import Reform
from tests.incentives.dated_programme import programme

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.model.programme import Programme
    from kachinko.model.slate_choice import ReformEffect

AS_OF = date(2026, 1, 1)
SURE = {"programme": "xx-film", "granted": {"least": 1, "likely": 1, "most": 1}, "renewal": 1}


def _title(name: str, **keys: Any) -> dict[str, Any]:
    """Costs 10,000 in Japan, of which 4,000 are spent there, and 9,200 elsewhere."""
    here = {
        "place": "JP",
        "cost": {"amount": 10_000, "currency": "JPY"},
        "spend": {"amount": 4_000, "currency": "JPY"},
        "programmes": ["xx-film"],
        "measures": {"spend": 4_000},
    }
    there = {"place": "HU", "cost": {"amount": 9_200, "currency": "JPY"}}
    title = {"id": name, "name": name, "ready": "2026-02-01", "start": "2026-09-01"}
    return {**title, "options": [here, there], **keys}


def _slate(*titles: dict[str, Any], outlook: dict[str, Any] | None = SURE) -> IncentiveSlate:
    outlooks = [outlook] if outlook else []
    tree = {"name": "Test", "currency": "JPY", "titles": titles, "outlooks": outlooks}
    return IncentiveSlate.model_validate(tree)


def _effect(slate: IncentiveSlate, before: Programme, **reform: Any) -> ReformEffect:
    change = Reform.model_validate({"id": "r", "name": "R", "programme": "xx-film", **reform})
    after = reformed(before, change)
    return reform_effect(slate, before, after, {}, ExchangeTable(), as_of=AS_OF, draws=2_000)


def test_a_fund_serves_those_who_are_ready_first() -> None:
    """Each would get 1,000; 2,500 are there, so that the third gets 500 and goes elsewhere."""
    late = _title("first", ready="2026-01-15")
    slate = _slate(_title("a"), _title("b"), late)
    [found] = _effect(slate, programme(), values=[{"id": "fund", "value": 3000}]).effects
    assert found.label == "expected"
    assert found.before.chosen == ("a", "first")
    assert (found.before.treasury, found.before.spend) == (2_000, 8_000)
    assert found.before.spend_per_unit == Decimal("4.00")
    assert found.gained == ("b",)
    assert (found.more_spend, found.more_treasury) == (4_000, 1_000)
    assert found.spend_per_more_unit == Decimal("4.00")


def test_a_higher_cap_can_cost_more_than_it_gains() -> None:
    """Both shoot there already: the treasury pays more and nothing more is spent."""
    slate = _slate(_title("a"), _title("b"))
    change = [{"id": "cap", "value": 1_250}]
    [found] = _effect(slate, programme(), values=change).effects
    assert found.before.chosen == found.after.chosen == ("a", "b")
    assert (found.more_spend, found.more_treasury) == (0, 500)
    assert found.spend_per_more_unit == 0


def test_rolling_windows_let_in_who_is_ready_between_windows() -> None:
    window = {
        "id": "w",
        "opens": "2026-08-01",
        "closes": "2026-08-31",
        "decision_by": "2026-10-15",
        "source": "page",
    }
    quarterly = programme(windows=[window], rolling=False)
    slate = _slate(_title("a"))
    [found] = _effect(slate, quarterly, rolling=True).effects
    assert (found.before.chosen, found.after.chosen) == ((), ("a",))
    asks = {offer.place: offer.asks for offer in found.before.titles[0].offers}["JP"]
    assert "44 days after the start" in asks[0].says


def test_a_title_waits_where_the_award_is_worth_it() -> None:
    window = {
        "id": "w",
        "opens": "2026-08-01",
        "closes": "2026-08-31",
        "decision_by": "2026-09-11",
        "source": "page",
    }
    subject = programme(windows=[window], rolling=False)

    def chosen(per_day: int) -> tuple[str, ...]:
        wait = {"most_days": 30, "cost_per_day": {"amount": per_day, "currency": "JPY"}}
        [found] = _effect(_slate(_title("a", wait=wait)), subject).effects
        return found.before.chosen

    assert chosen(19) == ("a",)  # 10 days for 190, for an award of 1,000: 9,190
    assert chosen(21) == ()


def test_a_refused_renewal_hits_all_titles_of_a_year_together() -> None:
    yearly = programme(renewal={"until": "2026-01-31", "by": "yearly"})
    outlook = {**SURE, "renewal": 0.9}
    slate = _slate(_title("a"), _title("b"), outlook=outlook)
    sure = {"until": "2029-01-31", "by": "dated"}
    [found] = _effect(slate, yearly, renewal=sure).effects
    assert found.before.chosen == ("a", "b")
    assert 1_700 < found.before.treasury < 1_900
    assert found.after.treasury == 2_000
    # Drawn alone each, one would be paid in 18 of a hundred years; together both or none are.
    often = _slate(_title("a"), _title("b"), outlook={**SURE, "renewal": 0.85})
    [found] = _effect(often, yearly).effects
    assert (found.before.treasury_low, found.before.treasury_high) == (0, 2_000)


def test_without_assumptions_both_ends_are_shown() -> None:
    yearly = programme(renewal={"until": "2026-01-31", "by": "yearly"})
    shown = _effect(_slate(_title("a"), outlook=None), yearly)
    hopeful, fearful = shown.effects
    assert (hopeful.label, hopeful.before.chosen) == ("if all comes", ("a",))
    assert (fearful.label, fearful.before.chosen) == ("if nothing open comes", ())
    assert any("which share of its ceiling" in note for note in shown.notes)
    assert any("is renewed after 2026-01-31" in note for note in shown.notes)


def test_same_seed_same_answer_and_another_programme_does_not_move_the_draws() -> None:
    outlook = {**SURE, "granted": {"least": 0, "likely": 0.8, "most": 1}}
    one = _effect(_slate(_title("a"), outlook=outlook), programme())
    two = _effect(_slate(_title("a"), _title("b"), outlook=outlook), programme())
    assert one == _effect(_slate(_title("a"), outlook=outlook), programme())
    assert one.effects[0].before.titles[0] == two.effects[0].before.titles[0]


def test_a_missed_deadline_costs_the_award() -> None:
    done = {
        "id": "done",
        "what": "complete",
        "says": "By the end of January",
        "on": "2027-01-31",
        "source": "page",
    }
    late = _title("late", dates={"completion": "2027-03-01"})
    [found] = _effect(
        _slate(late), programme(deadlines=[done]), deadlines={"remove": ["done"]}
    ).effects
    assert (found.before.chosen, found.after.chosen) == ((), ("late",))


@pytest.mark.parametrize("outlook", [SURE, None])
def test_a_reform_of_nothing_has_no_effect(outlook: Any) -> None:
    slate = _slate(_title("a"), _title("b"), _title("c"), outlook=outlook)
    for found in _effect(slate, programme()).effects:
        assert found.before == found.after
        assert (found.more_spend, found.more_treasury, found.gained) == (0, 0, ())


def test_nobody_applies_before_the_day_that_is_asked_for() -> None:
    early = _title("a", ready="2025-06-01")
    [found] = _effect(_slate(early), programme(rolling=True)).effects
    asks = {offer.place: offer.asks for offer in found.before.titles[0].offers}["JP"]
    assert asks[0].filed == AS_OF


def test_a_budget_can_stand_for_the_amounts() -> None:
    line = {"id": "1", "name": "Crew", "category": "crew", "level": "below", "amount": 4_000}
    budget = {
        "name": "A",
        "currency": "JPY",
        "lines": [{**line, "currency": "JPY", "place": "JP"}],
    }
    title = _title("a")
    amounts = _effect(_slate(title), programme())
    title["options"][0]["budget"] = budget
    with pytest.raises(ValueError, match="not both"):
        _slate(title)
    del title["options"][0]["measures"]
    assert _effect(_slate(title), programme()).effects == amounts.effects


def test_who_can_be_made_nowhere_is_left_out() -> None:
    nowhere = {"place": "JP", "possible": False, "cost": {"amount": 1, "currency": "JPY"}}
    [found] = _effect(_slate(_title("a", options=[nowhere])), programme()).effects
    assert found.before.titles[0].place is None


def test_unknown_programmes_and_rates_are_refused() -> None:
    bad = _title("a")
    bad["options"][0]["programmes"] = ["xx-flim"]
    with pytest.raises(InputError) as caught:
        _effect(_slate(bad), programme())
    assert "'xx-film', perhaps" in str(caught.value.faults[0])
    foreign = _title("a")
    foreign["options"][1]["cost"]["currency"] = "HUF"
    with pytest.raises(InputError) as caught:
        _effect(_slate(foreign), programme())
    assert "no rate of HUF into JPY" in str(caught.value.faults[0])


@pytest.mark.parametrize(
    ("day", "years"),
    [("2027-03-31", []), ("2027-04-01", [1]), ("2028-03-31", [1]), ("2028-04-01", [1, 2])],
)
def test_years_that_must_be_renewed(day: str, years: list[int]) -> None:
    subject = programme(renewal={"until": "2027-03-31", "by": "yearly"})
    assert renewals(subject, date.fromisoformat(day)) == years


def test_the_window_decided_first_is_used() -> None:
    windows = [
        {"id": "w1", "opens": "2026-01-01", "closes": "2026-01-31", "source": "page"},
        {"id": "w2", "opens": "2026-04-01", "closes": "2026-04-30", "source": "page"},
    ]
    subject = programme(windows=windows)
    filing = filing_of(
        subject,
        ready=date(2026, 2, 1),
        start=date(2026, 5, 10),
        as_of=AS_OF,
        decision_days=14,
        most_wait=4,
    )
    assert isinstance(filing, Filing)
    assert (filing.window, filing.filed, filing.decided, filing.delay) == (
        "w2",
        date(2026, 4, 1),
        date(2026, 5, 14),
        4,
    )


def test_a_triangle_has_its_mean() -> None:
    given = {"least": 0.2, "likely": 0.5, "most": 1}
    slate = _slate(_title("a"), outlook={"programme": "xx-film", "granted": given})
    chances = Chances({"xx-film": slate.outlooks[0]}, seed=1, draws=50_000, hopeful=True)
    drawn = chances.share_paid(programme(), "ceiling", "a", AS_OF)
    assert abs(drawn.mean() - 1.7 / 3) < 0.005
    assert drawn.min() >= 0.2
    assert drawn.max() <= 1
    assert not chances.open


def test_every_fault_of_a_slate_at_once(tmp_path: Path) -> None:
    path = tmp_path / "slate.yaml"
    path.write_text(
        "name: x\ncurrency: YEN\ntitles:\n- {id: a, name: A, start: 2026-13-01, options: []}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_incentive_slate(path)
    assert len(caught.value.faults) == 3
    path.write_text(
        "name: x\ncurrency: JPY\ntitles:\n" + "- {id: a, name: A, start: 2026-12-01, options: "
        "[{place: JP, cost: {amount: 1, currency: JPY}}]}\n" * 2,
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_incentive_slate(path)
    assert "second title" in str(caught.value.faults[0])
