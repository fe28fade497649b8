"""Undo: what a command changed is put back by a new entry, where nothing has happened since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.ledger.moves import Moves, Refused

if TYPE_CHECKING:
    from kachinko.model.command import Change, Undo
    from kachinko.model.reservation import Reservation


def undo(moves: Moves, command: Undo) -> None:
    """Put back every reservation that a command changed, all or none.

    Raises
    ------
    Refused
        Where one has changed since, a clock has run out since, or it no longer fits.
    """
    changes = moves.desk.undone
    if not changes:
        raise Refused("NOTHING-TO-UNDO", f"The command {command.command!r} changed no reservation.")
    for change in changes:
        current = moves.desk.find(change.after.id)
        if current is None or not _is_as_left(current, change.after):
            raise Refused(
                "CHANGED",
                f"{change.after.id} has changed since; undo what came later first.",
                [current] if current else [],
            )
    for change in changes:
        _take_away(moves, change)
    back = [each.before for each in changes if each.before is not None and each.before.live]
    # By their places, so that who gets which slot does not hang on the order of the events.
    for before in sorted(back, key=lambda each: (each.stage, each.place)):
        _put_back(moves, before)
    for stage in sorted({change.after.stage for change in changes}):
        # Who asked somebody may have gone, or nobody may be in its way any more.
        moves.queue.tidy(stage)
        moves.queue.settle(stage)


def _is_as_left(now: Reservation, left: Reservation) -> bool:
    """Whether it is as the command left it, again or still: an undo of what came later counts."""
    return now.model_copy(update={"version": left.version, "slot": left.slot}) == left


def _take_away(moves: Moves, change: Change) -> None:
    """Free the floor that the command gave; what did not exist before is given up."""
    if change.before is None:
        state = "cancelled" if change.after.firm else "released"
        moves.queue.set(
            change.after, state=state, rank=0, challenges=(), lapses_at=None, sign_by=None
        )
    elif change.before.live:
        moves.desk.lift(change.after.id)
    else:
        moves.queue.set(change.after, **_values(change.before))


def _put_back(moves: Moves, before: Reservation) -> None:
    floor = moves.floor(before.stage)
    if before.deadline is not None and before.deadline <= moves.now:
        raise Refused("CLOCK", f"A clock of {before.id} has run out since: {before.deadline}.")
    blockers = floor.in_the_way(before, before.rank, besides=(before.id,))
    if blockers:
        raise Refused("CLASH", f"{before.id} no longer fits.", blockers)
    slot = floor.free_slot(before, before.rank, besides=(before.id,))
    moves.queue.set(before, **(_values(before) | {"slot": slot}))


def _values(reservation: Reservation) -> dict[str, object]:
    return {name: getattr(reservation, name) for name in type(reservation).model_fields}
