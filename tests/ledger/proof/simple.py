"""The ledger of docs/ledger-rules.md in the simplest way: dicts, and loops over days.

Written from that page and from nothing else; shares only the records of commands with the ledger.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

LIVE = ("held", "challenged", "confirmed", "booked")
FIRM = ("confirmed", "booked")
FIELDS = ("stage", "title", "holder", "first", "last", "area_m2", "phases", "set", "sync_sound")


class No(Exception):  # noqa: N818 - a refusal, by its code
    pass


@dataclass
class Held:
    id: str
    stage: str
    title: str
    holder: str
    first: date
    last: date
    area_m2: float | None
    phases: tuple[Any, ...]
    set: str | None
    sync_sound: bool
    state: str
    rank: int
    place: int
    slot: int = 0
    plan: str | None = None
    lapses_at: datetime | None = None
    sign_by: datetime | None = None
    asked_by: dict[str, datetime] = field(default_factory=dict)
    version: int = 0

    def days(self) -> list[date]:
        count = (self.last - self.first).days + 1
        return [self.first + timedelta(days=number) for number in range(count)]

    def ends(self) -> datetime | None:
        if self.state == "confirmed":
            return self.sign_by
        if self.state not in ("held", "challenged"):
            return None
        return min([*self.asked_by.values(), *([self.lapses_at] if self.lapses_at else [])],
                   default=None)  # fmt: skip

    def on(self, day: date, *phases: str) -> bool:
        return any(each.phase in phases and each.first <= day <= each.last for each in self.phases)


@dataclass
class Simple:
    stages: dict[str, Any] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)
    places: int = 0
    now: datetime | None = None
    did: dict[str, list[tuple[Held | None, Held]]] = field(default_factory=dict)
    wrote: dict[str, set[str]] = field(default_factory=dict)
    """By command, the stages on which it wrote, be it only what their clocks did."""
    touched: list[str] = field(default_factory=list)
    start: dict[str, Held] = field(default_factory=dict)

    def do(self, command: Any, now: datetime) -> tuple[bool, str]:
        """Carry a command out; whether it was done, and the code of a refusal."""
        self.now = now
        self._begin()
        for stage in self._stages_of(command):
            while over := self._over(stage):
                self._leave(over, "lapsed")
        kept = copy.deepcopy((self.held, self.places, self.touched))
        try:
            getattr(self, "_" + command.kind)(command)
        except No as refusal:
            self.held, self.places, self.touched = kept
            self._end()
            self._wrote(command)
            return False, str(refusal)
        self._wrote(command)
        changes = self._end()
        self.did[command.id] = changes if command.kind != "policy" else []
        return True, ""

    def _wrote(self, command: Any) -> None:
        stages = {self.held[id_].stage for id_ in self.touched}
        self.wrote[command.id] = self.wrote.get(command.id, set()) | stages

    def _begin(self) -> None:
        self.start, self.touched = copy.deepcopy(self.held), []

    def _end(self) -> list[tuple[Held | None, Held]]:
        changes = []
        for id_ in self.touched:
            before = self.start.get(id_)
            self.held[id_].version = 1 if before is None else before.version + 1
            changes.append((before, copy.deepcopy(self.held[id_])))
        return changes

    def _touch(self, one: Held) -> None:
        if one.id not in self.touched:
            self.touched.append(one.id)

    def _stages_of(self, command: Any) -> list[str]:
        mine = [self.held[id_].stage for id_ in [getattr(command, "reservation", "")]
                if id_ in self.held]  # fmt: skip
        match command.kind:
            case "place" | "book":
                named = [command.wanted.stage]
            case "policy":
                named = [command.stage]
            case "apply":
                named = [each.stage for each in command.wanted] + [
                    each.stage for each in self.held.values()
                    if each.state in LIVE
                    and each.title in command.titles and each.holder == command.holder
                ]  # fmt: skip
            case "undo":
                named = list(self.wrote.get(command.command, ()))
            case "tick":
                named = command.stages or self.stages
            case "move":
                named = [command.stage, *mine]
            case _:
                named = mine
        return sorted({each for each in named if each in self.stages})

    # What stands together

    def live(self, stage: str) -> list[Held]:
        return [each for each in self.held.values() if each.stage == stage and each.state in LIVE]

    def floor(self, stage: str) -> int:
        floor = self.stages[stage].floor_m2
        return 1 if floor is None else round(floor * 100)

    def takes(self, one: Held) -> int:
        stage = self.stages[one.stage]
        shared = stage.policy.sharing == "floor" and stage.floor_m2 is not None
        if not shared or one.area_m2 is None or (stage.quiet and not one.phases):
            return self.floor(one.stage)
        return round(one.area_m2 * 100)

    def in_way(self, one: Held, rank: int, among: list[Held] | None = None) -> list[str]:
        """Those of a rank without which it would fit: the days on which it is too much."""
        those = self.live(one.stage) if among is None else among
        those = [each for each in those if each.rank == rank and each.id != one.id]
        found: dict[str, None] = {}
        for day in one.days():
            there = [each for each in those if each.first <= day <= each.last]
            full = self.takes(one) + sum(map(self.takes, there)) > self.floor(one.stage)
            for each in there:
                if full or self._loud(one, each, day) or self._loud(each, one, day):
                    found[each.id] = None
        return list(found)

    def _loud(self, takes: Held, other: Held, day: date) -> bool:
        return (
            self.stages[takes.stage].quiet and takes.sync_sound and takes.on(day, "shoot")
            and other.on(day, "build", "strike", "shoot")
        )  # fmt: skip

    def next_rank(self, one: Held, among: list[Held] | None = None) -> int:
        those = self.live(one.stage) if among is None else among
        ranks = {each.rank for each in those}
        return max((rank for rank in ranks if self.in_way(one, rank, those)), default=0) + 1

    def better(self, one: Held) -> list[str]:
        return [id_ for rank in range(1, one.rank) for id_ in self.in_way(one, rank)]

    def slot(self, one: Held) -> int:
        """The lowest place at its rank that nobody has on its days."""
        taken = {
            each.slot for each in self.live(one.stage)
            if each.rank == one.rank and each.id != one.id
            and each.first <= one.last and one.first <= each.last
        }  # fmt: skip
        return min(set(range(1, len(taken) + 2)) - taken)

    # What moves

    def _over(self, stage: str) -> Held | None:
        over = [each for each in self.live(stage) if each.ends() and each.ends() <= self.now]
        return min(over, key=lambda each: (each.ends(), each.place, each.id), default=None)

    def _leave(self, one: Held, state: str) -> None:
        asked_by = list(one.asked_by)
        self._stop_asking(one)
        one.state, one.rank, one.asked_by = state, 0, {}
        one.lapses_at = one.sign_by = None
        self._touch(one)
        self._free(asked_by)
        self._settle(one.stage)

    def _free(self, asked_by: list[str]) -> None:
        for id_ in asked_by:
            one = self.held[id_]
            if one.state not in ("held", "challenged") or self.better(one):
                continue
            self._up(one)
            self._stop_asking(one)
            if one.rank == 1 and self.stages[one.stage].policy.challenge_binds:
                self._firm(one)

    def _firm(self, one: Held) -> None:
        asked_by = list(one.asked_by)
        self._make_firm(one)
        one.asked_by, one.lapses_at = {}, None
        self._touch(one)
        for each in [one, *(self.held[id_] for id_ in asked_by)]:
            self._stop_asking(each)
        self._settle(one.stage)

    def _make_firm(self, one: Held) -> None:
        hours = self.stages[one.stage].policy.signature_hours
        one.state = "booked" if hours is None else "confirmed"
        one.sign_by = None if hours is None else self.now + timedelta(hours=hours)

    def _stop_asking(self, one: Held) -> bool:
        asked = [each for each in self.live(one.stage) if one.id in each.asked_by]
        for each in asked:
            del each.asked_by[one.id]
            each.state = "challenged" if each.asked_by else "held"
            self._touch(each)
        return bool(asked)

    def _tidy(self, stage: str) -> None:
        for each in self.live(stage):
            for id_ in list(each.asked_by):
                asks = self.held[id_]
                if asks.state not in ("held", "challenged") or each.id not in self.better(asks):
                    del each.asked_by[id_]
                    each.state = "challenged" if each.asked_by else "held"
                    self._touch(each)

    def _up(self, one: Held) -> bool:
        before = [each for each in self.live(one.stage)
                  if each.state in FIRM or each.place < one.place]  # fmt: skip
        for rank in range(self.next_rank(one, before), one.rank):
            if not self.in_way(one, rank):
                one.rank = rank
                one.slot = self.slot(one)
                self._touch(one)
                return True
        return False

    def _settle(self, stage: str) -> None:
        queue = sorted(self.live(stage), key=lambda each: each.place)
        if self.stages[stage].policy.promotion != "none":
            while [each for each in queue if each.state not in FIRM and self._up(each)]:
                pass
        self._tidy(stage)

    # Commands

    def _seen(self, command: Any) -> Held:
        one = self.held.get(command.reservation)
        if one is None:
            raise No("NO-RESERVATION")
        # The clocks of this very command count as a change too.
        version = one.version + (one.id in self.touched)
        if command.version is not None and command.version != version:
            raise No("CHANGED")
        return one

    def _in(self, one: Held, *states: str) -> None:
        if one.state not in states:
            raise No("STATE")

    def _admit(self, one: Held) -> None:
        stage = self.stages[one.stage]
        if one.last < self._today(stage):
            raise No("PAST")
        if any(each.first <= one.last and one.first <= each.last for each in stage.closures):
            raise No("CLOSED")
        if self.takes(one) > self.floor(one.stage):
            raise No("TOO-LARGE")

    def _today(self, stage: Any) -> date:
        return self.now.astimezone(ZoneInfo(stage.policy.zone)).date()

    def _lapse(self, one: Held) -> datetime | None:
        policy = self.stages[one.stage].policy
        if policy.lapse_lead_days is None:
            return None
        day = one.first - timedelta(days=policy.lapse_lead_days)
        ends = datetime.combine(day, time(), ZoneInfo(policy.zone))
        if ends <= self.now:
            raise No("LAPSED")
        return ends

    def _rank_for(self, one: Held) -> int:
        policy = self.stages[one.stage].policy
        rank = self.next_rank(one)
        if rank > policy.most_rank:
            raise No("QUEUE-FULL")
        firm = [id_ for id_ in self.in_way(one, 1) if self.held[id_].state in FIRM]
        if firm and not policy.holds_behind_bookings:
            raise No("CLASH")
        return rank

    def _new(self, wanted: Any, id_: str, plan: str | None) -> Held:
        if wanted.stage not in self.stages:
            raise No("NO-STAGE")
        given = {name: getattr(wanted, name) for name in FIELDS}
        return Held(id=id_, **given, state="", rank=0, place=0, plan=plan)

    def _enter(self, one: Held) -> None:
        if one.id in self.held:
            raise No("ID-TAKEN")
        self.places += 1
        one.place = self.places
        one.slot = self.slot(one)
        self.held[one.id] = one
        self._touch(one)

    def _place(self, command: Any, wanted: Any = None, id_: str = "", plan: Any = None) -> None:
        one = self._new(wanted or command.wanted, id_ or command.id, plan)
        self._admit(one)
        stage = self.stages[one.stage]
        ahead = stage.policy.days_ahead
        if ahead is not None and (one.first - self._today(stage)).days > ahead:
            raise No("TOO-EARLY")
        one.rank, one.state = self._rank_for(one), "held"
        one.lapses_at = self._lapse(one)
        self._enter(one)

    def _book(self, command: Any, wanted: Any = None, id_: str = "", plan: Any = None) -> None:
        one = self._new(wanted or command.wanted, id_ or command.id, plan)
        self._admit(one)
        if self.in_way(one, 1):
            raise No("CLASH")
        self._make_firm(one)
        one.rank = 1
        self._enter(one)

    def _challenge(self, command: Any) -> None:
        one = self._seen(command)
        self._in(one, "held")
        better = [self.held[id_] for id_ in self.better(one)]
        if any(each.state in FIRM for each in better):
            raise No("FIRM")
        asked = [each for each in better if one.id not in each.asked_by]
        if not asked:
            raise No("NOTHING-TO-CHALLENGE")
        hours = self.stages[one.stage].policy.challenge_hours
        for each in asked:
            each.asked_by[one.id] = self.now + timedelta(hours=hours)
            each.state = "challenged"
            self._touch(each)

    def _withdraw(self, command: Any) -> None:
        if not self._stop_asking(self._seen(command)):
            raise No("NO-CHALLENGE")

    def _confirm(self, command: Any) -> None:
        self._confirm_one(self._seen(command))

    def _confirm_one(self, one: Held) -> None:
        self._in(one, "held", "challenged")
        if one.rank != 1:
            raise No("NOT-FIRST")
        self._firm(one)

    def _sign(self, command: Any) -> None:
        one = self._seen(command)
        self._in(one, "confirmed")
        one.state, one.sign_by = "booked", None
        self._touch(one)

    def _release(self, command: Any) -> None:
        one = self._seen(command)
        self._in(one, "held", "challenged")
        self._leave(one, "released")

    def _cancel(self, command: Any) -> None:
        one = self._seen(command)
        self._in(one, "confirmed", "booked")
        self._leave(one, "cancelled")

    def _promote(self, command: Any) -> None:
        one = self._seen(command)
        self._in(one, "held", "challenged")
        if not self._up(one):
            raise No("NO-ROOM")
        self._settle(one.stage)

    def _amend(self, command: Any) -> None:
        one = self._seen(command)
        self._in(one, *LIVE)
        self._change(one, self._said_anew(one, command))

    def _said_anew(self, one: Held, command: Any) -> Held:
        new = copy.deepcopy(one)
        for name in ("first", "last", "area_m2", "phases"):
            if getattr(command, name) is not None:
                setattr(new, name, getattr(command, name))
        outside = [p for p in new.phases if p.first < new.first or p.last > new.last]
        if new.last < new.first or outside:
            raise No("INPUT")
        return new

    def _move(self, command: Any) -> None:
        one = self._seen(command)
        self._in(one, *LIVE)
        if command.stage == one.stage:
            raise No("SAME-STAGE")
        new = self._said_anew(one, command)
        new.stage = command.stage
        firm = one.state in FIRM
        self._leave(one, "cancelled" if firm else "released")
        enter = self._book if firm else self._place
        enter(command, new, command.id, one.plan)

    def _change(self, one: Held, new: Held) -> None:
        """Let a live reservation want what another record wants."""
        self._admit(new)
        less = (
            one.first <= new.first and new.last <= one.last and self.takes(new) <= self.takes(one)
        )
        if self.stages[one.stage].quiet:
            less = less and new.phases == one.phases and (one.sync_sound or not new.sync_sound)
        if one.state in FIRM:
            if self.in_way(new, 1):
                raise No("CLASH")
            self._copy(one, new)
            one.slot = self.slot(one)
        elif less:
            lapses = self._lapse(new)
            asked_by = set(one.asked_by)
            self._copy(one, new)
            one.lapses_at = lapses
            self._tidy(one.stage)
            self._free(sorted(asked_by - set(one.asked_by)))
        else:
            lapses = self._lapse(new)
            asked_by = list(one.asked_by)
            self._stop_asking(one)
            rank = self._rank_for(new)
            self._copy(one, new)
            one.rank, one.lapses_at, one.state, one.asked_by = rank, lapses, "held", {}
            one.slot = self.slot(one)
            self.places += 1
            one.place = self.places
            self._free(asked_by)
        self._settle(one.stage)

    def _copy(self, one: Held, new: Held) -> None:
        for name in FIELDS:
            setattr(one, name, getattr(new, name))
        self._touch(one)

    def _apply(self, command: Any) -> None:
        old = [each for each in self.held.values()
               if each.state in LIVE and each.plan is not None
               and each.title in command.titles and each.holder == command.holder]  # fmt: skip
        old.sort(key=lambda each: (each.first, each.id))
        mine: dict[int, Held] = {}
        numbered = sorted(enumerate(command.wanted, 1), key=lambda item: (item[1].first, item[0]))
        for number, wanted in numbered:
            for each in old:
                if (each.stage, each.set) == (wanted.stage, wanted.set):
                    mine[number] = each
                    old.remove(each)
                    break
        for each in old:
            if each.state in ("held", "challenged"):
                self._leave(each, "released")
        codes = set()
        for number, wanted in enumerate(command.wanted, 1):
            try:
                self._apply_one(command, wanted, mine.get(number), number)
            except No as refusal:
                codes.add(str(refusal))
        if codes:
            raise No(codes.pop() if len(codes) == 1 else "PLAN")

    def _apply_one(self, command: Any, wanted: Any, one: Held | None, number: int) -> None:
        id_ = f"{command.id}.{number}"
        if one is None:
            enter = self._book if command.how == "book" else self._place
            enter(command, wanted, id_, command.plan)
            return
        if any(getattr(one, name) != getattr(wanted, name) for name in FIELDS):
            new = copy.deepcopy(one)
            for name in FIELDS:
                setattr(new, name, getattr(wanted, name))
            self._change(one, new)
        if command.how == "book" and one.state not in FIRM:
            self._confirm_one(one)
        if one.plan != command.plan:
            one.plan = command.plan
            self._touch(one)

    def _undo(self, command: Any) -> None:
        changes = self.did.get(command.command, [])
        if not changes:
            raise No("NOTHING-TO-UNDO")
        for _, after in changes:
            now = copy.copy(self.held[after.id])
            now.version, now.slot = after.version, after.slot
            if now != after:
                raise No("CHANGED")
        back = []
        for before, after in changes:
            one = self.held[after.id]
            if before is None or before.state not in LIVE:
                self._stop_asking(one)
            if before is None:
                one.state = "cancelled" if one.state in FIRM else "released"
                one.rank, one.asked_by, one.lapses_at, one.sign_by = 0, {}, None, None
            elif before.state in LIVE:
                one.state = "lifted"
                back.append(copy.deepcopy(before))
            else:
                self.held[after.id] = copy.deepcopy(before)
            self._touch(one)
        for one in sorted(back, key=lambda each: (each.stage, each.place)):
            if one.ends() is not None and one.ends() <= self.now:
                raise No("CLOCK")
            if self.in_way(one, one.rank):
                raise No("CLASH")
            one.slot = self.slot(one)
            self.held[one.id] = one
        for stage in sorted({after.stage for _, after in changes}):
            self._tidy(stage)
            self._settle(stage)

    def _policy(self, command: Any) -> None:
        old = self.stages.get(command.stage)
        self.stages[command.stage] = command
        for each in self.live(command.stage):
            if self.takes(each) > self.floor(command.stage) or self.in_way(each, each.rank):
                self.stages[command.stage] = old
                raise No("CLASH")
        self._end()
        self._begin()
        self.wrote[command.id] = {command.stage}
        for each in self.live(command.stage):
            if command.policy.sharing == "whole" and each.slot != 1:
                each.slot = 1
                self._touch(each)
        self._tidy(command.stage)
        self._settle(command.stage)

    def _tick(self, command: Any) -> None:
        pass
