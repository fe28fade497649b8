"""Use cases of the ledger by role and place, and what one organisation learns of another."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

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
from kachinko.service.holds import Holds
from kachinko.service.masking import ANOTHER_ORGANISATION, ANOTHER_PRODUCTION, ANOTHER_USER
from kachinko.service.permissions import Actor, ForbiddenError, Grant, SignInError
from kachinko.service.refusals import NotFoundError
from tests.ledger.databases import KINDS
from tests.ledger.desks import NOW, wanted
from tests.service.people import EVERYBODY, NORTH, OPERATOR, ROOT, SOUTH, actor, settled
from tests.service.test_permissions import EXPECTED

if TYPE_CHECKING:
    from kachinko.ledger.store.ledger import Ledger

THEIRS = {"title": "vapor", "holder": "south", "set": "lair", "note": "Kappa returns"}


@pytest.fixture(params=KINDS)
def ledger(tmp_path, request):
    with settled(request.param, tmp_path) as opened:
        yield opened


@pytest.fixture
def on_file(tmp_path):
    with settled("sqlite", tmp_path) as opened:
        yield opened


def submit(ledger: Ledger, who: Actor | None, command, *, at=NOW):
    return Holds(ledger).submit(who, command, at=at)


COMMANDS = {
    "reservation.place": lambda: Place(id="c", wanted=wanted(50, holder="north")),
    "reservation.book": lambda: Book(id="c", wanted=wanted(50, holder="north")),
    "reservation.challenge": lambda: ChallengeBetter(id="c", reservation="mine"),
    "reservation.withdraw": lambda: Withdraw(id="c", reservation="mine"),
    "reservation.confirm": lambda: Confirm(id="c", reservation="mine"),
    "reservation.sign": lambda: Sign(id="c", reservation="mine"),
    "reservation.release": lambda: Release(id="c", reservation="mine"),
    "reservation.cancel": lambda: Cancel(id="c", reservation="mine"),
    "reservation.promote": lambda: Promote(id="c", reservation="mine"),
    "reservation.amend": lambda: Amend(id="c", reservation="mine", area_m2=100),
    "reservation.undo": lambda: Undo(id="c", command="mine"),
    "policy.set": lambda: SetPolicy(id="c", stage="one", floor_m2=1000, policy=HoldPolicy()),
    "clock.tick": lambda: Tick(id="c", stages=("one",)),
}


@pytest.mark.parametrize("action", COMMANDS)
def test_every_command_for_every_role_on_own_and_other(on_file, action: str) -> None:
    """North's hold on stage one of Toho: who may do what to it, and to whom it does not exist."""
    submit(on_file, NORTH, Place(id="mine", wanted=wanted(holder="north")))
    letters = dict(zip(("organisation", "studio", "server"), EXPECTED[action], strict=True))
    hidden = action.startswith("reservation.") and action[12:] not in ("place", "book")
    for number, grant in enumerate(EVERYBODY):
        command = COMMANDS[action]().model_copy(update={"id": f"c{number}"})
        here = grant.name in ("north", "toho", "")
        if here and grant.role[0].upper() in letters[grant.place]:
            submit(on_file, actor(grant), command)
        else:
            error = NotFoundError if hidden and not here else ForbiddenError
            with pytest.raises(error):
                submit(on_file, actor(grant), command)
    for nobody, error in ((None, SignInError), (Actor("x", "north"), (ForbiddenError))):
        with pytest.raises(error):
            submit(on_file, nobody, COMMANDS[action]())


def test_a_plan_is_applied_for_ones_own_titles_and_firm_only_by_the_studio(on_file) -> None:
    plan = {"plan": "p1", "titles": ("vapor",), "holder": "north"}
    mine, other = wanted(holder="north", set="lab"), wanted(30, holder="south", set="hall")
    held = ApplyPlan.model_validate(plan | {"id": "a", "wanted": (mine,)})
    assert submit(on_file, NORTH, held).done
    for changes in (
        {"how": "book"},
        {"wanted": (mine, other)},
        {"holder": "south"},
    ):
        command = ApplyPlan.model_validate(plan | {"id": "b", "wanted": (mine,)} | changes)
        with pytest.raises(ForbiddenError):
            submit(on_file, NORTH, command)
    firm = ApplyPlan.model_validate(plan | {"id": "c", "wanted": (mine,), "how": "book"})
    assert submit(on_file, OPERATOR, firm).done


