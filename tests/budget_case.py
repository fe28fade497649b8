"""A small scope and its rate card, for tests."""

from __future__ import annotations

from typing import Any

from kachinko.model.rate_card import RateCard
from kachinko.model.scope import Scope


def scope(*items: dict[str, Any], **more: Any) -> Scope:
    """A scope of some items over January to March 2028."""
    return Scope.model_validate(
        {
            "name": "One",
            "currency": "USD",
            "home": "US",
            "phases": [
                {"id": "prep", "from": "2028-01-01", "to": "2028-01-31"},
                {"id": "shoot", "from": "2028-02-01", "to": "2028-03-31"},
            ],
            "items": [item(**each) for each in items],
            **more,
        }
    )


def item(**more: Any) -> dict[str, Any]:
    """An item: ten crew weeks, unless told otherwise."""
    return {
        "id": "crew", "name": "Crew", "category": "crew", "level": "below", "quantity": 10,
        "unit": "week", "labour": True, "phase": "shoot", **more,
    }  # fmt: skip


def rate(id_: str, amount: float, unit: str, **more: Any) -> dict[str, Any]:
    """An assumed rate."""
    return {"id": id_, "amount": amount, "unit": unit, "basis": "assumption", "note": "t", **more}


def card(*rates: dict[str, Any], **more: Any) -> RateCard:
    """A rate card of Tokyo."""
    return RateCard.model_validate(
        {
            "id": "tokyo", "name": "Tokyo", "place": "JP", "currency": "JPY", "date": "2026-11",
            "rates": list(rates), **more,
        }
    )  # fmt: skip
