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
MOVE = {"there": example({"stage": "no2", "why": "It is free."}, "The same days elsewhere")}
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
SHEETS = {
    "titles": example(
        {"sheets": [{"name": "Titles", "rows": [["id", "name"], ["example-title", "Example"]]}]},
        "A sheet with its heads and one row",
    )
}
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
    "kept": example(
        {"kind": "plan", "seconds": 60, "ledger": True, "keep": ["7f1c"], "freeze": "2028-02-01"},
        "A plan around what stands",
    ),
    "plan": example({"kind": "plan", "seconds": 30, "seed": 0}, "A plan"),
    "frontier": example({"kind": "frontier", "seconds": 120, "levers": []}, "How many a year"),
    "frontier-changed": example(
        {
            "kind": "frontier",
            "seconds": 60,
            "levers": [],
            "claim": 15,
            "changes": [{"change": "crews", "studio": "toho", "crews": 5}],
        },
        "How many a year with a crew more",
    ),
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
    "trial": example(
        {
            "kind": "trial", "base": _BASE, "title": "example-title",
            "changes": ["window title=example-title latest=2028-06-16"],
        },
        "Whether later days let a title in",
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
BOARD = {
    "day": example(
        {"days": [{"date": "2028-03-13", "unit": "main", "kind": "day", "scenes": ["1", "3"]}]},
        "One day with two scenes",
    )
}
SHOOTING_CHANGE = {"start": example({"start": "2028-04-03"}, "Another first day")}
_BUDGET = {
    "name": "budget.yaml",
    "text": "schema: kachinko-budget/1\nname: Made-up example\ncurrency: JPY\nlines: []\n",
}
_SHOOTING = {"name": "shooting.yaml", "text": "schema: kachinko-shooting/1\n…"}
_BOARD = {"name": "board.json", "text": "{…}"}
QUESTIONS = {
    "budget-read": {
        "read": example({"budget": _BUDGET, "currency": "USD", "form": "xlsx"}, "As a workbook")
    },
    "budget-cost": {
        "cost": example(
            {
                "scope": {"name": "scope.yaml", "text": "schema: kachinko-scope/1\n…"},
                "rates": [{"name": "tokyo.yaml", "text": "schema: kachinko-rates/1\n…"}],
            },
            "At one place",
        )
    },
    "budget-cash": {
        "cash": example({"budget": _BUDGET, "interest": 0.08, "holidays": "JP"}, "With interest")
    },
    "shooting-check": {"check": example({"shooting": _SHOOTING, "board": _BOARD}, "A board")},
    "shooting-dood": {
        "sets": example({"shooting": _SHOOTING, "board": _BOARD, "of": "sets"}, "Of the sets")
    },
    "shooting-documents": {
        "ja": example({"shooting": _SHOOTING, "board": _BOARD, "lang": "ja"}, "In Japanese")
    },
    "shooting-compare": {
        "one": example({"shooting": _SHOOTING, "boards": [_BOARD]}, "One board and three orders")
    },
    "shooting-convert": {"fdx": example({"source": _SCRIPT, "form": "fdx"}, "A script")},
    "shooting-breakdown": {"new": example({"script": _SCRIPT, "currency": "JPY"}, "A script")},
    "shooting-sets": {
        "sets": example(
            {
                "shooting": _SHOOTING, "title": "example-title",
                "project": {"name": "project.yaml", "text": "schema: kachinko/1\n…"},
            },
            "The sets of a title",
        )
    },
    "incentives-compare": {
        "jp": example({"programmes": ["JP"], "budgets": [_BUDGET]}, "What Japan would pay")
    },
    "incentives-reform": {
        "cap": example(
            {
                "programme": "jp-jlox",
                "changes": [{"name": "cap.yaml", "text": "schema: kachinko-reform/1\n…"}],
                "slate": {"name": "slate.yaml", "text": "schema: kachinko-incentive-slate/1\n…"},
            },
            "A higher ceiling",
        )
    },
    "incentives-examples": {
        "own": example(
            {"programme": {"name": "own.yaml", "text": "schema: kachinko-programme/1\n…"}},
            "A programme of one's own",
        )
    },
}  # fmt: skip
_PHRASE = "made up out of four words"
ACCOUNT = {
    "paul": example(
        {
            "id": "paul", "organisation": "north", "name": "Paul", "password": _PHRASE,
            "roles": [{"role": "planner", "place": "organisation", "name": "north"}],
        },
        "A planner",
    ),
    "program": example(
        {"id": "board", "organisation": "north", "name": "Board in the office"},
        "A program, which shows tokens",
    ),
}  # fmt: skip
ACTIVITY = {"off": example({"active": False}, "Keep it out")}
PASSWORD = {"own": example({"new": _PHRASE, "old": "what it was until now"}, "One's own")}
ROLE = {"operator": example({"role": "operator", "place": "studio", "name": "toho"}, "At a studio")}
ORGANISATION = {"north": example({"id": "north", "name": "North Pictures"}, "A company")}
STUDIO = {
    "toho": example({"organisation": "north", "name": "Toho", "stages": ["no1"]}, "With a stage")
}
BY_PASSWORD = {"shown": example({"password": _PHRASE}, "The password again")}
BY_CODE = {"shown": example({"code": "492039"}, "As the phone shows it")}
PLACE = {"title": "example-title", "set": "lab", "x_m": 2.5, "y_m": 0, "rotated": True}
FLOOR = {
    "moved": example(
        {"plan": "7f1c", "stage": "no1", "places": [PLACE], "from": "2028-03-01"},
        "A set turned and moved",
    )
}
PLACES = {"moved": example({"plan": "7f1c", "places": [PLACE]}, "A set turned and moved")}
