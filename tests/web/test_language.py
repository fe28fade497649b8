"""What the service says, in the language of the one who asks."""

from __future__ import annotations

import pytest

from kachinko.service.example_office import show_example
from tests.web.doors import API, door, enter_stage, key, wanted


@pytest.fixture
def client(tmp_path):
    with door(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("ja", "ja"),
        ("ja-JP, en;q=0.5", "ja"),
        ("fr, ja;q=0.4, en;q=0.9", "en"),
        ("en;q=0, ja;q=0.1", "ja"),
        ("fr", "en"),
        ("", "en"),
        ("ja;q=much", "en"),
        ("*", "en"),
    ],
)
def test_a_problem_is_told_in_the_language_that_is_asked_for(client, asked, language) -> None:
    answer = client.get(f"{API}/reservations/nowhere", headers={"Accept-Language": asked})

    assert answer.status_code == 404
    assert answer.headers["Content-Language"] == language
    detail = {
        "en": "There is no reservation 'nowhere'.",
        "ja": "ホールド・予約 'nowhere' がありません。",
    }
    assert answer.json()["detail"] == detail[language]
    assert answer.json()["code"] == "NOT-FOUND"


def test_a_refusal_of_the_ledger_is_told_in_japanese(client) -> None:
    enter_stage(client)
    body = {"wanted": wanted("2027-03-01", "2027-03-05")}

    answer = client.post(
        f"{API}/reservations", json=body, headers=key() | {"Accept-Language": "ja"}
    )

    assert answer.json()["title"] == "妨げるものがあります"
    assert answer.json()["detail"].endswith("過ぎています。")


@pytest.mark.slow
def test_a_plan_is_told_in_japanese_and_else_the_same(client) -> None:
    show_example(client.app.state.office)
    job = client.get(f"{API}/jobs?kind=plan").json()["items"][0]

    english = client.get(f"{API}/jobs/{job['id']}/plan").json()
    japanese = client.get(f"{API}/jobs/{job['id']}/plan?lang=ja").json()

    assert japanese["assumptions"] != english["assumptions"]
    reasons = [each["reason"]["sentence"] for each in japanese["titles"] if each.get("reason")]
    assert reasons
    assert all("単独なら製作できますが" in each for each in reasons)
    for plan in (english, japanese):
        del plan["assumptions"]
        for title in plan["titles"]:
            title.pop("reason", None)
    assert japanese == english
