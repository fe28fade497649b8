"""Accounts over HTTP: made, switched, given roles; sessions, second factors, the trail.

The marks in brackets are requirements of OWASP ASVS 5.0; docs/application-security.md has them all.
"""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest

from kachinko.service.accounts import totp
from kachinko.service.accounts.sealing import KEY_FILE
from tests.web.doors import API, Clock, door, key

PASSWORD = "gaffer ladder teal morning"
OTHER = "clapper window violet noon"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def house(tmp_path, clock):
    """A server that was set up over HTTP alone: two organisations, an administrator, a planner."""
    with door(tmp_path / "data", clock=clock) as client:
        for each in ("north", "south"):
            made = _post(client, "organisations", {"id": each, "name": each.title()})
            assert made.status_code == 201, made.text
        _make(client, "paul", role="planner")
        _make(client, "amy", role="admin")
        _make(client, "sven", organisation="south", role="planner")
        _make(client, "root", place="server", role="admin")
        client.app.state.office._set_up_at = -1.0  # it looks once a second
        yield client


def _post(client, path: str, body: dict, who: dict | None = None):
    return client.post(f"{API}/{path}", json=body, headers=key() | (who or {}))


def _make(client, id_: str, *, organisation="north", place="organisation", role="viewer", who=None):
    name = organisation if place == "organisation" else ""
    body = {
        "id": id_, "organisation": organisation, "name": id_.title(), "password": PASSWORD,
        "roles": [{"role": role, "place": place, "name": name}],
    }  # fmt: skip
    answer = _post(client, "accounts", body, who)
    assert answer.status_code == 201, answer.text
    assert PASSWORD not in answer.text
    return answer.json()


def _sign_in(client, name: str, password: str = PASSWORD, **more):
    client.cookies.clear()
    answer = client.post(f"{API}/session", json={"name": name, "password": password, **more})
    client.cookies.clear()
    return answer


def _as(client, name: str, **more) -> dict[str, str]:
    answer = _sign_in(client, name, **more)
    assert answer.status_code == 200, answer.text
    value = answer.headers["set-cookie"].partition(";")[0]
    return {"Cookie": value}


def test_a_server_is_set_up_over_http_and_then_closed(house) -> None:
    assert house.get(f"{API}/accounts").status_code == 401
    root = _as(house, "root")
    listed = house.get(f"{API}/accounts", params={"all": True}, headers=root).json()["items"]
    assert [each["id"] for each in listed] == ["amy", "paul", "root", "sven"]
    assert all("password" not in each for each in listed)
    found = house.get(f"{API}/organisations", headers=root).json()["items"]
    assert [each["id"] for each in found] == ["north", "south"]
    put = house.put(
        f"{API}/studios/toho",
        json={"organisation": "south", "name": "Toho", "stages": ["no1"]},
        headers=key() | root,
    )
    assert put.json()["stages"] == ["no1"]
    assert house.get(f"{API}/studios", headers=root).json()["items"][0]["id"] == "toho"


def test_who_administers_an_organisation_has_no_say_in_another(house) -> None:
    """[8.2.2, 8.2.3, 8.4.1]"""
    amy = _as(house, "amy")
    _make(house, "nina", who=amy)
    body = {"id": "spy", "organisation": "south", "name": "Spy"}
    assert _post(house, "accounts", body, amy).status_code == 403
    assert house.get(f"{API}/accounts", params={"all": True}, headers=amy).status_code == 403
    assert (
        house.get(f"{API}/accounts", params={"organisation": "south"}, headers=amy).status_code
        == 403
    )
    for path, body in (
        ("accounts/sven/roles", {"role": "admin", "name": "south"}),
        ("accounts/paul/roles", {"role": "admin", "place": "server"}),
    ):
        assert _post(house, path, body, amy).status_code == 403
    for id_ in ("sven", "root"):
        off = house.patch(f"{API}/accounts/{id_}", json={"active": False}, headers=key() | amy)
        assert off.status_code in (403, 404)
        place = f"{API}/accounts/{id_}/sessions"
        assert house.delete(place, headers=key() | amy).status_code == 403
    assert house.get(f"{API}/trail", headers=amy).status_code == 403


def test_a_role_counts_at_once_and_is_gone_at_once(house) -> None:
    """[8.3.2]"""
    amy, paul = _as(house, "amy"), _as(house, "paul")
    assert house.get(f"{API}/accounts", headers=paul).status_code == 403
    role = {"role": "admin", "place": "organisation", "name": "north"}
    assert _post(house, "accounts/paul/roles", role, amy).status_code == 200
    assert house.get(f"{API}/accounts", headers=paul).status_code == 200
    taken = house.delete(f"{API}/accounts/paul/roles", params=role, headers=key() | amy)
    assert taken.status_code == 200, taken.text
    assert house.get(f"{API}/accounts", headers=paul).status_code == 403


