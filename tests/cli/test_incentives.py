"""The verbs of incentives as people call them: files in, text and documents out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from kachinko.cli.incentives import command
from kachinko.cli.main import kachinko
from kachinko.files.budget import load_budget, save_budget
from kachinko.model.errors import InputError
from kachinko.model.estimate import Estimate
from kachinko.model.filing import FilingCalendar
from kachinko.model.programme import Programme

EXAMPLES = Path(__file__).parents[2] / "examples" / "incentives"
LAND, BUDGET = EXAMPLES / "example-land.yaml", EXAMPLES / "budget.yaml"
DAY = ("--as-of", "2026-12-01")
OF_LAND = ("--programme", LAND, *DAY)
AMOUNTS = (*OF_LAND, "--amount", "local=3000000", "--fact", "days=30", "--date",
           "application=2027-02-15")  # fmt: skip


def ask(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def faults(*words: object) -> list[str]:
    """What is wrong with a call, each fault in words; nothing else comes out."""
    result = ask(*words)
    assert isinstance(result.exception, InputError), result.output
    assert result.stdout == ""
    return [str(fault) for fault in result.exception.faults]


def document(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def changed(folder: Path, **changes: object) -> Path:
    """The example's programme with some of its keys changed."""
    tree = yaml.safe_load(LAND.read_text("utf-8")) | changes
    path = folder / "changed.yaml"
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")
    return path


def test_the_group_names_its_verbs_in_the_order_in_which_people_meet_them() -> None:
    shown = CliRunner().invoke(kachinko, ["incentives", "--help"]).stdout

    at = [
        shown.index(f"\n  {verb} ")
        for verb in ("list", "show", "estimate", "windows", "compare", "test", "reform")
    ]
    assert at == sorted(at)


def test_all_shipped_programmes_are_listed_with_place_kind_rate_and_state() -> None:
    result = ask("list", "--as-of", "2026-11-28")

    assert result.exit_code == 0, result.output
    (row,) = [line for line in result.stdout.splitlines() if line.startswith("jp-jlox ")]
    for part in (" JP ", "a ceiling", "50%", "conflicts:", "renewed yearly"):
        assert part in row


def test_a_place_lists_its_programmes_and_those_of_its_regions() -> None:
    found = document(ask("list", "CA", "--json", *DAY))["programmes"]

    assert {row["place"] for row in found} == {"CA", "CA-BC", "CA-ON"}


def test_a_kind_is_kept_alone_and_none_of_it_exits_1() -> None:
    found = document(ask("list", "--kind", "ceiling", "--json", *DAY))["programmes"]

    assert {row["kind"] for row in found} == {"ceiling"}
    assert ask("list", LAND, "--kind", "competitive", *DAY).exit_code == 1


def test_what_was_not_known_yet_is_not_listed_as_a_rate() -> None:
    before = document(ask("list", LAND, "--on", "2027-02-15", "--as-of", "2026-06-01", "--json"))
    after = document(ask("list", LAND, "--on", "2027-02-15", "--as-of", "2026-06-20", "--json"))

    assert before["programmes"][0]["rate"].startswith("unknown")
    assert after["programmes"][0]["rate"].startswith("25%")


def test_a_programme_is_shown_whole() -> None:
    result = ask("show", LAND, *DAY)

    assert result.exit_code == 0, result.output
    for part in (
        "act-2023: 2024-01-01 to open, known from 2023-11-20; a right <- in force on 2026-12-01",
        "= countryside_rate × (countryside_days ÷ days)",
        "EUR 600,000: 2026-01-01 to open, known from 2026-03-02 [amendment]",
        "also said: 30% (paper); not used: The order itself says 25 per cent.",
        "unknown: always [guide] The guide says 'after the audit' and no more.",
        "Fund a year: EUR 30,000,000 (fund)",
        "unclear: The guide is silent on development",
        "spring-2027: 2027-02-01 to 2027-03-31, decision by 2027-05-15",
        "claim: days_to_claim after completion",
        "rest: the rest, not read to rest_most after claim",
        "Not read: Whether the pay of the producers counts.",
        "act: https://example.org/act",
    ):
        assert part in result.stdout, part


def test_every_shipped_programme_can_be_shown_in_both_languages() -> None:
    english, japanese = ask("show", *shipped(), *DAY), ask("show", *shipped(), "--lang", "ja", *DAY)

    assert english.exit_code == japanese.exit_code == 0
    assert english.stdout.count("Sources:") == japanese.stdout.count("出典:") == len(shipped())


def shipped() -> list[str]:
    return [row["id"] for row in document(ask("list", "--json", *DAY))["programmes"]]


def test_the_document_of_show_is_the_programme_itself() -> None:
    (tree,) = document(ask("show", LAND, "--json", *DAY))["programmes"]

    assert Programme.model_validate(tree).id == "example-land"


