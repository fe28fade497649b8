"""Talent scheduling instances at the command line: the best order with its proof, or a bound."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kachinko.cli.shoot import command
from kachinko.files.talent_dat import read_talent

INSTANCES = Path(__file__).parents[2] / "benchmarks" / "shooting" / "instances"
KEYS = ["total", "waiting", "bound", "proven", "seconds", "order", "interrupted"]


def shoot(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.mark.slow
def test_an_instance_is_ordered_with_its_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = shoot("order", INSTANCES / "concert.dat", "--json", "--time-limit", 120)

    assert list(tmp_path.iterdir()) == []

    document = json.loads(result.stdout)
    assert result.exit_code == 0, result.output
    assert list(document) == KEYS
    assert (document["total"], document["bound"], document["proven"]) == (111, 111, True)
    order = tuple(scene - 1 for scene in document["order"])
    instance = read_talent(INSTANCES / "concert.dat")
    assert instance.cost(order) == document["total"]
    assert document["waiting"] == document["total"] - instance.working_pay


@pytest.mark.slow
def test_a_person_reads_the_same_in_words() -> None:
    result = shoot("order", INSTANCES / "concert.dat", "--time-limit", 120)

    assert "total    111, of it waiting 17" in result.stdout
    assert "bound    111 (proven: no order costs less)" in result.stdout
    assert "order" in result.stdout


@pytest.mark.parametrize(
    "words", [["--start", "2028-04-03"], ["--rules", "JP-2023"], ["--steps", "5"], ["--out", "a"]]
)
def test_options_of_boards_are_refused(words: list[str]) -> None:
    result = shoot("order", INSTANCES / "concert.dat", *words)

    assert result.exit_code == 2
    assert f"A .dat file has no board: {words[0]} is not for it." in result.output


def test_a_damaged_instance_leaves_with_its_faults(tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_text("name\n2\n1\n1 0 x\n1 1\n", "utf-8")

    result = shoot("order", tmp_path / "a.dat")

    assert "number 3 is 'x'" in str(result.exception.faults[0])  # type: ignore[union-attr]


@pytest.mark.slow
def test_ctrl_c_keeps_the_best_order() -> None:
    words = [sys.executable, "-m", "kachinko", "shoot", "order", str(INSTANCES / "film119.dat")]
    with subprocess.Popen(
        [*words, "--json", "--time-limit", "300"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stderr is not None
        assert "total" in run.stderr.readline()
        run.send_signal(signal.SIGINT)
        said, _ = run.communicate(timeout=120)

    document = json.loads(said)
    assert list(document) == KEYS
    assert document["interrupted"] == (run.returncode == 130)
    assert sorted(document["order"]) == list(range(1, len(document["order"]) + 1))
    assert document["bound"] <= document["total"]
