"""Questions of places over HTTP: read into a form, asked, and asked again with something moved."""

from __future__ import annotations

import json
import time

import pytest

from kachinko.service.locating_desk import locate_folder
from tests.web.doors import API, door, key

DAY = "2026-11-22"


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        yield opened


def files() -> dict[str, str]:
    """The shipped question's own files, by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in locate_folder().glob("*.yaml")}


def source(client, **changed: str) -> dict:
    """The shipped question as one of a person's own, on a project that is kept here."""
    from kachinko.files.project import load_project

    project = load_project(locate_folder() / "project").model_dump_json(by_alias=True)
    headers = key() | {"Content-Type": "application/json", "If-None-Match": "*"}
    put = client.put(f"{API}/projects/hall", content=project, headers=headers)
    assert put.status_code == 201, put.text
    texts = files() | changed
    return {
        "project": "hall",
        "places": {"name": "places.yaml", "text": texts.pop("places.yaml")},
        "documents": [{"name": name, "text": text} for name, text in texts.items()],
    }


def read(client, asked: dict):
    return client.post(f"{API}/locating/questions", json=asked)


def ended(client, asked: dict) -> dict:
    """The job of a memo that was asked for, when it has ended."""
    begun = client.post(f"{API}/locating/memos", json=asked, headers=key())
    assert begun.status_code == 202, begun.text
    job = begun.json()
    ends = time.monotonic() + 240
    while job["state"] in ("waiting", "running"):
        assert time.monotonic() < ends, job
        time.sleep(0.2)
        job = client.get(f"{API}/jobs/{job['id']}").json()
    return job


def done(client, asked: dict) -> dict:
    """The job of a memo that was made."""
    job = ended(client, asked)
    assert job["state"] == "done", job
    return job


def file(client, job: dict, name: str) -> dict:
    return client.get(f"{API}/jobs/{job['id']}/files/{name}").json()


@pytest.mark.slow
def test_the_shipped_question_comes_as_a_form(client) -> None:
    form = read(client, {"example": True}).json()
    assert [each["id"] for each in form["titles"]] == ["lantern"]
    assert form["title"] == "lantern"
    assert len(form["location"]["places"]) == 6
    assert {"id": "jp-jlox", "name": "JLOX+ support for location shooting by overseas productions",
            "name_ja": form["programmes"][0]["name_ja"]} == form["programmes"][0]  # fmt: skip
    assert "tokyo.yaml" in form["documents"]


@pytest.mark.slow
def test_files_of_ones_own_are_read_for_a_project_that_is_kept_here(client) -> None:
    form = read(client, source(client))
    assert form.status_code == 200, form.text
    assert [each["id"] for each in form.json()["studios"]][:2] == ["toho", "paju"]


@pytest.mark.slow
def test_every_fault_of_the_files_is_told(client) -> None:
    broken = files()["places.yaml"].replace("studios: [toho]", "studios: [toto]")
    answer = read(client, source(client, **{"places.yaml": broken.replace("USD", "USX")}))
    assert answer.status_code == 422
    assert any("USX" in each["what"] for each in answer.json()["faults"])


@pytest.mark.slow
def test_a_file_that_was_not_sent_is_not_looked_for_on_the_server(client) -> None:
    asked = source(client)
    asked["documents"] = [each for each in asked["documents"] if each["name"] != "tokyo.yaml"]
    asked["places"]["text"] = asked["places"]["text"].replace(
        "rates: seoul.yaml", "rates: /etc/passwd"
    )
    answer = read(client, asked)
    told = [each["what"] for each in answer.json()["faults"]]
    assert told == ["tokyo.yaml was not sent", "/etc/passwd was not sent"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"example": True, "memo": "m"},
        {"project": "hall"},
        {"example": True, "places": {"name": "p.yaml", "text": ""}},
    ],
)
def test_a_question_comes_from_one_place(client, asked) -> None:
    assert read(client, asked).status_code == 422


def test_what_is_not_there_is_not_found(client) -> None:
    assert read(client, {"memo": "nobody"}).status_code == 404
    places = {"name": "p.yaml", "text": "x"}
    assert read(client, {"project": "nobody", "places": places}).status_code == 404


@pytest.mark.slow
def test_a_memo_is_asked_changed_and_moved_by_hand(client) -> None:
    form = read(client, {"example": True}).json()
    location = form["location"]
    location["places"][3]["risks"][0]["renewal_refused"] = 0.5
    first = done(
        client,
        {"example": True, "location": location, "only": ["budapest", "tokyo"], "as_of": DAY,
         "draws": 2_000, "seed": 3},
    )  # fmt: skip
    names = [each["name"] for each in first["files"]]
    assert names == [
        "answer.json", "memo.html", "memo.json", "memo.pdf", "memo.xlsx", "page.json",
        "surface.json",
    ]  # fmt: skip
    memo = file(client, first, "memo.json")
    assert (memo["seed"], memo["draws"], len(memo["places"])) == (3, 2_000, 2)
    assert memo["places"][0]["programmes"][0]["risk"]["renewal_refused"] == 0.5
    answer = file(client, first, "answer.json")
    assert answer["net"] == memo["places"][0]["net"]
    # On top of it, and again on top of that.
    second = done(client, {"memo": first["id"], "setting": {"worth": {"HUF": 0.8}}})
    third = done(client, {"memo": second["id"], "setting": {"worth": {"HUF": 1.25}}})
    assert file(client, second, "memo.json")["setting"]["worth"] == {"HUF": 0.8}
    again = file(client, third, "memo.json")
    assert again["setting"]["worth"] == {"HUF": 1}
    assert [each["net"] for each in again["places"]] == [each["net"] for each in memo["places"]]
    wrong = {"memo": first["id"], "setting": {"worth": {"EUR": 0.9}}}
    failed = ended(client, wrong)
    assert [each["place"] for each in failed["failure"]["faults"]] == ["setting.worth.EUR"]


@pytest.mark.slow
def test_the_words_of_a_page_are_those_of_the_memo_in_both_languages(client) -> None:
    job = done(
        client, {"example": True, "only": ["tokyo", "budapest"], "as_of": DAY, "draws": 1_000}
    )
    page = file(client, job, "page.json")
    assert page["words"]["ja"]["document"]["head"]["claim"][0] == "ブダペスト"
    spots = {each["place"]: each for each in page["spots"]}
    assert (spots["tokyo"]["country"], spots["tokyo"]["latitude"]) == ("392", 35.7)
    lane = next(each for each in page["words"]["en"]["lanes"] if each["place"] == "tokyo")
    missed = [each for each in lane["items"] if each["state"] == "missed"]
    assert {each["last"] for each in missed} == {"2028-01-31"}
    assert json.dumps(page["words"]["ja"]["unknown"]["tokyo"], ensure_ascii=False).count("未確認")
    months = next(each for each in page["curves"] if each["place"] == "budapest")["months"]
    gross = file(client, job, "memo.json")["places"][0]["gross"]
    assert sum(each["spend"] for each in months) == pytest.approx(gross, abs=0.2)
    assert months[-1]["out_late"] == gross
