"""Breakdowns as CSV and workbooks: ours lose nothing, those of line producers read well."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import Workbook, load_workbook

from kachinko.files.breakdown_table import (
    read_breakdown_table,
    write_breakdown_csv,
    write_breakdown_workbook,
)
from kachinko.model.errors import InputError
from tests.files.arbitrary_shooting import shootings
from tests.files.mutation import mutated

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.model.shooting import Shooting

quick = settings(
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),  # a workbook takes long to shrink
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def written(folder: Path, data: bytes | str, name: str = "breakdown.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def book(folder: Path, **sheets: list[list[Any]]) -> Path:
    """A workbook with these sheets; a number with a fraction format where it is a tuple."""
    workbook = Workbook()
    del workbook["Sheet"]
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return written(folder, stream.getvalue(), "breakdown.xlsx")


@pytest.mark.slow
@quick
@given(shooting=shootings())
def test_workbook_comes_back_as_the_same_shooting(tmp_path: Path, shooting: Shooting) -> None:
    path = written(tmp_path, write_breakdown_workbook(shooting), "book.xlsx")
    assert read_breakdown_table(path)[0] == shooting


ENGLISH = """\
THE LIGHTHOUSE;;;;;;;
As of 2 March;;;;;;;
Sc.;I/E;Set Description;D/N;Pgs;Est. Time;Cast Members;Props;Remarks;Colour
1;INT.;Tower;D1;1 1/8;1:30;1, 2;Lamp, Rope;Only at low tide;red
2A;EXT;Beach;N2;5/8;45 min;1-3;;;
;;END OF DAY 1;;;;;;;
Sc.;I/E;Set Description;D/N;Pgs;Est. Time;Cast Members;Props;Remarks;Colour
3;I/E;Tower;later;1,5;;4. KEN, AIKO;;;
"""


def test_english_table_reads_by_its_heads(tmp_path: Path) -> None:
    shooting, remarks = read_breakdown_table(written(tmp_path, ENGLISH), currency="USD")
    first, second, third = shooting.scenes
    assert (shooting.name, shooting.currency) == ("breakdown", "USD")
    assert (first.number, first.setting, first.set, first.time) == ("1", "INT", "tower", "day")
    assert (first.script_day, first.eighths, first.minutes) == ("D1", 9, 90)
    assert (second.number, second.eighths, second.minutes) == ("2A", 5, 45)
    assert second.cast == ("1", "2", "3")
    assert (third.setting, third.time, third.eighths) == ("INT/EXT", None, 12)
    assert [(one.id, one.name) for one in shooting.cast] == [
        ("1", "Cast 1"), ("2", "Cast 2"), ("3", "Cast 3"), ("4", "KEN"), ("5", "AIKO"),
    ]  # fmt: skip
    assert [(one.name, one.category) for one in shooting.elements] == [
        ("Lamp", "props"), ("Rope", "props"), ("Only at low tide", "notes"),
    ]  # fmt: skip
    said = "\n".join(remarks)
    for part in ["row 3, column 10: 'Colour' is not known", "USD is assumed",
                 "scene number are not read: 6",
                 "'later' is no time of day that is known; left open: 3"]:  # fmt: skip
        assert part in said


JAPANESE = """\
シーン,内外,場所,昼夜,ページ,太郎,花子,ロケ地,L/S,内容,小道具
S#１,内,喫茶店「ルル」,昼,２ ３／８,○,,,S,再会,提灯、傘
２,外,海岸,夜,4/8,○,○,三浦,L,"走る, 叫ぶ",
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_japanese_table_reads_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """香盤表: a column for each of the cast, a circle in their scenes."""
    path = written(tmp_path, JAPANESE.encode(encoding))
    shooting, _ = read_breakdown_table(path)
    first, second = shooting.scenes
    assert (first.number, first.setting, first.time, first.eighths) == ("1", "INT", "day", 19)
    assert (second.number, second.setting, second.time, second.eighths) == ("2", "EXT", "night", 4)
    assert [(one.id, one.name) for one in shooting.cast] == [("1", "太郎"), ("2", "花子")]
    assert (first.cast, second.cast) == (("1",), ("1", "2"))
    assert [(one.id, one.name, one.stage, one.location) for one in shooting.sets] == [
        ("set-1", "喫茶店「ルル」", True, None),
        ("set-2", "海岸", False, "location-1"),
    ]
    assert shooting.locations[0].name == "三浦"
    assert [one.name for one in shooting.elements] == ["提灯", "傘"]
    assert second.synopsis == "走る, 叫ぶ"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_found(tmp_path: Path, separator: str) -> None:
    table = 'Scene|Set|Pages|Cast\n1|Lab|"2 3/8"|"1, 4"\n'.replace("|", separator)
    scene = read_breakdown_table(written(tmp_path, table))[0].scenes[0]
    assert (scene.set, scene.eighths, scene.cast) == ("lab", 19, ("1", "4"))


