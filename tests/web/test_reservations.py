"""Holds and bookings over HTTP: versions, keys, pages, problems."""

from __future__ import annotations

import pytest

from tests.web.doors import API, door, enter_stage, key, make, wanted


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        enter_stage(opened)
        yield opened


def test_a_hold_is_placed_confirmed_and_looked_at(client) -> None:
    made = make(client)
    assert made.status_code == 201
    place = made.headers["Location"]
    assert made.headers["ETag"] == '"1"'
    assert client.get(place).json()["state"] == "held"
    done = client.post(
        f"{place}/confirm", json={"why": "signed"}, headers=key() | {"If-Match": '"1"'}
    )
    assert (done.status_code, done.headers["ETag"]) == (200, '"2"')
    found = client.get(place)
    assert found.json()["state"] == "booked"
    assert client.get(place, headers={"If-None-Match": found.headers["ETag"]}).status_code == 304


def test_a_clash_says_who_is_in_the_way(client) -> None:
    first = make(client, how="book").headers["Location"].rpartition("/")[2]
    second = make(client, "2028-03-04", "2028-03-09", how="book")
    assert second.status_code == 409
    assert second.headers["content-type"] == "application/problem+json"
    problem = second.json()
    assert (problem["code"], problem["status"], problem["blockers"]) == ("CLASH", 409, [first])


@pytest.mark.slow
def test_a_retry_is_answered_as_the_first_time_and_a_key_is_used_once(client) -> None:
    again = key()
    body = {"how": "book", "wanted": wanted()}
    first = client.post(f"{API}/reservations", json=body, headers=again)
    retried = client.post(f"{API}/reservations", json=body, headers=again)
    assert (retried.status_code, retried.json()) == (first.status_code, first.json())
    other = {"how": "book", "wanted": wanted("2028-05-01", "2028-05-02")}
    reused = client.post(f"{API}/reservations", json=other, headers=again)
    assert (reused.status_code, reused.json()["code"]) == (422, "LEDGER-ID-REUSED")


