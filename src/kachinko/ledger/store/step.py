"""One command in one transaction: read, decide, write; the same on every database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert

from kachinko.ledger.chain import canonical
from kachinko.ledger.machine import decide
from kachinko.ledger.moves import Refused
from kachinko.ledger.store import tables
from kachinko.ledger.store.loading import load_desk, look, stages_touched
from kachinko.ledger.store.policies import set_policy
from kachinko.ledger.store.refusals import BusyError, IdReusedError
from kachinko.ledger.store.writing import Chains, write
from kachinko.model.command import ApplyPlan, Outcome, SetPolicy

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from kachinko.ledger.desk import Desk
    from kachinko.ledger.store.entry import Entry
    from kachinko.ledger.store.loading import Looked
    from kachinko.model.command import Command

_ANSWERED = insert(tables.command)


def _wait_for_each(_connection: Connection) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind of database is asked."""

    look: Callable[[Connection, Entry, list[str]], Looked] = look
    """Locks stages until the end of the transaction, then reads what a command looks at first."""
    all_at_once: Callable[[Connection], None] = _wait_for_each
    """Told when nothing more is asked: the rest is written, and need not be waited for singly."""


def carry_out(connection: Connection, entry: Entry, way: Way) -> Outcome:
    """Do a command, or answer it as it was answered before. The caller commits.

    Raises
    ------
    IdReusedError
        When the id has answered another content.
    BusyError
        When others moved the titles of a plan to other stages before those were locked.
    """
    print_ = _fingerprint(entry)
    # Stages first: whoever waits there for the same command then finds its answer.
    stages = stages_touched(connection, entry.command)
    looked = way.look(connection, entry, stages)
    known = _answered(looked, entry.command.id, print_)
    if known is not None:
        return known
    if isinstance(entry.command, ApplyPlan) and stages_touched(connection, entry.command) != stages:
        raise BusyError(
            "The plan's titles are being moved.", hint="Nothing was changed; try again."
        )
    if isinstance(entry.command, SetPolicy):
        row = looked.stages[0] if looked.stages else None
        outcome = set_policy(connection, entry, entry.command, row)
    else:
        outcome = _decide(connection, entry, looked, way)
    connection.execute(
        _ANSWERED,
        {
            "id": entry.command.id,
            "fingerprint": print_,
            "actor": entry.actor,
            "at": entry.at.isoformat(),
            "outcome": canonical(outcome.model_dump(mode="json", by_alias=True)),
        },
    )
    return outcome


def _fingerprint(entry: Entry) -> str:
    content = {
        "actor": entry.actor,
        "command": entry.command.model_dump(mode="json", by_alias=True),
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _answered(looked: Looked, id_: str, print_: str) -> Outcome | None:
    if looked.answer is None:
        return None
    if looked.answer.fingerprint != print_:
        raise IdReusedError(
            f"The command id {id_!r} has been used for something else.",
            hint="Make a new id for every command.",
        )
    return Outcome.model_validate_json(looked.answer.outcome)


def rehearse(connection: Connection, entry: Entry) -> Outcome:
    """What a command would be answered as things stand; nothing is locked, and nothing written.

    Raises
    ------
    ValueError
        For the policy of a stage, which no desk decides.
    """
    if isinstance(entry.command, SetPolicy):
        raise ValueError("a policy is not rehearsed")
    looked = look(connection, entry, stages_touched(connection, entry.command))
    desk = load_desk(connection, entry, looked)
    return _answer(entry, desk, _refusal(entry, desk), last=0)


def _decide(connection: Connection, entry: Entry, looked: Looked, way: Way) -> Outcome:
    desk = load_desk(connection, entry, looked)
    refused = _refusal(entry, desk)
    chains = Chains(looked.stages)
    last = write(connection, entry, desk, desk.changes(), chains, then=way.all_at_once)
    return _answer(entry, desk, refused, last=last)


def _refusal(entry: Entry, desk: Desk) -> Refused | None:
    try:
        decide(desk, entry.command, entry.at)
    except Refused as refusal:
        return refusal
    return None


def _answer(entry: Entry, desk: Desk, refused: Refused | None, *, last: int) -> Outcome:
    if refused is not None:
        return Outcome(
            command=entry.command.id,
            done=False,
            code=refused.code,
            says=refused.says,
            blockers=tuple(each.id for each in refused.blockers),
            last_event=last,
        )
    return Outcome(
        command=entry.command.id,
        done=True,
        changes=desk.changes(),
        since=_since(entry.command, desk),
        last_event=last,
    )


def _since(command: Command, desk: Desk) -> tuple[str, ...]:
    if not isinstance(command, ApplyPlan) or command.seen is None:
        return ()
    return tuple(sorted(id_ for id_, seq in desk.recent.items() if seq > command.seen))
