"""A programme file that does not agree with itself: every fault at once, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kachinko.files.programme import load_programme
from kachinko.incentives.check import function_faults
from kachinko.model.errors import InputError
from kachinko.model.programme_consistency import find_programme_faults
from kachinko.reference.programmes import all_programmes, programme

SMALL = Path(__file__).with_name("small.yaml")

BROKEN = (
    ("{what: culture, is: true}", "{what: cultur, is: true}", "'culture', perhaps"),
    ("rate: high-rate}]", "rate: first-slice}]", "a share"),
    ("of: after-others,", "of: capped,", "a clause that stands before"),
    ("act, known_from: 2022-11-15", "axt, known_from: 2022-11-15", "'act', perhaps"),
    ("what: format, is: film", "what: format, is: flim", "'film', perhaps"),
    ("values: [{value: 0.3, source: act}]", "values: [{value: 30, source: act}]", "0.3 for 30 %"),
    ("answer: yes_no, assume: true", "answer: yes_no, assume: 3", "true or false"),
    ("{base: 2400000, basic:", "{bse: 2400000, basic:", "'base', perhaps"),
    ("to: 2023-06-30", "to: 2022-06-30", "2023-01-01 or later"),
    ("facts: {format: film, days: 20}", "facts: {fromat: film, days: 20}", "'format', perhaps"),
    ("{id: fee-least, meaning", "{id: rate, meaning", "an id that no other"),
    ("award: capped", "award: caped", "'capped', perhaps"),
)  # fmt: skip


def faults_of(text: str, folder: Path) -> list[tuple[int, str]]:
    path = folder / "programme.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_programme(path)
    found = []
    for fault in caught.value.faults:
        line = int(fault.place.split("line ")[1].split(",")[0])
        found.append((line, f"{fault.what}. {fault.right}"))
    return found


@pytest.mark.parametrize(("right", "wrong", "says"), BROKEN, ids=[each[1] for each in BROKEN])
def test_each_fault_is_found_in_its_line(right: str, wrong: str, says: str, tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8")
    assert text.count(right) == 1
    line = text[: text.index(right)].count("\n") + 1
    found = faults_of(text.replace(right, wrong), tmp_path)
    assert any(abs(line - at) <= 1 and says in what for at, what in found), found


def test_ten_faults_give_ten_with_their_lines(tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8")
    for right, wrong, _ in BROKEN[:10]:
        text = text.replace(right, wrong)
    found = faults_of(text, tmp_path)
    assert len(found) == 10
    assert [line for line, _ in found] == sorted(line for line, _ in found)


MORE = (
    ("    limits: [{id: eighty, at_most: total, share: base-share, level: base}]}",
     "    limits: [{id: eighty, at_most: rate, share: base-share, level: base}]}", "money"),
    ("bands: [{rate: rate, up_to: first-slice}, {rate: high-rate}]",
     "bands: [{rate: rate, up_to: first-slice}, {rate: high-rate, up_to: film-cap}]",
     "a last band without 'up_to'"),
    ("options: [film, series]}", "options: []}", "options: [one, another]"),
    ("clauses:\n", "clauses:\n      - {id: empty, kind: require, says: Nothing}\n",
     "'when' or 'routes'"),
    ("tax: tax-rate", "tax: tax-rate\ndeadlines: [{id: d, what: apply, says: D, source: act}]",
     "'on', or 'of' and 'days'"),
    ("tax: tax-rate", "tax: fee-least", "a share"),
    ("{value: 0.22, from: 2023-01-01, to: 2023-06-30, source: act, known_from: 2023-09-01}",
     "{value: 0.22, from: 2023-01-01, source: act, known_from: 2022-11-15}",
     "another 'from' or 'known_from'"),
    ('"passed:gate": by-spend', '"passed:gat": by-spend', "'gate', perhaps"),
    ("excludes: [{categories: [scouting]", "excludes: [{share: fee-most, categories: [scouting]",
     "a share"),
    ("excludes: [{categories: [scouting]", "excludes: [{categories: [scooting]", "scouting"),
)  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "says"), MORE, ids=[each[1][:40] for each in MORE])
def test_other_faults(right: str, wrong: str, says: str, tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8")
    assert right in text
    found = faults_of(text.replace(right, wrong), tmp_path)
    assert any(says in what for _, what in found), found


def test_a_clause_whose_function_there_is_not_is_named() -> None:
    broken = load_programme(SMALL)
    clause = {"id": "f", "kind": "function", "says": "F", "name": "no-such-thing"}
    tree = broken.model_dump(by_alias=True)
    tree["versions"][0]["clauses"] += (clause,)
    (fault,) = function_faults(type(broken).model_validate(tree))
    assert "no-such-thing" in fault.what


@pytest.mark.parametrize("each", all_programmes(), ids=lambda each: each.id)
def test_every_shipped_programme_agrees_with_itself(each: object) -> None:
    assert not find_programme_faults(each)  # type: ignore[arg-type]
    assert not function_faults(each)  # type: ignore[arg-type]


def test_an_unknown_programme_is_told_with_the_nearest() -> None:
    known = all_programmes()[0].id
    with pytest.raises(InputError) as caught:
        programme(known + "x")
    assert known in caught.value.faults[0].right
