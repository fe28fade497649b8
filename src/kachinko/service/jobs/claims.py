"""The book of jobs as servers use it: claimed, told of while they live, and ended."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, or_, select, update

from kachinko.service import desk_tables as tables
from kachinko.service.jobs.asked import Asked
from kachinko.service.jobs.cards import PLAN, card_of
from kachinko.service.jobs.place import ASKED
from kachinko.service.jobs.record import Failure
from kachinko.service.writing import writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from kachinko.service.jobs.record import State

TRIES = 2
"""How often a job may lose its process or its server before it has failed."""
LOST = Failure(
    code="LOST",
    message="The process that did this job died, or its server, and again on the second try.",
    hint="It may want more memory than there is; ask for less at once.",
)

_JOB = tables.job.c
_NOTE = tables.job_note.c
_FILE = tables.job_file.c
_ASKED: TypeAdapter[Asked] = TypeAdapter(Asked)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that a server has taken on."""

    id: str
    attempt: int
    asked: Asked
    document: str
    """The project as JSON; empty: it has none."""
    inputs: dict[str, str] = field(default_factory=dict)
    """What else it reads, by the name of the file."""


class Claims:
    """All jobs, for the servers that do them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, server: str, *, now: datetime, dead_since: datetime) -> Claimed | None:
        """Take on the oldest job that waits, or one whose server has been silent since then.

        One that has been lost too often has failed; None: there is nothing to do.
        """
        silent = (_JOB.state == "running") & (_JOB.beat_at < dead_since.isoformat())
        free = or_(_JOB.state == "waiting", silent)
        with self._engine.connect() as connection:
            # Asked many times a minute: the right to write is taken only where there is work.
            if connection.scalar(select(_JOB.id).where(free).limit(1)) is None:
                return None
        with writing(self._engine) as connection:
            query = (
                select(tables.job)
                .where(free)
                .order_by(_JOB.made_at)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            if row.stop or row.attempt >= TRIES:
                state: State = "cancelled" if row.stop else "failed"
                failure = None if row.stop else LOST.model_dump_json()
                self._set(connection, row.id, state=state, failure=failure, ended_at=_iso(now))
                return None
            self._set(
                connection, row.id, state="running", server=server, attempt=row.attempt + 1,
                beat_at=_iso(now), began_at=row.began_at or _iso(now),
            )  # fmt: skip
            inputs = {} if row.inputs is None else json.loads(row.inputs)
            asked = _ASKED.validate_json(inputs.pop(ASKED, row.asked))
            return Claimed(row.id, row.attempt + 1, asked, row.document, inputs)

    def beat(self, server: str, *, now: datetime) -> dict[str, bool]:
        """Say that a server is alive; by the ids of its jobs, whether each should end."""
        with writing(self._engine) as connection:
            mine = (_JOB.server == server) & (_JOB.state == "running")
            connection.execute(update(tables.job).where(mine).values(beat_at=_iso(now)))
            rows = connection.execute(select(_JOB.id, _JOB.stop).where(mine))
            return {row.id: row.stop for row in rows}

    def tell(self, claimed: Claimed, says: Mapping[str, Any], *, now: datetime) -> None:
        """Write a note of progress."""
        with writing(self._engine) as connection:
            self._tell(connection, claimed.id, says, now)

    def end(
        self,
        server: str,
        claimed: Claimed,
        state: State,
        *,
        now: datetime,
        failure: Failure | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        """End a job with what it made; nothing, where another server has taken it on since.

        The state `waiting` gives it back, to be begun again.
        """
        mine = (
            (_JOB.id == claimed.id)
            & (_JOB.server == server)
            & (_JOB.attempt == claimed.attempt)
            & (_JOB.state == "running")
        )
        values: dict[str, Any] = {"state": state, "server": None}
        if state == "waiting":
            values["attempt"] = claimed.attempt if failure is not None else claimed.attempt - 1
        else:
            values["ended_at"] = _iso(now)
            values["failure"] = None if failure is None else failure.model_dump_json()
            card = card_of((files or {}).get(PLAN))
            values["card"] = None if card is None else card.model_dump_json()
        with writing(self._engine) as connection:
            if connection.execute(update(tables.job).where(mine).values(values)).rowcount == 0:
                return
            self._tell(connection, claimed.id, {"state": state}, now)
            connection.execute(delete(tables.job_file).where(_FILE.job == claimed.id))
            add_files(connection, claimed.id, files or {})

    def _set(self, connection: Connection, id_: str, **values: Any) -> None:
        connection.execute(update(tables.job).where(_JOB.id == id_).values(values))

    def _tell(
        self, connection: Connection, id_: str, says: Mapping[str, Any], now: datetime
    ) -> None:
        self._set(connection, id_, notes=_JOB.notes + 1)
        number = connection.scalar(select(_JOB.notes).where(_JOB.id == id_))
        body = json.dumps(says, ensure_ascii=False, allow_nan=False)
        connection.execute(
            insert(tables.job_note).values(job=id_, number=number, at=_iso(now), body=body)
        )


def _iso(at: datetime) -> str:
    return at.isoformat()


def add_files(connection: Connection, id_: str, files: Mapping[str, bytes]) -> None:
    """Keep the files that a job made."""
    rows = [
        {"job": id_, "name": name, "size": len(content), "content": content}
        for name, content in files.items()
    ]
    if rows:
        connection.execute(insert(tables.job_file), rows)
