"""Shootings over HTTP: sent as files, laid out, checked, shown, taken away as documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kachinko.service.example_office import SHOOTING, show_example
from kachinko.service.strip_papers import NAMES
from tests.web.doors import API, door, key

SHOOT = Path(__file__).parents[2] / "examples" / "shoot"
NEW = {"If-None-Match": "*"}
PLACE = f"{API}/shootings/one"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with door(tmp_path_factory.mktemp("office")) as opened:
        show_example(opened.app.state.office)
        yield opened


def send(client, name: str, id_: str, content: bytes | None = None, **params):
    content = (SHOOT / name).read_bytes() if content is None else content
    return client.put(
        f"{API}/shootings/{id_}", content=content, headers=key() | NEW,
        params={"file": name, **params},
    )  # fmt: skip


def example(client) -> dict:
    return client.get(f"{API}/shootings/{SHOOTING}").json()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "id_"),
    [("lantern-street.yaml", "a"), ("lantern-street.fdx", "b"), ("lantern-street.fountain", "c"),
     ("chochin.txt", "d")],
)  # fmt: skip
def test_a_shooting_comes_as_any_file_of_the_trade(client, name, id_) -> None:
    made = send(client, name, id_, project="toho-2028")
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"'), made.text
    card = made.json()
    assert card["scenes"] >= 1
    assert (card["placed"], card["project"]) == (0, "toho-2028")
    listed = client.get(f"{API}/shootings", params={"project": "toho-2028"}).json()["items"]
    assert id_ in [each["id"] for each in listed]
    assert client.get(f"{API}/shootings", params={"project": "none"}).json()["items"] == []


@pytest.mark.slow
def test_a_schedule_brings_its_board_with_it(client) -> None:
    uss = client.get(f"{API}/shootings/{SHOOTING}/papers/board.uss").content
    made = send(client, "board.uss", "schedule", uss, currency="JPY")
    assert made.status_code == 201, made.text
    assert made.json()["placed"] == 35
    assert made.json()["cost"] is not None


@pytest.mark.slow
def test_all_faults_of_a_file_are_told_with_their_places(client) -> None:
    text = (SHOOT / "lantern-street.yaml").read_text()
    bad = text.replace("set: shrine\n", "set: shrin\n").replace("eighths: 7", "eighths: many")
    problem = send(client, "bad.yaml", "bad", bad.encode())
    assert problem.status_code == 422
    faults = problem.json()["faults"]
    assert len(faults) >= 3
    assert all(each["place"].startswith("bad.yaml") for each in faults)
    for name in ("what.dat", "what.exe", "torn.pdf", "torn.xlsx", "torn.uss"):
        assert send(client, name, "bad", b"\x00\x01no such file").status_code == 422
    assert client.get(f"{API}/shootings/bad").status_code == 404


@pytest.mark.slow
def test_a_board_is_kept_by_the_version_that_was_seen(client) -> None:
    send(client, "lantern-street.yaml", "one")
    days = [{"date": "2028-03-13", "unit": "main", "kind": "day", "scenes": ["2", "4"]},
            {"date": "2028-03-14", "unit": "main", "kind": "day", "scenes": []}]  # fmt: skip
    board = f"{PLACE}/board"
    assert client.put(board, json={"days": days}, headers=key()).status_code == 428
    kept = client.put(board, json={"days": days}, headers=key() | {"If-Match": '"1"'})
    assert (kept.status_code, kept.headers["ETag"]) == (200, '"2"'), kept.text
    assert (kept.json()["placed"], kept.json()["days"]) == (2, 1)
    stale = client.put(board, json={"days": days}, headers=key() | {"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "CHANGED")
    found = client.get(PLACE)
    assert [day["scenes"] for day in found.json()["days"]] == [["2", "4"]]
    assert client.get(PLACE, headers={"If-None-Match": '"2"'}).status_code == 304
    moved = client.patch(PLACE, json={"start": "2028-03-06", "belongs": {"project": "p"}},
                         headers=key() | {"If-Match": '"2"'})  # fmt: skip
    assert (moved.status_code, moved.json()["project"]) == (200, "p")
    late = client.patch(PLACE, json={"start": "2029-03-06"}, headers=key() | {"If-Match": '"3"'})
    assert late.status_code == 422
    assert client.delete(PLACE, headers=key() | {"If-Match": '"3"'}).status_code == 204
    assert client.get(PLACE).status_code == 404


def test_what_makes_no_board_is_refused_whole(client) -> None:
    days = [{"date": "2028-03-13", "unit": "second", "kind": "day", "scenes": ["2", "99"]},
            {"date": "2028-03-14", "unit": "main", "kind": "day", "scenes": ["2"]},
            {"date": "2028-03-14", "unit": "main", "kind": "day", "scenes": ["3"]}]  # fmt: skip
    answer = client.post(f"{API}/shootings/{SHOOTING}/check", json={"days": days})
    assert answer.status_code == 422
    assert len(answer.json()["faults"]) == 4


def test_the_example_keeps_all_rules_until_a_scene_is_moved(client) -> None:
    days = example(client)["days"]
    place = f"{API}/shootings/{SHOOTING}/check"
    found = client.post(place, json={"days": days}).json()
    assert found["keeps_all"]
    assert (found["breaches"], found["boneyard"], found["cost"]) == ([], [], "50460000")
    assert sum(int(line["amount"]) for line in found["lines"]) == 50_460_000
    assert [day["eighths"] for day in found["days"]] == [
        sum(example(client)["shooting"]["scenes"][int(n) - 1]["eighths"] for n in day["scenes"])
        for day in days
    ]
    # The school is open in the spring holidays only.
    school = next(day for day in days if "12" in day["scenes"])
    school["scenes"].remove("12")
    days[0]["scenes"].append("12")
    broken = client.post(place, json={"days": days}, params={"lang": "ja"}).json()
    away = next(each for each in broken["breaches"] if each["code"] == "location-closed")
    assert (away["scenes"], away["date"]) == (["12"], days[0]["date"])
    assert away["sentence"].endswith("この日は使えません。")
    days[0]["scenes"].remove("12")
    left = client.post(place, json={"days": days}).json()
    assert left["boneyard"] == ["12"]


def test_what_documents_show_is_told_in_both_languages(client) -> None:
    days = example(client)["days"]
    for lang, word in (("en", "Day 1"), ("ja", "1 日目")):
        shown = client.post(
            f"{API}/shootings/{SHOOTING}/shown", json={"days": days}, params={"lang": lang}
        ).json()
        first = next(row for row in shown["rows"] if row["break"])
        assert word in first["title"]
        assert len(shown["dood"]["cast"]) == 9
        assert shown["calls"][0]["cast"]
        assert shown["money"]["total"]


@pytest.mark.slow
def test_three_orders_are_offered_to_begin_with(client) -> None:
    found = client.get(f"{API}/shootings/{SHOOTING}/layouts").json()
    assert [each["name"] for each in found] == [
        "script order", "by set, then cast", "by location, then set",
    ]  # fmt: skip
    assert all(each["days"] and int(each["cost"]) > 50_000_000 for each in found)
    assert send(client, "lantern-street.fdx", "script").status_code == 201
    answer = client.get(f"{API}/shootings/script/layouts")
    assert answer.status_code == 422  # a script has no start


@pytest.mark.parametrize("name", NAMES)
def test_every_document_can_be_taken_away(client, name) -> None:
    got = client.get(f"{API}/shootings/{SHOOTING}/papers/{name}", params={"lang": "ja"})
    assert got.status_code == 200, got.text
    assert f'filename="{SHOOTING}-{name}"' in got.headers["Content-Disposition"]
    begins = {"pdf": b"%PDF", "xlsx": b"PK", "ics": b"BEGIN:VCALENDAR"}.get(name[-3:].strip("."))
    assert begins is None or got.content.startswith(begins)
    if name == "board.ics":
        assert got.content.count(b"BEGIN:VEVENT") == len(example(client)["days"])
        assert b"TZID=Asia/Tokyo" in got.content


@pytest.mark.slow
def test_a_board_that_is_not_there_gives_no_documents(client) -> None:
    send(client, "lantern-street.yaml", "bare")
    answer = client.get(f"{API}/shootings/bare/papers/board.pdf")
    assert (answer.status_code, answer.json()["code"]) == (409, "STATE")
    assert client.get(f"{API}/shootings/bare/papers/shooting.yaml").status_code == 200
