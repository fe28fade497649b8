"""The state machine of reservations: what a command does, or why it does nothing.

Pure: it is handed the stages that a command touches and the time, and gives back changes. Stores
write them; nothing else changes a reservation. docs/ledger-rules.md is its exact meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.ledger.moves import Moves, Refused
from kachinko.ledger.plans import apply_plan
from kachinko.ledger.undoing import undo
from kachinko.model.command import (
    Amend,
    ApplyPlan,
    Book,
    Cancel,
    ChallengeBetter,
    Confirm,
    Move,
    Place,
    Promote,
    Release,
    SetPolicy,
    Sign,
    Tick,
    Undo,
    Withdraw,
)

if TYPE_CHECKING:
    from datetime import datetime

    from kachinko.ledger.desk import Desk
    from kachinko.model.command import Change, Command


def decide(desk: Desk, command: Command, now: datetime) -> tuple[Change, ...]:
    """Carry out a command on the desk; give what changed, one change a reservation.

    Clocks that have run out on the desk's stages are acted on first; a command that is refused
    leaves the desk as it was after that.

    Raises
    ------
    Refused
        With a code, words, and who is in the way.
    """
    moves = Moves(desk, now)
    moves.act_on_clocks()
    desk.keep()
    try:
        _carry_out(moves, command)
    except Refused:
        desk.roll_back()
        raise
    return desk.changes()


def _carry_out(moves: Moves, command: Command) -> None:  # noqa: C901 - one case a command
    match command:
        case Place():
            moves.place(command.wanted, command.id)
        case Book():
            moves.book(command.wanted, command.id)
        case ChallengeBetter():
            moves.challenge(moves.seen(command))
        case Withdraw():
            moves.withdraw(moves.seen(command))
        case Confirm():
            moves.confirm(moves.seen(command))
        case Sign():
            moves.sign(moves.seen(command))
        case Release():
            moves.release(moves.seen(command))
        case Cancel():
            moves.cancel(moves.seen(command))
        case Promote():
            moves.promote(moves.seen(command))
        case Amend():
            moves.amend(moves.seen(command), command)
        case Move():
            moves.move(moves.seen(command), command)
        case ApplyPlan():
            apply_plan(moves, command)
        case Undo():
            undo(moves, command)
        case Tick() | SetPolicy():
            pass
