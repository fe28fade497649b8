"""Bring a database up to the tables of this release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from kachinko.ledger.store.tables import TRIGGERS, metadata

if TYPE_CHECKING:
    from sqlalchemy import Engine


def bring_up(engine: Engine) -> None:
    """Make the tables and triggers of an empty database."""
    with engine.begin() as connection:
        if inspect(connection).has_table("event"):
            return
        metadata.create_all(connection)
        for statement in TRIGGERS[engine.dialect.name]:
            connection.exec_driver_sql(statement)
