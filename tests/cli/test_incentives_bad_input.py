"""Wrong input: a clear error or a clear statement, never a number that looks sure."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.cli.test_incentives import AMOUNTS, BUDGET, DAY, LAND, OF_LAND, ask, changed, faults

if TYPE_CHECKING:
    from pathlib import Path


def test_unknown_programmes_are_all_named_with_the_nearest_known() -> None:
    told = faults("estimate", "-p", "jp-jlx", "-p", "nowhere", "-p", "ca-pst", *DAY)

    assert len(told) == 3
    assert "'jp-jlox', perhaps" in told[0]
    assert "kachinko incentives list" in told[1]
    assert "'ca-pstc', perhaps" in told[2]


def test_everything_wrong_with_a_case_is_said_at_once() -> None:
    told = faults(
        "estimate", *OF_LAND,
        "--amount", "locl=3", "--amount", "local=three", "--fact", "day=3",
        "--fact", "culture=perhaps",
        "--date", "shooting=2027-01-01", "--date", "claim=soon", "--award", "jp-jlox=4",
    )  # fmt: skip

    assert len(told) == 7
    assert "'local', perhaps" in told[0]
    assert "without currency" in told[1]
    assert "'days', perhaps" in told[2]
    assert "yes or no" in told[3]
    assert "there is no date 'shooting'" in told[4]
    assert "YYYY-MM-DD" in told[5]
    assert "net of another's award" in told[6]


def test_a_share_in_per_cent_is_refused_with_the_right_form(tmp_path: Path) -> None:
    questions = yaml.safe_load(LAND.read_text("utf-8"))["questions"]
    questions.append({"id": "local-crew", "asks": "What share of the crew?", "answer": "share"})
    path = changed(tmp_path, questions=questions)

    told = faults("estimate", "-p", path, "--fact", "local-crew=30", *DAY)

    (fault,) = told
    assert fault.startswith("--fact local-crew: '30' is no answer to 'What share of the crew?'")
    assert "a share such as 0.3 for 30 %" in fault


@pytest.mark.parametrize("option", ["--discount", "--interest", "--advance"])
def test_a_yearly_rate_in_per_cent_is_refused(option: str) -> None:
    result = ask("estimate", *AMOUNTS, option, "8")

    assert result.exit_code == 2
    assert "8 % is written 0.08" in result.stderr


@pytest.mark.parametrize(
    "words", [("--advance", "0.8"), ("--interest", "0.06"), ("--lender-fee", "0.01")]
)
def test_half_of_a_loan_is_refused(words: tuple[str, str]) -> None:
    assert ask("estimate", *AMOUNTS, *words).exit_code == 2


def test_a_day_outside_every_version_gives_no_number() -> None:
    words = [word for word in AMOUNTS if not str(word).startswith("application")]
    result = ask("estimate", *words, "application=2023-06-01")

    assert result.exit_code == 1
    assert "No amount: no version of it is in force then." in result.stdout
    assert "in force on 2023-06-01 (application), as known on 2026-12-01" in result.stdout
    assert "EUR 7" not in result.stdout


def test_a_date_that_decides_and_is_missing_is_asked_for() -> None:
    result = ask("estimate", *OF_LAND, "--amount", "local=3000000", "--fact", "days=30")

    assert result.exit_code == 1
    assert "No amount yet" in result.stdout
    assert "the date of application" in result.stdout


def test_an_unknown_value_gives_no_number() -> None:
    result = ask("estimate", "-p", "tw-bamid", "--amount", "total=5000000",
                 "--date", "application=2027-02-01", *DAY)  # fmt: skip

    assert result.exit_code == 1
    assert "No amount" in result.stdout
    assert "USD 5" not in result.stdout.replace("USD 5,000,000", "")


def test_a_refusal_is_told_as_one() -> None:
    words = [*OF_LAND, "--amount", "local=100000", "--fact", "days=3", "--date",
             "application=2027-02-15"]  # fmt: skip
    result = ask("estimate", *words)

    assert result.exit_code == 1
    assert "Nothing: a condition refuses it." in result.stdout
    assert "The cultural test is passed, and enough is spent." in result.stdout


def test_an_award_above_the_whole_fund_is_said(tmp_path: Path) -> None:
    parameters = yaml.safe_load(LAND.read_text("utf-8"))["parameters"]
    for parameter in parameters:
        if parameter["id"] == "fund":
            parameter["values"] = [{"value": 500_000, "source": "guide"}]
    path = changed(tmp_path, parameters=parameters)

    result = ask("estimate", "-p", path, *AMOUNTS[2:])

    assert "The award is above the whole fund of a year, EUR 500,000" in result.stdout
    assert "it cannot be paid as it is" in result.stdout


def test_a_fund_that_is_full_refuses_and_says_so() -> None:
    words = ("estimate", "-p", "jp-jlox", "--amount", "direct=2400000000", "--date",
             "application=2025-08-01", "--as-of", "2025-07-01")  # fmt: skip

    silent, full = ask(*words), ask(*words, "--fact", "money_left=no")

    assert "Is money of the year left when the application is decided? Assumed" in silent.stdout
    assert full.exit_code == 1
    assert "Nothing: a condition refuses it." in full.stdout
    assert "A call ends early when its money is gone." in full.stdout
    assert "Up to JPY" not in full.stdout
    assert "Award" not in full.stdout


def test_what_is_net_of_two_that_exclude_each_other_is_refused() -> None:
    told = faults("estimate", "-p", "CA", "--date", "photography_start=2026-02-01", *DAY)

    assert any("ca-bc-fibc and ca-bc-pstc exclude each other, and ca-pstc" in each for each in told)


@pytest.mark.parametrize("key", ["place", "currency"])
def test_a_line_without_place_or_currency_is_an_error_with_its_line(
    tmp_path: Path, key: str
) -> None:
    tree = yaml.safe_load(BUDGET.read_text("utf-8"))
    del tree["lines"][1][key]
    path = tmp_path / "budget.yaml"
    path.write_text(yaml.safe_dump(tree), "utf-8")

    told = faults("estimate", path, *OF_LAND)

    assert any(key in fault and "line" in fault for fault in told)


def test_amounts_beside_a_budget_are_refused() -> None:
    told = faults("estimate", BUDGET, *OF_LAND, "--amount", "local=3")

    assert "either a budget or --amount" in told[0]


def test_a_budget_that_is_not_there_is_said() -> None:
    assert "nowhere.yaml" in " ".join(faults("estimate", "nowhere.yaml", *OF_LAND))


def test_a_currency_that_is_none_is_refused() -> None:
    assert "'YEN' is no currency" in faults("compare", BUDGET, *OF_LAND, "--currency", "YEN")[0]


def test_faults_of_all_budgets_are_said_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for path in paths:
        path.write_text("schema: kachinko-budget/1\nname: X\n", "utf-8")

    told = " ".join(faults("compare", *paths, *OF_LAND))

    assert "one.yaml" in told
    assert "two.yaml" in told


def test_a_pair_without_its_sign_is_refused() -> None:
    result = ask("estimate", *OF_LAND, "--amount", "local")

    assert result.exit_code == 2
    assert "'local' is not written key=value" in result.stderr


def test_a_function_that_there_is_not_is_named(tmp_path: Path) -> None:
    versions = yaml.safe_load(LAND.read_text("utf-8"))["versions"]
    versions[0]["clauses"][1] = {
        "id": "basic", "kind": "function", "says": "Ours.", "name": "no-such", "inputs": ["local"],
    }  # fmt: skip

    told = faults("test", changed(tmp_path, versions=versions))

    assert "there is no function 'no-such'" in told[0]


def test_a_place_with_several_programmes_is_no_base_of_a_reform() -> None:
    folder = LAND.parents[1] / "reform"

    told = faults("reform", "JP", folder / "rolling.yaml", "--slate", folder / "slate.yaml")

    assert "one of jp-jlox, jp-pilot" in told[0]


@pytest.mark.slow
def test_the_command_itself_exits_2_with_one_document() -> None:
    words = [sys.executable, "-m", "kachinko", "incentives", "show", "nowhere", "--json"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)

    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "INPUT"
    assert "Traceback" not in done.stderr
