"""The rules by which hypothesis drives a ledger and the simple model side by side."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import event

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import IdReusedError
from kachinko.ledger.verify import verify
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
from kachinko.model.policy import HoldPolicy
from kachinko.model.studio import Closure
from tests.ledger.databases import new_database
from tests.ledger.desks import DAY, NOW, wanted
from tests.ledger.proof.simple import Simple

ON_ONE = {
    "challenge": ChallengeBetter, "withdraw": Withdraw, "confirm": Confirm, "sign": Sign,
    "release": Release, "cancel": Cancel, "promote": Promote,
}  # fmt: skip
POLICIES = {
    "whole": {},
    "signed": {"signature_hours": 48, "zone": "America/Vancouver"},
    "by hand": {"promotion": "none", "challenge_binds": False},
    "short": {"most_rank": 3, "days_ahead": 60, "lapse_lead_days": 40},
    "strict": {"holds_behind_bookings": False, "challenge_hours": 24, "signature_hours": 24},
    "shared": {"sharing": "floor", "lapse_lead_days": 30, "zone": "Asia/Tokyo"},
    "shared, by hand": {"sharing": "floor", "promotion": "none", "signature_hours": 24},
}
STAGES = ("one", "two", "three")
PATTERNS = ((), ("build", "shoot"), ("build", "shoot", "strike"), ("prelight", "shoot"), ("hold",))
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Thousands of commits wait for no disk; that they reach one is tested elsewhere."""
steps: dict[str, int] = {}
"""By database, how many steps were taken."""

days = st.integers(0, 14)
lengths = st.integers(1, 7)
stages = st.sampled_from(STAGES)
areas = st.sampled_from([None, None, 300, 500, 700, 1000, 1200])
titles = st.sampled_from(["vapor", "comet"])
picks = st.integers(0, 11)


class Crash(BaseException):
    """The program dies here."""


@st.composite
def wants(draw):
    first, length, stage = draw(days), draw(lengths), draw(stages)
    fields = {"title": draw(titles), "holder": draw(st.sampled_from(["north", "south"]))}
    area = draw(areas)
    if area is not None:
        fields |= {"area_m2": area, "sync_sound": draw(st.booleans())}
        fields["phases"] = _phases(first, length, draw(st.sampled_from(PATTERNS)))
    return wanted(first, length, stage=stage, set=draw(st.sampled_from(["lab", "cave"])), **fields)


