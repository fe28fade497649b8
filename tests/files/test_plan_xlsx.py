from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from kachinko.files.plan import load_plan
from kachinko.files.plan_words import ENGLISH, JAPANESE
from kachinko.files.plan_xlsx import BLOCKS, COLUMNS, SETS, SUMMARY, SUMMARY_LABELS, TITLES
from kachinko.model.errors import Fault, InputError
from kachinko.report.told import has_shape
from kachinko.report.workbook import plan_workbook
from tests import plan_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

    from kachinko.model.plan import Plan

    Edit = Callable[[Workbook], object]

WRITTEN = plan_workbook(plan_case.project(), plan_case.plan())
IN_JAPANESE = plan_workbook(plan_case.project(), plan_case.plan(), "ja")


def _without_pictures(written: bytes, lang: str) -> bytes:
    # The sheets that are not read back only make the many edits below slow.
    book = load_workbook(io.BytesIO(written))
    for name in ("Stages by week", "Utilisation", "Left out"):
        book.remove(book[JAPANESE[name] if lang == "ja" else name])
    slim = io.BytesIO()
    book.save(slim)
    return slim.getvalue()


SLIM = {"en": _without_pictures(WRITTEN, "en"), "ja": _without_pictures(IN_JAPANESE, "ja")}


def edited(folder: Path, *edits: Edit, lang: str = "en") -> Path:
    """The workbook of the case after a person has edited it."""
    book = load_workbook(io.BytesIO(SLIM[lang]))
    for edit in edits:
        edit(book)
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def faults_of(path: Path) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        load_plan(path)
    return caught.value.faults


def put(sheet: str, cell: str, value: Any) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][cell] = value

    return edit


def decisions(plan: Plan) -> list[Any]:
    return [
        (title.id, title.accepted, title.studio, title.sets, title.location_blocks)
        for title in sorted(plan.titles, key=lambda title: title.id)
    ]


def test_the_decisions_come_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(WRITTEN)

    plan = load_plan(tmp_path / "plan.xlsx")

    assert decisions(plan) == decisions(plan_case.plan())
    assert (plan.project, plan.currency, plan.seed) == ("Toho, by hand", "JPY", 7)
    assert plan.stages_left_out == plan_case.plan().stages_left_out
    assert plan.assumptions[:-1] == plan_case.plan().assumptions


