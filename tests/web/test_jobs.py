"""Long work over HTTP: begun, told of, cancelled, kept, and begun again when a server dies."""

from __future__ import annotations

import io
import json
import os
import signal
import time

import pytest
from openpyxl import load_workbook

from kachinko.service.jobs.crew import CrewTerms
from kachinko.web.examples import PROJECT
from tests.report_page import REPORT
from tests.web.doors import API, door, key

TITLE = {
    "id": "vapor", "name": "Vapor", "kind": "film", "value": 5, "studios": ["toho"],
    "earliest": "2028-01-10", "latest": "2028-06-20",
    "sets": [{"id": "lab", "name": "Lab", "area_m2": 240, "build_days": 10, "shoot_days": 5,
              "strike_days": 2}],
}  # fmt: skip
FULL = PROJECT | {"titles": [TITLE]}


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        put(opened)
        yield opened


def put(client) -> None:
    headers = key() | {"If-None-Match": "*", "Content-Type": "application/json"}
    answer = client.put(f"{API}/projects/one", content=json.dumps(FULL), headers=headers)
    assert answer.status_code == 201, answer.text


def start(client, **asked):
    return client.post(f"{API}/projects/one/jobs", json=asked, headers=key())


def wait_for(client, place: str, *states: str, seconds: float = 60) -> dict:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        job = client.get(place).json()
        if job["state"] in states:
            return job
        time.sleep(0.1)
    raise AssertionError(f"still {job['state']}: {job}")


@pytest.mark.slow
def test_a_plan_is_made_told_of_and_checked(client) -> None:
    begun = start(client, kind="plan", seconds=3)
    assert begun.status_code == 202
    place = begun.headers["Location"]
    job = wait_for(client, place, "done", "failed")
    assert job["state"] == "done", job
    assert {"plan.json", "plan.xlsx", "plan.ics"} | REPORT <= {
        each["name"] for each in job["files"]
    }
    plan = client.get(f"{place}/plan")
    assert plan.json()["status"] == "optimal"
    checked = client.post(f"{API}/projects/one/check", content=plan.content)
    assert (checked.status_code, checked.json()["ok"]) == (200, True)
    report = client.get(f"{place}/files/plan.xlsx")
    assert report.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in report.headers["content-security-policy"]
    assert client.get(f"{place}/files/none.txt").status_code == 404
    listed = client.get(f"{API}/jobs").json()["items"]
    assert [each["id"] for each in listed] == [job["id"]]

    told = events(client, f"{place}/events")
    assert told[-1][0] == "end"
    assert json.loads(told[-1][2])["state"] == "done"
    numbers = [int(number) for kind, number, _ in told if kind == "note"]
    assert numbers == list(range(1, job["notes"] + 1))
    rest = events(client, f"{place}/events", {"Last-Event-ID": str(numbers[-2])})
    assert [(kind, int(number)) for kind, number, _ in rest] == [
        ("note", numbers[-1]), ("end", numbers[-1]),
    ]  # fmt: skip


@pytest.mark.slow
def test_the_documents_of_a_plan_are_in_the_language_that_was_asked_for(client) -> None:
    place = start(client, kind="plan", iterations=5, lang="ja").headers["Location"]

    assert wait_for(client, place, "done", "failed")["state"] == "done"
    book = load_workbook(io.BytesIO(client.get(f"{place}/files/plan.xlsx").content))
    assert book.sheetnames[:2] == ["概要", "作品一覧"]
    assert "建て込み" in client.get(f"{place}/files/plan.ics").text
    assert client.get(f"{place}/plan").json()["status"] == "optimal"

    refused = start(client, kind="plan", lang="fr")
    assert refused.status_code == 422


def events(client, place: str, headers=None) -> list[tuple[str, str, str]]:
    found = []
    with client.stream("GET", place, headers=headers or {}) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        fields: dict[str, str] = {}
        for line in stream.iter_lines():
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif fields:
                if "event" in fields:
                    found.append((fields["event"], fields.get("id", ""), fields["data"]))
                fields = {}
    return found