def test_sluglines_stand_in_for_columns(tmp_path: Path) -> None:
    table = "Scene,Slugline\n1,INT. LAB - NIGHT\n2,EXT. STREET - RIVER - DAY\n"
    first, second = read_breakdown_table(written(tmp_path, table))[0].scenes
    assert (first.setting, first.set, first.time) == ("INT", "lab", "night")
    assert (second.setting, second.set, second.heading) == (
        "EXT", "street-river", "EXT. STREET - RIVER - DAY",
    )  # fmt: skip


def test_workbook_of_a_line_producer_reads_with_its_sheets(tmp_path: Path) -> None:
    """What Excel makes of 5/8 and 1:30, money with its sign, dates of the cast."""
    path = book(
        tmp_path,
        Notes=[["nothing here"]],
        Episode=[
            ["Shooting plan"],
            ["Scene", "Int/Ext", "Set", "D/N", "Pages", "Est time", "Cast", "Location"],
            [1, "INT", "Lab", "Day", 2.375, time(1, 30), 1, "Toho"],
            ["2", "EXT", "River", "Night", date(2026, 5, 8), 90, "Aiko; 2", "Miura"],
        ],
        キャスト=[
            ["番号", "役名", "俳優", "日額", "可能日", "終了日"],
            [1, "Ken", "A. Actor", "¥500,000", date(2026, 4, 1), date(2026, 4, 20)],
            [2, "Aiko", None, 30000, None, None],
        ],
        Rules=[["most_minutes", 660], ["moves_a_day", 2]],
    )
    shooting, remarks = read_breakdown_table(path)
    first, second = shooting.scenes
    assert (first.eighths, first.minutes, first.cast) == (19, 90, ("1",))
    assert (second.eighths, second.minutes, second.cast) == (5, 90, ("2",))
    ken, aiko = shooting.cast
    assert ken.day_rate is not None
    assert (ken.day_rate.amount, ken.day_rate.currency, ken.actor) == (
        Decimal(500_000), "JPY", "A. Actor",
    )  # fmt: skip
    assert (ken.available[0].first, ken.available[0].last) == (date(2026, 4, 1), date(2026, 4, 20))
    assert aiko.day_rate is not None
    assert (aiko.day_rate.amount, aiko.available) == (Decimal(30_000), ())
    assert [one.location for one in shooting.sets] == ["toho", "miura"]
    assert (shooting.rules.most_minutes, shooting.rules.moves_a_day) == (660, 2)
    assert any("'Notes' is not read" in remark for remark in remarks)


def test_written_workbook_is_typed_and_frozen(tmp_path: Path) -> None:
    shooting, _ = read_breakdown_table(written(tmp_path, ENGLISH))
    sheet = load_workbook(io.BytesIO(write_breakdown_workbook(shooting)))["Scenes"]
    heads = [cell.value for cell in sheet[1]]
    pages = sheet.cell(2, heads.index("Pages") + 1)
    assert (pages.value, pages.number_format, sheet.freeze_panes) == (1.125, "# ?/8", "B2")
    assert sheet.cell(2, heads.index("Minutes") + 1).value == 90


