"""Damaged input of every kind: named by place, reason and remedy, all at once, and never worse."""

# ruff: noqa: E501

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from kachinko.cli.main import main
from kachinko.files import load_project
from kachinko.files.xlsx_writer import write_workbook
from kachinko.model.errors import Fault, InputError
from tests.files.damaged import CELLS, SOUND, WHOLE_FILES, YAML, Cell, Row

if TYPE_CHECKING:
    from collections.abc import Callable

JARGON = ("Input should", "pydantic", "extra_forbidden", "Value error", "tuple", "NoneType", "dict")


def refused(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[Fault]:
    """Convert it as a user would; return the faults after checking how they were told."""
    before = sorted(path.parent.rglob("*"))
    out = path.parent / "out.yaml"
    monkeypatch.setattr(sys, "argv", ["kachinko", "convert", str(path), str(out), "--json"])

    with pytest.raises(SystemExit) as end:
        main()

    told = capsys.readouterr()
    assert end.value.code == 2
    assert "Traceback" not in told.err
    assert "BUG" not in told.err
    assert not [word for word in JARGON if word in told.err]
    assert sorted(path.parent.rglob("*")) == before
    error = json.loads(told.out)["error"]
    assert error["code"] == "INPUT"
    return [Fault(**fault) for fault in error["faults"]]


def one_of(faults: list[Fault], place: str, what: str, right: str = "") -> Fault:
    found = [f for f in faults if place in f.place and what in f.what and right in f.right]
    if not found and not right:
        found = [f for f in faults if place in f.place and what in f"{f.what}. {f.right}"]
    assert found, "\n".join(str(fault) for fault in faults)
    return found[0]


def test_sound_project_loads(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(SOUND, encoding="utf-8")

    assert len(load_project(path).titles) == 1


@pytest.mark.parametrize("row", YAML.values(), ids=YAML.keys())
def test_damaged_yaml(
    row: Row, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert SOUND.count(row.old) >= 1
    text = SOUND.replace(row.old, row.new, 1)
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")

    faults = refused(path, monkeypatch, capsys)

    line = text.count("\n", 0, text.index(row.at or row.new)) + 1
    one_of(faults, f"p.yaml line {line}," if row.placed else "p.yaml", row.what, row.right)


@pytest.mark.parametrize(
    ("name", "data", "what", "right"), WHOLE_FILES.values(), ids=WHOLE_FILES.keys()
)
def test_damaged_file(
    name: str,
    data: bytes,
    what: str,
    right: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    start = time.perf_counter()

    faults = refused(path, monkeypatch, capsys)

    one_of(faults, name, what, right)
    assert time.perf_counter() - start < 10


@cache
def sound_workbook() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "p.yaml").write_text(SOUND, encoding="utf-8")
        return write_workbook(load_project(Path(folder, "p.yaml")))


def damaged_workbook(path: Path, damage: Callable[[Any], None]) -> Path:
    book = load_workbook(io.BytesIO(sound_workbook()))
    damage(book)
    book.save(path)
    return path


def test_sound_workbook_loads(tmp_path: Path) -> None:
    path = damaged_workbook(tmp_path / "p.xlsx", lambda book: None)

    assert len(load_project(path).titles) == 1


@pytest.mark.parametrize("row", CELLS.values(), ids=CELLS.keys())
def test_damaged_cell(
    row: Cell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def damage(book: Any) -> None:
        book[row.sheet][row.cell].value = row.value

    path = damaged_workbook(tmp_path / "p.xlsx", damage)

    faults = refused(path, monkeypatch, capsys)

    one_of(faults, row.place, row.what, row.right)


def rename_sheet(book: Any) -> None:
    book["Sets"].title = "Setts"


def drop_project(book: Any) -> None:
    del book["Project"]


def merge_cells(book: Any) -> None:
    book["Sets"].merge_cells("A2:A3")


def far_corner(book: Any) -> None:
    book["Sets"]["XFD1048576"] = "lost"


def empty_all(book: Any) -> None:
    for name in list(book.sheetnames)[1:]:
        del book[name]
    book.active.delete_rows(1, 50)


def keep_titles_without_sets(book: Any) -> None:
    del book["Sets"]
    del book["Location blocks"]


SHEETS = {
    "sheet with another name": (rename_sheet, "sheet Setts", "'Setts' is unknown", "'Sets'"),
    "no sheet of the project": (drop_project, "the workbook", "no sheet 'Project'", "currency"),
    "merged cells": (merge_cells, "sheet Sets, cells A2:A3", "merged", "each cell"),
    "a cell in the far corner": (far_corner, "p.xlsx", "reaches to row 1,048,576", "A1"),
    "nothing in it": (empty_all, "p.xlsx", "empty", "'kachinko new'"),
    "tables left out that are needed": (keep_titles_without_sets, "sheet Titles, row 2", "nothing to shoot", ""),
}  # fmt: skip


@pytest.mark.parametrize(("damage", "place", "what", "right"), SHEETS.values(), ids=SHEETS.keys())
def test_damaged_sheet(
    damage: Callable[[Any], None],
    place: str,
    what: str,
    right: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = damaged_workbook(tmp_path / "p.xlsx", damage)

    faults = refused(path, monkeypatch, capsys)

    one_of(faults, place, what, right)


def archive(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return stream.getvalue()


def rewritten(part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound_workbook())) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts[part] = change(parts[part])
    return archive(parts)


ARCHIVES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "ZIP of something else": (lambda: archive({"a.txt": b"a"}), "without a workbook", ".xlsx"),
    "Word document": (lambda: archive({"word/document.xml": b"a"}), "a Word document", ".xlsx"),
    "OpenDocument": (lambda: archive({"mimetype": b"a", "content.xml": b""}), "OpenDocument", ".xlsx"),
    "binary workbook": (lambda: archive({"xl/workbook.bin": b"a"}), "binary Excel", ".xlsx"),
    "ZIP bomb": (lambda: archive({"xl/workbook.xml": b"\0" * 110_000_000}), "unfolds to 110 MB", "at most 100 MB"),
    "cut off": (lambda: sound_workbook()[:9000], "damaged", "repair"),
    "XML not closed": (lambda: rewritten("xl/worksheets/sheet10.xml", lambda xml: xml[:700]), "damaged", "repair"),
    "no list of sheets": (lambda: rewritten("xl/workbook.xml", lambda _: b"<x/>"), "", ""),
    "a cell beyond every sheet": (lambda: rewritten("xl/worksheets/sheet11.xml", lambda xml: xml.replace(b'r="A2"', b'r="A9999999"')), "damaged", "repair"),
    "a document type of its own": (lambda: rewritten("xl/workbook.xml", lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml), "damaged", "repair"),
    "flipped bytes": (lambda: sound_workbook()[:3000] + b"\xff" * 400 + sound_workbook()[3400:], "damaged", ""),
}  # fmt: skip


@pytest.mark.parametrize(("make", "what", "right"), ARCHIVES.values(), ids=ARCHIVES.keys())
def test_damaged_archive(
    make: Callable[[], bytes],
    what: str,
    right: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "p.xlsx"
    path.write_bytes(make())

    faults = refused(path, monkeypatch, capsys)

    one_of(faults, "p.xlsx", what, right)


# -- folders ----------------------------------------------------------------------------------


def folder(tmp_path: Path, **files: str) -> Path:
    path = tmp_path / "project"
    path.mkdir()
    for name, text in files.items():
        Path(path, f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


HEAD, TAIL = SOUND.split("studios:\n", 1)
PARTS = {"project": HEAD, "rest": f"studios:\n{TAIL}"}

FOLDERS: dict[str, tuple[dict[str, str], str, str, str]] = {
    "no YAML in it": ({}, "project", "holds no .yaml", "project.yaml"),
    "key in two files": (PARTS | {"z": "name: Other\n"}, "z.yaml line 1", "'name' stands in project.yaml line 2", "one file"),
    "one file of many broken": (PARTS | {"z": "titles: [\n"}, "z.yaml", "not closed", "']'"),
    "id twice over files": (PARTS | {"z": "studios:\n- {id: toho, name: T, country: JP}\n"}, "z.yaml line 2", "second studio", ""),
    "fault in a later file": (PARTS | {"z": "studios:\n- {id: t2, name: T, country: J}\n"}, "z.yaml line 2, column 30", "'J'", "ISO 3166"),
    "table of two kinds": (PARTS | {"z": "titles: none\n"}, "z.yaml line 1", "stands in rest.yaml", "spread"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "place", "what", "right"), FOLDERS.values(), ids=FOLDERS.keys())
def test_damaged_folder(
    files: dict[str, str],
    place: str,
    what: str,
    right: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    faults = refused(folder(tmp_path, **files), monkeypatch, capsys)

    one_of(faults, place, what, right)


def test_broken_file_makes_no_false_references(tmp_path: Path) -> None:
    studios, titles = SOUND.split("titles:\n")
    path = folder(
        tmp_path, a=studios.replace("country: JP", "country: [JP"), b=f"titles:\n{titles}"
    )

    with pytest.raises(InputError) as refusal:
        load_project(path)

    assert len(refusal.value.faults) == 1


def test_missing_path_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    faults = refused(tmp_path / "nowhere", monkeypatch, capsys)

    one_of(faults, "nowhere", "no such file or folder", "that exists")


def test_device_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    os.mkfifo(path)

    with pytest.raises(InputError) as refusal:
        load_project(path)

    assert "is not a file" in refusal.value.faults[0].what


def test_path_of_a_million_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_project(tmp_path / ("x" * 100_000))


# -- all at once ------------------------------------------------------------------------------

EIGHT = [
    ("country: JP", "country: XX"),
    ("effective_area_m2: 860", "effective_area_m2: -860"),
    ("studio: toho", "studio: tohoo"),
    ("to: 2032-12-31", "to: 2022-12-31"),
    ("kind: series", "kind: opera"),
    ("split: false", "splitt: false"),
    ("cast: [lead]", "cast: [ghost]"),
    ("after: [lab]", "after: [lob]"),
]


def test_eight_faults_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SOUND
    for old, new in EIGHT:
        text = text.replace(old, new, 1)
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")

    faults = refused(path, monkeypatch, capsys)

    lines = {text.count("\n", 0, text.index(new)) + 1 for _, new in EIGHT}
    assert len(faults) == 8
    assert {int(fault.place.split("line ")[1].split(",")[0]) for fault in faults} == lines


def test_eight_faults_of_a_workbook_are_told_at_once(tmp_path: Path) -> None:
    rows = [
        "unknown choice", "negative area", "word for a number", "reversed dates",
        "price in another currency", "reference to unknown cast", "availability of unknown cast",
        "closure of an unknown stage",
    ]  # fmt: skip

    def damage(book: Any) -> None:
        for name in rows:
            book[CELLS[name].sheet][CELLS[name].cell].value = CELLS[name].value

    with pytest.raises(InputError) as refusal:
        load_project(damaged_workbook(tmp_path / "p.xlsx", damage))

    assert len(refusal.value.faults) == 8


def test_orphan_row_is_checked_itself(tmp_path: Path) -> None:
    def damage(book: Any) -> None:
        book["Sets"]["A2"].value, book["Sets"]["K2"].value = "vaporr", 0

    with pytest.raises(InputError) as refusal:
        load_project(damaged_workbook(tmp_path / "p.xlsx", damage))

    one_of(refusal.value.faults, "(cell A2)", "no title 'vaporr'")
    one_of(refusal.value.faults, "(cell K2)", "shoot_days is 0")


@pytest.mark.slow
def test_thousands_of_faults_stay_readable(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(HEAD + "titles:\n" + "- {id: '?'}\n" * 2000, encoding="utf-8")

    with pytest.raises(InputError) as refusal:
        load_project(path)

    assert len(refusal.value.faults) == 501
    assert "more faults" in refusal.value.faults[-1].what


def test_column_is_where_the_value_begins(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(SOUND.replace("kind: series", "kind: 映画"), encoding="utf-8")

    with pytest.raises(InputError) as refusal:
        load_project(path)

    place = "p.yaml line 34, column 11 (titles[1] 'vapor' > kind)"
    assert [fault.place for fault in refusal.value.faults] == [place]


def test_real_process_ends_with_2_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(SOUND.replace("kind: series", "kind: opera"), encoding="utf-8")
    command = [sys.executable, "-c", "from kachinko.cli.main import main; main()"]

    ended = subprocess.run(
        [*command, "convert", "p.yaml", "out.xlsx"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert "p.yaml line 34, column 11 (titles[1] 'vapor' > kind): kind is 'opera'" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.yaml"]
