"""Two places whose net cost can be worked out by hand.

Yen town: 1,000,000 JPY at 100 for a dollar, of which a formula gives back 20 %: 10,000 - 2,000 USD.
Dollar town: 9,000 USD, of which a committee may give up to 50 %; it gives 40 % of that at one
chance in two: 9,000 - 900 USD.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kachinko.locating.case import Candidate, Question
from kachinko.model.budget import Budget
from kachinko.model.exchange import ExchangeTable
from kachinko.model.location import Location
from kachinko.model.programme import Programme
from kachinko.model.project import Project

AS_OF = date(2027, 1, 1)
START, DONE = date(2028, 1, 1), date(2028, 6, 1)
RATES = {2022: 130, 2023: 140, 2024: 150, 2025: 140, 2026: 100}


def programme(
    id_: str, *, kind: str, rate: Any, currency: str, place: str, **more: Any
) -> Programme:
    """A share of all lines at a place."""
    return Programme.model_validate(
        {
            "id": id_,
            "name": f"Programme {id_}",
            "place": place,
            "currency": currency,
            "form": "rebate",
            "trigger": "photography_start",
            "sources": [{"id": "s", "url": "https://example.org/rules"}],
            "parameters": [
                {"id": "rate", "meaning": "Rate", "unit": "share",
                 "values": [{"value": rate, "source": "s"}]},
                {"id": "tax", "meaning": "Tax", "unit": "share",
                 "values": [{"value": 0, "source": "s"}]},
                {"id": "days", "meaning": "Days", "unit": "days",
                 "values": [{"value": 366, "source": "s"}]},
            ],
            "measures": [{"id": "spend", "meaning": "Spend", "counts": [{"places": [place]}]}],
            "versions": [
                {"id": "v1", "source": "s", "kind": kind, "eligible": "spend", "award": "award",
                 "clauses": [{"id": "award", "kind": "apply", "says": "A share of the spend.",
                              "rate": "rate", "to": "spend"}]}
            ],
            "tax": "tax",
            "tranches": [
                {"id": "all", "after": "photography_start", "least_days": "days",
                 "most_days": "days"}
            ],
            **more,
        }
    )  # fmt: skip


def budget(amount: int, currency: str, place: str, *, foreign: int = 0) -> Budget:
    """One line there, and perhaps one in dollars that is spent there too."""
    lines = [
        {"id": "crew", "name": "Crew", "category": "crew", "level": "below", "amount": amount,
         "currency": currency, "place": place, "payee": place, "from": "2028-01-01",
         "to": "2028-03-31"}
    ]  # fmt: skip
    if foreign:
        lines.append(lines[0] | {"id": "lead", "amount": foreign, "currency": "USD"})
    return Budget.model_validate(
        {"name": "Tiny", "currency": currency, "lines": lines, "dates": dates()}
    )


def dates() -> dict[str, str]:
    return {"photography_start": str(START), "completion": str(DONE), "claim": str(DONE)}


def exchange() -> ExchangeTable:
    return ExchangeTable.model_validate(
        {
            "base": "USD",
            "rates": [
                {"currency": "JPY", "rate": rate, "from": f"{year}-01-01", "to": f"{year}-12-31"}
                for year, rate in RATES.items()
            ],
        }
    )


def question(
    *,
    risks: dict[str, dict[str, Any]] | None = None,
    discount: str = "0",
    volatility: dict[str, str] | None = None,
    foreign: int = 0,
    rate_b: Any = "0.5",
    places: tuple[str, ...] = ("yen", "dollar"),
) -> Question:
    """The case above; `risks` are laid over the assumptions of a programme."""
    known = {
        "aa": {"why": "test"},
        "bb": {"granted": "0.5", "share": "0.4", "why": "test"},
    }
    for name, more in (risks or {}).items():
        known[name] |= more
    location = Location.model_validate(
        {
            "currency": "USD",
            "dates": dates(),
            "discount": discount,
            "volatility": volatility if volatility is not None else {"JPY": "0"},
            "places": [
                {"id": "yen", "name": "Yen town", "name_ja": "円町", "place": "JP", "budget": "x",
                 "studios": ["toho"], "risks": [{"programme": "aa", **known["aa"]}]},
                {"id": "dollar", "name": "Dollar town", "place": "US", "budget": "x",
                 "risks": [{"programme": "bb", **known["bb"]}]},
            ],
        }
    )  # fmt: skip
    stacked = {
        "yen": programme("aa", kind="entitlement", rate="0.2", currency="JPY", place="JP"),
        "dollar": programme("bb", kind="ceiling", rate=rate_b, currency="USD", place="US"),
    }
    budgets = {
        "yen": budget(1_000_000, "JPY", "JP", foreign=foreign),
        "dollar": budget(9_000, "USD", "US"),
    }
    candidates = tuple(
        Candidate(choice, budgets[choice.id], (stacked[choice.id],))
        for choice in location.places
        if choice.id in places
    )
    return Question(project(), project().titles[0], location, candidates, exchange(), AS_OF)


def project(*, hall: tuple[float, float] = (55, 34)) -> Project:
    """A studio with one stage that is too small for the title's hall."""
    return Project.model_validate(
        {
            "name": "Tiny </script> project",
            "currency": "USD",
            "horizon": {"from": "2028-01-03", "to": "2028-12-29"},
            "studios": [
                {"id": "toho", "name": "Toho", "country": "JP",
                 "stages": [{"id": "no8", "name": "No.8", "width_m": 39, "depth_m": 29.6}]}
            ],
            "titles": [
                {"id": "one", "name": 'One <b>"title"</b>', "kind": "series",
                 "sets": [{"id": "hall", "name": "Hall", "width_m": hall[0], "depth_m": hall[1],
                           "build_days": 5, "shoot_days": 3, "strike_days": 2}]}
            ],
        }
    )  # fmt: skip