@pytest.mark.slow
def test_to_move_is_to_leave_here_and_to_come_there(ledger) -> None:
    submit(ledger, NORTH, Place(id="n", wanted=wanted(holder="north")))
    with pytest.raises(NotFoundError):
        submit(ledger, SOUTH, Move(id="x", reservation="n", stage="two"))
    assert submit(ledger, NORTH, Move(id="m", reservation="n", stage="two")).done
    assert [each.stage for each in ledger.reservations()] == ["two"]
    submit(ledger, OPERATOR, Confirm(id="c", reservation="m"))
    # What is firm is booked there, which the studio alone may do.
    with pytest.raises(ForbiddenError):
        submit(ledger, NORTH, Move(id="y", reservation="m", stage="one"))
    assert submit(ledger, ROOT, Move(id="z", reservation="m", stage="one")).done
    assert submit(ledger, ROOT, Undo(id="u", command="z")).done
    assert [(each.id, each.stage, each.state) for each in ledger.reservations()] == [
        ("m", "two", "confirmed")
    ]
    assert verify(ledger.engine).findings == ()


def test_what_moved_others_up_is_undone_by_the_studio_alone(on_file) -> None:
    submit(on_file, NORTH, Place(id="n", wanted=wanted(holder="north")))
    submit(on_file, SOUTH, Place(id="s", wanted=wanted(holder="south")))
    submit(on_file, NORTH, Release(id="r", reservation="n"))
    with pytest.raises(ForbiddenError):
        submit(on_file, NORTH, Undo(id="u", command="r"))
    assert submit(on_file, OPERATOR, Undo(id="u", command="r")).done
    submit(on_file, SOUTH, Place(id="s2", wanted=wanted(30, holder="south")))
    with pytest.raises(NotFoundError):
        submit(on_file, NORTH, Undo(id="u2", command="s2"))
    assert submit(on_file, SOUTH, Undo(id="u2", command="s2")).done


def test_who_rents_sees_that_a_stage_is_taken_and_not_by_whom(ledger) -> None:
    submit(ledger, SOUTH, Place(id="kappa", wanted=wanted(**THEIRS)))
    (seen,) = Holds(ledger).reservations(NORTH)
    assert (seen.title, seen.holder) == (ANOTHER_PRODUCTION, ANOTHER_ORGANISATION)
    assert (seen.stage, seen.first, seen.last) == ("one", wanted().first, wanted().last)
    assert (seen.state, seen.rank) == ("held", 1)
    assert (seen.set, seen.note, seen.phases, seen.plan) == (None, "", (), None)
    assert seen.id.startswith("other-")
    assert seen.deadline is None
    (again,) = Holds(ledger).reservations(NORTH, stages=["one"])
    assert again == seen
    for who in (SOUTH, OPERATOR, ROOT):
        (whole,) = Holds(ledger).reservations(who)
        assert (whole.id, whole.title, whole.note) == ("kappa", "vapor", "Kappa returns")


def test_columns_are_masked_as_records_are(ledger) -> None:
    submit(ledger, SOUTH, Place(id="kappa", wanted=wanted(**THEIRS)))
    submit(ledger, NORTH, Place(id="n", wanted=wanted(holder="north", set="lab")))
    whole = Holds(ledger).reservations(ROOT)
    names = sorted(set(type(whole[0]).model_fields) - {"challenges"})
    columns = {name: [getattr(each, name) for each in whole] for name in names}
    for who in (NORTH, SOUTH, OPERATOR, ROOT):
        masked = Holds(ledger).mask(who).columns(columns)
        for number, each in enumerate(Holds(ledger).reservations(who)):
            shown = {name: values[number] for name, values in masked.items()}
            for name in names:
                assert shown[name] == getattr(each, name) or shown[name] is None, name
    assert "kappa" not in str(Holds(ledger).mask(NORTH).columns(columns))


def test_the_bars_of_a_board_are_masked(ledger) -> None:
    submit(ledger, SOUTH, Place(id="kappa", wanted=wanted(**THEIRS)))
    submit(ledger, NORTH, Place(id="n", wanted=wanted(holder="north", title="ours")))
    theirs, mine = Holds(ledger).bars(NORTH)
    (seen, _) = Holds(ledger).reservations(NORTH)
    assert (theirs["id"], theirs["title"]) == (seen.id, ANOTHER_PRODUCTION)
    assert (mine["id"], mine["title"]) == ("n", "ours")
    assert "kappa" not in Holds(ledger).bars(NORTH).to_json()
    assert [each["title"] for each in Holds(ledger).bars(OPERATOR)] == ["vapor", "ours"]


