"""Jobs that stand on the plan of another, what else they read, and what their plan comes to."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns, and a card for each plan that is there."""
    op.execute("ALTER TABLE job ADD COLUMN base VARCHAR(64)")
    op.execute("ALTER TABLE job ADD COLUMN inputs TEXT")
    op.execute("ALTER TABLE job ADD COLUMN card TEXT")
    op.execute("CREATE INDEX job_by_project ON job (organisation, project, made_at, id)")
    connection = op.get_bind()
    plans = sa.text("SELECT job, content FROM job_file WHERE name = 'plan.json'")
    for job, content in connection.execute(plans).all():
        connection.execute(
            sa.text("UPDATE job SET card = :card WHERE id = :id"),
            {"id": job, "card": json.dumps(_card(json.loads(bytes(content))))},
        )


def _card(plan: dict[str, object]) -> dict[str, object]:
    """What later releases tell of a plan, as this one tells it."""
    same = ("status", "value", "value_bound", "currency", "cost", "cost_bound", "seconds")
    titles = plan.get("titles")
    accepted = [bool(each["accepted"]) for each in titles] if isinstance(titles, list) else []
    return {name: plan.get(name) for name in same} | {
        "titles_in": accepted.count(True),
        "titles_out": accepted.count(False),
    }