def test_an_amount_gives_an_award_with_cash_days_and_what_must_be_true() -> None:
    result = ask("estimate", *AMOUNTS, "--date", "claim=2028-04-01")

    assert result.exit_code == 0, result.output
    for part in (
        "EUR 750,000: a right once its conditions hold.",
        "EUR 375,000: 2028-05-31 to 2028-07-30",
        "EUR 375,000: not known",
        "spring-2027: 2027-02-01 to 2027-03-31, kept",
        "Does it pass the cultural test? Assumed: yes.",
    ):
        assert part in result.stdout, part


def test_a_budget_gives_lines_page_and_workbook(tmp_path: Path) -> None:
    result = ask("estimate", BUDGET, *OF_LAND, "--lines", "--trace", "--out", tmp_path / "out")

    assert result.exit_code == 0, result.output
    assert "Eligible spend: EUR 2,200,000" in result.stdout
    assert "Lead [lead] (local) in part, EUR 300,000 / EUR 450,000" in result.stdout
    assert "Development [scripts] (local) unclear, EUR 0 / EUR 120,000" in result.stdout
    assert "together [sum] = EUR 586,666.67  <- basic EUR 550,000" in result.stdout
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "incentives.html", "incentives.xlsx",
    ]  # fmt: skip
    page = (tmp_path / "out" / "incentives.html").read_text("utf-8")
    assert "Lighthouse" in page
    assert '<html lang="en"' in page


def test_a_table_gives_what_its_yaml_gives(tmp_path: Path) -> None:
    budget = load_budget(BUDGET)
    paths = [
        save_budget(budget, tmp_path / f"budget.{ending}") for ending in ("csv", "xlsx", "json")
    ]
    words = (*OF_LAND, "--date", "application=2027-02-15", "--fact", "days=30", "--fact",
             "countryside_days=10", "--json")  # fmt: skip

    found = [document(ask("estimate", path, *words))["estimates"][0] for path in (BUDGET, *paths)]

    assert {each["award"] for each in found} == {586_666.67}
    assert all(each["lines"] == found[0]["lines"] for each in found)


def test_the_document_holds_whole_estimates() -> None:
    result = ask("estimate", BUDGET, *OF_LAND, "--json")

    found = document(result)
    (estimate,) = [Estimate.model_validate(each) for each in found["estimates"]]
    assert estimate.award is not None
    assert found["split"]["sure"] == {"EUR": float(estimate.award)}
    assert found["split"]["upto"] == {}
    assert len(estimate.trace) > 10
    assert len(estimate.lines) == 6


def test_japanese_is_spoken_but_for_the_rules(tmp_path: Path) -> None:
    result = ask("estimate", BUDGET, *OF_LAND, "--lang", "ja", "--out", tmp_path)

    assert "例の国 映画製作還付金" in result.stdout
    assert "条件を満たせば受けられる権利" in result.stdout
    assert "元の英語のまま" in result.stderr
    assert '<html lang="ja"' in (tmp_path / "incentives.html").read_text("utf-8")


def test_quiet_says_nothing() -> None:
    result = ask("estimate", *AMOUNTS, "--quiet")

    assert (result.exit_code, result.output) == (0, "")


def test_late_money_is_discounted_and_financed_on_the_users_terms(tmp_path: Path) -> None:
    tree = yaml.safe_load(LAND.read_text("utf-8"))
    for parameter in tree["parameters"]:
        if parameter["id"] == "rest_most":
            parameter["values"] = [{"value": 300, "source": "guide"}]
    tree["tranches"][1]["least_days"] = "first_most"
    path = changed(tmp_path, parameters=tree["parameters"], tranches=tree["tranches"])
    words = ("estimate", "-p", path, *AMOUNTS[2:], "--date", "claim=2028-04-01", "--json")

    (plain,) = document(ask(*words))["estimates"]
    (late,) = document(ask(*words, "--discount", "0.08", "--advance", "0.8", "--interest", "0.06"))[
        "estimates"
    ]

    assert plain["present_value"] is None
    assert 0 < late["present_value"] < late["net_of_tax"]
    assert 0 < late["financed"] < 0.8 * late["net_of_tax"]


def test_late_money_whose_day_is_not_known_has_no_value_and_that_is_said() -> None:
    result = ask("estimate", *AMOUNTS, "--discount", "0.08", "--date", "claim=2028-04-01")

    assert "Present value cannot be worked out: a day on which money comes" in result.stdout
    assert "Present value:" not in result.stdout


def test_windows_are_told_for_a_start_of_photography() -> None:
    result = ask("windows", LAND, "--start", "2027-06-01", *DAY)

    assert result.exit_code == 0, result.output
    assert "In time: decided by 2027-05-15, before photography starts" in result.stdout
    assert "Not in time: opens on 2027-09-01" in result.stdout
    assert "Last safe day to apply: 2027-03-31" in result.stdout


def test_windows_that_were_not_known_yet_are_not_told_and_exit_1() -> None:
    result = ask("windows", LAND, "--start", "2027-06-01", "--as-of", "2026-06-30")

    assert result.exit_code == 1
    assert "spring-2027" not in result.stdout
    assert "none is known" in result.stdout


