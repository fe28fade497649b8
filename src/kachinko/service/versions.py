"""What projects and shootings have in common: each is kept under an id, with a version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from kachinko.service.refusals import ChangedError, NotFoundError, TooMuchError

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Table

    from kachinko.service.writing import Given


@dataclass(frozen=True, slots=True)
class Versions:
    """The ids and versions of a table in which organisations keep things."""

    table: Table
    """With the columns organisation, id and version."""
    what: str
    """The word for one of them, such as ``project``."""
    most: int
    """Of one organisation."""

    def this(self, given: Given, id_: str, seen: int) -> ColumnElement[bool]:
        """The one that somebody has seen."""
        kept = self.table.c
        mine = (kept.organisation == given.organisation) & (kept.id == id_)
        return mine & (kept.version == seen)

    def make_room(self, connection: Connection, organisation: str, id_: str) -> None:
        """See to it that there may be a new one of this id.

        Raises
        ------
        ChangedError
            When there is one already.
        TooMuchError
            When the organisation has too many.
        """
        kept = self.table.c
        query = select(kept.id).where(kept.organisation == organisation)
        ids = list(connection.scalars(query))
        if id_ in ids:
            raise ChangedError(
                f"There is a {self.what} {id_!r} already.",
                hint="Name the version that you replace, or another id.",
            )
        if len(ids) >= self.most:
            raise TooMuchError(f"An organisation keeps at most {self.most:,} {self.what}s.")

    def why_not(self, connection: Connection, organisation: str, id_: str) -> Exception:
        """Why the one that was seen could not be replaced: it has changed, or is gone."""
        kept = self.table.c
        found = connection.scalar(
            select(kept.version).where(kept.organisation == organisation, kept.id == id_)
        )
        if found is None:
            return self.not_there(id_)
        return ChangedError(
            f"The {self.what} {id_!r} has changed since: it is at version {found}.",
            hint="Look at it again before changing it.",
        )

    def not_there(self, id_: str) -> NotFoundError:
        """There is none of this id."""
        return NotFoundError(f"There is no {self.what} {id_!r}.")
