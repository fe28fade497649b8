"""The tables of what the service keeps beside the ledger, in the same database."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

project = Table(
    "project",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("version", Integer, nullable=False, comment="Counts its changes."),
    Column("actor", String(64), nullable=False, comment="Who changed it last."),
    Column("at", String(40), nullable=False),
    Column("document", Text, nullable=False, comment="The project as JSON (kachinko/1)."),
)

job = Table(
    "job",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("project", String(64), nullable=False),
    Column("asked", Text, nullable=False, comment="What was asked, as JSON."),
    Column("document", Text, nullable=False, comment="The project as it was then."),
    Column("state", String(16), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("stop", Boolean, nullable=False, comment="Somebody wants it to end."),
    Column("notes", Integer, nullable=False, comment="How many notes of progress it has."),
    Column("made_at", String(40), nullable=False),
    Column("began_at", String(40)),
    Column("ended_at", String(40)),
    Column("server", String(64), comment="The server that does it."),
    Column("beat_at", String(40), comment="When that server last said that it does."),
    Column("failure", Text, comment="Why it failed, as JSON."),
    Column("base", String(64), comment="The job whose plan it stands on."),
    Column("inputs", Text, comment="What it reads beside the project: texts by name, as JSON."),
    Column("card", Text, comment="What the plan that it made comes to, as JSON."),
)

job_note = Table(
    "job_note",
    metadata,
    Column("job", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("body", Text, nullable=False),
)

job_file = Table(
    "job_file",
    metadata,
    Column("job", String(64), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

shooting = Table(
    "shooting",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("version", Integer, nullable=False, comment="Counts its changes, the board's too."),
    Column("actor", String(64), nullable=False, comment="Who changed it last."),
    Column("at", String(40), nullable=False),
    Column("project", String(64), comment="The project that it belongs to."),
    Column("title", String(64), comment="The title of that project."),
    Column("sums", Text, nullable=False, comment="What its card tells, as JSON."),
    Column("document", Text, nullable=False, comment="As JSON (kachinko-shooting/1)."),
    Column("board", Text, comment="Its board as JSON (kachinko-board/1)."),
    Column("remarks", Text, nullable=False, comment="What was told at the reading, as JSON."),
)

answer = Table(
    "answer",
    metadata,
    Column("actor", String(64), primary_key=True),
    Column("id", String(64), primary_key=True, comment="Made by the sender."),
    Column("fingerprint", String(64), nullable=False),
    Column("at", String(40), nullable=False),
    Column("body", Text, nullable=False),
)
