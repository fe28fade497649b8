"""Movie Magic Scheduling's reports, made here in the layouts that are publicly described."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen import canvas

from kachinko.files.mms_pdf import EXPERIMENTAL, read_mms_pdf
from kachinko.model.errors import InputError
from tests.files.mutation import mutated

if TYPE_CHECKING:
    from pathlib import Path

Row = list[tuple[int, str]]
LEFT, MIDDLE, RIGHT = 40, 250, 430


def pdf(pages: list[list[Row]], head: str = "", *, words: bool = False) -> bytes:
    """Pages of rows, each of cells with their place from the left; `words` are drawn singly."""
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pagesize=letter)
    for number, rows in enumerate(pages, start=1):
        sheet.setFont("Helvetica", 9)
        if head:
            sheet.drawString(MIDDLE, 770, head)
            sheet.drawString(RIGHT, 20, f"Page {number}")
        for place, row in enumerate(rows):
            for x, text in row:
                if not words:
                    sheet.drawString(x, 740 - 13 * place, text)
                    continue
                for word in text.split():
                    sheet.drawString(x, 740 - 13 * place, word)
                    x += sheet.stringWidth(f"{word} ", "Helvetica", 9)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


SCHEDULE: list[list[Row]] = [
    [
        [(LEFT, "Scene # 12A"), (110, "INT"), (150, "LABORATORY - NIGHT SHIFT"),
         (MIDDLE + 60, "Night"), (RIGHT, "2 3/8 pgs")],
        [(LEFT, "Ken finds the lamp.")],
        [(LEFT, "Cast Members"), (MIDDLE, "Props")],
        [(LEFT, "1. KEN"), (MIDDLE, "Lamp")],
        [(LEFT, "4.Dr. Tanaka"), (MIDDLE, "Rope")],
        [(LEFT, "Background Actors"), (MIDDLE, "Wardrobe")],
        [(LEFT, "Nurses (3)"), (MIDDLE, "White coats")],
    ],
    [
        [(LEFT, "Scene # 3"), (110, "EXT"), (150, "BEACH"), (MIDDLE + 60, "Day"), (RIGHT, "5/8")],
        [(LEFT, "They run.")],
        [(LEFT, "Cast Members")],
        [(LEFT, "1. KEN")],
        [(LEFT, "END OF DAY #1 Monday, April 6, 2026 -- Total Pages: 3")],
    ],
    [
        [(LEFT, "INT/EXT CAR Dusk D3 1 pgs Splinter")],
        [(LEFT, "Scene #: 7 Aiko drives away.")],
        [(LEFT, "Cast Members"), (MIDDLE, "Vehicles")],
        [(LEFT, "2. AIKO"), (MIDDLE, "Old van")],
        [(LEFT, "End Day # 2 Tuesday, April 7, 2026 -- Total Pages: 1")],
        [(LEFT, "Scene # 99"), (110, "INT"), (150, "ATTIC"), (MIDDLE + 60, "Day"), (RIGHT, "1/8")],
    ],
]  # fmt: skip


def sheet(number: int, scene: str, setting: str, set_: str, time: str, pages: str) -> list[Row]:
    return [
        [(LEFT, "Breakdown Sheet"), (RIGHT, f"Sheet: {number}")],
        [(LEFT, f"Scene: {scene}"), (MIDDLE, f"Int/Ext: {setting}"), (RIGHT, f"Pages: {pages}")],
        [(LEFT, "Set:"), (90, set_), (RIGHT, f"Day/Night: {time}")],
        [(LEFT, f"Synopsis: What happens in {scene}"), (RIGHT, "Script Page: 9")],
        [(LEFT, "Script Day: D2"), (MIDDLE, "Location: Miura"), (RIGHT, "Est. Time: 1:30")],
        [(LEFT, "Comments: Only at low tide")],
        [(LEFT, "CAST MEMBERS"), (MIDDLE, "PROPS")],
        [(LEFT, "1. KEN"), (MIDDLE, "Lamp")],
        [(LEFT, "VEHICLES"), (MIDDLE, "Torch")],
        [(LEFT, "Old van"), (MIDDLE, "Rope")],
    ]


def written(folder: Path, data: bytes, name: str = "schedule.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_shooting_schedule_reads_with_its_days(tmp_path: Path) -> None:
    path = written(tmp_path, pdf(SCHEDULE, head="LIGHTHOUSE - Shooting Schedule - White"))
    shooting, board, remarks = read_mms_pdf(path)
    lab, beach, car, attic = shooting.scenes
    assert (lab.number, lab.setting, lab.time, lab.eighths) == ("12A", "INT", "night", 19)
    assert (lab.cast, lab.synopsis) == (("1", "4"), "Ken finds the lamp.")
    assert [(one.id, one.name) for one in shooting.sets] == [
        ("laboratory-night-shift", "LABORATORY - NIGHT SHIFT"),
        ("beach", "BEACH"), ("car", "CAR"), ("attic", "ATTIC"),
    ]  # fmt: skip
    assert [(one.id, one.name) for one in shooting.cast] == [
        ("1", "KEN"), ("2", "AIKO"), ("4", "Dr. Tanaka"),
    ]  # fmt: skip
    assert [(one.name, one.category) for one in shooting.elements] == [
        ("Lamp", "props"), ("Rope", "props"), ("Nurses (3)", "background"),
        ("White coats", "costume"), ("Old van", "vehicles"),
    ]  # fmt: skip
    assert (beach.setting, beach.eighths, beach.synopsis) == ("EXT", 5, "They run.")
    assert (car.number, car.setting, car.time, car.script_day) == ("7", "INT/EXT", "dusk", "D3")
    assert (car.eighths, car.unit, car.synopsis) == (8, "Splinter", "Aiko drives away.")
    assert attic.number == "99"
    assert board is not None
    assert [(day.day, day.unit, day.kind, day.scenes) for day in board.days] == [
        (date(2026, 4, 6), "main", "day", ("12A", "3")),
        (date(2026, 4, 7), "Splinter", "day", ("7",)),
    ]
    assert remarks[0] == EXPERIMENTAL


def test_breakdown_sheets_read_field_by_field(tmp_path: Path) -> None:
    pages = [
        sheet(1, "12A", "INT", "LABORATORY", "Night", "2 3/8"),
        sheet(2, "3", "EXT", "BEACH", "Day", "5/8"),
        sheet(3, "3", "EXT", "BEACH", "LATER", ""),
    ]
    shooting, board, remarks = read_mms_pdf(written(tmp_path, pdf(pages)))
    lab, beach, part = shooting.scenes
    assert board is None
    assert (lab.number, lab.setting, lab.set, lab.time, lab.eighths) == (
        "12A", "INT", "laboratory", "night", 19,
    )  # fmt: skip
    assert (lab.minutes, lab.script_day, lab.synopsis) == (90, "D2", "What happens in 12A")
    assert (lab.cast, beach.cast) == (("1",), ("1",))
    assert [(one.name, one.category) for one in shooting.elements] == [
        ("Lamp", "props"), ("Torch", "props"), ("Rope", "props"), ("Old van", "vehicles"),
        ("Only at low tide", "notes"),
    ]  # fmt: skip
    assert {one.location for one in shooting.sets} == {"miura"}
    assert (part.number, part.eighths, part.time) == ("3pt2", 1, None)
    said = "\n".join(remarks)
    assert "the scene 3 comes again; now 3pt2" in said
    assert "scene 3pt2: no length is found" in said
    assert "'LATER' is no time" in said


def test_both_reports_are_put_together_by_scene_numbers(tmp_path: Path) -> None:
    schedule = written(tmp_path, pdf(SCHEDULE))
    pages = [
        sheet(1, "3", "EXT", "BEACH", "Day", "1"),
        sheet(2, "12A", "INT", "LABORATORY - NIGHT SHIFT", "Night", "2 3/8"),
    ]
    breakdown = written(tmp_path, pdf(pages), "breakdown.pdf")
    for paths in ((schedule, breakdown), (breakdown, schedule)):
        shooting, board, remarks = read_mms_pdf(*paths, name="Lighthouse")
        assert [scene.number for scene in shooting.scenes] == ["3", "12A", "7", "99"]
        assert shooting.scenes[0].eighths == 8
        assert shooting.scenes[1].minutes == 90
        assert board is not None
        assert board.days[0].scenes == ("12A", "3")
        assert "the scene 7 stands in the schedule only" in remarks
        assert any("scene 3: pages '1' in the breakdown" in remark for remark in remarks)


def test_days_without_dates_make_no_board(tmp_path: Path) -> None:
    rows = [[(LEFT, "Scene # 1 INT HALL Day 1/8 pgs")], [(LEFT, "End Day # 1 Total Pages: 1/8")]]
    shooting, board, remarks = read_mms_pdf(written(tmp_path, pdf([rows])))
    assert (len(shooting.scenes), board) == (1, None)
    assert any("no date is found of the days 1" in remark for remark in remarks)


def test_words_that_are_drawn_singly_read_the_same(tmp_path: Path) -> None:
    whole = read_mms_pdf(written(tmp_path, pdf(SCHEDULE)))
    assert read_mms_pdf(written(tmp_path, pdf(SCHEDULE, words=True))) == whole


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is no PDF"),
        (b"%PDF-1.4\nnothing", "is damaged"),
        (pdf([[]]), "holds no text"),
        (pdf([[[(LEFT, "A letter about nothing.")]]]), "no scene is found"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_mms_pdf(written(tmp_path, data))
    assert said in str(error.value.faults[0])


@pytest.mark.slow
def test_report_that_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pagesize=letter, pageCompression=1)
    for _ in range(4):
        sheet.drawString(LEFT, 700, "a" * 3_000_000)
        sheet.showPage()
    sheet.save()
    with pytest.raises(InputError) as error:
        read_mms_pdf(written(tmp_path, stream.getvalue()))
    assert "unfold beyond all measure" in str(error.value.faults[0])


def test_mutated_reports_never_crash(tmp_path: Path) -> None:
    chance = random.Random(2)
    whole = pdf(SCHEDULE)
    for _ in range(150):
        with suppress(InputError):
            read_mms_pdf(written(tmp_path, mutated(whole, chance)))
