"""Examples of bodies, for the description of the API; made up, and marked so."""

from __future__ import annotations

from typing import Any

WANTED: dict[str, Any] = {
    "stage": "no1", "title": "example-title", "holder": "local",
    "from": "2028-03-01", "to": "2028-03-21", "note": "Made-up example.",
}  # fmt: skip
PHASED: dict[str, Any] = WANTED | {
    "area_m2": 240,
    "set": "lab",
    "phases": [
        {"phase": "build", "from": "2028-03-01", "to": "2028-03-10"},
        {"phase": "shoot", "from": "2028-03-13", "to": "2028-03-17"},
        {"phase": "strike", "from": "2028-03-20", "to": "2028-03-21"},
    ],
}


def example(value: Any, summary: str) -> dict[str, Any]:
    """One example, in the form in which OpenAPI wants it."""
    return {"summary": summary, "value": value}


HOLD = {
    "hold": example({"how": "hold", "wanted": WANTED}, "A hold on a whole stage"),
    "book": example({"how": "book", "wanted": PHASED}, "A booking of a part of a shared floor"),
}
WHY = {"why": example({"why": "The producer called."}, "A reason for the audit trail")}
AMEND = {"shorter": example({"to": "2028-03-17", "why": "The shoot got shorter."}, "A new end")}
REHEARSAL = {
    "move": example(
        {"kind": "amend", "id": "r-1", "reservation": "7f1c", "from": "2028-03-06",
         "to": "2028-03-26"},
        "A week later",
    )
}  # fmt: skip
APPLY = {
    "hold": example(
        {
            "plan": "plan-1", "how": "hold", "titles": ["example-title"], "holder": "local",
            "wanted": [PHASED],
        },
        "The sets of a title as holds",
    )
}  # fmt: skip
POLICY = {
    "whole": example(
        {
            "policy": {
                "zone": "Asia/Tokyo", "challenge_hours": 48, "lapse_lead_days": 14,
                "source": "Made-up example.",
            }
        },
        "A stage let as a whole",
    ),
    "shared": example(
        {"floor_m2": 860, "policy": {"zone": "Asia/Tokyo", "sharing": "floor"}},
        "A stage whose floor is shared",
    ),
}  # fmt: skip
PROJECT: dict[str, Any] = {
    "schema": "kachinko/1", "name": "Made-up example", "currency": "JPY",
    "horizon": {"from": "2028-01-04", "to": "2028-06-30"},
    "studios": [
        {
            "id": "toho", "name": "Example studio", "country": "JP", "city": "Tokyo",
            "calendar": {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "holidays": "JP"},
            "stages": [{"id": "no1", "name": "No.1", "effective_area_m2": 860}],
        }
    ],
}  # fmt: skip
_BASE = "0f3c5a7e9b1d4f6082a4c6e8f0123456"
_SCRIPT = {"name": "script.fountain", "text": "INT. LABORATORY - NIGHT\n\nThe lamp flickers.\n"}
ORDER = {
    "order": example(
        {
            "kind": "order", "shooting": _SCRIPT, "start": "2028-04-03", "seconds": 30,
            "rules": "JP-2023", "lang": "ja",
        },
        "A board for a script",
    )
}  # fmt: skip
JOB = {
    "plan": example({"kind": "plan", "seconds": 30, "seed": 0}, "A plan"),
    "frontier": example({"kind": "frontier", "seconds": 120, "levers": []}, "How many a year"),
    "sweep": example(
        {
            "kind": "sweep",
            "sweep": {"time_limit": 5, "scenarios": [{"name": "As it is"}]},
        },
        "Scenarios beside each other",
    ),
    "around": example(
        {"kind": "plan", "seconds": 30, "ledger": True}, "A plan around what is firm in the ledger"
    ),
    "explain": example(
        {"kind": "explain", "base": _BASE, "titles": ["example-title"], "seconds": 60},
        "Why a title is left out",
    ),
    "repair": example(
        {
            "kind": "repair", "base": _BASE, "freeze": "2028-04-01",
            "changes": [
                {"change": "close", "stage": "no1", "from": "2028-05-01", "to": "2028-05-14"},
            ],
        },
        "A stage closes",
    ),
    "stress": example({"kind": "stress", "base": _BASE, "draws": 10_000}, "How sure its dates are"),
    "locate": example(
        {
            "kind": "locate", "as_of": "2026-11-22",
            "places": {"name": "places.yaml", "text": "schema: kachinko-location/1\n…"},
            "documents": [{"name": "scope.yaml", "text": "schema: kachinko-scope/1\n…"}],
        },
        "Where a title could be made",
    ),
    **ORDER,
    "stage": example(
        {"kind": "stage", "shooting": _SCRIPT, "title": "example-title", "seconds": 60},
        "From scenes to stages and back",
    ),
}  # fmt: skip
QUESTION = {"example": example({"example": True}, "The question that is shipped")}
MEMO = {
    "example": example({"example": True, "draws": 20_000, "seed": 7}, "A memo on the example"),
    "setting": example(
        {
            "memo": _BASE,
            "setting": {
                "worth": {"HUF": 0.9}, "granted": {"jp-jlox": 0.8}, "delay": {"jp-jlox": 90},
            },
        },
        "An earlier memo with rates, chances and delays moved",
    ),
}  # fmt: skip
SIGN_IN = {"ana": example({"name": "ana", "password": "a-made-up-password"}, "By password")}
TOKEN = {"board": example({"name": "Board in the office", "scope": "read"}, "To read only")}
FEED = {"stage": example({"kind": "stage", "about": "no1"}, "The calendar of a stage")}
ESTIMATE = {
    "jp": example(
        {"programmes": ["jp-jlox"], "amounts": {"direct": "2400000000"}},
        "One programme, by an amount",
    )
}
APPLY_JOB = {"hold": example({"holder": "local", "how": "hold"}, "All accepted titles as holds")}
