"""What the verbs of a plan say with ``--lang ja``: Japanese, but for names and ids."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.report_page import REPORT

EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL = EXAMPLES / "small"
STAGES = ("Large stage", "Little stage", "Kawabe Studio")
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")


def says(*words: object, lang: str = "ja") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kachinko", *map(str, words), "--lang", lang],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def english_lines(text: str, *names: str) -> list[str]:
    """Lines in which words of English are left, once names are out."""
    for name in ("Harbour Song", "Long Stairs", "The Ledger", "Small, for learning", *names):
        text = text.replace(name, "…")
    return [line for line in text.splitlines() if ENGLISH.search(line)]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ja") / "out"
    done = says("plan", SMALL, "--out", folder, "--time-limit", 10)
    assert done.returncode == 0, done.stderr
    assert "作品が収まります" in done.stdout
    assert "価値" in done.stderr
    assert english_lines(done.stdout + done.stderr) == []
    return folder


@pytest.mark.slow
def test_a_plan_comes_with_japanese_documents(out: Path) -> None:
    calendar = (out / "plan.ics").read_text("utf-8")
    assert "SUMMARY:" in calendar
    assert "撮影" in calendar
    assert not re.search("SUMMARY:.*: (build|shoot|strike)", calendar)
    if REPORT:
        assert '<html lang="ja"' in (out / "report.html").read_text("utf-8")
    workbook = says("check", SMALL, out / "plan.xlsx")
    assert workbook.returncode == 0, workbook.stdout
    assert workbook.stdout.startswith("すべての規則を守っています: ")
    assert english_lines(workbook.stdout) == []


@pytest.mark.slow
def test_a_broken_plan_is_told_rule_by_rule(out: Path, tmp_path: Path) -> None:
    document = json.loads((out / "plan.json").read_text("utf-8"))
    placed = next(title for title in document["titles"] if title["accepted"])["sets"][0]
    placed["shoot"]["from"] = placed["build"]["from"]
    (tmp_path / "plan.json").write_text(json.dumps(document), "utf-8")

    done = says("check", SMALL, tmp_path / "plan.json")

    assert done.returncode == 1
    assert re.search("違反 [0-9,]+ 件", done.stdout)
    assert english_lines(done.stdout) == []


@pytest.mark.slow
def test_a_project_without_a_plan_is_explained(tmp_path: Path) -> None:
    planned = says("plan", EXAMPLES / "one-hall", "--out", tmp_path, "--time-limit", 20)
    explained = says("explain", EXAMPLES / "one-hall", "--time-limit", 15)

    names = ("Series E1 “Castle”", "Ceremonial hall", "No.2 Stage", "No.1 Stage", "Toho Studios")
    assert "実行不能" in planned.stdout
    assert english_lines(planned.stdout, *names) == []
    assert "次の条件は同時に成り立ちません" in explained.stdout
    assert english_lines(explained.stdout, *names) == []


@pytest.mark.slow
def test_a_repair_is_told_and_written(out: Path, tmp_path: Path) -> None:
    stage = re.search(r'"stage": "(\w+)"', (out / "plan.json").read_text("utf-8"))
    assert stage
    change = f"close stage={stage[1]} from=2028-03-01 to=2028-03-09"

    done = says(
        "repair", SMALL, out / "plan.json", "--change", change, "--out", tmp_path,
        "--time-limit", 5,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("変更: ")
    assert english_lines(done.stdout) == []
    page = (tmp_path / "diff.html").read_text("utf-8")
    assert '<html lang="ja"' in page
    body = re.sub("<[^>]+>", "\n", page.partition("<body>")[2])
    assert english_lines(body) == []
    assert "point" not in body


@pytest.mark.slow
def test_a_frontier_is_told_and_drawn(tmp_path: Path) -> None:
    done = says("frontier", SMALL, "--out", tmp_path, "--claim", 15, "--time-limit", 15)

    assert done.returncode == 0, done.stderr
    assert re.match(r"Small, for learning の 2 ステージでは、この構成で.*年間 15 本", done.stdout)
    assert "現状" in done.stdout
    assert english_lines(done.stdout + done.stderr, *STAGES) == []
    page = (tmp_path / "frontier.html").read_text("utf-8")
    view = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    texts = [view["headline"], view["answer"], view["claim"]["sentence"], *view["assumptions"]]
    texts += [each[name] for each in view["levers"] for name in ("name", "range", "worth")]
    assert english_lines("\n".join(texts), *STAGES) == []
    assert "titles a year" in json.loads((tmp_path / "frontier.json").read_text("utf-8"))["answer"]
    book = load_workbook(tmp_path / "frontier.xlsx")
    assert book.sheetnames == ["答え", "変更", "作品順", "前提"]


@pytest.mark.slow
def test_a_stress_is_told_and_drawn(out: Path, tmp_path: Path) -> None:
    done = says("stress", SMALL, out / "plan.json", "--draws", 500, "--out", tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("試行 500 回、乱数の種 0: ")
    assert english_lines(done.stdout, *STAGES) == []
    page = (tmp_path / "stress.html").read_text("utf-8")
    view = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert english_lines("\n".join(view["assumptions"]), *STAGES) == []
    book = load_workbook(tmp_path / "stress.xlsx")
    assert book.sheetnames == ["遅れの試算", "作品一覧", "余裕", "遅れの広がり", "幅"]
    heads = [str(cell.value) for sheet in book for cell in sheet[3] if cell.value]
    assert english_lines("\n".join(heads)) == []


@pytest.mark.slow
def test_a_sweep_is_told_and_drawn(tmp_path: Path) -> None:
    changes = "[{change: pace, phase: build, percent: 50}]"
    (tmp_path / "two.yaml").write_text(
        f"project: {SMALL}\ntime_limit: 2\nscenarios:\n"
        f"  - name: 現状\n  - name: 速い\n    changes: {changes}\n",
        "utf-8",
    )

    done = says("sweep", tmp_path / "two.yaml", "--out", tmp_path / "out")

    assert done.returncode == 0, done.stderr
    assert re.match(r"現状 +\d 作品  価値 \d+\(上限 \d+\)", done.stdout)
    assert english_lines(done.stdout) == []
    page = (tmp_path / "out" / "sweep.html").read_text("utf-8")
    assert "すべての建て込みを日数の 50 % に" in page
    assert load_workbook(tmp_path / "out" / "sweep.xlsx").sheetnames == ["実行", "作品一覧"]


def test_faults_are_told_in_japanese_and_documents_stay_english() -> None:
    told = says("plan", "nowhere.yaml")
    document = says("plan", "nowhere.yaml", "--json")

    assert (told.returncode, document.returncode) == (2, 2)
    assert told.stderr.startswith("エラー: nowhere.yaml は使えません: 誤り 1 件。")
    assert "正しくは: " in told.stderr
    assert english_lines(told.stderr) == []
    assert "there is no such file" in document.stdout
