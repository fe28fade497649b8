"""What a plan comes to is told alike of plans that were there before and of those made since."""

from __future__ import annotations

import json
from pathlib import Path

from kachinko.ledger.store.migrations.versions.r0004_job_plans import _card
from kachinko.service.jobs.cards import card_of
from kachinko.service.jobs.record import PlanCard

PLAN = Path(__file__).parents[2] / "examples" / "toho-2028" / "plan.json"


def test_the_card_of_the_migration_is_the_card_of_the_service() -> None:
    content = PLAN.read_bytes()
    then = PlanCard.model_validate_json(json.dumps(_card(json.loads(content))))
    assert then == card_of(content)
    assert then.titles_in + then.titles_out == len(json.loads(content)["titles"])


def test_what_is_no_plan_has_no_card() -> None:
    assert card_of(None) is None
    assert card_of(b"{}") is None
