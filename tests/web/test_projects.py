"""Projects over HTTP, and files that are sent to do harm."""

from __future__ import annotations

import io
import json
import time
import zipfile

import pytest

from kachinko.model.errors import InputError
from kachinko.service.intake import Bounds, Intake
from kachinko.web.examples import PROJECT
from tests.web.doors import API, door, key

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YAML = "application/yaml"
NEW = {"If-None-Match": "*"}


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        yield opened


def send(client, content: bytes, kind: str, id_: str = "one", **headers):
    given = key() | {"Content-Type": kind} | (headers or NEW)
    return client.put(f"{API}/projects/{id_}", content=content, headers=given)


@pytest.mark.slow
def test_a_project_comes_and_goes_in_three_forms(client) -> None:
    made = send(client, json.dumps(PROJECT).encode(), "application/json")
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    for number, form in enumerate(("yaml", "xlsx"), 1):
        text = client.get(f"{API}/projects/one", params={"form": form})
        again = send(client, text.content, text.headers["content-type"].partition(";")[0],
                     **{"If-Match": f'"{number}"'})  # fmt: skip
        assert again.status_code == 200, again.text
    found = client.get(f"{API}/projects/one")
    assert found.headers["ETag"] == '"3"'
    assert found.json()["studios"][0]["stages"][0]["effective_area_m2"] == 860
    cards = client.get(f"{API}/projects").json()["items"]
    assert [(each["id"], each["version"]) for each in cards] == [("one", 3)]


@pytest.mark.slow
def test_versions_are_held_to(client) -> None:
    content = json.dumps(PROJECT).encode()
    assert send(client, content, "application/json").status_code == 201
    assert send(client, content, "application/json").status_code == 412
    stale = send(client, content, "application/json", **{"If-Match": '"4"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "CHANGED")
    place = f"{API}/projects/one"
    assert client.delete(place, headers=key()).status_code == 428
    assert client.delete(place, headers=key() | {"If-Match": '"2"'}).status_code == 412
    gone = key() | {"If-Match": '"1"'}
    assert client.delete(place, headers=gone).status_code == 204
    assert client.get(place).status_code == 404
    assert client.delete(place, headers=gone).status_code == 204  # a retry of what was done


@pytest.mark.slow
def test_all_faults_of_a_file_are_told_with_their_places(client) -> None:
    text = b"schema: kachinko/1\nname: 7\ncurrency: YENN\nhorizon: {from: 2028-01-04}\n"
    problem = send(client, text, YAML)
    assert problem.status_code == 422
    faults = problem.json()["faults"]
    assert len(faults) == 2
    assert all(each["place"].startswith("project.yaml") and each["right"] for each in faults)


def test_other_kinds_of_files_are_not_read(client) -> None:
    answer = send(client, b"%PDF", "application/pdf")
    assert (answer.status_code, answer.json()["code"]) == (415, "MEDIA-TYPE")


def bomb() -> bytes:
    """A workbook whose sheet unfolds to three hundred million spaces."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(300):
                sheet.write(b" " * 1_000_000)
    return content.getvalue()


def entities() -> bytes:
    """A workbook whose XML defines entities out of entities."""
    content = io.BytesIO()
    lines = ['<!ENTITY a0 "ha">'] + [
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10)
    ]
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<?xml version="1.0"?><!DOCTYPE x [{"".join(lines)}]><workbook>&a9;</workbook>',
        )
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    return content.getvalue()


def file_entity() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        archive.writestr("xl/workbook.xml", f"{doctype}<workbook>&e;</workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    return content.getvalue()


def laughs() -> bytes:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"] + [
        f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]" for number in range(1, 12)
    ]
    return "\n".join(lines).encode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (bomb, XLSX), (entities, XLSX), (file_entity, XLSX), (laughs, YAML),
        (lambda: b"[" * 200_000, YAML), (lambda: b"[" * 200_000, "application/json"),
        (lambda: b'{"name": ' + b"9" * 1_000_000 + b"}", "application/json"),
        (lambda: b"name: !!python/object/apply:os.system [id]", YAML), (lambda: b"", XLSX),
        (lambda: b"PK\x03\x04" + b"\0" * 1_000, XLSX), (lambda: b"\xff\xfe\x00", YAML),
    ],
    ids=["zip bomb", "entities", "file entity", "laughs", "deep yaml", "deep json", "long number",
         "python object", "empty", "broken zip", "no text"],
)  # fmt: skip
def test_files_that_attack_are_refused_in_words_and_soon(client, content, kind) -> None:
    begun = time.monotonic()
    answer = send(client, content(), kind)
    assert answer.status_code == 422, answer.text
    assert answer.json()["faults"]
    assert "root:" not in answer.text
    assert time.monotonic() - begun < 30
    assert client.get("/health/live").status_code == 200


def test_reading_has_an_end_in_time_and_in_memory(monkeypatch) -> None:
    big = b"name: x\n" + b"# " + b"x" * 15_000_000
    with pytest.raises(InputError, match="cannot be used"):
        Intake(Bounds(memory=120_000_000)).project(big, ".yaml")
    with pytest.raises(InputError) as caught:
        Intake(Bounds(seconds=0)).project(b"name: x", ".yaml")
    assert "longer than" in caught.value.faults[0].what


@pytest.mark.slow
def test_a_workbook_that_is_given_back_holds_no_formula(client) -> None:
    from openpyxl import load_workbook

    evil = PROJECT | {"name": "=HYPERLINK(1)", "notes": "+1+1"}
    assert send(client, json.dumps(evil).encode(), "application/json").status_code == 201
    book = client.get(f"{API}/projects/one", params={"form": "xlsx"})
    sheets = load_workbook(io.BytesIO(book.content)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=HYPERLINK(1)" for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.slow
def test_a_plan_is_checked_without_the_planner(client) -> None:
    send(client, json.dumps(PROJECT).encode(), "application/json")
    broken = client.post(f"{API}/projects/one/check", content=b'{"schema": "kachinko-plan/1"}')
    assert (broken.status_code, broken.json()["code"]) == (422, "INPUT")
    none = client.post(f"{API}/projects/none/check", content=b"{}")
    assert none.status_code == 404
