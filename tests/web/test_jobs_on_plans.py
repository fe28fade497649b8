"""Jobs that stand on the plan of an earlier job, and those of documents that are sent."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kachinko.web.examples import PROJECT
from tests.web.doors import API, Clock, door, enter_stage, key, make
from tests.web.test_jobs import TITLE, put, start, wait_for

EXAMPLES = Path(__file__).parents[2] / "examples"
SHUT = {"change": "close", "stage": "no1", "from": "2028-01-10", "to": "2028-02-20"}
SCRIPT = "Title: Lamp\n\nINT. LABORATORY - NIGHT\n\nANA lights the lamp.\n\nANA\nLight.\n"


@pytest.fixture
def client(tmp_path):
    with door(tmp_path, clock=Ticking()) as opened:
        put(opened)
        yield opened


class Ticking(Clock):
    """A clock that goes on whenever somebody looks at it, so that nothing is at the same time."""

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture
def planned(client) -> str:
    """The id of a job that made a plan."""
    return _done(client, start(client, kind="plan", seconds=2))["id"]


def _done(client, begun) -> dict:
    assert begun.status_code == 202, begun.text
    job = wait_for(client, begun.headers["Location"], "done", "failed")
    assert job["state"] == "done", job
    return job


def _file(client, job: dict, name: str) -> bytes:
    assert name in {each["name"] for each in job["files"]}, job["files"]
    answer = client.get(f"{API}/jobs/{job['id']}/files/{name}")
    assert answer.status_code == 200, answer.text
    return answer.content


def _put(client, id_: str, project: dict, version: int | None = None) -> None:
    seen = {"If-None-Match": "*"} if version is None else {"If-Match": f'"{version}"'}
    headers = key() | seen | {"Content-Type": "application/json"}
    answer = client.put(f"{API}/projects/{id_}", content=json.dumps(project), headers=headers)
    assert answer.status_code in (200, 201), answer.text


@pytest.mark.slow
def test_a_plan_is_repaired_and_the_next_job_stands_on_the_changed_project(client, planned) -> None:
    job = _done(
        client, start(client, kind="repair", base=planned, changes=[SHUT], seconds=2)
    )  # fmt: skip
    assert (job["base"], job["project"], job["plan"]["titles_in"]) == (planned, "one", 1)
    diff = json.loads(_file(client, job, "diff.json"))
    assert diff["items"]
    assert b"<html" in _file(client, job, "diff.html")
    plan = json.loads(_file(client, job, "plan.json"))
    assert plan["titles"][0]["sets"][0]["shoot"]["from"] > "2028-02-20"
    stressed = _done(client, start(client, kind="stress", base=job["id"], draws=200))
    told = json.loads(_file(client, stressed, "stress.json"))
    assert told["draws"] == 200
    assert b"<html" in _file(client, stressed, "stress.html")

    listed = client.get(f"{API}/projects/one/plans").json()["items"]
    assert [each["id"] for each in listed] == [job["id"], planned]
    assert listed[0]["plan"]["value"] == listed[0]["plan"]["value_bound"] == 5
    first = client.get(f"{API}/projects/one/plans", params={"limit": 1}).json()
    rest = client.get(
        f"{API}/projects/one/plans", params={"limit": 1, "cursor": first["next"]}
    ).json()
    assert [each["id"] for each in rest["items"]] == [planned]
    of_kind = client.get(f"{API}/jobs", params={"project": "one", "kind": "stress"}).json()["items"]
    assert [each["id"] for each in of_kind] == [stressed["id"]]
    assert client.get(f"{API}/jobs", params={"project": "two"}).json()["items"] == []


@pytest.mark.slow
def test_a_plan_of_a_repair_is_applied_with_its_own_project(client, planned) -> None:
    enter_stage(client, "no1", floor_m2=860, policy={"sharing": "floor"})
    job = _done(client, start(client, kind="repair", base=planned, changes=[SHUT], seconds=2))
    answer = client.post(
        f"{API}/jobs/{job['id']}/applications", json={"holder": "local"}, headers=key()
    )
    assert answer.status_code == 200, answer.text
    (change,) = answer.json()["changes"]
    assert change["after"]["from"] > "2028-02-20"


@pytest.mark.slow
def test_what_is_left_out_is_explained(client) -> None:
    two = [TITLE, TITLE | {"id": "giant", "sets": [TITLE["sets"][0] | {"area_m2": 2000}]}]
    _put(client, "one", PROJECT | {"titles": two}, 1)
    job = _done(client, start(client, kind="explain", titles=["giant"], seconds=60))
    told = json.loads(_file(client, job, "explain.json"))
    (one,) = told["explanations"]
    assert (one["title"], one["outcome"]) == ("giant", "impossible")
    sentences = [each["sentence"] for each in one["conflicts"][0]["requirements"]]
    assert any("2,000 m²" in each for each in sentences), sentences
    assert job["plan"]["titles_out"] == 1
    again = start(client, kind="explain", base=job["id"], titles=["vapor"], seconds=60)
    failed = wait_for(client, again.headers["Location"], "failed", "done")
    assert failed["failure"]["code"] == "INPUT"


@pytest.mark.slow
def test_a_plan_goes_around_what_is_firm_in_the_ledger(client) -> None:
    enter_stage(client, "no1", floor_m2=860, policy={"sharing": "whole"})
    taken = make(client, "2028-01-04", "2028-03-15", how="book", stage="no1")
    assert taken.status_code == 201, taken.text
    job = _done(client, start(client, kind="plan", seconds=2, ledger=True))
    plan = json.loads(_file(client, job, "plan.json"))
    assert plan["titles"][0]["sets"][0]["build"]["from"] > "2028-03-15"
    assert "ledger" in plan["versions"]


@pytest.mark.slow
def test_places_are_compared_in_a_memo_in_the_language_asked_for(client) -> None:
    folder = EXAMPLES / "locate"
    from kachinko.files import load_project

    project = load_project(folder / "project").model_dump(mode="json", by_alias=True)
    _put(client, "lantern", project)
    names = [each.name for each in folder.glob("*.yaml") if each.name != "places.yaml"]
    asked = {
        "kind": "locate", "as_of": "2026-11-22", "draws": 1_000, "lang": "ja",
        "only": ["tokyo", "seoul"],
        "places": {"name": "places.yaml", "text": (folder / "places.yaml").read_text()},
        "documents": [{"name": name, "text": (folder / name).read_text()} for name in names],
    }  # fmt: skip
    begun = client.post(f"{API}/projects/lantern/jobs", json=asked, headers=key())
    job = _done(client, begun)
    assert job["asked"]["places"] == {
        "name": "places.yaml", "size": (folder / "places.yaml").stat().st_size,
    }  # fmt: skip
    memo = json.loads(_file(client, job, "memo.json"))
    assert {each["id"] for each in memo["places"]} == {"tokyo", "seoul"}
    assert 'lang="ja"' in _file(client, job, "memo.html").decode()
    assert _file(client, job, "memo.pdf").startswith(b"%PDF")
    assert zipfile.ZipFile(io.BytesIO(_file(client, job, "memo.xlsx"))).namelist()

    asked["documents"] = asked["documents"][:1]
    elsewhere = asked["places"]["text"].replace("scope: scope.yaml", "scope: ../../asked.json")
    asked["places"]["text"] = elsewhere
    begun = client.post(f"{API}/projects/lantern/jobs", json=asked, headers=key())
    failed = wait_for(client, begun.headers["Location"], "failed", "done")
    assert failed["failure"]["code"] == "INPUT"
    whats = [each["what"] for each in failed["failure"]["faults"]]
    assert "../../asked.json was not sent" in whats


@pytest.mark.slow
def test_the_scenes_of_a_script_get_their_days_without_a_project(client) -> None:
    shooting = {"name": "lamp.fountain", "base64": base64.b64encode(SCRIPT.encode()).decode()}
    asked = {"kind": "order", "shooting": shooting, "start": "2028-04-03", "seconds": 2}
    job = _done(client, client.post(f"{API}/jobs", json=asked, headers=key()))
    assert job["project"] is None
    board = json.loads(_file(client, job, "board.json"))
    assert board["days"][0]["date"] == "2028-04-03"
    names = {each["name"] for each in job["files"]}
    assert {"board.html", "board.pdf", "board.xlsx", "shooting.yaml"} <= names
    assert client.get(f"{API}/jobs/{job['id']}").json()["asked"]["shooting"]["size"] == len(SCRIPT)


@pytest.mark.slow
def test_a_base_that_is_none_is_refused_before_anything_begins(client) -> None:
    waiting = start(client, kind="plan", seconds=60).json()["id"]
    answer = start(client, kind="stress", base=waiting)
    assert (answer.status_code, answer.json()["faults"][0]["place"]) == (422, "base")
    _put(client, "two", PROJECT)
    other = client.post(
        f"{API}/projects/two/jobs", json={"kind": "stress", "base": waiting}, headers=key()
    )
    assert [each["place"] for each in other.json()["faults"]] == ["base", "base"]
    assert start(client, kind="stress", base="none").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "../passwd", "text": "x"},
        {"name": "a/b.yaml", "text": "x"},
        {"name": "x.yaml"},
        {"name": "x.yaml", "text": "x", "base64": "eA=="},
        {"name": "x.yaml", "base64": "no base64"},
    ],
)
def test_a_document_has_a_plain_name_and_one_content(client, wrong) -> None:
    answer = client.post(
        f"{API}/jobs", json={"kind": "order", "shooting": wrong}, headers=key()
    )  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (422, "INPUT")


@pytest.mark.slow
def test_applying_a_plan_is_rehearsed_and_tells_what_others_did_since(client) -> None:
    enter_stage(client, "no1", floor_m2=860, policy={"sharing": "whole"})
    job = _done(client, start(client, kind="plan", seconds=2, ledger=True))
    place = f"{API}/jobs/{job['id']}/applications"
    told = client.post(f"{place}/rehearsal", json={"holder": "local"})
    assert told.status_code == 200, told.text
    assert (told.json()["outcome"]["done"], told.json()["since"]) == (True, [])
    assert client.get(f"{API}/reservations").json()["items"] == []
    other = make(client, "2028-01-04", "2028-06-20", stage="no1").json()["command"]
    told = client.post(f"{place}/rehearsal", json={"holder": "local"}).json()
    assert told["outcome"]["done"]
    assert [each["id"] for each in told["since"]] == [other]
    assert told["outcome"]["changes"][0]["after"]["rank"] == 2
