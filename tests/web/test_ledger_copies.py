"""The ledger as a whole over HTTP, and what is shipped with its sources."""

from __future__ import annotations

import gzip
import json

import pytest

from kachinko.service.ledger_access import open_ledger
from tests.web.doors import API, door, enter_stage, make


@pytest.fixture
def client(tmp_path):
    with door(tmp_path / "data") as opened:
        enter_stage(opened)
        make(opened, "2028-03-01", "2028-03-05")
        yield opened


def test_the_ledger_is_verified(client) -> None:
    found = client.get(f"{API}/ledger/verification").json()
    assert found["ok"]
    assert (found["stages"], found["reservations"]) == (1, 1)


def test_a_copy_is_a_ledger_and_nothing_of_it_stays_behind(client, tmp_path) -> None:
    answer = client.get(f"{API}/ledger/backup")
    assert answer.status_code == 200
    assert 'filename="ledger.db"' in answer.headers["content-disposition"]
    (tmp_path / "copy.db").write_bytes(answer.content)
    with open_ledger(str(tmp_path / "copy.db")) as ledger:
        assert len(list(ledger.reservations())) == 1
    assert not list((tmp_path / "data").glob("copy-*"))


def test_an_export_is_lines_of_json(client) -> None:
    answer = client.get(f"{API}/ledger/backup", params={"form": "export"})
    lines = gzip.decompress(answer.content).decode().splitlines()
    assert json.loads(lines[0])["is"] == "ledger"
    assert json.loads(lines[-1])["is"] == "end"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("facts", "facts"),
        ("conflicts", "conflicts"),
        ("rates", "rates"),
        ("exchange-rates", "rates"),
        ("work-rules", "rules"),
        ("hold-policies", "policies"),
    ],
)
def test_what_is_shipped_is_listed_with_its_sources(client, path, key) -> None:
    answer = client.get(f"{API}/reference/{path}")
    assert answer.status_code == 200
    assert answer.json()[key]
    assert "http" in answer.text


def test_facts_are_found_by_words_and_in_another_unit(client) -> None:
    found = client.get(
        f"{API}/reference/facts", params={"words": ["toho"], "kind": "stage", "unit": "tsubo"}
    ).json()["facts"]
    assert found
    assert any("area_shown" in each for each in found)
