"""The table of roles and actions, written out anew: every action, every role, own and other."""

from __future__ import annotations

import pytest

from kachinko.service.permissions import (
    PLACES,
    ROLES,
    TABLE,
    Actor,
    ForbiddenError,
    Grant,
    On,
    SignInError,
    may,
    require,
)
from tests.service.people import EVERYBODY, actor

EXPECTED = {
    # action: roles at the own organisation, at the studio, at the server; self, anyone
    "reservation.see": ("VPOA", "VPOA", "VPOA"),
    "reservation.place": ("PA", "OA", "POA"),
    "reservation.book": ("", "OA", "OA"),
    "reservation.challenge": ("PA", "OA", "POA"),
    "reservation.withdraw": ("PA", "OA", "POA"),
    "reservation.confirm": ("PA", "OA", "POA"),
    "reservation.sign": ("", "OA", "OA"),
    "reservation.release": ("PA", "OA", "POA"),
    "reservation.cancel": ("PA", "OA", "POA"),
    "reservation.amend": ("PA", "OA", "POA"),
    "reservation.promote": ("", "OA", "OA"),
    "reservation.undo": ("PA", "OA", "POA"),
    "policy.set": ("", "OA", "OA"),
    "clock.tick": ("", "OA", "OA"),
    "project.see": ("VPOA", "", "VPOA"),
    "project.edit": ("PA", "", "PA"),
    "project.delete": ("PA", "", "PA"),
    "shooting.open": ("VPOA", "", "VPOA"),
    "shooting.edit": ("PA", "", "PA"),
    "shooting.delete": ("PA", "", "PA"),
    "plan.see": ("VPOA", "", "VPOA"),
    "plan.start": ("PA", "", "PA"),
    "job.see": ("VPOA", "", "VPOA"),
    "job.start": ("PA", "", "PA"),
    "job.cancel": ("PA", "", "PA"),
    "session.close": ("A", "", "A"),
    "session.see": ("A", "", "A"),
    "factor.see": ("A", "", "A"),
    "factor.set": ("", "", ""),
    "factor.drop": ("A", "", "A"),
    "account.see": ("A", "", "A"),
    "account.make": ("A", "", "A"),
    "account.switch": ("A", "", "A"),
    "password.set": ("A", "", "A"),
    "role.give": ("A", "A", "A"),
    "role.take": ("A", "A", "A"),
    "token.see": ("A", "", "A"),
    "token.make": ("", "", ""),
    "token.revoke": ("A", "", "A"),
    "feed.see": ("A", "", "A"),
    "feed.make": ("", "", ""),
    "feed.revoke": ("A", "", "A"),
    "ledger.verify": ("", "", "A"),
    "ledger.backup": ("", "", "A"),
    "metrics.see": ("", "", "A"),
    "organisation.make": ("", "", "A"),
    "organisation.see": ("", "", "A"),
    "studio.make": ("", "", "A"),
    "trail.see": ("", "", "A"),
}
SIGNED_IN = {
    "stage.see", "stage.taken", "avails.see", "events.see", "incentive.see", "facts.see",
    "budget.see", "shooting.see",
}  # fmt: skip
EVERYONE = {"health.see", "session.open", "feed.read"}
OF_ONESELF = {
    "session.close", "session.see", "factor.see", "factor.set", "factor.drop", "account.see",
    "password.set", "token.see", "token.make", "token.revoke", "feed.see", "feed.make",
    "feed.revoke",
}  # fmt: skip
MINE = On(organisation="north", studio="toho", user="somebody")


def test_the_table_written_here_is_whole() -> None:
    assert set(TABLE) == set(EXPECTED) | SIGNED_IN | EVERYONE


@pytest.mark.parametrize("action", sorted(TABLE))
@pytest.mark.parametrize("grant", EVERYBODY, ids=str)
def test_every_action_for_every_role_on_own_and_other(action: str, grant: Grant) -> None:
    open_to_all = action in SIGNED_IN | EVERYONE
    columns = EXPECTED.get(action, ("", "", ""))
    letters = columns[PLACES.index(grant.place)]
    here = grant.name in ("north", "toho", "")
    assert may(actor(grant), action, MINE) is (
        open_to_all or (here and grant.role[0].upper() in letters)
    )


@pytest.mark.parametrize("action", sorted(TABLE))
def test_who_has_no_role_or_is_not_signed_in_may_nothing(action: str) -> None:
    assert may(None, action, MINE) is (action in EVERYONE)
    assert may(Actor("somebody", "north"), action, MINE) is (action in EVERYONE)


@pytest.mark.parametrize("action", sorted(TABLE))
def test_on_nothing_in_particular_only_the_server_counts(action: str) -> None:
    for grant in EVERYBODY:
        if grant.place != "server":
            open_to_all = action in SIGNED_IN | EVERYONE
            assert may(actor(grant), action) is open_to_all, grant


@pytest.mark.parametrize("action", sorted(TABLE))
def test_of_oneself_some_things_are_always_allowed(action: str) -> None:
    viewer = Actor("ana", "north", frozenset({Grant("viewer", "organisation", "south")}))
    expected = action in OF_ONESELF | SIGNED_IN | EVERYONE
    assert may(viewer, action, On(organisation="other", user="ana")) is expected


def test_what_the_table_does_not_name_nobody_may() -> None:
    assert not may(Actor.local(), "reservation.destroy", MINE)
    with pytest.raises(ForbiddenError):
        require(Actor.local(), "reservation.destroy", MINE)
    with pytest.raises(SignInError):
        require(None, "stage.see")


@pytest.mark.parametrize("role", ROLES)
def test_a_token_leaves_no_more_than_its_scope(role) -> None:
    whole = Actor("ana", "north", frozenset({Grant(role, "organisation", "north")}))
    assert whole.narrowed("all") == whole
    assert {grant.role for grant in whole.narrowed("read").grants} == {"viewer"}
    written = {grant.role for grant in whole.narrowed("write").grants}
    assert written == ({"planner", "operator"} if role == "admin" else {role})