@pytest.mark.slow
def test_a_job_is_cancelled_and_keeps_what_it_has(client) -> None:
    hard = dict(FULL)
    hard["titles"] = [
        TITLE | {"id": f"t{number}", "sets": [TITLE["sets"][0] | {"area_m2": 400 + number}]}
        for number in range(30)
    ]
    headers = key() | {"If-Match": '"1"', "Content-Type": "application/json"}
    client.put(f"{API}/projects/one", content=json.dumps(hard), headers=headers)
    place = start(client, kind="plan", seconds=600).headers["Location"]
    end = time.monotonic() + 30
    while "value" not in ((client.get(place).json()["last_note"] or {}).get("says") or {}):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert client.post(f"{place}/cancel", headers=key()).status_code == 200
    job = wait_for(client, place, "cancelled", seconds=40)
    assert "plan.json" in {each["name"] for each in job["files"]}
    again = client.post(f"{place}/cancel", headers=key())
    assert (again.status_code, again.json()["code"]) == (409, "STATE")


@pytest.mark.slow
def test_what_cannot_be_done_fails_with_all_faults(client) -> None:
    place = start(client, kind="frontier", seconds=2, levers=["nonsense"]).headers["Location"]
    job = wait_for(client, place, "failed", "done")
    assert (job["state"], job["failure"]["code"]) == ("failed", "INPUT")
    assert "nonsense" in job["failure"]["faults"][0]["place"]


@pytest.mark.slow
def test_a_sweep_compares_scenarios(client) -> None:
    sweep = {"time_limit": 1, "scenarios": [{"name": "As it is"}], "seeds": [0, 1]}
    place = start(client, kind="sweep", sweep=sweep).headers["Location"]
    job = wait_for(client, place, "failed", "done")
    assert job["state"] == "done", job
    assert {"sweep.html", "sweep.xlsx", "results.parquet"} == {
        each["name"] for each in job["files"]
    }


@pytest.mark.slow
def test_a_sweep_reads_no_file_of_the_server(client) -> None:
    sweep = {"scenarios": [{"name": "x", "project": "/etc/passwd"}]}
    answer = start(client, kind="sweep", sweep=sweep)
    assert (answer.status_code, answer.json()["code"]) == (422, "INPUT")


def test_a_job_on_nothing(client) -> None:
    answer = client.post(f"{API}/projects/none/jobs", json={"kind": "plan"}, headers=key())
    assert answer.status_code == 404
    assert client.get(f"{API}/jobs/none").status_code == 404
    assert client.get(f"{API}/jobs/none/events").status_code == 404


@pytest.mark.slow
def test_a_retry_begins_nothing_twice(client) -> None:
    again = key()
    asked = {"kind": "plan", "seconds": 60}
    place = f"{API}/projects/one/jobs"
    first = client.post(place, json=asked, headers=again).json()
    assert client.post(place, json=asked, headers=again).json()["id"] == first["id"]
    other = client.post(place, json={"kind": "plan", "seconds": 61}, headers=again)
    assert (other.status_code, other.json()["code"]) == (422, "LEDGER-ID-REUSED")
    assert len(client.get(f"{API}/jobs").json()["items"]) == 1


@pytest.mark.slow
def test_no_more_jobs_run_at_once_than_there_are_places(tmp_path) -> None:
    with door(tmp_path, jobs=CrewTerms(at_once=1, tick=0.05)) as client:
        put(client)
        for _ in range(3):
            start(client, kind="plan", seconds=60)
        time.sleep(1)
        states = [each["state"] for each in client.get(f"{API}/jobs").json()["items"]]
        assert sorted(states) == ["running", "waiting", "waiting"]


@pytest.mark.slow
def test_a_job_whose_process_dies_is_begun_once_more_and_then_has_failed(client) -> None:
    crew = client.app.state.office.crew
    place = start(client, kind="plan", seconds=60).headers["Location"]
    for attempt in (1, 2):
        end = time.monotonic() + 30
        while client.get(place).json()["attempt"] < attempt or not crew.running:
            assert time.monotonic() < end
            time.sleep(0.02)
        for process in list(crew._running.values()):
            os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.3)
    job = wait_for(client, place, "failed")
    assert (job["failure"]["code"], job["attempt"]) == ("LOST", 2)


@pytest.mark.slow
def test_a_server_that_stops_gives_its_jobs_to_the_next(tmp_path) -> None:
    with door(tmp_path) as client:
        put(client)
        place = start(client, kind="plan", seconds=2).headers["Location"]
        wait_for(client, place, "running")
    with door(tmp_path) as client:
        job = wait_for(client, place, "done")
        assert job["attempt"] == 1  # stopping in order costs no try