@pytest.mark.slow
def test_an_account_that_is_off_is_out_with_all_it_had(house) -> None:
    """[7.4.2]"""
    amy, paul = _as(house, "amy"), _as(house, "paul")
    token = _post(house, "tokens", {"name": "x"}, paul).json()["key"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert house.get(f"{API}/session", headers=bearer).status_code == 200
    off = house.patch(f"{API}/accounts/paul", json={"active": False}, headers=key() | amy)
    assert off.status_code == 200
    for shown in (paul, bearer):
        assert house.get(f"{API}/session", headers=shown).status_code == 401
    assert _sign_in(house, "paul").status_code == 401
    house.patch(f"{API}/accounts/paul", json={"active": True}, headers=key() | amy)
    assert _sign_in(house, "paul").status_code == 200


@pytest.mark.slow
def test_a_password_is_changed_with_the_old_one_and_ends_all_sessions(house) -> None:
    """[6.2.2, 6.2.3, 7.4.3]"""
    paul, also = _as(house, "paul"), _as(house, "paul")
    place = f"{API}/accounts/paul/password"
    wrong = house.put(place, json={"new": OTHER, "old": "no"}, headers=key() | paul)
    assert wrong.status_code == 403
    weak = house.put(place, json={"new": "short", "old": PASSWORD}, headers=key() | paul)
    assert (weak.status_code, weak.json()["faults"][0]["place"]) == (422, "password")
    done = house.put(place, json={"new": OTHER, "old": PASSWORD}, headers=key() | paul)
    assert done.status_code == 200, done.text
    for session in (paul, also):
        assert house.get(f"{API}/session", headers=session).status_code == 401
    assert _sign_in(house, "paul").status_code == 401
    assert _sign_in(house, "paul", OTHER).status_code == 200


def test_a_password_is_taken_exactly_as_it_came(house) -> None:
    """[6.2.5, 6.2.8, 6.2.9]"""
    blank = f"  {OTHER} 雪 {'long and longer ' * 4}  "
    place = f"{API}/accounts/paul/password"
    paul = _as(house, "paul")
    done = house.put(place, json={"new": blank, "old": PASSWORD}, headers=key() | paul)
    assert done.status_code == 200, done.text
    assert _sign_in(house, "paul", blank.strip()).status_code == 401
    assert _sign_in(house, "paul", blank).status_code == 200


def test_sessions_are_listed_and_closed_one_by_one_and_all(house) -> None:
    """[7.4.5, 7.5.2]"""
    first, second = _as(house, "paul"), _as(house, "paul")
    place = f"{API}/accounts/paul/sessions"
    listed = house.get(place, headers=first).json()["items"]
    assert len(listed) == 2
    assert house.delete(f"{place}/{'0' * 16}", headers=key() | first).status_code == 404
    gone = [
        house.delete(f"{place}/{each['id']}", headers=key() | _as(house, "amy")).status_code
        for each in listed[:1]
    ]
    assert gone == [200]
    left = [house.get(f"{API}/session", headers=each).status_code for each in (first, second)]
    assert sorted(left) == [200, 401]
    assert house.delete(place, headers=key() | _as(house, "root")).status_code == 200
    assert house.get(f"{API}/session", headers=first).status_code == 401


def test_no_secret_is_in_the_trail_or_in_kept_answers(house) -> None:
    """[16.2.1, 16.2.5, 16.3.1]"""
    from sqlalchemy import select

    from kachinko.service import desk_tables

    root = _as(house, "root")
    seen = []
    cursor: str | None = None
    while True:
        page = house.get(
            f"{API}/trail", params={"limit": 3} | ({"cursor": cursor} if cursor else {}),
            headers=root,
        ).json()  # fmt: skip
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert {"account.make", "role.give", "session.open"} <= {each["what"] for each in seen}
    assert PASSWORD not in str(seen)
    with house.app.state.office.ledger.engine.connect() as connection:
        assert PASSWORD not in str(connection.execute(select(desk_tables.answer)).all())


class Phone:
    """A program that makes codes of the secret in an address."""

    def __init__(self, secret: str) -> None:
        self.secret = base64.b32decode(secret + "=" * (-len(secret) % 8))

    def code(self, clock: Clock) -> str:
        return totp.code_at(self.secret, totp.step_of(clock.now))


@pytest.fixture
def paired(house, clock):
    """Paul's phone, and his recovery codes."""
    paul = _as(house, "paul")
    begun = house.post(f"{API}/second-factor", json={"password": PASSWORD}, headers=key() | paul)
    assert begun.status_code == 200, begun.text
    phone = Phone(begun.json()["secret"])
    assert begun.json()["address"].startswith("otpauth://totp/Kachinko%3Apaul?")
    assert _sign_in(house, "paul").status_code == 200  # nothing has changed yet
    on = house.post(
        f"{API}/second-factor/confirmation", json={"code": phone.code(clock)}, headers=key() | paul
    )
    assert on.status_code == 200, on.text
    assert house.get(f"{API}/session", headers=paul).status_code == 401
    clock.now += timedelta(seconds=60)
    return phone, on.json()["recovery_codes"]


@pytest.mark.slow
def test_a_second_factor_is_asked_for_once_it_is_on(house, clock, paired) -> None:
    """[6.3.3, 6.5.1]"""
    phone, _ = paired
    bare = _sign_in(house, "paul")
    assert (bare.status_code, bare.json()["code"]) == (401, "SECOND-FACTOR")
    wrong = _sign_in(house, "paul", "wrong words for a door", code=phone.code(clock))
    assert wrong.json()["code"] == "SIGN-IN"
    code = phone.code(clock)
    paul = _as(house, "paul", code=code)
    assert house.get(f"{API}/second-factor", headers=paul).json()["on"]
    again = _sign_in(house, "paul", code=code)
    assert (again.status_code, again.json()["code"]) == (401, "SIGN-IN")
    clock.now += timedelta(seconds=30)
    assert _sign_in(house, "paul", code=phone.code(clock)).status_code == 200


@pytest.mark.slow
def test_codes_cannot_be_tried_fast(house, clock, paired) -> None:
    """[6.3.1]"""
    statuses = {_sign_in(house, "paul", code=f"{number:06}").status_code for number in range(8)}
    assert statuses == {401, 429}
    assert _sign_in(house, "paul", code=paired[0].code(clock)).status_code == 429


@pytest.mark.slow
def test_a_recovery_code_opens_once(house, paired) -> None:
    """[6.5.1, 6.5.2, 6.5.4]"""
    _, codes = paired
    assert len(set(codes)) == 10
    paul = _as(house, "paul", code=codes[0].upper())
    assert house.get(f"{API}/second-factor", headers=paul).json()["recovery_codes"] == 9
    assert _sign_in(house, "paul", code=codes[0]).status_code == 401


def test_a_session_tries_passwords_no_faster_than_the_door(house, clock) -> None:
    """[6.3.1, 7.5.1]"""
    paul, place = _as(house, "paul"), f"{API}/second-factor"

    def show(password: str) -> int:
        given = key() | paul
        return house.post(place, json={"password": password}, headers=given).status_code

    statuses = [show(f"a guess of number {number}") for number in range(8)]
    assert (statuses[0], statuses[-1]) == (403, 429)
    assert show(PASSWORD) == 429
    own = f"{API}/accounts/paul/password"
    body = {"new": "another long sentence", "old": PASSWORD}
    assert house.put(own, json=body, headers=key() | paul).status_code == 429
    assert _sign_in(house, "paul").status_code == 429
    clock.now += timedelta(minutes=15)
    assert show(PASSWORD) == 200


def test_a_request_that_comes_again_is_answered_without_its_secret(house) -> None:
    """[13.3.1]"""
    paul, once, body = _as(house, "paul"), key(), {"password": PASSWORD}
    first, again = (
        house.post(f"{API}/second-factor", json=body, headers=once | paul).json() for _ in range(2)
    )
    assert first["secret"]
    assert again == {"secret": None, "address": None}


@pytest.mark.slow
def test_it_is_turned_off_by_the_password_or_by_who_administers(house, clock, paired) -> None:
    """[7.5.1]"""
    phone, _ = paired
    paul = _as(house, "paul", code=phone.code(clock))
    place = f"{API}/second-factor"
    wrong = house.post(f"{place}/removal", json={"password": "x"}, headers=key() | paul)
    assert wrong.status_code == 403
    sven = _as(house, "sven")
    others = f"{API}/accounts/paul/second-factor"
    assert house.delete(others, headers=key() | sven).status_code == 403
    assert house.delete(others, headers=key() | _as(house, "amy")).status_code == 200
    assert house.get(f"{API}/session", headers=paul).status_code == 401
    assert _sign_in(house, "paul").status_code == 200


def test_the_secret_is_sealed_with_a_key_that_is_not_in_the_database(
    house, tmp_path, clock, paired
) -> None:
    """[11.3.2, 11.3.3, 13.3.1]"""
    from sqlalchemy import select

    from kachinko.service.accounts import tables

    phone, codes = paired
    with house.app.state.office.ledger.engine.connect() as connection:
        rows = str(connection.execute(select(tables.second_factor)).all())
        rows += str(connection.execute(select(tables.recovery_code)).all())
    assert base64.b32encode(phone.secret).decode().rstrip("=") not in rows
    assert not any(code.replace("-", "") in rows for code in codes)
    file = tmp_path / "data" / KEY_FILE
    assert file.stat().st_mode & 0o077 == 0
    file.unlink()
    lost = _sign_in(house, "paul", code=phone.code(clock))
    assert lost.status_code == 503
