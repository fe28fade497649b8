"""The floor over HTTP: what stands, what the checker says of moves, plans kept, drawings."""

from __future__ import annotations

import json

import pytest

from kachinko.files.plan_json import dump_plan, parse_plan
from kachinko.service.jobs.asked import PlanAsked
from kachinko.service.jobs.book import Entry
from kachinko.service.permissions import Actor, ForbiddenError, Grant
from kachinko.service.writing import Given
from kachinko.staging.check import check_plan
from tests.floor_plan import plan, project
from tests.floor_project import PROJECT
from tests.web.doors import API, NOW, door, enter_stage, key, make


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        headers = key() | {"If-None-Match": "*", "Content-Type": "application/json"}
        answer = opened.put(f"{API}/projects/kawabe", content=json.dumps(PROJECT), headers=headers)
        assert answer.status_code == 201, answer.text
        yield opened


@pytest.fixture
def job(client) -> str:
    """A plan made by hand. It keeps all rules of the floor, and breaks others."""
    return keep(client, plan())


def keep(client, made) -> str:
    office = client.app.state.office
    given = Given(Actor.local(), id_=key()["Idempotency-Key"], at=NOW)
    document = office.shelf.document(Actor.local(), "kawabe")
    files = {"plan.json": dump_plan(made).encode()}
    return office.jobs.keep(given, Entry(PlanAsked(), "kawabe", document), files).id


def sound(client) -> str:
    """A plan of the planner, which the whole checker accepts."""
    import time

    from kachinko.halt import Halt
    from kachinko.staging.limits import Limits
    from kachinko.staging.planner import plan_project

    made = plan_project(
        project(), limits=Limits(20, 1), clock=time.monotonic, seed=0, workers=1, halt=Halt(),
        on_progress=lambda _: None, versions={},
    )  # fmt: skip
    assert made.accepted
    return keep(client, made)


def floors(client, job: str | None):
    params = {"project": "kawabe"} | ({} if job is None else {"plan": job})
    return client.get(f"{API}/floor", params=params)


def place(title: str, set_: str, x: float, y: float, *, rotated: bool = False) -> dict:
    return {"title": title, "set": set_, "x_m": x, "y_m": y, "rotated": rotated}


def check(client, job: str, *places: dict, stage: str = "one", **days: str):
    body = {"plan": job, "stage": stage, "places": list(places), **days}
    return client.post(f"{API}/floor/check", json=body)


@pytest.mark.slow
def test_floors_tell_shapes_places_and_phases(client, job) -> None:
    told = floors(client, job).json()
    assert told["fire_lane_m"] == 1.2
    one, two, three = told["stages"]
    assert (one["width_m"], one["depth_m"], one["floor_m2"]) == (30, 22, 660)
    assert (two["width_m"], two["floor_m2"]) == (None, 420)
    assert two["closures"][0]["reason"] == "inspection"
    assert three["agreements"] is None
    market = next(each for each in told["planned"] if each["id"] == "lantern/market")
    assert (market["stage"], market["x_m"], market["y_m"], market["height_m"]) == (
        "one",
        0,
        10,
        6.5,
    )
    assert (market["from"], market["to"]) == ("2028-01-24", "2028-02-18")
    assert [each["phase"] for each in market["phases"]] == ["build", "shoot", "strike"]
    without = floors(client, None).json()
    assert (without["plan"], without["planned"]) == (None, [])
    assert floors(client, "nobody").status_code == 404
    assert client.get(f"{API}/floor", params={"project": "none"}).status_code == 404


@pytest.mark.slow
def test_reservations_lie_where_the_plan_lays_their_set(client, job) -> None:
    for stage in ("one", "elsewhere"):
        enter_stage(client, stage, floor_m2=660)
    fields = {"stage": "one", "title": "lantern", "set": "market", "area_m2": 140}
    make(client, "2028-02-01", "2028-02-10", **fields)
    make(client, "2028-02-01", "2028-02-10", stage="elsewhere", title="guest")
    told = floors(client, job).json()
    assert [each["id"] for each in told["stages"]][-1] == "elsewhere"
    market, guest = sorted(told["reserved"], key=lambda each: each["title"], reverse=True)
    assert (market["name"], market["x_m"], market["y_m"]) == ("Covered market", 0, 10)
    assert (guest["name"], guest["area_m2"], guest["x_m"], guest["state"]) == (
        "",
        None,
        None,
        "held",
    )


@pytest.mark.slow
def test_the_checker_says_what_a_move_would_break_and_nothing_is_kept(client, job) -> None:
    assert check(client, job).json() == {"ok": True, "breaches": []}
    near = check(client, job, place("ferry", "cabin", 0.5, 0)).json()
    assert [each["code"] for each in near["breaches"]] == ["aisle-too-narrow"]
    (breach,) = near["breaches"]
    assert breach["new"] is True
    assert {breach["set"], breach["other_set"]} == {"cabin", "deck"}
    out = check(client, job, place("lantern", "kitchen", 23, 0)).json()
    assert [each["code"] for each in out["breaches"]] == ["outside-stage"]
    turned = check(client, job, place("lantern", "kitchen", 22, 0, rotated=True)).json()
    assert turned["ok"]
    later = check(client, job, place("ferry", "cabin", 0.5, 0), **{"from": "2028-03-01"}).json()
    assert later["ok"]
    assert floors(client, job).json()["planned"][3]["x_m"] == 0


