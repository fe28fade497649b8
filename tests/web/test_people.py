"""Who asks: sessions, tokens, roles and organisations over HTTP; secret calendars."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest

from kachinko.service.accounts.places import Organisation, Studio
from kachinko.service.permissions import TABLE, Actor, Grant
from kachinko.web.access import COOKIE
from kachinko.web.describing import permissions_of, routes_of
from tests.web.doors import API, NOW, Clock, door, enter_stage, key, make, wanted

PASSWORD = "a quiet horse counts"
ROOT = Actor.local()
PEOPLE = {
    "vera": ("north", Grant("viewer", "organisation", "north")),
    "paul": ("north", Grant("planner", "organisation", "north")),
    "olga": ("toho", Grant("operator", "studio", "toho")),
    "sven": ("south", Grant("planner", "organisation", "south")),
    "root": ("toho", Grant("admin", "server")),
}


@pytest.fixture(scope="module")
def clock():
    return Clock()


@pytest.fixture(scope="module")
def team(tmp_path_factory, clock):
    """A server with three organisations and five people, and their tokens."""
    with door(tmp_path_factory.mktemp("team"), clock=clock) as client:
        enter_stage(client)
        office = client.app.state.office
        for each in ("north", "south", "toho"):
            office.places.make_organisation(ROOT, Organisation(id=each, name=each), at=NOW)
        studio = Studio(id="toho", organisation="toho", name="Toho", stages=("one",))
        office.places.make_studio(ROOT, studio, at=NOW)
        tokens = {}
        for name, (organisation, grant) in PEOPLE.items():
            office.directory.make_account(
                ROOT, name, organisation=organisation, name=name, password=PASSWORD, at=NOW
            )
            office.directory.give(ROOT, name, grant, at=NOW)
            actor = office.directory.actor_of(name)
            tokens[name] = office.tokens.make(actor, name="test", scope="all", at=NOW).key
        office._set_up_at = -1.0  # a server looks once a second whether it has accounts
        yield client, tokens


def sign_in(client, name: str = "paul", password: str = PASSWORD):
    return client.post(f"{API}/session", json={"name": name, "password": password})


def by(tokens, name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens[name]}"}


def path_of(route) -> str:
    prefix = "" if route.tags[0] in ("health", "feeds") else API
    path = f"{prefix}{route.path}"
    for name, value in (("{id}", "none"), ("{command}", "none"), ("{name:path}", "x"),
                        ("{name}", "jp"), ("{key}", "x" * 20)):  # fmt: skip
        path = path.replace(name, value)
    return path


@pytest.mark.slow
def test_nobody_gets_in_without_showing_who_it_is(team) -> None:
    client, _ = team
    for route in routes_of(client.app):
        (action,) = permissions_of(route)
        if TABLE[action].everyone:
            continue
        for method in route.methods:
            answer = client.request(method, path_of(route), headers=key(), json={})
            assert answer.status_code == 401, (method, route.path)
            assert answer.json()["code"] == "SIGN-IN"
            assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.slow
def test_a_viewer_changes_nothing_by_any_route(team) -> None:
    client, tokens = team
    for route in routes_of(client.app):
        (action,) = permissions_of(route)
        allowed = TABLE[action]
        if allowed.everyone or allowed.self or allowed.signed_in or "viewer" in allowed.own:
            continue
        for method in route.methods:
            headers = key() | by(tokens, "vera") | {"If-Match": '"1"'}
            answer = client.request(method, path_of(route), headers=headers, json={})
            assert answer.status_code == 403, (method, route.path, answer.text)


def test_a_session_is_a_cookie_that_no_script_and_no_other_site_gets(team) -> None:
    client, _ = team
    answer = sign_in(client)
    assert answer.status_code == 200, answer.text
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert part.lower() in cookie.lower()
    assert "domain" not in cookie.lower()
    value = cookie.partition("=")[2].partition(";")[0]
    client.cookies.clear()
    shown = {"Cookie": f"{COOKIE}={value}"}
    me = client.get(f"{API}/session", headers=shown)
    assert me.json() == {
        "user": "paul", "organisation": "north", "roles": ["planner at north"], "signed_in": True,
    }  # fmt: skip
    body = {"how": "hold", "wanted": wanted("2029-03-01", "2029-03-05")}
    cross = shown | key() | {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{API}/reservations", json=body, headers=cross).status_code == 403
    assert client.delete(f"{API}/session", headers=shown).status_code == 204
    client.cookies.clear()
    assert client.get(f"{API}/session", headers=shown).status_code == 401


def test_a_wrong_password_says_nothing_and_too_many_wait(team, clock) -> None:
    client, _ = team
    unknown = sign_in(client, "nobody-here", "x" * 12)
    wrong = sign_in(client, "sven", "x" * 12)
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.json() == wrong.json()
    for _ in range(8):
        answer = sign_in(client, "sven", "x" * 12)
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    clock.now += timedelta(hours=2)
    assert sign_in(client, "sven").status_code == 200
    client.cookies.clear()


def test_a_token_of_pages_of_other_sites_counts_as_the_program_it_is(team) -> None:
    client, tokens = team
    headers = by(tokens, "paul") | key() | {"Sec-Fetch-Site": "cross-site"}
    body = {"how": "hold", "wanted": wanted("2029-04-01", "2029-04-05")}
    assert client.post(f"{API}/reservations", json=body, headers=headers).status_code == 201


def test_organisations_see_that_a_stage_is_taken_and_not_by_what(team) -> None:
    client, tokens = team
    secret = wanted("2029-06-01", "2029-06-09", title="secret-title", note="secret-note")
    body = {"how": "hold", "wanted": secret, "why": "secret-why"}
    made = client.post(f"{API}/reservations", json=body, headers=key() | by(tokens, "paul"))
    place = made.headers["Location"]
    id_ = place.rpartition("/")[2]
    other = by(tokens, "sven")
    texts = [
        client.get(path, headers=other).text
        for path in (
            f"{API}/board", f"{API}/bars", f"{API}/reservations", f"{API}/stages/one/queue",
            f"{API}/history", place,
            f"{API}/avails?from=2029-06-01&to=2029-06-20&days=5",
            f"{API}/reservations?title=secret-title", f"{API}/history?reservation={id_}",
        )
    ]  # fmt: skip
    clash = {"how": "hold", "wanted": wanted("2029-06-02", "2029-06-03", holder="south")}
    texts.append(client.post(f"{API}/reservations", json=clash, headers=key() | other).text)
    for text in texts:
        assert "secret" not in text
        assert id_ not in text or f"There is no reservation '{id_}'" in text  # as it was asked
    assert client.get(place, headers=other).status_code == 404
    taken = client.get(f"{API}/stages/one/queue?from=2029-06-01&to=2029-06-09", headers=other)
    assert [(each["title"], each["rank"]) for each in taken.json()["items"]] == [
        ("another-production", 1), ("vapor", 2),
    ]  # fmt: skip
    move = key() | other | {"If-Match": '"1"'}
    assert client.post(f"{place}/release", headers=move).status_code == 404
    body["wanted"]["holder"] = "north"
    assert client.post(f"{API}/reservations", json=body, headers=key() | other).status_code == 403


def test_projects_and_jobs_of_others_are_not_there(team) -> None:
    from tests.web.test_projects import PROJECT

    client, tokens = team
    own, other = by(tokens, "paul"), by(tokens, "sven")
    new = key() | {"If-None-Match": "*"}
    place = f"{API}/projects/slate"
    assert client.put(place, json=PROJECT, headers=new | own).status_code == 201
    job = client.post(f"{place}/jobs", json={"kind": "plan"}, headers=key() | own).json()
    assert client.get(place, headers=other).status_code == 404
    assert client.get(f"{API}/jobs/{job['id']}", headers=other).status_code == 404
    cancel = f"{API}/jobs/{job['id']}/cancel"
    assert client.post(cancel, headers=key() | other).status_code == 404
    assert client.get(f"{API}/jobs", headers=other).json()["items"] == []
    assert client.get(f"{API}/projects", headers=by(tokens, "vera")).json()["items"]
    assert client.post(cancel, headers=key() | own).status_code == 200


def test_tokens_are_told_once_and_revoked(team) -> None:
    client, tokens = team
    again = key() | by(tokens, "paul")
    asked = {"name": "board", "scope": "read"}
    made = client.post(f"{API}/tokens", json=asked, headers=again)
    assert made.status_code == 201
    token = {"Authorization": f"Bearer {made.json()['key']}"}
    retried = client.post(f"{API}/tokens", json=asked, headers=again).json()
    assert (retried["key"], retried["token"]) == (None, made.json()["token"])
    assert client.get(f"{API}/reservations", headers=token).status_code == 200
    body = {"how": "hold", "wanted": wanted("2029-08-01", "2029-08-02")}
    assert client.post(f"{API}/reservations", json=body, headers=key() | token).status_code == 403
    id_ = made.json()["token"]["id"]
    listed = client.get(f"{API}/tokens", headers=by(tokens, "paul"))
    assert id_ in [each["id"] for each in listed.json()["items"]]
    assert made.json()["key"] not in listed.text
    for _ in range(2):
        gone = client.delete(f"{API}/tokens/{id_}", headers=again | {"Idempotency-Key": "gone-1"})
        assert gone.status_code == 204
    assert client.get(f"{API}/reservations", headers=token).status_code == 401


@pytest.mark.parametrize(("kind", "about"), [("stage", "one"), ("title", "vapor")])
def test_a_calendar_is_read_by_its_secret_until_it_is_revoked(team, kind: str, about: str) -> None:
    client, tokens = team
    month = "10" if kind == "stage" else "11"
    mine = make_as(client, by(tokens, "paul"), f"2029-{month}-01", f"2029-{month}-05")
    other = make_as(client, by(tokens, "sven"), f"2029-{month}-03", f"2029-{month}-08",
                    holder="south", title="their-secret")  # fmt: skip
    asked = {"kind": kind, "about": about}
    made = client.post(f"{API}/feeds", json=asked, headers=key() | by(tokens, "paul")).json()
    feed = client.get(made["path"])
    assert feed.headers["content-type"].startswith("text/calendar")
    assert "their-secret" not in feed.text
    calendar = icalendar.Calendar.from_ical(feed.content)
    events = [each for each in calendar.walk("VEVENT") if not each.errors]
    assert len(events) == len(calendar.walk("VEVENT"))
    starts = {each["DTSTART"].dt.isoformat(): str(each["STATUS"]) for each in events}
    assert starts[f"2029-{month}-01"] == "TENTATIVE"
    assert (f"2029-{month}-03" in starts) == (kind == "stage")
    assert len({str(each["UID"]) for each in events}) == len(events)
    assert mine != other
    revoke = f"{API}/feeds/{made['feed']['id']}"
    assert client.delete(revoke, headers=key() | by(tokens, "sven")).status_code == 404
    assert client.delete(revoke, headers=key() | by(tokens, "paul")).status_code == 204
    assert client.get(made["path"]).status_code == 404
    assert client.get("/feeds/AAAAAAAAAAAAAAAAAAAAAAAA.ics").status_code == 404


def make_as(client, who, *days: str, **fields) -> str:
    body = {"how": "hold", "wanted": wanted(*days, **fields)}
    answer = client.post(f"{API}/reservations", json=body, headers=key() | who)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


def test_a_server_without_accounts_asks_nobody(tmp_path) -> None:
    with door(tmp_path) as client:
        ways = client.get(f"{API}/sign-in").json()
        assert ways == {"accounts": False, "password": False, "provider": False}
        assert client.get(f"{API}/session").json()["user"] == "local"
        assert sign_in(client).json()["code"] == "NO-ACCOUNTS"
        assert client.get(f"{API}/sign-in/provider").status_code == 404
        enter_stage(client)
        assert make(client).status_code == 201


def test_a_refusal_is_written_down_with_who_and_what_and_no_secret(team, caplog) -> None:
    """[16.3.2, 16.4.1]"""
    client, tokens = team
    with caplog.at_level("WARNING", logger="kachinko.web"):
        client.delete(f"{API}/projects/a-secret-title", headers=key() | by(tokens, "vera"))
        client.get(f"{API}/session", headers={"Authorization": "Bearer not-a-token"})
    told = [record.getMessage() for record in caplog.records if record.name == "kachinko.web"]
    assert any("vera may not do this (project.delete)" in each for each in told), told
    assert any("[SIGN-IN]" in each for each in told)
    assert "a-secret-title" not in str(told)
    assert "not-a-token" not in str(told)
