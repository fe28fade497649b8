"""The book of jobs: entered, claimed by a server, told of, ended; in the database."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func, insert, or_, select, update

from kachinko.service import desk_tables as tables
from kachinko.service.jobs.record import ENDED, Asked, Failure, Job, JobFile, Note
from kachinko.service.permissions import require_own
from kachinko.service.refusals import NotFoundError, StateError, TooMuchError
from kachinko.service.writing import once, writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Engine, Row

    from kachinko.service.jobs.record import State
    from kachinko.service.permissions import Actor
    from kachinko.service.writing import Given

MOST_WAITING = 200
"""Jobs of one organisation that have not ended."""
SEE = "job.see"
TRIES = 2
"""How often a job may lose its process or its server before it has failed."""

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
    """The project as JSON."""


class JobBook:
    """All jobs; each question of a person is of one actor, about its own organisation's."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # For people

    def enter(self, given: Given, project: str, document: str, asked: Asked) -> Job:
        """Enter a job on a project as it stands now.

        Raises
        ------
        TooMuchError
            When too many of the organisation's have not ended.
        """
        require_own(given.who, "job.start")
        content = {"project": project, "asked": asked.model_dump(mode="json", by_alias=True)}

        def act(connection: Connection) -> Job:
            waiting = connection.scalar(
                select(func.count())
                .select_from(tables.job)
                .where(_JOB.organisation == given.organisation, _JOB.state.not_in(ENDED))
            )
            if (waiting or 0) >= MOST_WAITING:
                raise TooMuchError(
                    f"{waiting} jobs have not ended.", hint="Wait for some, or cancel them."
                )
            id_ = uuid.uuid4().hex
            connection.execute(
                insert(tables.job).values(
                    id=id_, organisation=given.organisation, actor=given.actor, kind=asked.kind,
                    project=project, asked=asked.model_dump_json(by_alias=True), document=document,
                    state="waiting", attempt=0, stop=False, notes=0, made_at=given.at.isoformat(),
                )
            )  # fmt: skip
            return self._job(connection, given.organisation, id_)

        return once(self._engine, given, content, act, Job)

    def keep(
        self, given: Given, project: str, document: str, asked: Asked, files: Mapping[str, bytes]
    ) -> Job:
        """Enter as done what was done elsewhere, with its files."""
        require_own(given.who, "job.start")
        prints = {name: sha256(content).hexdigest() for name, content in files.items()}
        content = {"keep": project, "files": prints}

        def act(connection: Connection) -> Job:
            id_, now = uuid.uuid4().hex, given.at.isoformat()
            connection.execute(
                insert(tables.job).values(
                    id=id_, organisation=given.organisation, actor=given.actor, kind=asked.kind,
                    project=project, asked=asked.model_dump_json(by_alias=True), document=document,
                    state="done", attempt=1, stop=False, notes=0, made_at=now, began_at=now,
                    ended_at=now,
                )
            )  # fmt: skip
            self._add_files(connection, id_, files)
            return self._job(connection, given.organisation, id_)

        return once(self._engine, given, content, act, Job)

    def find(self, actor: Actor, id_: str) -> Job:
        """One job.

        Raises
        ------
        NotFoundError
            When the organisation has no such job.
        """
        organisation = require_own(actor, SEE)
        with self._engine.connect() as connection:
            return self._job(connection, organisation, id_)

    def page(
        self, actor: Actor, *, before: tuple[str, str] | None = None, limit: int = 100
    ) -> list[Job]:
        """Jobs, the newest first; `before` is (made_at, id) of the last that has been seen."""
        query = select(tables.job).where(_JOB.organisation == require_own(actor, SEE))
        if before is not None:
            at, id_ = before
            query = query.where(or_(_JOB.made_at < at, (_JOB.made_at == at) & (_JOB.id < id_)))
        query = query.order_by(_JOB.made_at.desc(), _JOB.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [_record(row, None, ()) for row in connection.execute(query)]

    def notes(self, actor: Actor, id_: str, *, after: int = 0) -> tuple[Job, list[Note]]:
        """A job with its notes of progress since a number; raises as `find`."""
        organisation = require_own(actor, SEE)
        with self._engine.connect() as connection:
            job = self._job(connection, organisation, id_)
            rows = connection.execute(
                select(tables.job_note)
                .where(_NOTE.job == id_, _NOTE.number > after)
                .order_by(_NOTE.number)
                .limit(1_000)
            )
            return job, [_note(row) for row in rows]

    def file(self, actor: Actor, id_: str, name: str) -> bytes:
        """A file that a job made.

        Raises
        ------
        NotFoundError
            When there is no such job or file.
        """
        organisation = require_own(actor, "plan.see")
        query = (
            select(_FILE.content)
            .join(tables.job, _JOB.id == _FILE.job)
            .where(_JOB.organisation == organisation, _JOB.id == id_, _FILE.name == name)
        )
        with self._engine.connect() as connection:
            content = connection.scalar(query)
        if content is None:
            raise NotFoundError(f"The job {id_!r} has no file {name!r}.")
        return bytes(content)

    def document(self, actor: Actor, id_: str) -> str:
        """The project as JSON, as it was when the job was entered; raises as `find`."""
        query = select(_JOB.document).where(
            _JOB.organisation == require_own(actor, SEE), _JOB.id == id_
        )
        with self._engine.connect() as connection:
            found = connection.scalar(query)
        if found is None:
            raise NotFoundError(f"There is no job {id_!r}.")
        return str(found)

    def cancel(self, given: Given, id_: str) -> Job:
        """Ask a job to end; one that runs keeps what it has found so far.

        Raises
        ------
        NotFoundError
            When the organisation has no such job.
        StateError
            When it has ended already.
        """
        require_own(given.who, "job.cancel")

        def act(connection: Connection) -> Job:
            job = self._job(connection, given.organisation, id_)
            if job.state in ENDED:
                raise StateError(f"The job {id_!r} has ended: it is {job.state}.")
            waiting = (_JOB.id == id_) & (_JOB.state == "waiting")
            now = given.at.isoformat()
            connection.execute(
                update(tables.job).where(waiting).values(state="cancelled", ended_at=now, stop=True)
            )
            connection.execute(update(tables.job).where(_JOB.id == id_).values(stop=True))
            return self._job(connection, given.organisation, id_)

        return once(self._engine, given, {"cancel": id_}, act, Job)

    # For servers

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
            return Claimed(row.id, row.attempt + 1, _ASKED.validate_json(row.asked), row.document)

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
        with writing(self._engine) as connection:
            if connection.execute(update(tables.job).where(mine).values(values)).rowcount == 0:
                return
            self._tell(connection, claimed.id, {"state": state}, now)
            connection.execute(delete(tables.job_file).where(_FILE.job == claimed.id))
            self._add_files(connection, claimed.id, files or {})

    def _add_files(self, connection: Connection, id_: str, files: Mapping[str, bytes]) -> None:
        rows = [
            {"job": id_, "name": name, "size": len(content), "content": content}
            for name, content in files.items()
        ]
        if rows:
            connection.execute(insert(tables.job_file), rows)

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

    def _job(self, connection: Connection, organisation: str, id_: str) -> Job:
        row = connection.execute(
            select(tables.job).where(_JOB.organisation == organisation, _JOB.id == id_)
        ).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no job {id_!r}.")
        note = connection.execute(
            select(tables.job_note).where(_NOTE.job == id_).order_by(_NOTE.number.desc()).limit(1)
        ).one_or_none()
        files = connection.execute(
            select(_FILE.name, _FILE.size).where(_FILE.job == id_).order_by(_FILE.name)
        )
        return _record(
            row,
            None if note is None else _note(note),
            tuple(JobFile(name=name, size=size) for name, size in files),
        )


LOST = Failure(
    code="LOST",
    message="The process that did this job died, or its server, and again on the second try.",
    hint="It may want more memory than there is; ask for less at once.",
)


def _iso(at: datetime) -> str:
    return at.isoformat()


def _note(row: Row[Any]) -> Note:
    return Note.model_validate({"number": row.number, "at": row.at, "says": json.loads(row.body)})


def _record(row: Row[Any], note: Note | None, files: tuple[JobFile, ...]) -> Job:
    failure = None if row.failure is None else Failure.model_validate_json(row.failure)
    return Job.model_validate(
        {
            "id": row.id, "kind": row.kind, "project": row.project, "state": row.state,
            "asked": json.loads(row.asked), "made_by": row.actor, "made_at": row.made_at,
            "began_at": row.began_at, "ended_at": row.ended_at, "attempt": row.attempt,
            "stopping": row.stop and row.state not in ENDED, "notes": row.notes,
            "last_note": note, "failure": failure, "files": files,
        }
    )  # fmt: skip
