"""What is asked and changes nothing: avails and incentives; and a job's plan on its stages."""

from __future__ import annotations

import pytest

from tests.web.doors import API, door, enter_stage, key, make
from tests.web.test_jobs import put, start, wait_for


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        yield opened


def test_avails_say_when_what_rank_and_who_is_in_the_way(client) -> None:
    enter_stage(client)
    make(client, "2028-03-01", "2028-03-20")
    asked = {"from": "2028-03-01", "to": "2028-03-31", "days": 10}
    (stage,) = client.get(f"{API}/avails", params=asked).json()["items"]
    free, behind = stage["windows"][:2]
    assert (free["first_start"], free["last_start"], free["rank"]) == (
        "2028-03-21",
        "2028-03-22",
        1,
    )
    assert (behind["first_start"], behind["rank"]) == ("2028-03-01", 2)
    assert [each["title"] for each in behind["behind"]] == ["vapor"]
    high = client.get(f"{API}/avails", params=asked | {"height_m": 9}).json()["items"][0]
    assert "height" in " ".join(high["unknown"])
    wrong = client.get(f"{API}/avails", params=asked | {"to": "2028-02-01"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "INPUT")


@pytest.mark.slow
def test_avails_know_what_a_project_knows(client) -> None:
    put(client)
    enter_stage(client, "no1")
    asked = {
        "from": "2028-03-01",
        "to": "2028-03-31",
        "days": 10,
        "least_m2": 900,
        "project": "one",
    }
    (stage,) = client.get(f"{API}/avails", params=asked).json()["items"]
    assert stage["lacks"]
    assert stage["windows"] == []
    assert client.get(f"{API}/avails", params=asked | {"project": "two"}).status_code == 404


def test_programmes_are_listed_shown_and_estimated(client) -> None:
    listed = client.get(f"{API}/incentives", params={"programme": "JP"}).json()
    assert "jp-jlox" in [each["id"] for each in listed["programmes"]]
    shown = client.get(f"{API}/incentives/jp-jlox").json()
    assert shown["programmes"][0]["versions"]
    asked = {"programmes": ["jp-jlox"], "amounts": {"direct": "2400000000"}, "as_of": "2026-11-01"}
    estimated = client.post(f"{API}/incentives/estimates", json=asked)
    assert estimated.status_code == 200
    assert estimated.json()["estimates"][0]["programme"] == "jp-jlox"
    windows = client.get(f"{API}/incentives/windows", params={"start": "2027-06-01"}).json()
    assert windows["programmes"]


def test_no_file_of_the_server_is_opened_by_name(client) -> None:
    for name in ("..%2F..%2Fetc%2Fpasswd", "x.yaml", "%2Fetc%2Fpasswd.json"):
        assert client.get(f"{API}/incentives/{name}").status_code in (404, 422)
    asked = {"programmes": ["/etc/passwd.yaml"]}
    answer = client.post(f"{API}/incentives/estimates", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, "INPUT")
    unknown = client.get(f"{API}/incentives/xx-none")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "INPUT")


@pytest.mark.slow
def test_the_plan_of_a_job_comes_on_its_stages_once(client) -> None:
    put(client)
    enter_stage(client, "no1")
    job = start(client, kind="plan", seconds=2).headers["Location"]
    wait_for(client, job, "done")
    asked = {"holder": "north", "how": "book", "codes": {"vapor": "code-7"}}
    again = key()
    applied = client.post(f"{job}/applications", json=asked, headers=again)
    assert applied.status_code == 200, applied.text
    (change,) = applied.json()["changes"]
    assert (change["after"]["state"], change["after"]["title"]) == ("booked", "code-7")
    assert [each["phase"] for each in change["after"]["phases"]] == ["build", "shoot", "strike"]
    assert client.post(f"{job}/applications", json=asked, headers=again).json() == applied.json()
    assert len(client.get(f"{API}/stages/no1/queue").json()["items"]) == 1