def test_the_document_of_windows_is_a_calendar_a_programme() -> None:
    found = document(
        ask("windows", "JP", "--start", "2025-12-01", "--as-of", "2025-07-01", "--json")
    )

    calendars = [FilingCalendar.model_validate(each) for each in found["programmes"]]
    assert {each.programme for each in calendars} == {"jp-jlox", "jp-pilot"}


def test_budgets_stand_beside_each_other(tmp_path: Path) -> None:
    smaller = yaml.safe_load(BUDGET.read_text("utf-8"))
    smaller["name"] = "Lantern"
    smaller["lines"] = smaller["lines"][1:2]
    (tmp_path / "small.yaml").write_text(yaml.safe_dump(smaller), "utf-8")

    result = ask("compare", BUDGET, tmp_path / "small.yaml", *OF_LAND, "--currency", "JPY")

    assert result.exit_code == 0, result.output
    heads, first, second, *_ = result.stdout.splitlines()
    assert "in JPY" in heads
    assert first.startswith("Lighthouse")
    assert second.startswith("Lantern")
    assert "EUR 373,333.33" in second
    assert "never added" in result.stdout


def test_budgets_of_one_name_are_told_apart_by_their_files(tmp_path: Path) -> None:
    (tmp_path / "again.yaml").write_bytes(BUDGET.read_bytes())

    told = ask("compare", BUDGET, tmp_path / "again.yaml", *OF_LAND).stdout

    assert "Lighthouse (budget)" in told
    assert "Lighthouse (again)" in told


def test_a_place_leaves_out_what_has_no_version_in_force_and_says_so() -> None:
    words = ("--amount", "jp-jlox:direct=2400000000", "--date", "application=2025-08-01",
             "--as-of", "2025-07-01")  # fmt: skip

    by_place, by_id = ask("estimate", "-p", "JP", *words), ask("estimate", "-p", "jp-pilot",
                                                               "-p", "jp-jlox", *words)  # fmt: skip

    assert by_place.exit_code == 0
    assert "(jp-pilot) has no version in force, and is left out" in by_place.stderr
    assert by_id.exit_code == 1
    assert "No amount: no version of it is in force then" in by_id.stdout


def test_a_budget_with_nothing_in_the_place_is_said_and_exits_1() -> None:
    result = ask("compare", BUDGET, "-p", "JP", *DAY)

    assert result.exit_code == 1
    assert "no line in the place of any" in result.stderr


def test_examples_that_pass_exit_0() -> None:
    result = ask("test", LAND)

    assert result.exit_code == 0, result.output
    assert "ok  guide-1 (published) award: expected 600,000, got 600,000" in result.stdout
    assert "5 examples pass." in result.stdout


def test_an_example_that_fails_says_by_how_much_and_exits_1(tmp_path: Path) -> None:
    examples = yaml.safe_load(LAND.read_text("utf-8"))["examples"]
    examples[0]["expected"]["award"] = 600_500

    path = changed(tmp_path, examples=examples)
    result = ask("test", path)

    assert result.exit_code == 1
    assert "FAILED  guide-1 (published) award: expected 600,500, got 600,000" in result.stdout
    assert "difference -500" in result.stdout
    assert "1 of 5 examples do not pass." in result.stdout
    found = document(ask("test", path, "--json"))
    assert (found["ok"], found["failed"]) == (False, ["guide-1"])


def test_a_file_with_faults_names_them_all_with_their_lines(tmp_path: Path) -> None:
    tree = yaml.safe_load(LAND.read_text("utf-8"))
    tree["parameters"][0]["values"][0]["value"] = 20
    tree["versions"][0]["clauses"][1]["rate"] = "rat"
    tree["windows"][0]["source"] = "gide"

    told = faults("test", changed(tmp_path, **tree))

    assert len(told) == 3
    assert all("changed.yaml line " in fault for fault in told)
    assert any("'rate', perhaps" in fault for fault in told)
    assert any("'guide', perhaps" in fault for fault in told)
    assert any("0.2 for 20 %" in fault for fault in told)


@pytest.mark.slow
def test_a_reform_is_tried_on_a_slate() -> None:
    folder = EXAMPLES.parent / "reform"
    words = ("reform", "jp-jlox", folder / "higher-cap.yaml", folder / "rolling.yaml",
             "--slate", folder / "slate.yaml", "--under", folder / "today.yaml",
             "--draws", 500, "--as-of", "2026-11-28")  # fmt: skip

    result = ask(*words)

    assert result.exit_code == 0, result.output
    for part in ("as it is", "Two billion a project", "Applications at any time", "Gained"):
        assert part in result.stdout
    effects = document(ask(*words, "--json"))["effects"]
    assert [each["reforms"] for each in effects] == [
        ["Two billion a project"], ["Applications at any time"],
    ]  # fmt: skip
    (both,) = document(ask(*words, "--together", "--json"))["effects"]
    assert both["reforms"] == ["Two billion a project", "Applications at any time"]
