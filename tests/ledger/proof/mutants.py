"""The ledger with one fault planted, each a fault that some booking system has had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from kachinko.ledger import floor, machine, moves, queue, undoing
from kachinko.ledger.moves import Moves
from kachinko.ledger.queue import Queue
from kachinko.ledger.store import ledger, loading, policies, rows, schema, step, writing
from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Plant = Callable[[pytest.MonkeyPatch], None]


def off_by_one_at_the_end(patch: Any) -> None:
    _claims(patch, lambda claims: claims[:-1] or claims)


def stage_ignored(patch: Any) -> None:
    _claims(patch, lambda claims: [claim | {"stage": "one"} for claim in claims])


def _claims(patch: Any, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    for module in (writing, policies):
        patch.setattr(module, "claim_rows", lambda *given: change(rows.claim_rows(*given)))


def touching_is_a_clash(patch: Any) -> None:
    patch.setattr(
        DaySpan, "overlaps", lambda one, other: one.start <= other.stop and other.start <= one.stop
    )


def containment_missed(patch: Any) -> None:
    patch.setattr(
        DaySpan,
        "overlaps",
        lambda one, other: one.start <= other.start < one.stop or one.start < other.stop < one.stop,
    )


def capacity_counted_once(patch: Any) -> None:
    plain = floor.StageRecord.claims
    patch.setattr(floor.StageRecord, "claims", lambda *given: max(1, plain(*given) // 2))


def quiet_forgotten(patch: Any) -> None:
    patch.setattr(floor.Floor, "_disturb", lambda *_: False)


def first_free_rank(patch: Any) -> None:
    def first_rank(self: Any, wanted: Any, *, besides: Any = ()) -> int:
        rank = 1
        while not self.fits(wanted, rank, besides=besides):
            rank += 1
        return rank

    patch.setattr(floor.Floor, "first_rank", first_rank)


def no_trigger(patch: Any) -> None:
    patch.setattr(ledger, "assert_guarded", lambda _: None)
    plain = schema.bring_up

    def bring_up(engine: Any) -> None:
        plain(engine)
        with engine.begin() as connection:
            connection.execute(text("DROP TRIGGER IF EXISTS claim_went"))

    patch.setattr(ledger, "bring_up", bring_up)


def reinstatement_unchecked(patch: Any) -> None:
    plain = undoing._put_back

    def put_back(moves: Any, before: Any) -> None:
        with patch.context() as within:
            within.setattr(floor.Floor, "in_the_way", lambda *_, **__: [])
            plain(moves, before)

    patch.setattr(undoing, "_put_back", put_back)


def event_lost(patch: Any) -> None:
    plain = writing.append

    def append(connection: Any, entry: Any, bodies: Any, *given: Any, **named: Any) -> Any:
        if entry.command.kind == "release":
            return {id_: 1 for items in bodies.values() for id_, _ in items}
        return plain(connection, entry, bodies, *given, **named)

    patch.setattr(writing, "append", append)


def committed_before_the_answer(patch: Any) -> None:
    """On a server: what is booked is committed, then its answer is written."""
    plain = step.write

    def write(connection: Any, *given: Any, **_then: Any) -> int:
        last = plain(connection, *given)
        connection.exec_driver_sql("COMMIT")
        return last

    patch.setattr(step, "write", write)


def retry_not_known(patch: Any) -> None:
    patch.setattr(step, "_answered", lambda *_: None)


def reused_id_answered(patch: Any) -> None:
    patch.setattr(step, "_fingerprint", lambda _: "same")


def nobody_moves_up(patch: Any) -> None:
    patch.setattr(Queue, "settle", lambda *_: None)


def overtaking(patch: Any) -> None:
    """Moving up looks only at whether a rank is free, not at who came before."""
    patch.setattr(queue, "Floor", lambda stage, _ahead: floor.Floor(stage))


def clocks_stand_still(patch: Any) -> None:
    patch.setattr(Moves, "act_on_clocks", lambda _: None)


def deadline_one_moment_late(patch: Any) -> None:
    def due(self: Any) -> Any:
        late = [
            (each.deadline, each.place, each.id, each)
            for one in self.desk.floors.values()
            for each in one.live.values()
            if each.deadline is not None and each.deadline < self.now
        ]
        return min(late)[-1] if late else None

    patch.setattr(Moves, "_due", due)


def second_hold_confirmed(patch: Any) -> None:
    patch.setattr(Moves, "confirm", lambda self, one: self._make_firm(self.floor(one.stage), one))


def version_unchecked(patch: Any) -> None:
    plain = Moves.seen

    def seen(self: Any, command: Any) -> Any:
        return plain(self, command.model_copy(update={"version": None}))

    patch.setattr(Moves, "seen", seen)


def far_days_not_looked_at(patch: Any) -> None:
    patch.setattr(loading, "_amended", lambda *_: [])


def half_a_plan(patch: Any) -> None:
    plain = machine.apply_plan

    def apply_plan(moves_: Any, command: Any) -> None:
        try:
            plain(moves_, command)
        except moves.Refused as refused:
            if refused.code == "NO-STAGE":
                raise

    patch.setattr(machine, "apply_plan", apply_plan)


def challenge_never_over(patch: Any) -> None:
    patch.setattr(Queue, "tidy", lambda *_: None)
    plain = Moves._make_firm

    def make_firm(self: Any, one_floor: Any, one: Any) -> None:
        with patch.context() as within:
            within.setattr(Queue, "end_challenges", lambda *_: False)
            plain(self, one_floor, one)

    patch.setattr(Moves, "_make_firm", make_firm)


ON_BOTH = [
    off_by_one_at_the_end, stage_ignored, touching_is_a_clash, containment_missed,
    capacity_counted_once, quiet_forgotten, first_free_rank, reinstatement_unchecked, event_lost,
    retry_not_known, reused_id_answered, nobody_moves_up, overtaking, clocks_stand_still,
    deadline_one_moment_late, second_hold_confirmed, version_unchecked, far_days_not_looked_at,
    half_a_plan, challenge_never_over,
]  # fmt: skip
MUTANTS: list[tuple[str, Plant]] = [
    *[("sqlite", plant) for plant in ON_BOTH],
    ("sqlite", no_trigger),
    ("postgresql", committed_before_the_answer),
]
