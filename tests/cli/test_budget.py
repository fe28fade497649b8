"""`kachinko budget` as a user types it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kachinko.cli.main import main
from kachinko.files.budget import load_budget

Capture = pytest.CaptureFixture[str]
EXAMPLES = Path(__file__).parents[2] / "examples" / "locate"
PLACES = ("tokyo", "seoul", "bangkok", "budapest", "vancouver", "taipei")


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["kachinko", "budget", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    assert isinstance(end.value.code, int)
    return end.value.code


def cards(*places: str) -> list[object]:
    return [word for place in places for word in ("--rates", EXAMPLES / f"{place}.yaml")]


def test_one_scope_at_six_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    words = ["cost", EXAMPLES / "scope.yaml", *cards(*PLACES), "--out", tmp_path / "o", "--json"]

    assert run(monkeypatch, *words) == 0

    found = json.loads(capsys.readouterr().out)
    assert [place["card"] for place in found["places"]] == list(PLACES)
    for place in found["places"]:
        written = [load_budget(path) for path in place["files"]]
        assert written[0] == written[1]
        assert len(written[0].lines) == place["lines"]
        assert place["assumed"]
        assert 10_000_000 < place["total"] < 60_000_000
    assert run(monkeypatch, *words) == 2
    assert "is there already" in capsys.readouterr().err


def test_a_missing_rate_is_asked_for_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    text = (EXAMPLES / "tokyo.yaml").read_text("utf-8")
    kept = [line for line in text.splitlines() if "crew-week" not in line and "hotel" not in line]
    (tmp_path / "short.yaml").write_text("\n".join(kept), "utf-8")
    words = ["cost", EXAMPLES / "scope.yaml", "--rates", tmp_path / "short.yaml"]

    assert run(monkeypatch, *words, "--out", tmp_path / "out") == 2

    said = capsys.readouterr().err
    assert "no rate 'crew-week' per week is given" in said
    assert "no rate 'hotel' per night is given" in said
    assert not (tmp_path / "out").exists()
    assert run(monkeypatch, *words, "--assume", EXAMPLES / "tokyo.yaml") == 0


def test_faults_of_all_files_come_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    scope = (
        (EXAMPLES / "scope.yaml").read_text("utf-8").replace("contingency: 0.10", "contingency: 10")
    )
    (tmp_path / "scope.yaml").write_text(scope, "utf-8")
    card = (EXAMPLES / "seoul.yaml").read_text("utf-8").replace("unit: day", "unit: days", 1)
    (tmp_path / "card.yaml").write_text(card, "utf-8")

    code = run(monkeypatch, "cost", tmp_path / "scope.yaml", "--rates", tmp_path / "card.yaml")

    said = capsys.readouterr().err
    assert code == 2
    assert "10 % is written 0.1" in said
    assert "'day', perhaps" in said


def test_reading_converting_and_cash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = tmp_path / "o"
    run(monkeypatch, "cost", EXAMPLES / "scope.yaml", *cards("tokyo"), "--out", out, "--quiet")
    capsys.readouterr()

    assert run(monkeypatch, "read", out / "tokyo.xlsx", "--out", tmp_path / "b.csv", "--json") == 0
    whole = json.loads(capsys.readouterr().out)
    assert run(monkeypatch, "read", out / "tokyo.yaml", "--stress", "JPY=0.1", "--json") == 0
    dearer = json.loads(capsys.readouterr().out)
    assert run(monkeypatch, "cash", out / "tokyo.yaml", "--interest", "0.08", "--json") == 0
    flow = json.loads(capsys.readouterr().out)

    assert dearer["total"] > whole["total"]
    assert flow["total"] == pytest.approx(whole["total"])
    assert flow["earliest"]["peak"] == pytest.approx(flow["total"])
    assert flow["earliest"]["interest"] > 0


def test_an_estimate_brings_its_receipts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = tmp_path / "o"
    run(monkeypatch, "cost", EXAMPLES / "scope.yaml", *cards("tokyo"), "--out", out, "--quiet")
    estimate = {
        "schema": "kachinko-estimate/1", "programme": "x", "name": "X", "as_of": "2026-11-28",
        "status": "award", "currency": "JPY", "award": 500_000_000,
        "receipts": [
            {"id": "r", "amount": 500_000_000, "earliest": "2029-03-31", "latest": "2029-12-31"}
        ],
    }  # fmt: skip
    (tmp_path / "e.json").write_text(json.dumps(estimate), "utf-8")
    capsys.readouterr()

    words = ["cash", out / "tokyo.yaml", "--estimate", tmp_path / "e.json", "--interest", "0.08"]
    assert run(monkeypatch, *words, "--holidays", "JP", "--json") == 0

    flow = json.loads(capsys.readouterr().out)
    assert flow["months"][-1]["month"] == "2029-12"
    assert flow["latest"]["waiting"] > flow["earliest"]["waiting"] > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("read", "none.yaml"), "no such file"),
        (("read", "none.yaml", "--chart", "mine"), "there is no chart 'mine'"),
        (("cash", "x.yaml", "--interest", "8"), "8 % is written 0.08"),
        (("cash", "x.yaml", "--stress", "JPY"), "is not a currency with a share"),
        (("read", "x.yaml", "--forward", "JPY=0.01"), "--forward needs --spot"),
        (("read", "x.yaml", "--currency", "YEN"), "no ISO 4217"),
    ],
)
def test_a_wrong_call_is_refused_in_words(
    words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(monkeypatch, *words) == 2
    assert said in capsys.readouterr().err


def test_the_shipped_rates_carry_their_sources(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(monkeypatch, "rates", "grip", "--json") == 0
    found = json.loads(capsys.readouterr().out)

    assert {fact["place"] for fact in found} == {"HU", "GB"}
    assert all(fact["source"].startswith("https://") for fact in found)
    assert run(monkeypatch, "rates", "--exchange", "HUF") == 0
    assert "2024 HUF unknown per USD" in capsys.readouterr().out
