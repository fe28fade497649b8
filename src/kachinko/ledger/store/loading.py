"""What a command needs to see: the stages that it touches, and who is near its days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, or_, select

from kachinko.ledger.desk import Desk
from kachinko.ledger.plans import id_of
from kachinko.ledger.store import tables
from kachinko.ledger.store.rows import reservation_of, stage_of
from kachinko.model.command import (
    Amend,
    ApplyPlan,
    Book,
    Outcome,
    Place,
    SetPolicy,
    Tick,
    Undo,
)
from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from kachinko.ledger.store.entry import Entry
    from kachinko.model.command import Change, Command

_HELD = tables.reservation.c


def stages_touched(connection: Connection, command: Command) -> list[str]:
    """All stages that a command may change, sorted; one that does not exist is named too."""
    match command:
        case Place() | Book():
            return [command.wanted.stage]
        case SetPolicy():
            return [command.stage]
        case ApplyPlan():
            held = connection.scalars(
                select(_HELD.stage).where(
                    _HELD.title.in_(command.titles), _HELD.holder == command.holder, _HELD.live
                )
            )
            return sorted({wanted.stage for wanted in command.wanted} | set(held))
        case Undo():
            events = tables.event.c
            query = select(events.stage).where(events.command == command.command)
        case Tick():
            query = select(tables.stage.c.id)
            if command.stages:
                query = query.where(tables.stage.c.id.in_(command.stages))
        case _:
            query = select(_HELD.stage).where(_HELD.id == command.reservation)
    return sorted(set(connection.scalars(query)))


def load_desk(connection: Connection, entry: Entry, stages: list[str]) -> Desk:
    """The desk for a command, its stages being locked.

    Of a stage's live reservations only those are read that can matter: whose days hang together,
    by overlap with others, with days that the command is about, or that of a clock that ran out.
    """
    rows = connection.execute(select(tables.stage).where(tables.stage.c.id.in_(stages))).all()
    undone = _changes_of(connection, entry.command)
    named = [change.after.id for change in undone]
    named += _named(entry.command)
    near = _near(connection, entry, stages, undone, named)
    held = connection.execute(
        select(_HELD.record, _HELD.last_event).where(or_(_HELD.id.in_(near), _HELD.id.in_(named)))
    ).all()
    reservations = [reservation_of(row.record) for row in held]
    return Desk(
        [stage_of(row) for row in rows],
        [each for each in reservations if each.live and each.stage in stages],
        next_place=max((row.places for row in rows), default=1),
        past=[each for each in reservations if not each.live or each.stage not in stages],
        undone=undone,
        recent={row.record["id"]: row.last_event for row in held},
    )


def _near(
    connection: Connection,
    entry: Entry,
    stages: list[str],
    undone: tuple[Change, ...],
    named: list[str],
) -> list[str]:
    """Live reservations whose days hang together with those that the command is about."""
    rows = connection.execute(
        select(_HELD.id, _HELD.stage, _HELD.first, _HELD.last, _HELD.deadline, _HELD.title).where(
            _HELD.stage.in_(stages), _HELD.live
        )
    ).all()
    now = entry.at.isoformat()
    about = [*_days_of(entry.command)]
    for change in undone:
        about += [(each.stage, each.span) for each in (change.before, change.after) if each]
    titles = entry.command.titles if isinstance(entry.command, ApplyPlan) else ()
    spans: dict[str, list[tuple[DaySpan, str | None, bool]]] = {stage: [] for stage in stages}
    if isinstance(entry.command, Amend):
        about += _amended(entry.command, rows)
    for stage, span in about:
        spans[stage].append((span, None, True))
    for row in rows:
        due = row.deadline is not None and row.deadline <= now
        seed = due or row.id in named or row.title in titles
        spans[row.stage].append((DaySpan.inclusive(row.first, row.last), row.id, seed))
    return [id_ for items in spans.values() for id_ in _hanging_together(items)]


def _hanging_together(items: list[tuple[DaySpan, str | None, bool]]) -> Iterable[str]:
    """Of days that overlap one another in a row, the ids of every row that has a seed."""
    row: list[str] = []
    seeded, end = False, None
    found: list[str] = []
    for span, id_, seed in sorted(items, key=lambda item: item[0]):
        if end is not None and span.start >= end:
            found += row if seeded else []
            row, seeded = [], False
        end = span.stop if end is None or span.start >= end else max(end, span.stop)
        row += [id_] if id_ is not None else []
        seeded = seeded or seed
    return found + (row if seeded else [])


def _days_of(command: Command) -> Iterable[tuple[str, DaySpan]]:
    match command:
        case Place() | Book():
            yield command.wanted.stage, command.wanted.span
        case ApplyPlan():
            yield from ((wanted.stage, wanted.span) for wanted in command.wanted)


def _amended(command: Amend, rows: Iterable[Any]) -> Iterable[tuple[str, DaySpan]]:
    """The days that a reservation would have; nonsense is left to the machine to refuse."""
    for row in rows:
        if row.id == command.reservation:
            first, last = command.first or row.first, command.last or row.last
            if first <= last:
                yield row.stage, DaySpan.inclusive(first, last)


def _named(command: Command) -> list[str]:
    """The reservations that a command names, or would make."""
    match command:
        case Place() | Book():
            return [command.id]
        case ApplyPlan():
            return [id_of(command, number) for number in range(1, len(command.wanted) + 1)]
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