def test_asking_by_name_tells_nothing(ledger) -> None:
    submit(ledger, SOUTH, Place(id="kappa", wanted=wanted(**THEIRS)))
    holds = Holds(ledger)
    assert holds.reservations(NORTH, title="vapor") == []
    assert holds.reservations(NORTH, holder="south") == []
    assert len(holds.reservations(SOUTH, title="vapor", holder="south")) == 1
    for id_ in ("kappa", "none", holds.reservations(NORTH)[0].id):
        with pytest.raises(NotFoundError) as refused:
            holds.find(NORTH, id_)
        assert refused.value.message == f"There is no reservation {id_!r}."
        with pytest.raises(NotFoundError):
            holds.history(NORTH, reservation=id_)


def test_blockers_and_words_name_nobody_else(ledger) -> None:
    submit(ledger, SOUTH, Place(id="kappa", wanted=wanted(**THEIRS)))
    submit(ledger, SOUTH, Confirm(id="firm", reservation="kappa"))
    submit(ledger, NORTH, Place(id="n", wanted=wanted(2, holder="north")))
    outcome = submit(ledger, NORTH, ChallengeBetter(id="c", reservation="n"))
    (alias,) = (each.id for each in Holds(ledger).reservations(NORTH) if each.id != "n")
    assert outcome.code == "FIRM"
    assert outcome.blockers == (alias,)
    assert alias in outcome.says
    assert "kappa" not in outcome.says


def test_the_challenger_knows_the_clock_and_the_challenged_not_who_asks(ledger) -> None:
    submit(ledger, SOUTH, Place(id="kappa", wanted=wanted(**THEIRS)))
    submit(ledger, NORTH, Place(id="n", wanted=wanted(2, holder="north")))
    submit(ledger, NORTH, ChallengeBetter(id="c", reservation="n"))
    theirs = Holds(ledger).reservations(NORTH)[0]
    assert theirs.state == "challenged"
    assert [each.by for each in theirs.challenges] == ["n"]
    mine = Holds(ledger).find(SOUTH, "kappa")
    assert mine.challenges[0].by.startswith("other-")
    assert mine.challenges[0].answer_by == NOW + timedelta(hours=48)
    third = actor(Grant("viewer", "studio", "nikkatsu"))
    assert all(not each.challenges for each in Holds(ledger).reservations(third))


def test_history_tells_what_happened_and_not_who(ledger) -> None:
    submit(ledger, SOUTH, Place(id="kappa", wanted=wanted(**THEIRS), why="the script is good"))
    submit(ledger, NORTH, Place(id="n", wanted=wanted(holder="north"), why="ours"))
    submit(ledger, SOUTH, Release(id="gone", reservation="kappa", why="no money"))
    events = Holds(ledger).history(NORTH, stage="one")
    assert [event.kind for event in events] == ["policy", "place", "place", "release", "release"]
    mine = [event for event in events if event.reservation == "n"]
    assert [event.actor for event in mine] == [NORTH.user, ANOTHER_USER]
    assert [json.loads(event.body)["why"] for event in mine] == ["ours", ""]
    assert {event.hash for event in events} == {""}
    assert "kappa" not in str(events)
    whole = Holds(ledger).history(OPERATOR, stage="one")
    assert [event.actor for event in whole][1] == SOUTH.user
    assert all(event.hash for event in whole)
    page = Holds(ledger).history(NORTH, stage="one", after=events[1].seq, limit=2)
    assert page == events[2:4]


@pytest.mark.slow
def test_both_databases_tell_the_same(tmp_path) -> None:
    told = []
    for kind in KINDS:
        with settled(kind, tmp_path) as ledger:
            submit(ledger, SOUTH, Place(id="kappa", wanted=wanted(**THEIRS), why="secret"))
            submit(ledger, NORTH, Place(id="n", wanted=wanted(1, holder="north")))
            submit(ledger, NORTH, ChallengeBetter(id="c", reservation="n"))
            submit(ledger, SOUTH, Release(id="r", reservation="kappa"))
            holds = Holds(ledger)
            (alias,) = (each.id for each in holds.reservations(NORTH, live=None) if each.id != "n")
            text = repr([holds.reservations(NORTH, live=None), holds.history(NORTH)])
            told.append(text.replace(alias, "ALIAS"))
    assert told[0] == told[1]


