"""The command, from files to files, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner, Result

from kachinko.cli.main import kachinko
from kachinko.files import save_project
from tests.locating import tiny

if TYPE_CHECKING:
    from pathlib import Path


def plain(record: Any) -> dict[str, Any]:
    tree: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    return tree


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    question = tiny.question(volatility={})
    save_project(question.project, tmp_path / "project.yaml")
    tree = plain(question.location)
    for place, candidate in zip(tree["places"], question.candidates, strict=True):
        name = f"{place['id']}.yaml"
        (tmp_path / name).write_text(yaml.safe_dump(plain(candidate.budget)), "utf-8")
        place["budget"] = name
        place["programmes"] = []
        for programme in candidate.programmes:
            file = f"{programme.id}-programme.yaml"
            (tmp_path / file).write_text(yaml.safe_dump(plain(programme)), "utf-8")
            place["programmes"].append(file)
    (tmp_path / "places.yaml").write_text(yaml.safe_dump(tree), "utf-8")
    # The rates of the tiny case, instead of the shipped ones.
    (tmp_path / "fx.yaml").write_text(yaml.safe_dump(plain(tiny.exchange())), "utf-8")
    return tmp_path


def locate(folder: Path, *options: str) -> Result:
    arguments = ["locate", str(folder / "project.yaml"), "--places", str(folder / "places.yaml")]
    arguments += ["--fx", str(folder / "fx.yaml"), "--as-of", str(tiny.AS_OF), "--draws", "1000"]
    result = CliRunner().invoke(kachinko, [*arguments, *options])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def change(folder: Path, **changes: Any) -> None:
    path = folder / "places.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text("utf-8")) | changes), "utf-8")


def places_of(folder: Path) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = yaml.safe_load((folder / "places.yaml").read_text("utf-8"))[
        "places"
    ]
    return places


def faults(folder: Path, *options: str) -> str:
    from kachinko.model.errors import InputError

    with pytest.raises(InputError) as caught:
        locate(folder, *options)
    return "\n".join(map(str, caught.value.faults))


def test_it_tells_the_places_and_what_flips_them(folder: Path) -> None:
    result = locate(folder)

    assert result.exit_code == 0, result.output
    assert "1. Yen town" in result.stdout
    assert "its stages cannot take the title. No stage can take Hall (55 × 34 m" in result.stdout
    assert "cost at Yen town: up to" in result.stdout
    assert not (folder / "out").exists()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_it_writes_page_paper_workbook_and_record(folder: Path, lang: str) -> None:
    result = locate(folder, "--out", str(folder / "out"), "--lang", lang, "--quiet")

    assert result.exit_code == 0, result.output
    assert result.output == ""
    names = sorted(path.name for path in (folder / "out").iterdir())
    assert names == ["memo.html", "memo.json", "memo.pdf", "memo.xlsx"]
    record = json.loads((folder / "out" / "memo.json").read_text("utf-8"))
    assert record["schema"] == "kachinko-memo/1"
    assert [place["id"] for place in record["places"]] == ["yen", "dollar"]


def test_json_is_one_document_and_repeats_by_seed(folder: Path) -> None:
    one, same, other = (
        json.loads(locate(folder, "--json", "--seed", seed).stdout) for seed in ("7", "7", "8")
    )

    assert one == same
    assert one["places"][0]["spread"] != other["places"][0]["spread"]
    assert one["places"][0]["net"] == other["places"][0]["net"] == 8000


def test_a_discount_of_the_call_stands_before_the_files(folder: Path) -> None:
    dear = json.loads(locate(folder, "--json", "--discount", "0.5").stdout)

    assert dear["discount"] == 0.5
    assert dear["places"][0]["net"] > 8000


def test_only_some_places_may_be_asked_for(folder: Path) -> None:
    one = json.loads(locate(folder, "--json", "--only", "dollar").stdout)

    assert [place["id"] for place in one["places"]] == ["dollar"]


def test_names_that_nobody_has_are_refused_with_the_nearest(folder: Path) -> None:
    assert "'one'" in faults(folder, "--title", "onee")
    assert "'yen', perhaps" in faults(folder, "--only", "yn")


def test_an_empty_file_of_places_says_what_is_wanted(folder: Path) -> None:
    (folder / "places.yaml").write_text("", "utf-8")

    assert "kachinko-location/1" in faults(folder)


def test_progress_that_is_piped_is_a_line_for_each_stage_of_the_work(folder: Path) -> None:
    told = locate(folder).stderr.splitlines()

    assert told[0] == "comparing: prices and incentives"
    assert len(told) == len(set(told)) <= 5


def test_every_fault_of_the_places_comes_at_once_with_its_line(folder: Path) -> None:
    places = places_of(folder)
    places[0]["studios"] = ["tohoo"]
    places[1]["id"] = "yen"
    change(folder, places=places, dates={})

    told = faults(folder, "--out", str(folder / "out"))

    assert "photography_start" in told
    assert "no studio 'tohoo'" in told
    assert "'yen' is given twice" in told
    assert "line" in told
    assert not (folder / "out").exists()


def test_a_rate_in_the_wrong_unit_is_shown_in_the_right_one(folder: Path) -> None:
    places = places_of(folder)
    places[1]["risks"][0]["granted"] = 30
    change(folder, places=places)

    assert "0.3" in faults(folder)


def test_an_unknown_programme_or_a_missing_budget_is_named(folder: Path) -> None:
    places = places_of(folder)
    places[0]["programmes"] = ["jp-jlx"]
    places[1]["budget"] = "nowhere.yaml"
    change(folder, places=places)

    told = faults(folder)

    assert "there is no programme 'jp-jlx'" in told
    assert "jp-jlox" in told
    assert "nowhere.yaml" in told


def test_a_risk_of_what_is_not_stacked_and_a_spread_in_disorder_are_refused(folder: Path) -> None:
    places = places_of(folder)
    places[0]["risks"][0]["programme"] = "bb"
    change(folder, places=places)
    assert "not stacked" in faults(folder)

    places[0]["risks"][0]["haircut"] = {"low": 0.5, "mode": 0.1, "high": 0.2}
    change(folder, places=places)
    assert "in this order" in faults(folder)


def test_a_currency_without_a_rate_is_refused(folder: Path) -> None:
    change(folder, currency="EUR")

    assert "no rate of" in faults(folder)


def test_programmes_that_exclude_each_other_are_not_stacked(folder: Path) -> None:
    path = folder / "aa-programme.yaml"
    tree = yaml.safe_load(path.read_text("utf-8")) | {"not_with": ["bb"]}
    path.write_text(yaml.safe_dump(tree), "utf-8")
    places = places_of(folder)
    places[0]["programmes"] = ["aa-programme.yaml", "bb-programme.yaml"]
    change(folder, places=places)

    assert "aa cannot be had together with bb" in faults(folder)


def test_an_answer_that_no_programme_asks_for_is_refused(folder: Path) -> None:
    places = places_of(folder)
    places[0]["facts"] = {"aa:shoot_days": 12, "colour": "red"}
    change(folder, places=places)

    told = faults(folder)

    assert "aa does not ask 'shoot_days'" in told
    assert "asks 'colour'" in told
