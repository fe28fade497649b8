"""The board's feed, what a move would be answered, the example, and the pages."""

from __future__ import annotations

from datetime import date

import pytest

from kachinko.files.plan_json import parse_plan
from kachinko.files.project import load_project
from kachinko.service.example_office import example_folder, is_unused, show_example
from kachinko.staging.check import check_plan
from kachinko.web import pages
from tests.web.doors import API, door, enter_stage, key, make

EPOCH = date(1970, 1, 1)


def number(day: str) -> int:
    return (date.fromisoformat(day) - EPOCH).days


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        yield opened


def rehearse(client, **command):
    return client.post(f"{API}/rehearsals", json={"id": "r", **command}, headers=key())


def test_bars_come_in_columns_with_days_as_numbers(client) -> None:
    enter_stage(client, closures=[{"from": "2028-04-01", "to": "2028-04-02", "reason": "works"}])
    phases = [{"phase": "shoot", "from": "2028-03-02", "to": "2028-03-03"}]
    make(client, "2028-03-01", "2028-03-05", phases=phases, set="lab")
    make(client, "2028-03-04", "2028-03-09")
    board = client.get(f"{API}/board").json()
    bars = board["bars"]
    assert {len(column) for column in bars.values()} == {2}
    assert bars["first"] == [number("2028-03-01"), number("2028-03-04")]
    assert bars["rank"] == [1, 2]
    assert bars["phases"][0] == [2, number("2028-03-02"), number("2028-03-03")]
    assert board["sets"][bars["set"][0]]["id"] == "lab"
    assert bars["set"][1] == -1
    assert board["titles"] == [{"id": "vapor", "name": "vapor"}]
    (stage,) = board["stages"]
    assert (stage["id"], stage["studio"], stage["open"]) == ("one", -1, True)
    assert stage["closures"] == [
        {"first": number("2028-04-01"), "last": number("2028-04-02"), "says": "works"}
    ]
    assert board["today"] == number("2028-01-10")


def test_a_rehearsal_answers_as_the_move_would_and_does_nothing(client) -> None:
    enter_stage(client)
    one = make(client, how="book").headers["Location"].rpartition("/")[2]
    two = make(client, "2028-03-10", "2028-03-12", how="book").headers["Location"]
    id_ = two.rpartition("/")[2]
    clash = rehearse(client, kind="amend", reservation=id_, **{"from": "2028-03-04"}).json()
    assert (clash["done"], clash["code"], clash["blockers"]) == (False, "CLASH", [one])
    free = rehearse(client, kind="amend", reservation=id_, **{"from": "2028-03-08"}).json()
    assert free["done"]
    assert free["changes"][0]["after"]["from"] == "2028-03-08"
    assert client.get(two).json()["from"] == "2028-03-10"
    assert len(client.get(f"{API}/history").json()["items"]) == 3
    assert rehearse(client, kind="amend", reservation="nobody").status_code == 404


@pytest.mark.slow
def test_the_example_is_put_where_nobody_has_worked_and_its_plan_keeps_all_rules(client) -> None:
    office = client.app.state.office
    assert is_unused(office)
    show_example(office)
    assert not is_unused(office)
    board = client.get(f"{API}/board").json()
    assert [stage["name"] for stage in board["stages"]] == [
        "No.1 Stage (new)", "No.2 Stage (new)", "Stage 7", "Stage 10",
    ]  # fmt: skip
    assert [studio["country"] for studio in board["studios"]] == ["JP"]
    assert board["studios"][0]["works"] == [True] * 6 + [False]
    holidays = {each["day"] for each in board["studios"][0]["holidays"]}
    assert number("2028-01-01") in holidays
    states = [board["states"][state] for state in board["bars"]["state"]]
    assert set(states) == {"booked", "held"}
    assert board["bars"]["rank"].count(2) == 3
    folder = example_folder()
    project = load_project(folder)
    plan = parse_plan((folder / "plan.json").read_bytes(), "plan.json")
    assert check_plan(project, plan).ok
    assert len(board["bars"]["id"]) == sum(len(each.sets) for each in plan.accepted) + 3
    jobs = client.get(f"{API}/jobs").json()["items"]
    assert {each["kind"] for each in jobs} == {"plan", "frontier", "locate"}


def test_without_pages_the_first_page_says_how_they_are_built(tmp_path) -> None:
    from fastapi import FastAPI
    from starlette.testclient import TestClient

    app = FastAPI()
    pages.install(app, tmp_path)
    answer = TestClient(app).get("/")
    assert answer.status_code == 404
    assert "make web" in answer.text
