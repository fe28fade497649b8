"""A remedy is tried on a plan, and taken over or not."""

from __future__ import annotations

import json

import pytest

from tests.crowded import CROWDED, LATER
from tests.web.doors import API, door, key
from tests.web.test_jobs import start, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def client(tmp_path_factory):
    with door(tmp_path_factory.mktemp("trials")) as opened:
        put(opened, CROWDED, **{"If-None-Match": "*"})
        yield opened


@pytest.fixture
def plan(client) -> str:
    """The job of a plan that leaves a title out."""
    job = done(client, start(client, kind="plan", seconds=2))
    left = [each["id"] for each in read(client, job, "plan.json")["titles"] if not each["accepted"]]
    assert left == ["harbour"]
    return job


def put(client, project, **headers) -> None:
    given = key() | {"Content-Type": "application/json"} | headers
    answer = client.put(f"{API}/projects/one", content=json.dumps(project), headers=given)
    assert answer.status_code in (200, 201), answer.text


def done(client, begun) -> str:
    assert begun.status_code == 202, begun.text
    job = wait_for(client, begun.headers["Location"], "done", "failed")
    assert job["state"] == "done", job
    return job["id"]


def read(client, job: str, name: str):
    return client.get(f"{API}/jobs/{job}/files/{name}").json()


def tried(client, plan: str, *changes: str, title: str = "harbour"):
    return start(client, kind="trial", base=plan, title=title, changes=changes, seconds=5)


def adopt(client, job: str, seen: str):
    return client.post(f"{API}/jobs/{job}/adopt", headers=key() | {"If-Match": seen})


def test_what_does_not_help_is_told_and_cannot_be_taken_over(client, plan) -> None:
    job = done(client, tried(client, plan))
    assert read(client, job, "trial.json")["admitted"] is False
    assert adopt(client, job, '"1"').status_code == 409
    failed = tried(client, plan, "window title=nobody latest=2028-04-28")
    place = failed.headers["Location"]
    assert wait_for(client, place, "done", "failed")["failure"]["faults"]


def test_a_remedy_is_tried_and_taken_over_once(client, plan) -> None:
    job = done(client, tried(client, plan, LATER))
    trial = read(client, job, "trial.json")
    assert (trial["admitted"], trial["value_before"], trial["value_after"]) == (True, 5, 7)
    assert [each["what"] for each in trial["titles"]] == ["admitted"]
    plans = client.get(f"{API}/projects/one/plans").json()["items"]
    assert [each["id"] for each in plans] == [plan]  # not yet a plan of the project

    assert adopt(client, job, '"9"').status_code == 412
    given = key() | {"If-Match": '"1"'}
    card = client.post(f"{API}/jobs/{job}/adopt", headers=given)
    assert (card.status_code, card.headers["ETag"]) == (200, '"2"')
    again = client.post(f"{API}/jobs/{job}/adopt", headers=given)
    assert again.json() == card.json()  # a retry of what was done
    project = client.get(f"{API}/projects/one").json()
    assert [each["latest"] for each in project["titles"]] == ["2028-02-25", "2028-04-28"]
    # The clock of this door stands still, so both plans are of one moment, in either order.
    plans = client.get(f"{API}/projects/one/plans").json()["items"]
    [newest] = [each for each in plans if each["id"] != plan]
    assert newest["plan"]["titles_in"] == 2
    checked = client.post(
        f"{API}/projects/one/check", content=json.dumps(read(client, newest["id"], "plan.json"))
    )
    assert checked.json()["ok"] is True


def test_a_trial_of_a_project_that_has_changed_since_is_not_taken_over(client, plan) -> None:
    job = done(client, tried(client, plan, LATER))
    earlier = {**CROWDED, "titles": [{**CROWDED["titles"][0], "latest": "2028-02-14"},
                                     CROWDED["titles"][1]]}  # fmt: skip
    shorter = {**earlier, "horizon": {"from": "2028-01-04", "to": "2028-03-31"}}
    put(client, shorter, **{"If-Match": '"1"'})
    answer = adopt(client, job, '"2"')
    assert answer.status_code in (409, 422), answer.text
    assert client.get(f"{API}/projects/one").headers["ETag"] == '"2"'
