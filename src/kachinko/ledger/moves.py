"""The moves between the states of a reservation, each with what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.ledger.clock import answer_by, lapse_of, today
from kachinko.ledger.queue import Queue, asks
from kachinko.model.reservation import Challenge, Reservation, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kachinko.ledger.desk import Desk
    from kachinko.ledger.floor import Floor
    from kachinko.model.command import Amend, Move
    from kachinko.model.reservation import State

_WANTED = tuple(Wanted.model_fields)


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """Nothing was done; `code` never changes once published."""

    def __init__(self, code: str, says: str, blockers: Iterable[Reservation] = ()) -> None:
        super().__init__(says)
        self.code = code
        self.says = says
        self.blockers = tuple(blockers)


class Moves:
    """All moves, on one desk at one moment."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self.desk = desk
        self.now = now
        self.queue = Queue(desk)

    # What a command names

    def floor(self, stage: str) -> Floor:
        """The floor of a stage, or a refusal."""
        if stage not in self.desk.floors:
            raise Refused("NO-STAGE", f"There is no stage {stage!r} in the ledger.")
        return self.desk.floors[stage]

    def seen(self, command: object) -> Reservation:
        """The reservation that a command names, at the version that its sender has seen."""
        id_, version = getattr(command, "reservation", ""), getattr(command, "version", None)
        found = self.desk.find(id_)
        if found is None:
            raise Refused("NO-RESERVATION", f"There is no reservation {id_!r}.")
        if version is not None and version != found.version:
            raise Refused(
                "CHANGED",
                f"{id_} has changed since: it is at version {found.version}, not {version}.",
                [found],
            )
        return found

    # Coming

    def place(self, wanted: Wanted, id_: str, *, plan: str | None = None) -> Reservation:
        """Enter a hold at the rank that is free for it."""
        floor = self._admit(wanted)
        policy = floor.stage.policy
        if policy.days_ahead is not None:
            ahead = (wanted.first - today(policy, self.now)).days
            if ahead > policy.days_ahead:
                raise Refused(
                    "TOO-EARLY",
                    f"Holds on {wanted.stage} are taken at most {policy.days_ahead} days ahead; "
                    f"{wanted.first} is {ahead} days from now.",
                )
        rank = floor.first_rank(wanted)
        self._check_rank(floor, wanted, rank)
        self._lapse(floor, wanted)
        return self._enter(floor, wanted, id_, "held", rank, plan)

    def book(self, wanted: Wanted, id_: str, *, plan: str | None = None) -> Reservation:
        """Enter a firm reservation, or refuse with who is in the way."""
        floor = self._admit(wanted)
        self._must_fit(floor, wanted)
        return self._enter(floor, wanted, id_, self._firm_state(floor), 1, plan)

    # Challenges

    def challenge(self, one: Reservation) -> None:
        """Ask every better hold that is in the way to confirm or release."""
        self._must_be(one, "held", "challenge another")
        floor = self.floor(one.stage)
        policy = floor.stage.policy
        better = floor.better(one)
        firm = [other for other in better if other.firm]
        if firm:
            raise Refused("FIRM", f"What is firm cannot be challenged: {_names(firm)}.", firm)
        asked = [other for other in better if not asks(one, other)]
        if not asked:
            raise Refused("NOTHING-TO-CHALLENGE", f"Nobody new is in the way of {one.id}.", better)
        ends = answer_by(policy, self.now, policy.challenge_hours)
        for other in asked:
            challenges = (*other.challenges, Challenge(by=one.id, answer_by=ends))
            self.queue.set(other, state="challenged", challenges=challenges)

    def withdraw(self, one: Reservation) -> None:
        """Take back what this hold has asked."""
        if not self.queue.end_challenges(one):
            raise Refused("NO-CHALLENGE", f"{one.id} challenges nobody.")

    # Becoming firm

    def confirm(self, one: Reservation) -> None:
        """Make a first hold firm; challenges that its days answer are over."""
        self._must_be(one, "held challenged", "be confirmed")
        floor = self.floor(one.stage)
        if one.rank != 1:
            raise Refused(
                "NOT-FIRST",
                f"{one.id} is hold {one.rank}; only a first hold can be confirmed.",
                floor.better(one),
            )
        self._make_firm(floor, one)

    def sign(self, one: Reservation) -> None:
        """Record that the agreement is signed."""
        self._must_be(one, "confirmed", "be signed")
        self.queue.set(one, state="booked", sign_by=None)

    # Going

    def release(self, one: Reservation) -> None:
        """Give a hold back."""
        self._must_be(one, "held challenged", "be released")
        self._leave(one, "released")

    def cancel(self, one: Reservation) -> None:
        """Give up what is firm."""
        self._must_be(one, "confirmed booked", "be cancelled")
        self._leave(one, "cancelled")

    # Changing

    def promote(self, one: Reservation) -> None:
        """Move a hold up where there is room."""
        self._must_be(one, "held challenged", "move up")
        if not self.queue.move_up(self.floor(one.stage), one):
            raise Refused("NO-ROOM", f"There is no room for {one.id} above rank {one.rank}.")
        self.queue.settle(one.stage)

    def amend(self, one: Reservation, new: Amend) -> None:
        """Give a reservation new days, floor or phases."""
        if not one.live:
            raise Refused("STATE", f"{one.id} is {one.state} and cannot be changed.")
        self.change(one, _as_wanted(one, new))

    def move(self, one: Reservation, new: Move) -> Reservation:
        """Take a reservation to another stage, where it comes last; what is firm must fit there.

        The one that was there leaves as if it were given back, so that each stage's history is
        whole by itself.
        """
        if not one.live:
            raise Refused("STATE", f"{one.id} is {one.state} and cannot be moved.")
        if new.stage == one.stage:
            raise Refused("SAME-STAGE", f"{one.id} is on {one.stage} already; amend it there.")
        wanted = _as_wanted(one, new, stage=new.stage)
        self._leave(one, "cancelled" if one.firm else "released")
        enter = self.book if one.firm else self.place
        return enter(wanted, new.id, plan=one.plan)

    def change(self, one: Reservation, wanted: Wanted) -> None:
        """Let a live reservation want something else on its stage."""
        floor = self._admit(wanted)
        values = {name: getattr(wanted, name) for name in _WANTED}
        if one.firm:
            self._must_fit(floor, wanted, besides=(one.id,))
            slot = floor.free_slot(wanted, 1, besides=(one.id,))
            self.queue.set(one, **values, slot=slot)
        elif _smaller(floor, wanted, one):
            asked_by = {each.by for each in one.challenges}
            self.queue.set(one, **values, lapses_at=self._lapse(floor, wanted))
            self.queue.tidy(one.stage)
            still = {each.by for each in floor.live[one.id].challenges}
            self._way_is_free(floor, sorted(asked_by - still))
        else:
            lapses_at = self._lapse(floor, wanted)
            challengers = [each.by for each in one.challenges]
            self.queue.end_challenges(one)
            rank = floor.first_rank(wanted, besides=(one.id,))
            self._check_rank(floor, wanted, rank)
            slot = floor.free_slot(wanted, rank, besides=(one.id,))
            self.queue.set(
                one, **values, state="held", challenges=(), rank=rank, slot=slot,
                place=self._take_place(), lapses_at=lapses_at,
            )  # fmt: skip
            self._way_is_free(floor, challengers)
        self.queue.settle(one.stage)

    # Clocks

    def act_on_clocks(self) -> None:
        """End what has run out, the earliest deadline first."""
        while due := self._due():
            self._leave(due, "lapsed")

    def _due(self) -> Reservation | None:
        overdue = [
            (ends, each.place, each.id, each)
            for floor in self.desk.floors.values()
            for each in floor.live.values()
            if (ends := each.deadline) is not None and ends <= self.now
        ]
        return min(overdue)[-1] if overdue else None

    # What the moves are made of

    def _admit(self, wanted: Wanted) -> Floor:
        floor = self.floor(wanted.stage)
        stage = floor.stage
        if wanted.last < today(stage.policy, self.now):
            raise Refused("PAST", f"{wanted.first} to {wanted.last} is over.")
        closed = [each for each in stage.closures if each.span.overlaps(wanted.span)]
        if closed:
            raise Refused(
                "CLOSED", f"{wanted.stage} is closed from {closed[0].first} to {closed[0].last}."
            )
        if stage.claims(wanted) > stage.capacity:
            raise Refused(
                "TOO-LARGE",
                f"{wanted.area_m2:g} m² are wanted; {wanted.stage} has {stage.floor_m2:g} m².",
            )
        return floor

    def _must_fit(self, floor: Floor, wanted: Wanted, *, besides: tuple[str, ...] = ()) -> None:
        blockers = floor.in_the_way(wanted, 1, besides=besides)
        if blockers:
            raise Refused("CLASH", f"In the way: {_names(blockers)}.", blockers)

    def _check_rank(self, floor: Floor, wanted: Wanted, rank: int) -> None:
        policy = floor.stage.policy
        if rank > policy.most_rank:
            raise Refused(
                "QUEUE-FULL",
                f"{wanted.stage} takes {policy.most_rank} holds a day; this would be hold {rank}.",
                floor.in_the_way(wanted, rank - 1),
            )
        if rank > 1 and not policy.holds_behind_bookings:
            firm = [other for other in floor.in_the_way(wanted, 1) if other.firm]
            if firm:
                raise Refused("CLASH", f"Booked: {_names(firm)}.", firm)

    def _lapse(self, floor: Floor, wanted: Wanted) -> datetime | None:
        """When a hold on these days lapses; refused where that is over."""
        policy = floor.stage.policy
        lapses = lapse_of(policy, wanted.first)
        if lapses is not None and lapses <= self.now:
            raise Refused(
                "LAPSED",
                f"A hold from {wanted.first} has lapsed already: holds on {wanted.stage} end "
                f"{policy.lapse_lead_days} days before. Book it instead.",
            )
        return lapses

    def _enter(
        self, floor: Floor, wanted: Wanted, id_: str, state: State, rank: int, plan: str | None
    ) -> Reservation:
        policy = floor.stage.policy
        if self.desk.find(id_) is not None:
            raise Refused("ID-TAKEN", f"There is another reservation {id_!r}.")
        new = Reservation.model_validate(
            {name: getattr(wanted, name) for name in _WANTED}
            | {
                "id": id_, "state": state, "rank": rank, "slot": floor.free_slot(wanted, rank),
                "place": self._take_place(), "placed_at": self.now, "plan": plan,
                "lapses_at": lapse_of(policy, wanted.first) if state == "held" else None,
                "sign_by": self._sign_by(floor) if state == "confirmed" else None,
            },
            by_name=True,
        )  # fmt: skip
        self.desk.put(new)
        return new

    def _make_firm(self, floor: Floor, one: Reservation) -> None:
        answered = tuple(challenge.by for challenge in one.challenges)
        state = self._firm_state(floor)
        sign_by = self._sign_by(floor) if state == "confirmed" else None
        self.queue.set(one, state=state, challenges=(), lapses_at=None, sign_by=sign_by)
        for id_ in (one.id, *answered):
            challenger = self.desk.find(id_)
            if challenger is not None:
                self.queue.end_challenges(challenger)
        self.queue.settle(one.stage)

    def _firm_state(self, floor: Floor) -> State:
        return "booked" if floor.stage.policy.signature_hours is None else "confirmed"

    def _sign_by(self, floor: Floor) -> datetime | None:
        hours = floor.stage.policy.signature_hours
        return None if hours is None else answer_by(floor.stage.policy, self.now, hours)

    def _leave(self, one: Reservation, state: State) -> None:
        challengers = [each.by for each in one.challenges]
        self.queue.end_challenges(one)
        self.queue.set(one, state=state, rank=0, challenges=(), lapses_at=None, sign_by=None)
        self._way_is_free(self.floor(one.stage), challengers)
        self.queue.settle(one.stage)

    def _way_is_free(self, floor: Floor, challengers: list[str]) -> None:
        """A challenger before whom nobody stands comes first, and is bound if so agreed."""
        for id_ in challengers:
            one = floor.live.get(id_)
            if one is None or one.firm or floor.better(one):
                continue
            self.queue.move_up(floor, one)
            one = floor.live[id_]
            self.queue.end_challenges(one)
            if one.rank == 1 and floor.stage.policy.challenge_binds:
                self._make_firm(floor, one)

    @staticmethod
    def _must_be(one: Reservation, states: str, what: str) -> None:
        if one.state not in states.split():
            raise Refused("STATE", f"{one.id} is {one.state} and cannot {what}.", [one])

    def _take_place(self) -> int:
        place = self.desk.next_place
        self.desk.next_place += 1
        return place


