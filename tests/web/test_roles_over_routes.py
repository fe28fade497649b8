"""Role by route: what each role is refused at every route of the service. [8.2.1, 8.3.1]

What is expected is the table of `tests/service/test_permissions.py`, which is written by hand.
"""

from __future__ import annotations

import pytest

from kachinko.service.accounts.places import Organisation, Studio
from kachinko.service.permissions import PLACES, Actor, Grant
from kachinko.web.describing import permissions_of, routes_of
from tests.service.test_permissions import EVERYONE, EXPECTED, OF_ONESELF, SIGNED_IN
from tests.web.doors import NOW, door, enter_stage, key
from tests.web.test_people import path_of

ROOT = Actor.local()
PEOPLE = [
    Grant("viewer", "organisation", "north"),
    Grant("planner", "organisation", "north"),
    Grant("operator", "organisation", "north"),
    Grant("admin", "organisation", "north"),
    Grant("viewer", "studio", "toho"),
    Grant("operator", "studio", "toho"),
    Grant("admin", "studio", "toho"),
    Grant("viewer", "server"),
    Grant("planner", "server"),
    Grant("operator", "server"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A server with one account for each role at each place, and the tokens of them."""
    with door(tmp_path_factory.mktemp("house")) as client:
        enter_stage(client)
        office = client.app.state.office
        office.places.make_organisation(ROOT, Organisation(id="north", name="North"), at=NOW)
        studio = Studio(id="toho", organisation="north", name="Toho", stages=("one",))
        office.places.make_studio(ROOT, studio, at=NOW)
        tokens = {}
        for grant in [*PEOPLE, Grant("admin", "server")]:
            name = f"{grant.role}-{grant.place}"
            office.directory.make_account(
                ROOT, name, organisation="north", name=name, grants=[grant], at=NOW
            )
            actor = office.directory.actor_of(name)
            tokens[grant] = office.tokens.make(actor, name="x", scope="all", at=NOW).key
        office._set_up_at = -1.0
        yield client, tokens


def may_somewhere(grant: Grant, action: str) -> bool:
    """As the hand-written table says, at a place of the role's own."""
    if action in SIGNED_IN | EVERYONE | OF_ONESELF:
        return True
    return grant.role[0].upper() in EXPECTED[action][PLACES.index(grant.place)]


@pytest.mark.parametrize("grant", PEOPLE, ids=str)
def test_a_role_is_refused_at_exactly_the_routes_that_the_table_closes_to_it(house, grant) -> None:
    client, tokens = house
    seen = set()
    for route in routes_of(client.app):
        (action,) = permissions_of(route)
        if may_somewhere(grant, action):
            continue
        for method in route.methods:
            headers = key() | {"Authorization": f"Bearer {tokens[grant]}", "If-Match": '"1"'}
            answer = client.request(method, path_of(route), headers=headers, json={})
            assert answer.status_code == 403, (method, route.path, action, answer.text)
            seen.add(action)
    closed = {action for action in EXPECTED if not may_somewhere(grant, action)}
    used = {permissions_of(route)[0] for route in routes_of(client.app)}
    assert seen == closed & used


@pytest.mark.slow
def test_who_administers_the_server_is_refused_nowhere_for_want_of_a_role(house) -> None:
    client, tokens = house
    admin = tokens[Grant("admin", "server")]
    for route in routes_of(client.app):
        if "stream" in route.operation_id.lower():
            continue  # its answer does not end
        (action,) = permissions_of(route)
        for method in route.methods - {"DELETE", "PATCH"}:
            headers = key() | {"Authorization": f"Bearer {admin}"}
            answer = client.request(method, path_of(route), headers=headers, json={})
            assert answer.status_code != 401, (method, route.path)
            refused = answer.status_code == 403 and f"({action})" in answer.text
            assert not refused, (method, route.path, answer.text)
