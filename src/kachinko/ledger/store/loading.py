"""What a command needs to see: the stages that it touches, and who is near its days.

Each kind of database gathers it in its own way, as `Looked`; from there on all is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, exists, select

from kachinko.ledger.desk import Desk
from kachinko.ledger.plans import id_of
from kachinko.ledger.store import tables
from kachinko.ledger.store.rows import reservation_of, stage_of
from kachinko.model.command import (
    Amend,
    ApplyPlan,
    Book,
    Move,
    Outcome,
    Place,
    SetPolicy,
    Tick,
    Undo,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from kachinko.ledger.store.entry import Entry
    from kachinko.model.command import Change, Command

    _Item = tuple[date, date, str, bool]
    """First and last day, the id of a reservation or nothing, and whether it matters by itself."""

_HELD = tables.reservation.c
_SPANS = select(_HELD.id, _HELD.stage, _HELD.first, _HELD.last, _HELD.deadline, _HELD.title).where(
    _HELD.stage.in_(bindparam("which", expanding=True)), _HELD.live
)
_RECORDS = select(_HELD.record, _HELD.last_event).where(
    _HELD.id.in_(bindparam("which", expanding=True))
)
_STAGE = tables.stage.c
_STAGES = (
    select(_STAGE.id, _STAGE.record, _STAGE.events, _STAGE.places, _STAGE.head)
    .where(_STAGE.id.in_(bindparam("which", expanding=True)))
    .order_by(_STAGE.id)
)
_ANSWER = select(tables.command.c.fingerprint, tables.command.c.outcome).where(
    tables.command.c.id == bindparam("which")
)


class StageRow(NamedTuple):
    """A stage as its row keeps it."""

    id: str
    record: dict[str, Any]
    events: int
    places: int
    head: str


class Span(NamedTuple):
    """The days of a live reservation."""

    id: str
    stage: str
    first: date
    last: date
    deadline: str | None
    title: str


class Answered(NamedTuple):
    """How a command was answered, and what it had said."""

    fingerprint: str
    outcome: str


class Kept(NamedTuple):
    """A reservation as its row keeps it."""

    record: dict[str, Any]
    last_event: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What stands, read after the stages were locked; `named`: what the command names itself."""

    stages: Sequence[StageRow]
    answer: Answered | None
    spans: Sequence[Span]
    named: Sequence[Kept]


def look(connection: Connection, entry: Entry, stages: list[str]) -> Looked:
    """Look without a lock: where nobody else writes, or nothing will be written."""
    # All rows at once: a statement that is left half read keeps a SQLite file busy.
    rows = connection.execute(_STAGES, {"which": stages}).all()
    known = connection.execute(_ANSWER, {"which": entry.command.id}).one_or_none()
    spans = connection.execute(_SPANS, {"which": stages}).all()
    return Looked(
        [StageRow(*row) for row in rows],
        None if known is None else Answered(*known),
        [Span(*row) for row in spans],
        _records(connection, named(entry.command)),
    )


def _records(connection: Connection, ids: list[str]) -> list[Kept]:
    if not ids:
        return []
    return [Kept(*row) for row in connection.execute(_RECORDS, {"which": ids}).all()]


def stages_touched(connection: Connection, command: Command) -> list[str]:
    """All stages that a command may change, sorted; one that does not exist is named too."""
    match command:
        case Place() | Book():
            return [command.wanted.stage]
        case SetPolicy():
            return [command.stage]
        case ApplyPlan():
            return sorted(stages_of_plan(connection, command))
        case Undo():
            events = tables.event.c
            query = select(events.stage).where(events.command == command.command)
        case Move():
            held = connection.scalars(select(_HELD.stage).where(_HELD.id == command.reservation))
            return sorted({command.stage, *held})
        case Tick():
            query = select(tables.stage.c.id)
            if command.stages:
                query = query.where(tables.stage.c.id.in_(command.stages))
        case _:
            query = select(_HELD.stage).where(_HELD.id == command.reservation)
    return sorted(set(connection.scalars(query)))


def stages_of_plan(connection: Connection, command: ApplyPlan) -> set[str]:
    """Where a plan puts its titles, and where its holder has something live for them."""
    held = select(_HELD.stage).where(
        _HELD.title.in_(command.titles), _HELD.holder == command.holder, _HELD.live
    )
    return {wanted.stage for wanted in command.wanted} | set(connection.scalars(held.distinct()))


