"""A plan beside the ledger, two plans side by side, and the week's workbook."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from kachinko.files.plan_json import dump_plan, parse_plan
from kachinko.model.span import ONE_DAY, Dated
from kachinko.service.example_office import PLAN, PROJECT, example_folder, show_example
from kachinko.service.jobs.asked import PlanAsked
from kachinko.service.jobs.book import Entry
from kachinko.service.permissions import Actor
from kachinko.service.writing import Given
from tests.web.doors import API, door, key
from tests.web.test_jobs import FULL, TITLE, start, wait_for


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        show_example(opened.app.state.office)
        yield opened


@pytest.fixture
def job(client) -> str:
    return client.get(f"{API}/jobs?kind=plan").json()["items"][0]["id"]


@pytest.mark.slow
def test_a_plan_that_was_entered_stands_in_the_ledger_as_it_is(client, job) -> None:
    shown = client.get(f"{API}/jobs/{job}/board").json()
    plan = json.loads((example_folder() / PLAN).read_text())
    accepted = [title for title in plan["titles"] if title["accepted"]]
    assert len(shown["bars"]) == sum(len(title["sets"]) for title in accepted)
    assert {bar["stands"] for bar in shown["bars"]} == {"same"}
    assert shown["worth"]["value"] == plan["value"]
    assert shown["worth"]["cost"] == plan["cost"]
    assert len(shown["out"]) == len(plan["titles"]) - len(accepted)
    assert all(each["why"] for each in shown["out"])
    # Titles that found no place and wait all the same are in the ledger, but not in the plan.
    assert {each["why"] for each in shown["strays"]} == {"title-gone"}
    assert len(shown["strays"]) == 3


@pytest.mark.slow
def test_what_is_moved_or_given_back_in_the_ledger_is_marked(client, job) -> None:
    bars = client.get(f"{API}/jobs/{job}/board").json()["bars"]
    held = next(bar for bar in bars if state(client, bar["reservation"]) == "held")
    client.patch(
        f"{API}/reservations/{held['reservation']}",
        json={"to": day_after(client, held["reservation"])},
        headers=key() | {"If-Match": f'"{version(client, held["reservation"])}"'},
    )
    other = next(bar for bar in bars if bar is not held and bar["title"] == held["title"])
    client.post(
        f"{API}/reservations/{other['reservation']}/release",
        json={},
        headers=key() | {"If-Match": f'"{version(client, other["reservation"])}"'},
    )
    again = client.get(f"{API}/jobs/{job}/board").json()
    stands = {(bar["title"], bar["set"]): bar["stands"] for bar in again["bars"]}
    assert stands[held["title"], held["set"]] == "moved"
    assert stands[other["title"], other["set"]] == "missing"
    assert {"reservation": held["reservation"], "why": "moved"} in again["strays"]


@pytest.mark.slow
def test_two_plans_side_by_side(client, job) -> None:
    office = client.app.state.office
    plan = parse_plan((example_folder() / PLAN).read_bytes(), PLAN)
    one, other = plan.accepted[0], plan.accepted[1]
    shoot = one.sets[0].shoot
    later = one.sets[0].model_copy(
        update={"strike": None, "shoot": Dated(first=shoot.first, last=shoot.last + ONE_DAY)}
    )
    changed = {
        one.id: one.model_copy(update={"sets": (later, *one.sets[1:])}),
        other.id: other.model_copy(update={"accepted": False, "sets": (), "location_blocks": ()}),
    }
    titles = tuple(changed.get(title.id, title) for title in plan.titles)
    second = plan.model_copy(update={"titles": titles, "value": plan.value - 1})
    given = Given(Actor.local(), id_="second", at=office.clock())
    document = office.shelf.document(Actor.local(), PROJECT)
    files = {PLAN: dump_plan(second).encode()}
    new = office.jobs.keep(given, Entry(PlanAsked(), PROJECT, document), files)
    found = client.get(f"{API}/jobs/{new.id}/changes", params={"since": job}).json()
    assert [(each["title"], each["item"]) for each in found["moved"]] == [(one.id, later.id)]
    assert found["moved"][0]["before"]["first"] == found["moved"][0]["after"]["first"]
    assert [each["title"] for each in found["went"]] == [other.id]
    assert found["came"] == []
    assert found["stayed"] == len(plan.accepted) - 2
    assert found["after"]["value"] == found["before"]["value"] - 1
    back = client.get(f"{API}/jobs/{job}/changes", params={"since": new.id}).json()
    assert [each["title"] for each in back["came"]] == [other.id]
    assert client.get(f"{API}/jobs/{job}/changes", params={"since": "x"}).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "word"), [("en", "Stage"), ("ja", "ステージ")])
def test_the_week_is_a_workbook(client, lang: str, word: str) -> None:
    answer = client.get(f"{API}/week", params={"day": "2028-03-08", "lang": lang})
    assert answer.headers["Content-Disposition"].endswith('"week-2028-03-06.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row]
    assert word in cells
    assert any("2028-03-12" in cell for cell in cells)
    assert client.get(f"{API}/week", params={"day": "soon"}).status_code == 422


def state(client, id_: str) -> str:
    return client.get(f"{API}/reservations/{id_}").json()["state"]


def version(client, id_: str) -> int:
    return client.get(f"{API}/reservations/{id_}").json()["version"]


def day_after(client, id_: str) -> str:
    from datetime import date

    last = date.fromisoformat(client.get(f"{API}/reservations/{id_}").json()["to"])
    return (last + ONE_DAY).isoformat()


@pytest.mark.slow
def test_a_plan_around_what_stays_and_what_entering_it_would_do(tmp_path) -> None:
    second = TITLE | {"id": "tide", "name": "Tide", "location_blocks": [{"id": "sea", "days": 3}]}
    project = FULL | {"titles": [TITLE, second]}
    with door(tmp_path) as client:
        headers = key() | {"If-None-Match": "*", "Content-Type": "application/json"}
        client.put(f"{API}/projects/one", content=json.dumps(project), headers=headers)
        policy = {"floor_m2": 860, "policy": {"sharing": "floor"}}
        client.put(f"{API}/stages/no1", json=policy, headers=key() | {"If-None-Match": "*"})
        wanted = {
            "stage": "no1", "title": "vapor", "holder": "local", "set": "lab", "area_m2": 240,
            "from": "2028-03-06", "to": "2028-03-28",
            "phases": [
                {"phase": "build", "from": "2028-03-06", "to": "2028-03-17"},
                {"phase": "shoot", "from": "2028-03-21", "to": "2028-03-27"},
                {"phase": "strike", "from": "2028-03-28", "to": "2028-03-29"},
            ],
        }  # fmt: skip
        wanted["to"] = "2028-03-29"
        answer = client.post(f"{API}/reservations", json={"wanted": wanted}, headers=key())
        held = answer.headers["Location"].rpartition("/")[2]
        asked = {"kind": "plan", "seconds": 1, "ledger": True, "freeze": "2028-04-01"}
        for wrong in ({"keep": ["nobody"]}, {"ledger": False}):
            assert start(client, **(asked | wrong)).status_code == 422
        place = start(client, **asked, keep=[held]).headers["Location"]
        assert wait_for(client, place, "done", "failed")["state"] == "done"
        plan = client.get(f"{place}/plan").json()
        vapor, tide = plan["titles"]
        assert vapor["sets"][0]["build"]["from"] == "2028-03-06"
        assert vapor["sets"][0]["strike"]["to"] == "2028-03-29"
        assert tide["sets"][0]["build"]["from"] >= "2028-04-01"
        assert tide["location_blocks"][0]["from"] >= "2028-04-01"
        # A search that begins with it, around the same, keeps what it has.
        base = place.rpartition("/")[2]
        again = start(client, **asked, base=base, now=True).headers["Location"]
        assert wait_for(client, again, "done", "failed")["state"] == "done"
        changes = client.get(f"{again}/changes", params={"since": base}).json()
        assert (changes["came"], changes["went"]) == ([], [])
        body = {"holder": "local", "how": "hold"}
        way = f"{place}/applications"
        dry = client.post(f"{way}/rehearsal", json=body).json()["outcome"]
        assert dry["done"]
        assert sum(each["before"] is None for each in dry["changes"]) == 2
        assert len(client.get(f"{API}/reservations").json()["items"]) == 1
        client.post(f"{API}/reservations/{held}/release", json={},
                    headers=key() | {"If-Match": '"1"'})  # fmt: skip
        dry = client.post(f"{way}/rehearsal", json=body).json()["outcome"]
        assert dry["since"] == []  # what has left is nobody's concern any more
        done = client.post(way, json=body, headers=key())
        assert done.status_code == 200
        shown = client.get(f"{place}/board").json()
        assert {bar["stands"] for bar in shown["bars"]} == {"same"}


@pytest.mark.slow
def test_what_is_kept_must_stand_together(client, job) -> None:
    bars = client.get(f"{API}/jobs/{job}/board").json()["bars"]
    asked = {"kind": "plan", "seconds": 1, "ledger": True}
    way = f"{API}/projects/{PROJECT}/jobs"
    firm = next(bar for bar in bars if state(client, bar["reservation"]) == "booked")
    held = next(bar for bar in bars if state(client, bar["reservation"]) == "held")
    # A hold behind what is firm: it cannot stay as if it were firm itself.
    id_ = held["reservation"]
    start_ = client.get(f"{API}/reservations/{firm['reservation']}").json()["from"]
    end = client.get(f"{API}/reservations/{firm['reservation']}").json()["to"]
    seen = {"If-Match": f'"{version(client, id_)}"'}
    if held["stage"] == firm["stage"]:
        body = {"from": start_, "to": end, "phases": [], "area_m2": 5_00}
        moved = client.patch(f"{API}/reservations/{id_}", json=body, headers=key() | seen)
        new = id_
    else:
        change = key()
        body = {"stage": firm["stage"], "from": start_, "to": end, "phases": []}
        moved = client.post(f"{API}/reservations/{id_}/move", json=body, headers=change | seen)
        new = change["Idempotency-Key"]
    assert moved.status_code == 200, moved.text
    answer = client.post(way, json=asked | {"keep": [new]}, headers=key())
    assert answer.status_code == 422
    assert "stands against" in answer.json()["faults"][0]["what"]
