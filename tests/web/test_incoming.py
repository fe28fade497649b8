"""Files that come are opened and put right before anything is kept."""

from __future__ import annotations

import json

import pytest

from kachinko.model.project import Project
from kachinko.web.examples import PROJECT
from tests.ten_faults import faulty_workbook
from tests.web.doors import API, door, key

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        yield opened


def read(client, content: bytes | str, kind: str, **query):
    given = key() | {"Content-Type": kind}
    return client.post(f"{API}/projects/read", content=content, headers=given, params=query)


def check(client, sheets):
    body = {"sheets": [{"name": each["name"], "rows": each["rows"]} for each in sheets]}
    return client.post(f"{API}/projects/sheets", json=body, headers=key()).json()


@pytest.mark.slow
def test_ten_faults_of_a_workbook_stand_in_their_cells_until_each_is_put_right(client) -> None:
    content, faults = faulty_workbook()
    found = read(client, content, XLSX).json()
    assert (found["form"], found["project"]) == ("sheets", None)
    told = [(each["sheet"], each["row"], each["column"], each["what"]) for each in found["faults"]]
    for sheet, row, column, words, _ in faults:
        assert any((s, r, c) == (sheet, row, column) and words in w for s, r, c, w in told), words
    assert "Read me" not in [each["name"] for each in found["sheets"]]
    sheets = {each["name"]: each for each in found["sheets"]}
    for sheet, row, column, _, right in faults:
        sheets[sheet]["rows"][row - 1][column - 1] = int(right) if right.isdigit() else right
        again = check(client, found["sheets"])
        spots = [(each["sheet"], each["row"], each["column"]) for each in again["faults"]]
        assert (sheet, row, column) not in spots
    assert again["faults"] == []
    project = Project.model_validate(again["project"])
    assert [title.id for title in project.titles][:1] == ["example-series"]
    assert client.get(f"{API}/projects").json()["items"] == []  # nothing was kept


@pytest.mark.slow
def test_the_sheets_of_a_project_read_back_as_the_project(client) -> None:
    text = client.get(f"{API}/templates/example").text
    found = read(client, text, "application/json").json()
    assert (found["form"], found["faults"]) == ("tree", [])
    again = check(client, found["sheets"])
    assert (again["faults"], again["project"]) == ([], json.loads(text))


@pytest.mark.slow
def test_a_fault_of_a_tree_has_its_path(client) -> None:
    broken = PROJECT | {"titles": [{"id": "a", "name": "A", "kind": "film", "sets": [
        {"id": "s", "name": "S", "area_m2": 200, "shoot_days": 0}]}]}  # fmt: skip
    (fault,) = read(client, json.dumps(broken), "application/json").json()["faults"]
    assert fault["path"] == ["titles", 0, "sets", 0, "shoot_days"]
    assert fault["right"]


@pytest.mark.slow
def test_a_fault_of_a_text_has_its_line(client) -> None:
    found = read(client, "\n\nschema: kachinko/1\ncurrency: YENN\n", "application/yaml").json()
    assert found["text"].startswith("\n\nschema")
    assert 4 in [each["line"] for each in found["faults"]]


@pytest.mark.slow
def test_a_csv_joins_the_tables_of_a_project_by_its_ids(client) -> None:
    text = client.get(f"{API}/templates/template").content
    new = key() | {"Content-Type": "application/json", "If-None-Match": "*"}
    assert client.put(f"{API}/projects/one", content=text, headers=new).status_code == 201
    table = "title;id;name;area_m2;shoot_days\nexample-film;extra;Extra set;120;3\n"
    found = read(client, table, "text/csv", into="one").json()
    assert found["faults"] == []
    film = next(each for each in found["project"]["titles"] if each["id"] == "example-film")
    assert film["sets"][-1]["id"] == "extra"
    assert film["sets"][-1]["area_m2"] == 120
    renamed = "id,name,kind\nexample-film,New name,film\n"
    titles = read(client, renamed, "text/csv", into="one").json()["project"]["titles"]
    before = json.loads(text)["titles"]
    assert [each["id"] for each in titles] == [each["id"] for each in before]
    assert titles[1]["name"] == "New name"
    assert titles[1]["value"] == before[1]["value"]
    alone = read(client, renamed, "text/csv").json()
    assert {each["sheet"] for each in alone["faults"]} == {"Project", "Titles"}


@pytest.mark.slow
def test_what_is_no_project_is_refused_in_words(client) -> None:
    assert read(client, b"%PDF", "application/pdf").status_code == 415
    answer = read(client, "a,b\n1,2\n", "text/csv")
    assert answer.status_code == 422
    assert "no head" in answer.json()["faults"][0]["what"]
    assert read(client, "id\n", "text/csv", into="none").status_code == 404
    assert read(client, b"PK\x03\x04 nothing", XLSX).status_code == 422


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "yaml", "xlsx"])
def test_a_template_reads_as_it_is(client, form: str) -> None:
    answer = client.get(f"{API}/templates/template", params={"form": form})
    found = read(client, answer.content, answer.headers["content-type"].partition(";")[0]).json()
    assert found["faults"] == []