NAMES = st.from_regex(r"[a-z]{3}-zq[0-9]{1,3}", fullmatch=True)
KINDS_OF_MOVES = (
    "place", "book", "challenge", "withdraw", "confirm", "sign", "release", "cancel", "amend",
    "move", "undo", "tick", "apply",
)  # fmt: skip
MOVES = st.lists(
    st.tuples(
        st.sampled_from(KINDS_OF_MOVES),
        st.booleans(),
        st.integers(0, 6),
        st.integers(1, 6),
        st.sampled_from(["one", "two"]),
        st.integers(0, 30),
    ),
    min_size=3,
    max_size=14,
)


@pytest.mark.slow
@settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # its cases are short as they are
    suppress_health_check=list(HealthCheck),
)
@given(moves=MOVES, name=NAMES)
def test_nothing_that_north_ever_gets_holds_a_word_of_south(tmp_path_factory, moves, name) -> None:
    """South writes its secret into every field there is; North acts, reads, and fails beside it."""
    secret = f"secret-{name}"
    with settled("sqlite", tmp_path_factory.mktemp("ledger")) as ledger:
        got: list[object] = []
        ids: list[tuple[str, bool]] = []
        holds = Holds(ledger)
        who_south = Actor(
            f"{secret}-user", secret, frozenset({Grant("planner", "organisation", secret)})
        )
        for number, (kind, mine, first, days, stage, pick) in enumerate(moves):
            id_ = f"north-{number}" if mine else f"{secret}-{number}"
            own = {"holder": "north", "title": "ours"}
            if not mine:
                own = {"holder": secret, "title": f"{secret}-title", "set": f"{secret}-set"}
                own |= {"note": f"a {secret} note"}
            want = wanted(first, days, stage=stage, area_m2=300, **own)
            who = NORTH if mine else who_south
            command = _command(kind, id_, want, ids, mine=mine, pick=pick, secret=secret)
            at = NOW + timedelta(hours=6 * number)
            if kind in ("book", "sign", "tick"):
                who = OPERATOR
            try:
                outcome = holds.submit(who, command, at=at)
            except (ForbiddenError, NotFoundError) as error:
                outcome = error
            if kind in ("place", "book"):
                ids.append((id_, mine))
            if who is NORTH:
                got.append(outcome if not isinstance(outcome, Exception) else str(outcome))
            elif not isinstance(outcome, Exception):
                # What the studio or South was told, told to North: blockers, changes, words.
                raw = ledger.submit(command, actor=who.user, at=at)
                raw = raw.model_copy(update={"command": "theirs"})
                got.append(holds.mask(NORTH).outcome(raw))
        got += [
            holds.reservations(NORTH, live=None),
            holds.reservations(NORTH, title=f"{secret}-title"),
            holds.history(NORTH),
            holds.history(NORTH, stage="one"),
        ]
        text = "\n".join(_text(each) for each in got)
        asked_for = {f"'{id_}'" for id_, mine in ids if not mine}
        for words in asked_for:  # a refusal repeats what North itself has asked for
            text = text.replace(f"There is no reservation {words}.", "")
        text = text.replace(f"No command '{secret}", "")
        assert secret not in text, text[max(0, text.index(secret) - 200) :][:400]
        # It was there to be found: the studio is told all of it.
        assert (secret in _text(holds.history(OPERATOR))) is (secret in _text(ledger.history()))


def _command(kind, id_, want, ids, *, mine, pick, secret):
    why = "because" if mine else f"because {secret}"
    target = ids[pick % len(ids)][0] if ids else "none"
    match kind:
        case "place":
            return Place(id=id_, wanted=want, why=why)
        case "book":
            return Book(id=id_, wanted=want, why=why)
        case "tick":
            return Tick(id=id_, stages=("one", "two"), why=why)
        case "undo":
            return Undo(id=id_, command=target, why=why)
        case "amend":
            return Amend(id=id_, reservation=target, area_m2=200, why=why)
        case "move":
            stage = {"one": "two", "two": "one"}[want.stage]
            return Move(id=id_, reservation=target, stage=stage, why=why)
        case "apply":
            plan = {"id": id_, "plan": f"{id_}-plan", "titles": (want.title,), "why": why}
            return ApplyPlan.model_validate(plan | {"holder": want.holder, "wanted": (want,)})
    on_one = {
        "challenge": ChallengeBetter, "withdraw": Withdraw, "confirm": Confirm, "sign": Sign,
        "release": Release, "cancel": Cancel,
    }  # fmt: skip
    return on_one[kind](id=id_, reservation=target, why=why)


def _text(thing: object) -> str:
    if isinstance(thing, str):
        return thing
    if isinstance(thing, list):
        return "\n".join(_text(each) for each in thing)
    return thing.model_dump_json(by_alias=True) + repr(thing)