def test_the_decisions_come_back_from_japanese(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(IN_JAPANESE)

    plan, given = load_plan(tmp_path / "plan.xlsx"), plan_case.plan()

    assert decisions(plan) == decisions(given)
    assert (plan.project, plan.currency, plan.seed) == ("Toho, by hand", "JPY", 7)
    assert (plan.value, plan.cost) == (given.value, given.cost)
    assert [each.stage for each in plan.stages_left_out] == ["no9"]
    assert len(plan.assumptions) == len(given.assumptions) + 1


def test_no_proof_is_taken_from_a_workbook(tmp_path: Path) -> None:
    plan = load_plan(edited(tmp_path, put("Summary", "B9", "optimal")))

    assert plan.status == "feasible"
    assert plan.cost_bound is None
    assert "edited by hand" in plan.assumptions[-1]


def test_edits_arrive(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        put("Sets", "E4", "no2"),
        put("Sets", "N4", "2028-01-20"),
        put("Sets", "O4", date(2028, 1, 26)),
        put("Sets", "I4", "No"),
        put("Titles", "D5", "no"),
    )

    plan = load_plan(path)

    lab = plan.titles[0].sets[0]
    assert (lab.stage, lab.rotated) == ("no2", False)
    assert (lab.shoot.first, lab.shoot.last) == (date(2028, 1, 20), date(2028, 1, 26))
    assert [title.id for title in plan.accepted] == ["vapor"]
    assert plan.titles[1].sets == ()


def test_edits_arrive_in_japanese_and_faults_are_told_by_its_words(tmp_path: Path) -> None:
    yes_and_no = (put("セット一覧", "I4", "いいえ"), put("作品一覧", "D5", "no"))
    plan = load_plan(edited(tmp_path, put("セット一覧", "E4", "no2"), *yes_and_no, lang="ja"))

    assert (plan.titles[0].sets[0].stage, plan.titles[0].sets[0].rotated) == ("no2", False)
    assert [title.id for title in plan.accepted] == ["vapor"]

    faults = faults_of(
        edited(
            tmp_path, put("作品一覧", "D4", "たぶん"), put("セット一覧", "F3", "床"),
            put("概要", "B9", "完璧"), _remove("ロケ一覧"), lang="ja",
        )
    )  # fmt: skip

    told = {(fault.place, fault.right) for fault in faults}
    assert ("plan.xlsx!作品一覧 D4 (採用)", "はい or いいえ") in told
    assert ("plan.xlsx!セット一覧 F3", "") in told
    assert ("plan.xlsx!概要 B9", "one of 最適, 実行可能, 実行不能, 不明") in told
    assert ("plan.xlsx", "a sheet called 'ロケ一覧'") in told


def test_every_word_of_the_form_is_another_one_in_japanese() -> None:
    heads = {head for columns in COLUMNS.values() for head in columns}

    assert {SUMMARY, TITLES, SETS, BLOCKS, *heads, *SUMMARY_LABELS.values()} <= {*JAPANESE}
    assert len(ENGLISH) == len(JAPANESE)
    assert not {*JAPANESE.values()} & {*JAPANESE}


def test_rows_may_be_added_sorted_and_left_blank(tmp_path: Path) -> None:
    def add(book: Workbook) -> None:
        sheet = book["Location blocks"]
        sheet.append([])
        sheet.append(["dune", None, "dunes", date(2028, 3, 6), date(2028, 3, 8)])

    plan = load_plan(edited(tmp_path, add))

    (block,) = plan.titles[1].location_blocks
    assert (block.id, block.first, block.last) == ("dunes", date(2028, 3, 6), date(2028, 3, 8))


def _remove(name: str) -> Edit:
    return lambda book: book.remove(book[name])


def _rename(name: str, new: str) -> Edit:
    def edit(book: Workbook) -> None:
        book[name].title = new

    return edit


@pytest.mark.parametrize(
    ("edit", "place", "what"),
    [
        (_remove("Sets"), "plan.xlsx", "the sheet 'Sets' is missing"),
        (_remove("Summary"), "plan.xlsx", "the sheet 'Summary' is missing"),
        (_rename("Titles", "Title"), "plan.xlsx", "there is one called 'Title'"),
        (put("Sets", "E3", "Stge"), "plan.xlsx!Sets E3", "'Stge' is not known"),
        (put("Sets", "E3", None), "plan.xlsx!Sets", "the column 'Stage' is missing"),
        (put("Sets", "E4", None), "plan.xlsx!Sets E4 (Stage)", "empty"),
        (put("Sets", "A4", "vapour"), "plan.xlsx!Sets A4 (Title id)", "has no 'vapour'"),
        (put("Sets", "C5", "lab"), "plan.xlsx!Sets C5 (Set id)", "second time"),
        (put("Sets", "J4", "soon"), "plan.xlsx!Sets J4 (Build from)", "YYYY-MM-DD"),
        (put("Sets", "E4", 1.5), "plan.xlsx!Sets E4 (Stage)", "no id"),
        (put("Sets", "J4", datetime(2028, 1, 3, 8)), "Sets J4", "without a time of day"),  # noqa: DTZ001
        (put("Sets", "K4", None), "plan.xlsx!Sets K4 (Build to)", "empty"),
        (put("Sets", "K4", date(2028, 1, 2)), "plan.xlsx!Sets K4", "lies before"),
        (put("Sets", "N4", None), "plan.xlsx!Sets N4 (Shoot from)", "empty"),
        (put("Sets", "G4", "left"), "plan.xlsx!Sets G4 (x m)", "not a number"),
        (put("Sets", "I4", "maybe"), "plan.xlsx!Sets I4 (Rotated)", "neither yes nor no"),
        (put("Sets", "E4", "=1/0"), "plan.xlsx!Sets E4", "never been calculated"),
        (put("Titles", "D4", "perhaps"), "plan.xlsx!Titles D4 (In)", "neither yes nor no"),
        (put("Titles", "A5", "vapor"), "plan.xlsx!Titles A5", "second time"),
        (put("Summary", "B8", "YEN"), "Summary, Currency", "ISO 4217"),
        (put("Summary", "B9", "fine"), "plan.xlsx!Summary B9", "Status is 'fine'"),
        (put("Summary", "B10", "much"), "plan.xlsx!Summary B10", "Value is 'much'"),
        (put("Summary", "B7", None), "plan.xlsx!Summary", "Project is missing"),
        (put("Location blocks", "D4", None), "Location blocks D4 (From)", "empty"),
        (lambda book: book.create_sheet("作品一覧"), "plan.xlsx!作品一覧", "another language"),
    ],
)  # fmt: skip
def test_each_fault_names_sheet_row_and_column(
    tmp_path: Path, edit: Edit, place: str, what: str
) -> None:
    faults = faults_of(edited(tmp_path, edit))

    assert any(place in fault.place and what in fault.what for fault in faults), faults
    assert [fault.what for fault in faults if not has_shape(fault.what)] == []


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        put("Sets", "E4", None),
        put("Sets", "J5", "x"),
        put("Titles", "D4", "?"),
        put("Location blocks", "D4", "y"),
    )

    assert len(faults_of(path)) == 4


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04broken", WRITTEN[:9000]])
def test_what_is_no_workbook_is_said_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)

    (fault,) = faults_of(path)

    assert fault.what


def test_a_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    path = edited(tmp_path, put("Sets", "XFD1048576", 1))

    (fault,) = faults_of(path)

    assert "1,048,576" in fault.what
