"""The shootings that an organisation keeps on the service, each with the board it works on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field
from sqlalchemy import delete, insert, select, update

from kachinko.model.base import Count, Id, Name, Record
from kachinko.model.board import Board
from kachinko.model.money import Amount, Currency
from kachinko.model.reservation import Instant
from kachinko.model.shooting import Shooting
from kachinko.model.span import Day
from kachinko.service import desk_tables as tables
from kachinko.service.permissions import require_own
from kachinko.service.shelf import Gone
from kachinko.service.versions import Versions
from kachinko.service.writing import once

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from kachinko.service.permissions import Actor
    from kachinko.service.writing import Given

MOST_SHOOTINGS = 10_000
"""Of one organisation."""
SEE, EDIT = "shooting.open", "shooting.edit"
_KEPT = tables.shooting.c
_VERSIONS = Versions(tables.shooting, "shooting", MOST_SHOOTINGS)
_ON_CARD = [_KEPT.id, _KEPT.name, _KEPT.version, _KEPT.actor, _KEPT.at,
            _KEPT.project, _KEPT.title, _KEPT.sums]  # fmt: skip


class ShootingCard(Record):
    """What is known of a shooting without opening it."""

    id: Id
    name: Name
    version: Count
    changed_by: Id
    changed_at: Instant
    project: Id | None = Field(default=None, description="The project that it belongs to.")
    title: Id | None = Field(default=None, description="The title of that project.")
    scenes: Count
    eighths: Count = Field(description="Length of the script [eighths of a page].")
    placed: Count = Field(description="Scenes that are on a day.")
    days: Count = Field(description="Days of the board.")
    first: Day | None = None
    last: Day | None = None
    currency: Currency
    cost: Amount | None = Field(default=None, description="Of the board; empty: there is none.")


class Belongs(Record):
    """What a shooting belongs to."""

    project: Id | None = None
    title: Id | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A shooting as it is kept."""

    card: ShootingCard
    shooting: Shooting
    board: Board | None
    remarks: tuple[str, ...]
    """What was not kept, and what was assumed, when it was read."""


class ShootingShelf:
    """The shootings of all organisations; each question is of one actor, about its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def cards(
        self, actor: Actor, *, project: str | None = None, after: str = "", limit: int = 100
    ) -> list[ShootingCard]:
        """Shootings of the actor's organisation by their id, those after one that is named."""
        query = select(*_ON_CARD).where(
            _KEPT.organisation == require_own(actor, SEE), _KEPT.id > after
        )
        if project is not None:
            query = query.where(_KEPT.project == project)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(_KEPT.id).limit(limit))
            return [_card(row) for row in rows]

    def find(self, actor: Actor, id_: str) -> Kept:
        """One of them.

        Raises
        ------
        NotFoundError
            When the organisation has no such shooting.
        """
        organisation = require_own(actor, SEE)
        query = select(*_ON_CARD, _KEPT.document, _KEPT.board, _KEPT.remarks).where(
            _KEPT.organisation == organisation, _KEPT.id == id_
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise _VERSIONS.not_there(id_)
        return Kept(
            _card(row),
            Shooting.model_validate_json(row.document),
            None if row.board is None else Board.model_validate_json(row.board),
            tuple(json.loads(row.remarks)),
        )

    def put(
        self,
        given: Given,
        id_: str,
        shooting: Shooting,
        board: Board | None = None,
        *,
        seen: int | None,
        belongs: Belongs | None = None,
        remarks: tuple[str, ...] = (),
    ) -> ShootingCard:
        """Keep a shooting with its board, in the place of the one that has been seen.

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
        require_own(given.who, EDIT)
        values: dict[str, Any] = {
            "name": shooting.name,
            "document": shooting.model_dump_json(by_alias=True),
            "board": None if board is None else board.model_dump_json(by_alias=True),
            "sums": json.dumps(_sums(shooting, board)),
            "remarks": json.dumps(remarks, ensure_ascii=False),
        }
        if belongs is not None:
            values |= {"project": belongs.project, "title": belongs.title}
        content = {"put shooting": id_, "seen": seen, **values}

        def act(connection: Connection) -> ShootingCard:
            told = {"actor": given.actor, "at": given.at.isoformat(), "version": (seen or 0) + 1}
            if seen is None:
                _VERSIONS.make_room(connection, given.organisation, id_)
                row = {"organisation": given.organisation, "id": id_, **values, **told}
                connection.execute(insert(tables.shooting).values(row))
            else:
                change = update(tables.shooting).where(_VERSIONS.this(given, id_, seen))
                if connection.execute(change.values(**values, **told)).rowcount == 0:
                    raise _VERSIONS.why_not(connection, given.organisation, id_)
            mine = (_KEPT.organisation == given.organisation) & (_KEPT.id == id_)
            return _card(connection.execute(select(*_ON_CARD).where(mine)).one())

        return once(self._engine, given, content, act, ShootingCard)

    def remove(self, given: Given, id_: str, *, seen: int) -> Gone:
        """Take a shooting away; jobs that were done on it stay.

        Raises
        ------
        NotFoundError, ChangedError
        """
        require_own(given.who, "shooting.delete")

        def act(connection: Connection) -> Gone:
            gone = connection.execute(
                delete(tables.shooting).where(_VERSIONS.this(given, id_, seen))
            )
            if gone.rowcount == 0:
                raise _VERSIONS.why_not(connection, given.organisation, id_)
            return Gone(id=id_)

        content = {"remove shooting": id_, "seen": seen}
        return once(self._engine, given, content, act, Gone)


def _sums(shooting: Shooting, board: Board | None) -> dict[str, Any]:
    """What a card tells of the content."""
    days = sorted(day.day for day in board.days) if board is not None else []
    return {
        "scenes": len(shooting.scenes),
        "eighths": sum(scene.eighths for scene in shooting.scenes),
        "placed": sum(len(day.scenes) for day in board.days) if board is not None else 0,
        "days": len(days),
        "first": days[0].isoformat() if days else None,
        "last": days[-1].isoformat() if days else None,
        "currency": shooting.currency,
        "cost": str(board.cost) if board is not None and board.cost is not None else None,
    }


def _card(row: Any) -> ShootingCard:  # Any: a row, whatever else it holds
    same = {"id": row.id, "name": row.name, "version": row.version, "changed_by": row.actor}
    belongs = {"changed_at": row.at, "project": row.project, "title": row.title}
    return ShootingCard.model_validate({**same, **belongs, **json.loads(row.sums)})
