"""A programme out of a few clauses, for tests of one thing at a time."""

from __future__ import annotations

from typing import Any

from kachinko.incentives.check import function_faults
from kachinko.model.programme import Programme
from kachinko.model.programme_consistency import find_programme_faults

TENTH = {"id": "award", "kind": "apply", "says": "10 %", "rate": "tenth", "to": "spend"}

PARAMETERS = {
    "tenth": ("share", "0.1"),
    "fifth": ("share", "0.2"),
    "third": ("share", "0.3"),
    "lost-share": ("share", "unknown"),
    "zero-share": ("share", 0),
    "hundred": ("money", 100),
    "thousand": ("money", 1000),
    "lost-money": ("money", "unknown"),
    "no-limit": ("money", "none"),
    "ten-days": ("days", 10),
    "lost-days": ("days", "unknown"),
    "per-day": ("money", 5),
}
QUESTIONS = {
    "days": "days",
    "all-days": "days",
    "local": "yes_no",
    "format": "choice",
    "opening": "day",
}


def programme(*clauses: dict[str, Any], **more: Any) -> Programme:
    """A programme of these clauses, the last of which is the award; its parts agree."""
    made = clauses or (TENTH,)
    questions = [
        {"id": name, "asks": f"{name}?", "answer": answer}
        | ({"options": ["film", "series", "short"]} if answer == "choice" else {})
        for name, answer in QUESTIONS.items()
    ]
    made_of = Programme.model_validate(
        {
            "id": "xx",
            "name": "Test",
            "place": "XX",
            "currency": "EUR",
            "form": "rebate",
            "trigger": "photography_start",
            "sources": [{"id": "act", "url": "https://example.org/act"}],
            "parameters": [
                {"id": name, "meaning": name, "unit": unit,
                 "values": [{"value": value, "source": "act"}]}
                for name, (unit, value) in PARAMETERS.items()
            ],
            "questions": questions,
            "measures": [
                {"id": "spend", "meaning": "Spend", "counts": [{}]},
                {"id": "total", "meaning": "Total", "counts": [{}]},
            ],
            "versions": [
                {"id": "v", "source": "act", "kind": "entitlement", "clauses": made,
                 "eligible": "spend", "award": made[-1]["id"]}
            ],
        }
        | more
    )  # fmt: skip
    assert not find_programme_faults(made_of)
    assert not function_faults(made_of)
    return made_of
