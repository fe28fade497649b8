"""`kachinko budget` as a user types it."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

from kachinko.cli.main import main
from kachinko.files.budget import load_budget
from kachinko.model.errors import InputError
from kachinko.service.budgets import cost
from tests.files.mutation import mutated

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


@pytest.mark.slow
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


PROJECT = """schema: kachinko/1
name: Lease
currency: JPY
horizon: {from: 2027-06-01, to: 2028-12-28}
studios:
  - id: toho
    name: Toho
    country: JP
    city: Tokyo
    calendar: {weekdays: [mon, tue, wed, thu, fri], holidays: JP}
    stages: [{id: a, name: A, effective_area_m2: 860}, {id: b, name: B, effective_area_m2: 992}]
agreements:
  - {id: lease, lessee: X, studio: toho, stages: [a, b], from: 2027-06-01, to: 2028-12-28,
     rent: {amount: 600000, currency: JPY, per: day}, take_or_pay: true}
"""


def test_stage_rent_comes_from_the_agreement_of_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (tmp_path / "project.yaml").write_text(PROJECT, "utf-8")
    text = (EXAMPLES / "tokyo.yaml").read_text("utf-8")
    card = tmp_path / "card.yaml"
    card.write_text(text.replace("\ncurrency:", "\nagreement: lease\ncurrency:", 1), "utf-8")
    words = ["cost", EXAMPLES / "scope.yaml", "--rates", card, "--json"]

    assert run(monkeypatch, *words) == 2
    assert "the card names an agreement, which is not given" in capsys.readouterr().err
    assert run(monkeypatch, *words, "--project", tmp_path / "project.yaml") == 0

    (place,) = json.loads(capsys.readouterr().out)["places"]
    assert place["paid_anyway"] == {"JPY": 356 * 300_000}


def test_damaged_scopes_and_cards_end_in_a_budget_or_in_faults(tmp_path: Path) -> None:
    chance = random.Random(11)
    whole = [(EXAMPLES / name).read_bytes() for name in ("scope.yaml", "budapest.yaml")]
    costed = 0
    for _ in range(60):
        paths = [tmp_path / "scope.yaml", tmp_path / "card.yaml"]
        for path, data in zip(paths, whole, strict=True):
            path.write_bytes(mutated(data, chance) if chance.random() < 0.6 else data)
        try:
            cost(paths[0], paths[1:])
            costed += 1
        except InputError as error:
            faults = error.faults
        else:
            faults = []
        assert all(fault.place and fault.what for fault in faults)

    assert 0 < costed < 50


def test_exchange_rates_of_ones_own_and_forward_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    own = "base: USD\nrates:\n  - {currency: JPY, rate: 100, from: 2027-01-01, to: 2028-12-31}\n"
    (tmp_path / "fx.yaml").write_text(own, "utf-8")
    words = ["cost", EXAMPLES / "scope.yaml", *cards("tokyo"), "--json"]
    totals = []
    for more in (
        [],
        ["--fx", tmp_path / "fx.yaml"],
        ["--forward", "JPY=0.0", "--forward", "USD=0.04", "--spot", "2025-12-31"],
    ):
        if "--forward" in more:
            more += ["--until", "2028-12-31"]
        assert run(monkeypatch, *words, *more) == 0
        totals.append(json.loads(capsys.readouterr().out)["places"][0]["total"])

    shipped, own_rates, forward = totals
    assert own_rates > shipped * 1.2
    # A currency of less interest is dearer forward.
    assert shipped < forward < shipped * 1.1


def test_an_estimate_brings_its_receipts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    out = tmp_path / "o"
    run(monkeypatch, "cost", EXAMPLES / "scope.yaml", *cards("tokyo"), "--out", out, "--quiet")
    estimate = {
        "schema": "kachinko-estimate/1", "programme": "x", "name": "X", "as_of": "2026-11-28",
        "status": "award", "kind": "ceiling", "currency": "JPY", "award": 500_000_000,
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
    assert "x: a committee decides; its receipts are the most that can come" in flow["remarks"]
    (tmp_path / "e.json").write_text(json.dumps({"case": "c", "estimates": [estimate]}), "utf-8")
    assert run(monkeypatch, *words, "--holidays", "JP", "--json") == 0
    assert json.loads(capsys.readouterr().out) == flow


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