@pytest.mark.slow
def test_every_fault_of_a_move_is_told_at_once(client, job) -> None:
    answer = check(
        client, job, place("ferry", "none", 0, 0), place("ferry", "cabin", 0, 0),
        place("ferry", "cabin", 1, 0), stage="nine",
    )  # fmt: skip
    assert answer.status_code == 422
    told = [(each["place"], each["what"]) for each in answer.json()["faults"]]
    assert told == [
        ("stage", "the project has no stage 'nine'"),
        ("places.0", "the plan places no set ferry/none"),
        ("places.2", "ferry/cabin is placed twice"),
    ]
    assert check(client, "nobody").status_code == 404
    assert check(client, job, place("ferry", "cabin", 1e9, 0)).status_code == 422


@pytest.mark.slow
def test_a_move_that_the_checker_accepts_is_kept_as_another_plan(client) -> None:
    job = sound(client)
    before = floors(client, job).json()
    kept = client.get(f"{API}/jobs/{job}/plan").json()
    each = next(one for one in before["planned"] if one["stage"] == "three")
    body = {"plan": job, "places": [place(each["title"], each["set"], 8, 7)]}
    headers = key()
    made = client.post(f"{API}/floor/plans", json=body, headers=headers)
    assert made.status_code == 201, made.text
    again = client.post(f"{API}/floor/plans", json=body, headers=headers)
    assert again.json()["id"] == made.json()["id"]
    assert made.headers["Location"] == f"/api/v1/jobs/{made.json()['id']}"
    assert (made.json()["state"], made.json()["project"]) == ("done", "kawabe")
    assert (made.json()["base"], made.json()["plan"]["value"]) == (job, kept["value"])
    content = client.get(f"{API}/jobs/{made.json()['id']}/plan").content
    moved = parse_plan(content, "plan.json")
    assert check_plan(project(), moved).ok
    assert any("where a person laid it" in one for one in moved.assumptions)
    written = json.loads(content)
    assert (written["value"], written["cost"]) == (kept["value"], kept["cost"])
    after = floors(client, made.json()["id"]).json()
    lies = {one["id"]: (one["x_m"], one["y_m"]) for one in after["planned"]}
    assert lies[each["id"]] == (8, 7)
    # What stood is still as it was.
    assert client.get(f"{API}/jobs/{job}/plan").json() == kept


@pytest.mark.slow
def test_a_move_that_breaks_a_rule_is_refused_with_its_sentences(client) -> None:
    job = sound(client)
    jobs = len(client.get(f"{API}/jobs").json()["items"])
    each = next(one for one in floors(client, job).json()["planned"] if one["stage"] == "three")
    body = {"plan": job, "places": [place(each["title"], each["set"], 20, 0)]}
    refused = client.post(f"{API}/floor/plans", json=body, headers=key())
    assert (refused.status_code, refused.json()["code"]) == (422, "INPUT")
    (fault,) = refused.json()["faults"]
    assert fault["place"] == "three/office/hall"
    assert "lies from 20 to 60 m" in fault["what"]
    nothing = client.post(f"{API}/floor/plans", json={"plan": job, "places": []}, headers=key())
    assert nothing.status_code == 422
    assert len(client.get(f"{API}/jobs").json()["items"]) == jobs


@pytest.mark.slow
def test_who_only_looks_may_not_keep_a_plan(client, job) -> None:
    from kachinko.service.floor_places import Place, Places, keep_places

    viewer = Actor("vi", "local", frozenset({Grant("viewer", "organisation", "local")}))
    asked = Places(plan=job, places=(Place(title="ferry", set="cabin", x_m=0, y_m=0),))
    office = client.app.state.office
    with pytest.raises(ForbiddenError):
        keep_places(office, Given(viewer, id_="vi-1", at=NOW), asked)


@pytest.mark.slow
def test_drawings_come_as_files_in_both_forms(client, job) -> None:
    ask = {"project": "kawabe", "plan": job, "day": "2028-02-01"}
    pdf = client.get(f"{API}/floor/one.pdf", params=ask | {"lang": "ja", "unit": "tsubo"})
    assert (pdf.status_code, pdf.headers["content-type"]) == (200, "application/pdf")
    assert pdf.headers["content-disposition"] == 'attachment; filename="floor-one-2028-02-01.pdf"'
    assert pdf.content.startswith(b"%PDF")
    svg = client.get(f"{API}/floor/one.svg", params=ask | {"show": "reservations"})
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in svg.headers["content-security-policy"]
    assert client.get(f"{API}/floor/nine.pdf", params=ask).status_code == 404
    assert client.get(f"{API}/floor/one.dxf", params=ask).status_code == 422
    late = client.get(f"{API}/floor/one.pdf", params=ask | {"day": "2031-01-01"})
    assert (late.status_code, late.json()["faults"][0]["place"]) == (422, "day")
    assert client.get(f"{API}/floor/one.pdf", params=ask | {"day": "soon"}).status_code == 422
