"""Windows and deadlines on a day, the last safe day to apply, and the first spend that counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kachinko.incentives.due import deadlines_on, windows_on
from kachinko.incentives.filing import filing_calendar
from tests.incentives.dated_programme import looked_up, programme

ROUND_1 = {
    "id": "round-1",
    "opens": date(2025, 3, 27),
    "closes": date(2025, 5, 30),
    "known_from": date(2025, 3, 1),
    "decision_by": date(2025, 7, 15),
    "source": "page",
}
ROUND_2 = {
    "id": "round-2",
    "opens": date(2025, 9, 29),
    "closes": date(2025, 10, 17),
    "known_from": date(2025, 6, 1),
    "may_close_early": True,
    "source": "page",
}
COMPLETE = {
    "id": "work-done",
    "what": "complete",
    "says": "Work is complete by the end of January.",
    "on": date(2026, 1, 31),
    "window": "round-2",
    "source": "page",
}
REGISTER = {
    "id": "register",
    "what": "register",
    "says": "Register before photography.",
    "of": "photography_start",
    "days": "lead-days",
    "side": "before",
    "source": "page",
}


@pytest.mark.parametrize(
    ("as_of", "dates", "states"),
    [
        ("2025-02-01", {}, {}),  # neither is known yet
        ("2025-03-10", {}, {"round-1": "ahead"}),
        ("2025-05-30", {}, {"round-1": "open"}),  # the last day counts
        ("2025-06-01", {}, {"round-1": "past", "round-2": "ahead"}),
        (
            "2025-11-01",
            {"application": date(2025, 10, 17)},
            {"round-1": "past", "round-2": "kept"},
        ),
    ],
)
def test_windows_are_seen_as_they_were_known(
    as_of: str, dates: Any, states: dict[str, str]
) -> None:
    subject = programme(windows=[ROUND_1, ROUND_2])
    found = windows_on(subject, dates, date.fromisoformat(as_of))
    assert {due.id: due.state for due in found} == states


@pytest.mark.parametrize(
    ("dates", "as_of", "state"),
    [
        ({"completion": date(2026, 1, 31)}, "2025-10-01", "kept"),
        ({"completion": date(2026, 2, 1)}, "2025-10-01", "missed"),
        ({}, "2025-10-01", "ahead"),
        ({}, "2026-02-01", "past"),
        ({"application": date(2025, 4, 1)}, "2025-10-01", None),  # applied in the other window
    ],
)
def test_fixed_deadline(dates: Any, as_of: str, state: str | None) -> None:
    subject = programme(windows=[ROUND_1, ROUND_2], deadlines=[COMPLETE])
    found = deadlines_on(subject, dates, date.fromisoformat(as_of), looked_up())
    assert [due.state for due in found] == ([] if state is None else [state])


def test_counted_deadline_by_date_and_days() -> None:
    subject = programme(deadlines=[REGISTER])
    start: Any = {"photography_start": date(2026, 5, 31)}
    [due] = deadlines_on(subject, start, date(2026, 1, 1), looked_up(lead_days=30))
    assert (due.last, due.state) == (date(2026, 5, 1), "ahead")
    late: Any = {**start, "application": date(2026, 5, 2)}
    [due] = deadlines_on(subject, late, date(2026, 1, 1), looked_up(lead_days=30))
    assert due.state == "missed"
    [due] = deadlines_on(subject, {}, date(2026, 1, 1), looked_up(lead_days=30))
    assert (due.state, "no date of photography start" in due.says) == ("unknown", True)
    [due] = deadlines_on(subject, start, date(2026, 1, 1), looked_up(lead_days="unknown"))
    assert (due.state, "not read" in due.says) == ("unknown", True)
    assert not deadlines_on(subject, start, date(2026, 1, 1), looked_up(lead_days="none"))


def test_deadline_of_another_time_does_not_bind() -> None:
    old = {**REGISTER, "id": "old", "to": date(2020, 12, 31)}
    new = {**REGISTER, "id": "new", "from": date(2021, 1, 1), "known_from": date(2021, 6, 1)}
    subject = programme(deadlines=[old, new])
    start: Any = {"photography_start": date(2022, 5, 31)}
    value_of = looked_up(lead_days=30)
    assert [due.id for due in deadlines_on(subject, start, date(2022, 1, 1), value_of)] == ["new"]
    assert not deadlines_on(subject, start, date(2021, 5, 31), value_of)


def test_calendar_names_the_last_safe_day_and_why_a_window_is_too_late() -> None:
    subject = programme(windows=[ROUND_1, ROUND_2], deadlines=[REGISTER])
    shown = filing_calendar(
        subject, date(2025, 10, 1), as_of=date(2025, 6, 1), value_of=looked_up(lead_days=30)
    )
    assert [fit.fits for fit in shown.windows] == ["no", "unknown"]
    assert shown.last_safe is None
    shown = filing_calendar(
        subject, date(2026, 1, 10), as_of=date(2025, 6, 1), value_of=looked_up(lead_days=100)
    )
    assert [fit.fits for fit in shown.windows] == ["no", "yes"]
    assert shown.last_safe == date(2025, 10, 2)  # a hundred days before, sooner than the window
    assert "may close before" in shown.last_safe_says
    early = filing_calendar(
        subject, date(2025, 8, 1), as_of=date(2025, 4, 1), value_of=looked_up(lead_days=10)
    )
    assert early.last_safe == date(2025, 5, 30)


def test_decision_after_the_start_loses_spend_where_the_rules_say_so() -> None:
    start, day = date(2025, 6, 20), date(2025, 4, 1)
    silent = programme(windows=[ROUND_1])
    assert filing_calendar(silent, start, as_of=day, value_of=looked_up()).windows[0].fits == (
        "unknown"
    )
    measure = {
        "id": "spend",
        "meaning": "Spend",
        "counts": [{"places": ["JP"]}],
        "spent_from": "letter-day",
    }
    strict = programme(windows=[ROUND_1], measures=[measure])
    shown = filing_calendar(
        strict, start, as_of=day, value_of=looked_up(letter_day=date(2025, 7, 15))
    )
    assert shown.windows[0].fits == "no"
    [spend] = shown.spend_from
    assert (spend.first, spend.state) == (date(2025, 7, 15), "ahead")
    [unsaid] = filing_calendar(strict, start, as_of=day, value_of=looked_up()).spend_from
    assert (unsaid.first, unsaid.state) == (None, "unknown")


def test_rolling_programme_has_no_window_to_miss() -> None:
    shown = filing_calendar(
        programme(rolling=True), date(2026, 1, 1), as_of=date(2025, 1, 1), value_of=looked_up()
    )
    assert (shown.last_safe, "at any time" in shown.last_safe_says) == (None, True)


def test_first_spend_by_a_deadline_says_what_is_missing() -> None:
    letter = {
        "id": "letter",
        "what": "other",
        "says": "Spend before the letter does not count.",
        "of": "decision",
        "days": "at-letter",
        "source": "page",
    }
    measure = {"id": "spend", "meaning": "Spend", "counts": [{}], "spent_from": "letter"}
    subject = programme(deadlines=[letter], measures=[measure])
    start, as_of, value_of = date(2026, 5, 1), date(2026, 1, 1), looked_up(at_letter=0)
    [due] = filing_calendar(subject, start, as_of=as_of, value_of=value_of).spend_from
    assert (due.first, "no date of decision" in due.says) == (None, True)
    decided: Any = {"decision": date(2026, 4, 13)}
    [due] = filing_calendar(
        subject, start, as_of=as_of, value_of=value_of, dates=decided
    ).spend_from
    assert (due.first, due.state) == (date(2026, 4, 13), "ahead")


def test_no_window_of_the_time_is_said_otherwise_than_none_in_time() -> None:
    shown = filing_calendar(
        programme(windows=[ROUND_1]), date(2030, 1, 1), as_of=date(2029, 1, 1), value_of=looked_up()
    )
    assert (shown.last_safe, "is known that is open" in shown.last_safe_says) == (None, True)
