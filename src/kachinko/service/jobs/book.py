"""The book of jobs as people use it: entered, looked at, cancelled."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from sqlalchemy import func, insert, or_, select, update

from kachinko.service import desk_tables as tables
from kachinko.service.jobs.asked import Asked
from kachinko.service.jobs.cards import PLAN, card_of
from kachinko.service.jobs.claims import add_files
from kachinko.service.jobs.document import without_contents
from kachinko.service.jobs.place import ASKED
from kachinko.service.jobs.record import ENDED, Failure, Job, JobFile, Note, PlanCard
from kachinko.service.permissions import require_own
from kachinko.service.refusals import NotFoundError, StateError, TooMuchError
from kachinko.service.writing import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Engine, Row

    from kachinko.service.jobs.asked import JobKind
    from kachinko.service.permissions import Actor
    from kachinko.service.writing import Given

MOST_WAITING = 200
"""Jobs of one organisation that have not ended."""
SEE = "job.see"
_JOB = tables.job.c
_NOTE = tables.job_note.c
_FILE = tables.job_file.c
_ASKED: TypeAdapter[Asked] = TypeAdapter(Asked)
_SHOWN = [column for column in _JOB if column.name not in ("document", "inputs")]
"""What is told of a job; the rest may be large, and is for the one who does it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A job to be entered."""

    asked: Asked
    project: str | None
    """Its id; None: the job is of a document alone."""
    document: str = ""
    """The project as JSON, as it stands now or as it was for the plan of `base`."""
    base: str | None = None
    """The job whose plan it stands on."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """What else it reads, by the name of the file."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which jobs are listed; None: whichever."""

    project: str | None = None
    kind: JobKind | None = None
    with_plan: bool = False
    before: tuple[str, str] | None = None
    """When the last was made that has been seen, and its id."""
    limit: int = 100


class JobBook:
    """All jobs; each question of a person is of one actor, about its own organisation's."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def enter(self, given: Given, entry: Entry) -> Job:
        """Enter a job.

        Raises
        ------
        TooMuchError
            When too many of the organisation's have not ended.
        """
        require_own(given.who, "job.start")
        asked = entry.asked
        # What is read beside is of the moment: a retry asks for the same all the same.
        whole = asked.model_dump_json(by_alias=True)
        content = {"project": entry.project, "asked": json.loads(whole)}

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
            told = json.dumps(without_contents(asked), ensure_ascii=False)
            inputs = json.dumps({**entry.inputs, ASKED: whole}, ensure_ascii=False)
            connection.execute(
                insert(tables.job).values(
                    id=id_, organisation=given.organisation, actor=given.actor, kind=asked.kind,
                    project=entry.project or "", base=entry.base, asked=told, inputs=inputs,
                    document=entry.document, state="waiting", attempt=0, stop=False, notes=0,
                    made_at=given.at.isoformat(),
                )
            )  # fmt: skip
            return self._job(connection, given.organisation, id_)

        return once(self._engine, given, content, act, Job)

    def keep(self, given: Given, entry: Entry, files: Mapping[str, bytes]) -> Job:
        """Enter as done what was done elsewhere, with its files."""
        require_own(given.who, "job.start")
        asked = entry.asked
        prints = {name: sha256(content).hexdigest() for name, content in files.items()}
        content = {"keep": entry.project, "files": prints}
        card = card_of(files.get(PLAN))

        card = card_of(files.get(PLAN))

        def act(connection: Connection) -> Job:
            id_, now = uuid.uuid4().hex, given.at.isoformat()
            whole = asked.model_dump_json(by_alias=True)
            connection.execute(
                insert(tables.job).values(
                    id=id_, organisation=given.organisation, actor=given.actor, kind=asked.kind,
                    project=entry.project or "", base=entry.base, document=entry.document,
                    asked=json.dumps(without_contents(asked), ensure_ascii=False),
                    inputs=json.dumps({ASKED: whole}, ensure_ascii=False),
                    card=None if card is None else card.model_dump_json(), state="done", attempt=1,
                    stop=False, notes=0, made_at=now, began_at=now, ended_at=now,
                )
            )  # fmt: skip
            add_files(connection, id_, files)
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

    def page(self, actor: Actor, which: Which) -> list[Job]:
        """Jobs, the newest first."""
        query = select(*_SHOWN).where(_JOB.organisation == require_own(actor, SEE))
        if which.before is not None:
            at, id_ = which.before
            query = query.where(or_(_JOB.made_at < at, (_JOB.made_at == at) & (_JOB.id < id_)))
        if which.project is not None:
            query = query.where(_JOB.project == which.project)
        if which.kind is not None:
            query = query.where(_JOB.kind == which.kind)
        if which.with_plan:
            query = query.where(_JOB.card.is_not(None))
        query = query.order_by(_JOB.made_at.desc(), _JOB.id.desc()).limit(which.limit)
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

    def question(self, actor: Actor, id_: str) -> tuple[Asked, str]:
        """What was asked, with all documents, and the project as JSON; raises as `find`."""
        query = select(_JOB.inputs, _JOB.asked, _JOB.document).where(
            _JOB.organisation == require_own(actor, "plan.see"), _JOB.id == id_
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError(f"There is no job {id_!r}.")
        inputs = {} if row.inputs is None else json.loads(row.inputs)
        return _ASKED.validate_json(inputs.get(ASKED, row.asked)), str(row.document)

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

    def _job(self, connection: Connection, organisation: str, id_: str) -> Job:
        row = connection.execute(
            select(*_SHOWN).where(_JOB.organisation == organisation, _JOB.id == id_)
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


def _note(row: Row[Any]) -> Note:
    return Note.model_validate({"number": row.number, "at": row.at, "says": json.loads(row.body)})


def _record(row: Row[Any], note: Note | None, files: tuple[JobFile, ...]) -> Job:
    failure = None if row.failure is None else Failure.model_validate_json(row.failure)
    card = None if row.card is None else PlanCard.model_validate_json(row.card)
    return Job.model_validate(
        {
            "id": row.id, "kind": row.kind, "project": row.project or None, "base": row.base,
            "state": row.state, "plan": card,
            "asked": json.loads(row.asked), "made_by": row.actor, "made_at": row.made_at,
            "began_at": row.began_at, "ended_at": row.ended_at, "attempt": row.attempt,
            "stopping": row.stop and row.state not in ENDED, "notes": row.notes,
            "last_note": note, "failure": failure, "files": files,
        }
    )  # fmt: skip
