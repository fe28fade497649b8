"""Organisations, and studios with their stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from kachinko.model.base import Id, Name, Record
from kachinko.service.accounts import tables
from kachinko.service.accounts.lookups import check_free_name, insert_new, must_be
from kachinko.service.accounts.trail import note
from kachinko.service.permissions import Actor, require
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine


class Organisation(Record):
    """A company that makes titles or runs studios."""

    id: Id
    name: Name


class Studio(Record):
    """A site with its stages, run by an organisation."""

    id: Id
    organisation: Id
    name: Name
    stages: tuple[Id, ...] = ()


class Places:
    """Where people belong and where stages are. Every use case says who asks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make_organisation(self, actor: Actor, one: Organisation, *, at: datetime) -> None:
        """Enter an organisation.

        Raises
        ------
        InputError
            Where the id is taken, or is a name that stands for others.
        """
        require(actor, "organisation.make")
        check_free_name(one.id)
        with writing(self._engine) as connection:
            insert_new(connection, tables.organisation, one.model_dump(), f"organisation {one.id}")
            note(connection, at, actor.user, "organisation.make", one.id)

    def organisations(self, actor: Actor) -> list[Organisation]:
        """All of them, by id."""
        require(actor, "organisation.see")
        with self._engine.connect() as connection:
            rows = connection.execute(select(tables.organisation).order_by("id")).mappings()
            return [Organisation.model_validate(dict(row)) for row in rows]

    def make_studio(self, actor: Actor, one: Studio, *, at: datetime) -> None:
        """Enter a studio, or give one its name, its organisation and further stages.

        A stage belongs to one studio: it moves.
        """
        require(actor, "studio.make")
        table, stages = tables.studio, tables.studio_stage
        values = one.model_dump(exclude={"stages"})
        with writing(self._engine) as connection:
            must_be(connection, tables.organisation, one.organisation, "organisation")
            if connection.scalar(select(table.c.id).where(table.c.id == one.id)) is None:
                connection.execute(insert(table).values(**values))
            else:
                connection.execute(update(table).where(table.c.id == one.id).values(**values))
            connection.execute(delete(stages).where(stages.c.stage.in_(one.stages)))
            if one.stages:
                rows = [{"stage": stage, "studio": one.id} for stage in dict.fromkeys(one.stages)]
                connection.execute(insert(stages), rows)
            note(connection, at, actor.user, "studio.make", one.id)

    def studios(self, actor: Actor) -> list[Studio]:
        """All of them with their stages, by id."""
        require(actor, "stage.see")
        with self._engine.connect() as connection:
            stages: dict[str, list[str]] = {}
            for row in connection.execute(
                select(tables.studio_stage).order_by(tables.studio_stage.c.stage)
            ):
                stages.setdefault(row.studio, []).append(row.stage)
            rows = connection.execute(select(tables.studio).order_by("id")).mappings()
            return [
                Studio.model_validate({**row, "stages": tuple(stages.get(row["id"], ()))})
                for row in rows
            ]