def _as_wanted(one: Reservation, new: Amend | Move, **fields: object) -> Wanted:
    """What a reservation wants, with what a command says anew."""
    given = {"first": new.first, "last": new.last, "area_m2": new.area_m2, "phases": new.phases}
    fields |= {name: value for name, value in given.items() if value is not None}
    try:
        return Wanted.model_validate(
            {name: getattr(one, name) for name in _WANTED} | fields, by_name=True
        )
    except ValueError as error:
        raise Refused("INPUT", _first_words(error)) from None


def _smaller(floor: Floor, wanted: Wanted, one: Reservation) -> bool:
    """Whether it asks for no day, floor or noise that it does not have."""
    return (
        one.span.covers(wanted.span)
        and floor.stage.claims(wanted) <= floor.stage.claims(one)
        and (wanted.sync_sound <= one.sync_sound or not floor.stage.quiet)
        and (wanted.phases == one.phases or not floor.stage.quiet)
    )


def _names(those: Iterable[Reservation]) -> str:
    return "; ".join(
        f"{each.id} ({each.state}, {each.first} to {each.last})" for each in list(those)[:10]
    )


def _first_words(error: ValueError) -> str:
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        return str(error.errors(include_url=False)[0]["msg"]).removeprefix("Value error, ")
    return str(error)