def test_csv_comes_back_in_what_it_can_hold(tmp_path: Path) -> None:
    shooting, _ = read_breakdown_table(written(tmp_path, ENGLISH))
    again, _ = read_breakdown_table(
        written(tmp_path, write_breakdown_csv(shooting)), name=shooting.name
    )
    assert again == shooting


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "no table of scenes"),
        ("a,b\n1,2\n", "no table of scenes"),
        ("Scene,Set\n1,Lab\n1,Lab\n", "row 3, column 1: the scene 1 stands in row 2 too"),
        ("Scene,Set,Pages\n1,Lab,much\n", "row 2, column 3: 'much' is no length"),
        ("Scene,Set,Pages\n1,Lab,0.3\n", "row 2, column 3: '0.3' is no whole number of eighths"),
        ("Scene,Set,I/E\n1,Lab,above\n", "row 2, column 3: 'above' is no setting"),
        ("Scene,Set,After\n1,Lab,9\n", "row 2, column 3: there is no scene '9'"),
        ("Scene,Set,After\n1,Lab,1\n", "row 2, column 3: '1' is to come after itself"),
        ("Scene,Set,Earliest\n1,Lab,soon\n", "row 2, column 3: earliest is 'soon'"),
        ("Scene,Set,Minutes\n1,Lab,long\n", "row 2, column 3: minutes is 'long'"),
        ("Scene,Set,Minutes\n1,Lab,2000\n", "row 2, column 3: minutes is 2000"),
        ("Scene,Set,Set\n1,Lab,Lab\n", "row 1, column 3: the head stands here a second time"),
        ("Scene,Set,L/S\n1,Lab,M\n", "row 2, column 3: 'M' is neither"),
        ("Scene,Set\n???,Lab\n", "row 2, column 1: '???' is no scene number"),
    ],
)
def test_fault_is_named_with_row_and_column(tmp_path: Path, table: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_breakdown_table(written(tmp_path, table))
    assert said in "\n".join(map(str, error.value.faults)), error.value.faults


def test_every_fault_of_a_workbook_is_named_with_its_cell(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        Scenes=[
            ["Scene", "Set", "Pages", "Cast", "Location"],
            ["1", "Lob", "x", "9", "Nowhere"],
            ["2", "Lab", 1, 1.4, None],
            ["3", "Lab", "=1/0", date(2026, 1, 4), None],
        ],
        Cast=[
            ["No.", "Character", "Day rate", "Most minutes"],
            ["1", "Ken", "much", "ten"],
            ["1", "Two", 1, 1],
            ["4", "Aiko", "$5", None],
        ],
        Sets=[["Set id", "Set"], ["lab", "Lab"]],
        Locations=[["Location id", "Location"], ["toho", "Toho"]],
        Moves=[["Between", "Minutes"], ["toho, mars", 5]],
        Availability=[["Of", "Id", "From", "To"], ["cast", "7", "2026-01-01", None],
                      ["crew", "1", None, None], ["cast", "1", "2026-02-01", "2026-01-01"]],
    )  # fmt: skip
    with pytest.raises(InputError) as error:
        read_breakdown_table(path)
    said = [str(fault) for fault in error.value.faults]
    for cell, what in [
        ("sheet Scenes, row 2, column B (cell B2)", "there is no set 'Lob'"),
        ("(cell C2)", "'x' is no length"),
        ("(cell D2)", "there is no cast '9'"),
        ("(cell D3)", "1.4 is a number or a date"),
        ("(cell C4)", "formula in the cell was never calculated"),
        ("(cell D4)", "is a number or a date"),
        ("sheet Cast, row 2, column C (cell C2)", "amount is 'much'"),
        ("(cell D2)", "most_minutes is 'ten'"),
        ("sheet Cast, row 3", "'1' stands here a second time"),
        ("sheet Cast, row 4, column C (cell C4)", "amount is '$5'"),
        ("sheet Moves, row 2, column A (cell A2)", "there is no location 'mars'"),
        ("sheet Availability, row 2, column B (cell B2)", "there is no cast '7'"),
        ("sheet Availability, row 3, column A (cell A3)", "'crew' is none of these"),
        ("sheet Availability, row 4", "lies before 'from'"),
    ]:
        assert any(cell in line and what in line for line in said), (cell, what, said)


@pytest.mark.slow
def test_mutated_tables_never_crash(tmp_path: Path) -> None:
    chance = random.Random(3)
    wholes = [ENGLISH.encode(), JAPANESE.encode(), JAPANESE.encode("cp932")]
    for turn in range(300):
        with suppress(InputError):
            read_breakdown_table(written(tmp_path, mutated(wholes[turn % 3], chance)))


def test_mutated_workbooks_never_crash(tmp_path: Path) -> None:
    chance = random.Random(5)
    whole = write_breakdown_workbook(read_breakdown_table(written(tmp_path, ENGLISH))[0])
    for _ in range(100):
        with suppress(InputError):
            read_breakdown_table(written(tmp_path, mutated(whole, chance), "book.xlsx"))


@pytest.mark.slow
def test_cells_of_the_wrong_kind_never_crash(tmp_path: Path) -> None:
    chance = random.Random(6)
    odd = [None, True, -1, 1e300, 0.1, "", "x", "1,2;3", date(2026, 1, 1), time(3, 4), "９", "=A1"]
    whole = load_workbook(
        io.BytesIO(write_breakdown_workbook(read_breakdown_table(written(tmp_path, ENGLISH))[0]))
    )
    for _ in range(60):
        sheet = whole[chance.choice(whole.sheetnames)]
        for _ in range(4):
            row, column = chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column)
            sheet.cell(row, column).value = chance.choice(odd)
        stream = io.BytesIO()
        whole.save(stream)
        with suppress(InputError):
            read_breakdown_table(written(tmp_path, stream.getvalue(), "book.xlsx"))
