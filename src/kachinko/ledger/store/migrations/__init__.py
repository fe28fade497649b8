"""The history of the tables, as Alembic revisions; `schema.bring_up` runs them."""
