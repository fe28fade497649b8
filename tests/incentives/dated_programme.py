"""An invented programme with windows, deadlines and tranches, for tests of dates and money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kachinko.model.programme import Programme

if TYPE_CHECKING:
    from kachinko.incentives.lookup import Known, Lookup


def tree(**changes: Any) -> dict[str, Any]:
    """The raw tree of the programme, with top-level keys replaced."""
    amounts = {"rate": "0.5", "cap": "1000", "fund": "2500"}
    units = {"rate": "share", "cap": "money", "fund": "money"}
    return {
        "schema": "kachinko-programme/1",
        "id": "xx-film",
        "name": "Invented rebate",
        "place": "JP",
        "currency": "JPY",
        "form": "rebate",
        "trigger": "application",
        "sources": [{"id": "page", "url": "https://example.org/rules"}],
        "parameters": [
            {
                "id": name,
                "meaning": name,
                "unit": units[name],
                "values": [{"value": value, "source": "page"}],
            }
            for name, value in amounts.items()
        ],
        "measures": [{"id": "spend", "meaning": "Spend", "counts": [{"places": ["JP"]}]}],
        "versions": [
            {
                "id": "v1",
                "source": "page",
                "kind": "ceiling",
                "eligible": "spend",
                "award": "award",
                "clauses": [
                    {"kind": "apply", "id": "half", "says": "Half", "rate": "rate", "to": "spend"},
                    {
                        "kind": "limits",
                        "id": "award",
                        "says": "At most the cap",
                        "of": "half",
                        "limits": [{"id": "cap-project", "at_most": "cap"}],
                    },
                ],
            }
        ],
        "fund": "fund",
        **changes,
    }


def programme(**changes: Any) -> Programme:
    """The programme, with top-level keys replaced."""
    return Programme.model_validate(tree(**changes))


def looked_up(**values: Known) -> Lookup:
    """A lookup in a table; ids are written with '_' for '-'; others are not said."""
    table = {name.replace("_", "-"): value for name, value in values.items()}
    return table.get


def d(text: str) -> Decimal:
    """A decimal."""
    return Decimal(text)