def _phases(first: int, length: int, names: tuple[str, ...]) -> list[dict[str, object]]:
    """The days in about equal parts, as many as there are."""
    names = names[:length]
    cuts = [length * number // len(names) for number in range(len(names) + 1)] if names else []
    return [
        {
            "phase": name,
            "from": DAY + timedelta(days=first + cuts[number]),
            "to": DAY + timedelta(days=first + cuts[number + 1] - 1),
        }
        for number, name in enumerate(names)
    ]


class Both(RuleBasedStateMachine):
    """A ledger and the simple model; after each step they must agree."""

    kind = "sqlite"
    verify_every = 12

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="kachinko-", dir=IN_MEMORY)
        self.where = new_database(self.kind, Path(self.folder.name))
        self.ledger = Ledger(self.where)
        self.simple = Simple()
        self.now = NOW
        self.sent: list[tuple[object, object]] = []
        self.seen: list[str] = []
        self.count = 0

    @initialize(names=st.tuples(*[st.sampled_from(sorted(POLICIES))] * 3))
    def set_up(self, names) -> None:
        for stage, name in zip(STAGES, names, strict=True):
            self._policy(stage, name, 1000, quiet=stage != "three")

    # What is common

    def _id(self) -> str:
        self.count += 1
        return f"c{self.count}"

    def _send(self, command, *, actor: str = "ana"):
        steps[self.kind] = steps.get(self.kind, 0) + 1
        outcome = self.ledger.submit(command, actor=actor, at=self.now)
        done, code = self.simple.do(command, self.now)
        assert outcome.done == done, (command, outcome, code)
        assert outcome.code == code, (command, outcome, code)
        self.sent.append((command, outcome))
        self.seen += [each.after.id for each in outcome.changes if each.before is None]
        self._compare()
        return outcome

    def _compare(self) -> None:
        found = {each.id: each for each in self.ledger.reservations(live=None)}
        right = self.simple.held
        assert found.keys() == right.keys()
        for id_, one in right.items():
            real = found[id_]
            assert _of(real) == {**vars(one), "place": real.place}, (_of(real), vars(one))
        for stage in STAGES:
            mine = sorted((e.place, e.id) for e in right.values() if e.stage == stage)
            real = sorted((e.place, e.id) for e in found.values() if e.stage == stage)
            assert [id_ for _, id_ in mine] == [id_ for _, id_ in real]
        if len(self.sent) % self.verify_every == 0:
            self._verify()

    def _verify(self) -> None:
        found = verify(self.ledger.engine).findings
        assert found == (), found

    def _pick(self, number: int) -> str:
        """One of the latest reservations, or one that there is not."""
        return self.seen[-1 - number] if number < len(self.seen) else "nobody"

    def _policy(
        self, stage: str, name: str, floor: float | None, *, quiet: bool, closed=()
    ) -> None:
        policy = HoldPolicy.model_validate(POLICIES[name])
        self._send(
            SetPolicy(id=self._id(), stage=stage, policy=policy, floor_m2=floor, quiet=quiet,
                      closures=closed)
        )  # fmt: skip

    # What people do

    @rule(want=wants())
    def place(self, want) -> None:
        self._send(Place(id=self._id(), wanted=want))

    @rule(want=wants())
    def place_another(self, want) -> None:
        self._send(Place(id=self._id(), wanted=want))

    @rule(want=wants())
    def book(self, want) -> None:
        self._send(Book(id=self._id(), wanted=want))

    @rule(kind=st.sampled_from(sorted(ON_ONE)), pick=picks, version=st.sampled_from("nnnrw"))
    def on_one(self, kind, pick, version) -> None:
        self._on_one(kind, self._pick(pick), version)

    @rule(kind=st.sampled_from(["challenge", "confirm", "release"]), pick=picks)
    def on_another(self, kind, pick) -> None:
        self._on_one(kind, self._pick(pick), "n")

    @rule(pick=picks)
    def challenge_a_better_one(self, pick) -> None:
        lower = [id_ for id_ in self.seen if self.simple.held[id_].rank > 1]
        if lower:
            self._on_one("challenge", lower[pick % len(lower)], "n")

    @rule(kind=st.sampled_from(sorted(ON_ONE)), pick=st.integers(0, 3))
    def look_at_an_old_version(self, kind, pick) -> None:
        self._on_one(kind, self._pick(pick), "w")

    @rule(first=days, stage=stages)
    def wait_behind_one_who_waits(self, first, stage) -> None:
        """The third waits for the second alone, whose days are free at the first's rank."""
        ids = [self._id() for _ in range(4)]
        for id_, begin, length in zip(ids, (3, 0, 0, 9), (5, 5, 3, 2), strict=True):
            want = wanted(first + begin, length, stage=stage, set="lab", title="vapor",
                          holder="north")  # fmt: skip
            self._send(Place(id=id_, wanted=want))
        self._on_one("release", ids[3], "n")

    def _on_one(self, kind: str, id_: str, version: str) -> None:
        held = self.simple.held.get(id_)
        given = None if version == "n" or held is None else held.version + (version == "w")
        self._send(ON_ONE[kind](id=self._id(), reservation=id_, version=given))

    @rule(pick=picks, first=st.none() | st.integers(-2, 3), last=st.none() | st.integers(-3, 3),
          area=areas, far=st.booleans())  # fmt: skip
    def amend(self, pick, first, last, area, far) -> None:
        id_ = self._pick(pick)
        held = self.simple.held.get(id_)
        values: dict[str, object] = {"area_m2": area}
        if held is not None:
            away = timedelta(days=9 if far else 0)
            if first is not None:
                values["first"] = held.first + timedelta(days=first) + away
            if last is not None:
                values["last"] = held.last + timedelta(days=last) + away
            if held.phases and (first or last or far):
                values["phases"] = ()
        command = {"id": self._id(), "reservation": id_, **values}
        self._send(Amend.model_validate(command, by_name=True))

    @rule(pick=picks, stage=stages, later=st.none() | st.integers(-2, 3))
    def move(self, pick, stage, later) -> None:
        held = self.simple.held.get(self._pick(pick))
        values: dict[str, object] = {}
        if held is not None and later is not None:
            values = {"first": held.first + timedelta(days=later), "phases": ()}
            values["last"] = held.last + timedelta(days=later)
        command = {"id": self._id(), "reservation": self._pick(pick), "stage": stage, **values}
        self._send(Move.model_validate(command, by_name=True))

    @rule(sets=st.lists(wants(), max_size=3), how=st.sampled_from(["hold", "hold", "book"]),
          title=titles, plan=st.sampled_from(["p1", "p2"]))  # fmt: skip
    def apply(self, sets, how, title, plan) -> None:
        mine = [each.model_copy(update={"title": title, "holder": "north"}) for each in sets]
        self._send(
            ApplyPlan(id=self._id(), plan=plan, how=how, titles=(title,), holder="north",
                      wanted=tuple(mine))
        )  # fmt: skip

    @rule(back=st.integers(0, 3))
    def undo(self, back) -> None:
        command = self.sent[-1 - back][0].id if back < len(self.sent) else "nothing"
        self._send(Undo(id=self._id(), command=command))

    @rule(want=wants(), then=st.sampled_from(["confirm", "release", "withdraw", "wait", "less"]))
    def contest(self, want, then) -> None:
        """Three want the same, the last challenges the others, and something comes of it."""
        ids = []
        for number in range(3):
            days = want.model_copy(update={"set": f"set{number}"})
            ids.append(self._send(Place(id=self._id(), wanted=days)).command)
        self._on_one("challenge", ids[2], "n")
        if then == "wait":
            self.now += timedelta(hours=48)
            self._send(Tick(id=self._id()))
        elif then == "less":
            self._send(
                Amend.model_validate(
                    {"id": self._id(), "reservation": ids[0], "last": want.first, "phases": ()},
                    by_name=True,
                )
            )
        else:
            self._on_one(then, ids[2 if then == "withdraw" else 0], "n")

    @rule(pick=picks, first=st.integers(-2, 2), length=lengths)
    def fill_the_gap_then_undo(self, pick, first, length) -> None:
        """Somebody leaves, another comes, and the first wants to be back."""
        held = self.simple.held.get(self._pick(pick))
        if held is None or held.rank != 1:
            return
        leave = "cancel" if held.state in ("confirmed", "booked") else "release"
        self._on_one(leave, held.id, "n")
        left = self.sent[-1][0].id
        days = (held.first - DAY).days + first
        self._send(Book(id=self._id(), wanted=wanted(days, length, stage=held.stage)))
        self._send(Undo(id=self._id(), command=left))

    @rule(stage=stages, name=st.sampled_from(sorted(POLICIES)), quiet=st.booleans(),
          floor=st.sampled_from([None, 600, 1000, 1500]), closed=st.booleans())  # fmt: skip
    def policy(self, stage, name, quiet, floor, closed) -> None:
        day = DAY + timedelta(days=18)
        closures = (Closure.model_validate({"from": day, "to": day}),) if closed else ()
        self._policy(stage, name, floor, quiet=quiet, closed=closures)

    # What happens to them

    @rule(hours=st.sampled_from([1, 24, 48, 49]), act=st.booleans())
    def time_passes(self, hours, act) -> None:
        self.now += timedelta(hours=hours)
        if act:
            self._send(Tick(id=self._id()))

    @precondition(lambda self: self.sent)
    @rule(back=st.integers(0, 9), other=st.booleans())
    def retry(self, back, other) -> None:
        command, outcome = self.sent[-1 - back % len(self.sent)]
        steps[self.kind] += 1
        if other:
            try:
                answer = self.ledger.submit(command, actor="eve", at=self.now)
            except IdReusedError:
                answer = None
            assert answer is None
        else:
            assert self.ledger.submit(command, actor="ana", at=self.now) == outcome
        self._compare()

    @rule(want=wants(), statement=st.none() | st.integers(0, 14), book=st.booleans())
    def crash(self, want, statement, book) -> None:
        """It dies at a statement; then the same command is sent again to another process.

        None: at the last one, which writes down how the command was answered.
        """
        steps[self.kind] += 1
        left = [99 if statement is None else statement]

        @event.listens_for(self.ledger.engine, "before_cursor_execute")
        def die(_connection, _cursor, text, *_arguments) -> None:
            left[0] -= 1
            if left[0] < 0 or (statement is None and text.startswith("INSERT INTO command")):
                raise Crash

        command = (Book if book else Place)(id=self._id(), wanted=want)
        try:
            self.ledger.submit(command, actor="ana", at=self.now)
        except Crash:
            event.remove(self.ledger.engine, "before_cursor_execute", die)
            self.reopen()
            self._verify()
        else:  # it was quicker than that
            event.remove(self.ledger.engine, "before_cursor_execute", die)
        self._send(command)

    @rule()
    def reopen(self) -> None:
        self.ledger.close()
        self.ledger = Ledger(self.where)
        if self.sent:
            self._compare()

    def teardown(self) -> None:
        try:
            self._verify()
        finally:
            self.ledger.close()
            self.folder.cleanup()


def _of(real) -> dict[str, object]:
    names = ("id", "stage", "title", "holder", "first", "last", "area_m2", "phases", "set",
             "sync_sound", "state", "rank", "slot", "place", "plan", "lapses_at", "sign_by",
             "version")  # fmt: skip
    return {name: getattr(real, name) for name in names} | {
        "asked_by": {each.by: each.answer_by for each in real.challenges}
    }