def load_desk(connection: Connection, entry: Entry, looked: Looked) -> Desk:
    """The desk for a command.

    Of a stage's live reservations only those are read that can matter: whose days hang together,
    by overlap with others, with days that the command is about, or that of a clock that ran out.
    """
    stages = {row.id for row in looked.stages}
    undone = _changes_of(connection, entry.command)
    about = {change.after.id for change in undone} | set(named(entry.command))
    there = {kept.record["id"] for kept in looked.named}
    near = _near(entry, looked, undone, about)
    wanted = dict.fromkeys([*near, *(change.after.id for change in undone)])
    more = [id_ for id_ in wanted if id_ not in there]
    held = [*looked.named, *_records(connection, more)]
    reservations = [reservation_of(kept.record) for kept in held]
    return Desk(
        [stage_of(row.id, row.record) for row in looked.stages],
        [each for each in reservations if each.live and each.stage in stages],
        next_place=max((row.places for row in looked.stages), default=1),
        past=[each for each in reservations if not each.live or each.stage not in stages],
        undone=undone,
        recent={kept.record["id"]: kept.last_event for kept in held},
    )


def _near(entry: Entry, looked: Looked, undone: tuple[Change, ...], names: set[str]) -> list[str]:
    """Live reservations whose days hang together with those that the command is about."""
    now = entry.at.isoformat()
    about = [*_days_of(entry.command)]
    for change in undone:
        states = (change.before, change.after)
        about += [(each.stage, each.first, each.last) for each in states if each]
    titles = entry.command.titles if isinstance(entry.command, ApplyPlan) else ()
    spans: dict[str, list[_Item]] = {row.id: [] for row in looked.stages}
    if isinstance(entry.command, Amend | Move):
        about += _amended(entry.command, looked.spans)
    for stage, first, last in about:
        if stage in spans:
            spans[stage].append((first, last, "", True))
    for id_, stage, first, last, deadline, title in looked.spans:
        due = deadline is not None and deadline <= now
        if stage in spans:
            spans[stage].append((first, last, id_, due or id_ in names or title in titles))
    return [id_ for items in spans.values() for id_ in _hanging_together(items)]


def _hanging_together(items: list[_Item]) -> list[str]:
    """Of days that overlap one another in a row, the ids of every row that has a seed."""
    row: list[str] = []
    seeded, end = False, None
    found: list[str] = []
    items.sort()
    for first, last, id_, seed in items:
        if end is None or first > end:
            if seeded:
                found += row
            row, seeded, end = [], False, last
        elif last > end:
            end = last
        if id_:
            row.append(id_)
        seeded = seeded or seed
    return found + (row if seeded else [])


def _days_of(command: Command) -> Iterable[tuple[str, date, date]]:
    match command:
        case Place() | Book():
            yield command.wanted.stage, command.wanted.first, command.wanted.last
        case ApplyPlan():
            yield from ((each.stage, each.first, each.last) for each in command.wanted)


def _amended(command: Amend | Move, rows: Iterable[Span]) -> Iterable[tuple[str, date, date]]:
    """The days that a reservation would have; nonsense is left to the machine to refuse."""
    for row in rows:
        if row.id == command.reservation:
            first, last = command.first or row.first, command.last or row.last
            if first <= last:
                yield getattr(command, "stage", row.stage), first, last


def named(command: Command) -> list[str]:
    """The reservations that a command names, or would make."""
    match command:
        case Place() | Book():
            return [command.id]
        case ApplyPlan():
            return [id_of(command, number) for number in range(1, len(command.wanted) + 1)]
        case Move():
            return [command.reservation, command.id]
        case _:
            return [id_] if (id_ := getattr(command, "reservation", None)) else []


def _changes_of(connection: Connection, command: Command) -> tuple[Change, ...]:
    """What the command that is to be undone changed; a policy is set anew, not undone."""
    if not isinstance(command, Undo):
        return ()
    outcome = connection.scalar(
        select(tables.command.c.outcome).where(
            tables.command.c.id == command.command,
            ~exists().where(
                tables.event.c.command == command.command, tables.event.c.kind == "policy"
            ),
        )
    )
    return () if outcome is None else Outcome.model_validate_json(outcome).changes
