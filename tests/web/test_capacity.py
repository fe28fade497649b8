"""What can be asked of a project's capacity, how full its stages are, and a frontier changed."""

from __future__ import annotations

import json

import pytest

from tests.web.doors import API, door, enter_stage, key, make
from tests.web.test_jobs import FULL, start, wait_for

RENT = {"amount": "70000.50", "currency": "JPY", "per": "week"}
LEASED = FULL | {
    "agreements": [
        {"id": "lease", "lessee": "Netflix", "studio": "toho", "stages": ["no1"],
         "from": "2028-01-04", "to": "2028-06-30", "rent": RENT, "take_or_pay": True},
    ],
}  # fmt: skip


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        headers = key() | {"If-None-Match": "*", "Content-Type": "application/json"}
        answer = opened.put(f"{API}/projects/one", content=json.dumps(LEASED), headers=headers)
        assert answer.status_code == 201, answer.text
        yield opened


def test_levers_studios_and_mix_are_told(client) -> None:
    told = client.get(f"{API}/projects/one/capacity").json()
    assert (told["from"], told["claim"]) == ("2028-01-04", None)
    assert {"second-no1", "build-80", "saturdays-toho"} <= {each["id"] for each in told["levers"]}
    lever = next(each for each in told["levers"] if each["id"] == "second-no1")
    assert lever["gives"]
    assert lever["changes"][0]["change"] == "stage-joins"
    assert told["studios"][0]["stages"] == [["no1", "No.1"]]
    assert told["phases"] == ["build", "strike"]
    assert client.get(f"{API}/projects/none/capacity").status_code == 404


@pytest.mark.slow
def test_stages_are_filled_by_bookings_and_by_first_holds(client) -> None:
    enter_stage(client, "no1", floor_m2=860)
    make(client, "2028-01-10", "2028-01-16", how="book", stage="no1")
    make(client, "2028-01-24", "2028-01-30", stage="no1")
    make(client, "2028-01-12", "2028-01-13", stage="no1")  # waits behind, so it fills nothing
    told = client.get(f"{API}/projects/one/stage-use").json()
    fills = {each["source"]: each for each in told["fills"]}
    assert set(fills) == {"firm", "held"}
    firm, held = fills["firm"]["stages"][0], fills["held"]["stages"][0]
    assert told["weeks"][:2] == ["2028-01-04", "2028-01-10"]
    assert told["stages"][0]["open"][:2] == [6, 7]
    assert firm["standing"][:4] == [0, 7, 0, 0]
    assert held["standing"][:4] == [0, 7, 0, 7]
    assert firm["used_m2_days"][1] == 7 * 860
    spell = held["dark"][1]
    assert (spell["from"], spell["to"]) == ("2028-01-17", "2028-01-23")
    assert (spell["after"], spell["before"]) == (["Vapor"], ["Vapor"])
    # A week at 70,000.50: yen have no smaller unit.
    assert spell["cost"] == "70000"
    assert firm["dark_days"] == 179 - 7


@pytest.mark.slow
def test_a_frontier_is_asked_with_changes_and_the_project_stays(client) -> None:
    changes = [{"change": "stage-joins", "like": "no1", "stage": "no1-more",
                "from": "2028-01-04", "to": "2028-06-30"}]  # fmt: skip
    answer = start(client, kind="frontier", seconds=4, levers=[], claim=30, changes=changes)
    assert answer.status_code == 202, answer.text
    place = answer.headers["Location"]
    job = wait_for(client, place, "done", "failed")
    assert job["state"] == "done", job
    assert job["asked"]["changes"][0]["like"] == "no1"
    found = client.get(f"{place}/frontier").json()
    assert found["titles"]["lower"] >= 2
    assert found["claim"]["titles_per_year"] == 30
    assert set(found["assumptions"]) >= set(found["told"]["ja"])
    assert len(found["told"]["ja"]) >= 5
    project = client.get(f"{API}/projects/one").json()
    assert len(project["studios"][0]["stages"]) == 1
    assert client.get(f"{API}/jobs/none/frontier").status_code == 404


@pytest.mark.slow
def test_a_change_of_what_is_not_there_fails_in_words(client) -> None:
    changes = [{"change": "stage-leaves", "stage": "none"}]
    place = start(client, kind="frontier", seconds=2, changes=changes).headers["Location"]
    job = wait_for(client, place, "failed", "done")
    assert (job["state"], job["failure"]["code"]) == ("failed", "INPUT")
    assert "none" in job["failure"]["faults"][0]["what"]