def test_a_change_names_the_version_that_was_seen(client) -> None:
    place = make(client).headers["Location"]
    without = client.post(f"{place}/release", headers=key())
    assert (without.status_code, without.json()["code"]) == (428, "VERSION-NEEDED")
    stale = client.post(f"{place}/release", headers=key() | {"If-Match": '"7"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "CHANGED")
    strange = client.post(f"{place}/release", headers=key() | {"If-Match": "7"})
    assert strange.status_code == 412
    assert client.post(f"{place}/release", headers=key() | {"If-Match": '"1"'}).status_code == 200


@pytest.mark.slow
def test_everything_that_changes_wants_a_key(client) -> None:
    place = make(client).headers["Location"]
    for method, path in (
        ("POST", f"{API}/reservations"), ("PATCH", place), ("POST", f"{place}/confirm"),
        ("PUT", f"{API}/stages/two"), ("PUT", f"{API}/projects/one"),
        ("DELETE", f"{API}/projects/one"), ("POST", f"{API}/applications"),
    ):  # fmt: skip
        answer = client.request(method, path, json={}, headers={"If-Match": '"1"'})
        assert answer.status_code == 422, path
        assert "header.Idempotency-Key" in [each["place"] for each in answer.json()["faults"]]


def test_all_faults_of_a_body_are_told_at_once(client) -> None:
    body = {"how": "borrow", "wanted": wanted("2028-02-30", "soon", area_m2=-1, stag="x")}
    problem = client.post(f"{API}/reservations", json=body, headers=key()).json()
    assert problem["code"] == "INPUT"
    assert {each["place"] for each in problem["faults"]} == {
        "body.how", "body.wanted.from", "body.wanted.to", "body.wanted.area_m2", "body.wanted.stag",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "code"),
    [("reservations/none", "NOT-FOUND"), ("stages/none", "NOT-FOUND"), ("nothing", "NOT-FOUND")],
)
def test_what_is_not_there_is_a_problem_too(client, path: str, code: str) -> None:
    answer = client.get(f"{API}/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, code)
    assert answer.json()["type"].endswith(code.lower())


def test_a_hold_on_a_stage_that_is_not_there(client) -> None:
    answer = make(client, stage="none")
    assert (answer.status_code, answer.json()["code"]) == (404, "NO-STAGE")


def test_lists_come_in_pages_that_hang_together(client) -> None:
    for day in range(1, 8):
        assert make(client, f"2028-03-0{day}", f"2028-03-0{day}").status_code == 201
    seen, cursor = [], None
    while True:
        params = {"limit": 3, "stage": "one"} | ({"cursor": cursor} if cursor else {})
        page = client.get(f"{API}/reservations", params=params).json()
        seen += [each["from"] for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [f"2028-03-0{day}" for day in range(1, 8)]
    bad = client.get(f"{API}/reservations", params={"cursor": "WzFd"})
    assert (bad.status_code, bad.json()["code"]) == (422, "CURSOR")


def test_a_challenge_a_queue_and_its_history(client) -> None:
    first = make(client).headers["Location"]
    second = make(client, "2028-03-03", "2028-03-09").headers["Location"]
    asked = client.post(f"{second}/challenge", headers=key() | {"If-Match": '"1"'})
    assert asked.status_code == 200
    queue = client.get(f"{API}/stages/one/queue").json()["items"]
    assert [(each["rank"], each["state"]) for each in queue] == [(1, "challenged"), (2, "held")]
    client.post(f"{first}/release", headers=key() | {"If-Match": '"2"'})
    history = client.get(f"{API}/history", params={"stage": "one", "limit": 2}).json()
    assert [each["kind"] for each in history["items"]] == ["policy", "place"]
    more = client.get(f"{API}/history", params={"stage": "one", "cursor": history["next"]}).json()
    assert {each["kind"] for each in more["items"]} == {"place", "challenge", "release"}


def test_amend_and_undo(client) -> None:
    made = make(client)
    place = made.headers["Location"]
    change = key()
    done = client.patch(place, json={"to": "2028-03-03"}, headers=change | {"If-Match": '"1"'})
    assert (done.status_code, done.headers["ETag"]) == (200, '"2"')
    undone = client.post(f"{API}/commands/{change['Idempotency-Key']}/undo", headers=key())
    assert undone.status_code == 200
    assert client.get(place).json()["to"] == "2028-03-05"


def test_a_plan_is_applied_whole_or_not_at_all(client) -> None:
    enter_stage(client, "two")
    make(client, how="book", stage="two")
    sets = [wanted(set="lab"), wanted(set="hall", stage="two")]
    plan = {"plan": "p1", "how": "book", "titles": ["vapor"], "holder": "north", "wanted": sets}
    answer = client.post(f"{API}/applications", json=plan, headers=key())
    assert (answer.status_code, len(answer.json()["blockers"])) == (409, 1)
    assert client.get(f"{API}/stages/one/queue").json()["items"] == []
    held = client.post(f"{API}/applications", json=plan | {"how": "hold"}, headers=key())
    assert held.status_code == 200
    assert [each["after"]["rank"] for each in held.json()["changes"]] == [1, 2]


@pytest.mark.slow
def test_a_policy_is_set_by_who_has_seen_the_old_one(client) -> None:
    stage = client.get(f"{API}/stages/one")
    body = {"policy": {"challenge_hours": 24}}
    again = client.put(f"{API}/stages/one", json=body, headers=key() | {"If-None-Match": "*"})
    assert again.status_code == 412
    none = client.put(f"{API}/stages/one", json=body, headers=key())
    assert none.status_code == 428
    retry = key() | {"If-Match": stage.headers["ETag"]}
    assert client.put(f"{API}/stages/one", json=body, headers=retry).status_code == 200
    assert client.put(f"{API}/stages/one", json=body, headers=retry).status_code == 200
    stale = client.put(
        f"{API}/stages/one", json=body, headers=key() | {"If-Match": retry["If-Match"]}
    )
    assert stale.status_code == 412
    assert client.get(f"{API}/stages/one").json()["policy"]["challenge_hours"] == 24
    assert [each["id"] for each in client.get(f"{API}/stages").json()["items"]] == ["one"]


def test_bars_come_as_columns(client) -> None:
    make(client)
    make(client, "2028-03-03", "2028-03-09")
    board = client.get(f"{API}/bars", params={"stages": ["one"], "from": "2028-03-01"}).json()
    assert {name: len(values) for name, values in board.items() if len(values) != 2} == {}
    assert (board["first"], board["rank"]) == (["2028-03-01", "2028-03-03"], [1, 2])
    assert client.get(f"{API}/bars", params={"to": "2028-01-01"}).json()["id"] == []


@pytest.mark.slow
def test_it_moves_to_another_stage_in_one_step(client) -> None:
    enter_stage(client, "two")
    made = make(client)
    place, change = made.headers["Location"], key()
    wanted_there = {"stage": "two", "from": "2028-03-08", "to": "2028-03-12"}
    done = client.post(f"{place}/move", json=wanted_there, headers=change | {"If-Match": '"1"'})
    assert (done.status_code, done.headers["ETag"]) == (200, '"1"')
    new = f"{API}/reservations/{change['Idempotency-Key']}"
    assert client.get(new).json() | wanted_there == client.get(new).json()
    assert client.get(place).json()["state"] == "released"
    again = client.post(f"{place}/move", json=wanted_there, headers=key() | {"If-Match": '"2"'})
    assert (again.status_code, again.json()["code"]) == (409, "STATE")
    undone = client.post(f"{API}/commands/{change['Idempotency-Key']}/undo", headers=key())
    assert undone.status_code == 200
    assert client.get(place).json()["state"] == "held"
