"""The projects that an organisation keeps on the service, each with the number of its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from kachinko.model.base import Count, Id, Name, Record
from kachinko.model.project import Project
from kachinko.model.reservation import Instant
from kachinko.service import desk_tables as tables
from kachinko.service.permissions import require_own
from kachinko.service.versions import Versions
from kachinko.service.writing import once

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from kachinko.service.permissions import Actor
    from kachinko.service.writing import Given

MOST_PROJECTS = 10_000
"""Of one organisation."""
SEE = "project.see"
_KEPT = tables.project.c
_VERSIONS = Versions(tables.project, "project", MOST_PROJECTS)


class ProjectCard(Record):
    """What is known of a project without opening it."""

    id: Id
    name: Name
    version: Count
    changed_by: Id
    changed_at: Instant


class Gone(Record):
    """It is no longer there."""

    id: Id


class Shelf:
    """The projects of all organisations; each question is of one actor, about its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def cards(self, actor: Actor, *, after: str = "", limit: int = 100) -> list[ProjectCard]:
        """Projects of the actor's organisation by their id, those after one that is named."""
        organisation = require_own(actor, SEE)
        query = (
            select(_KEPT.id, _KEPT.name, _KEPT.version, _KEPT.actor, _KEPT.at)
            .where(_KEPT.organisation == organisation, _KEPT.id > after)
            .order_by(_KEPT.id)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [_card(*row) for row in connection.execute(query)]

    def card(self, actor: Actor, id_: str) -> ProjectCard:
        """What is known of one.

        Raises
        ------
        NotFoundError
            When the organisation has no such project.
        """
        organisation = require_own(actor, SEE)
        query = select(_KEPT.id, _KEPT.name, _KEPT.version, _KEPT.actor, _KEPT.at).where(
            _KEPT.organisation == organisation, _KEPT.id == id_
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise _VERSIONS.not_there(id_)
        return _card(*row)

    def document(self, actor: Actor, id_: str) -> str:
        """A project as JSON (kachinko/1); raises as `card`."""
        organisation = require_own(actor, SEE)
        query = select(_KEPT.document).where(_KEPT.organisation == organisation, _KEPT.id == id_)
        with self._engine.connect() as connection:
            found = connection.scalar(query)
        if found is None:
            raise _VERSIONS.not_there(id_)
        return str(found)

    def project(self, actor: Actor, id_: str) -> Project:
        """A project as a record; raises as `card`."""
        return Project.model_validate_json(self.document(actor, id_))

    def put(self, given: Given, id_: str, project: Project, *, seen: int | None) -> ProjectCard:
        """Keep a project, in the place of the one that has been seen.

        Parameters
        ----------
        seen
            The version that it replaces; None: there is none of this id yet.

        Raises
        ------
        ChangedError
            When another version stands there, or one where none was expected.
        TooMuchError
            When the organisation has too many.
        """
        require_own(given.who, "project.edit")
        document = project.model_dump_json(by_alias=True)
        content = {"put": id_, "document": document, "seen": seen}

        def act(connection: Connection) -> ProjectCard:
            values = {
                "name": project.name, "actor": given.actor, "at": given.at.isoformat(),
                "document": document, "version": (seen or 0) + 1,
            }  # fmt: skip
            if seen is None:
                _VERSIONS.make_room(connection, given.organisation, id_)
                row = {"organisation": given.organisation, "id": id_, **values}
                connection.execute(insert(tables.project).values(row))
            else:
                changed = connection.execute(
                    update(tables.project).where(_VERSIONS.this(given, id_, seen)).values(values)
                )
                if changed.rowcount == 0:
                    raise _VERSIONS.why_not(connection, given.organisation, id_)
            return _card(id_, project.name, (seen or 0) + 1, given.actor, given.at.isoformat())

        return once(self._engine, given, content, act, ProjectCard)

    def remove(self, given: Given, id_: str, *, seen: int) -> Gone:
        """Take a project away; jobs that were done on it stay.

        Raises
        ------
        NotFoundError, ChangedError
        """
        require_own(given.who, "project.delete")

        def act(connection: Connection) -> Gone:
            gone = connection.execute(
                delete(tables.project).where(_VERSIONS.this(given, id_, seen))
            )
            if gone.rowcount == 0:
                raise _VERSIONS.why_not(connection, given.organisation, id_)
            return Gone(id=id_)

        return once(self._engine, given, {"remove": id_, "seen": seen}, act, Gone)


def _card(id_: str, name: str, version: int, actor: str, at: str) -> ProjectCard:
    return ProjectCard.model_validate(
        {"id": id_, "name": name, "version": version, "changed_by": actor, "changed_at": at}
    )
