"""Budgets of other programs: charts, faults at their cells, Movie Magic Budgeting's XML."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kachinko.files.budget import load_budget, load_chart, save_budget
from kachinko.files.budget.load import read_budget
from kachinko.files.budget.mapping import Accounts
from kachinko.model.errors import Fault, InputError
from kachinko.reference.charts import shipped_chart
from tests.files.mutation import mutated

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.model.chart import Chart

AMERICAN = shipped_chart("us-four-digit")
TABLE = """Movie title,,,,
Acct #,Description,Total,Currency,Place
1400,Cast,,,
1401,First lead,"1,250,000",USD,CA-BC
1406,Stunts,"(2,000.50)",USD,unknown
,Total for 1400,1247999.50,,
2305,Carpenters,34.39,CAD,CA-BC
"""


def faults_of(path: Path, chart: Chart | None = AMERICAN) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        read_budget(path, chart)
    return caught.value.faults


def written(folder: Path, text: str, name: str = "budget.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_chart_says_what_the_accounts_are(tmp_path: Path) -> None:
    budget, remarks = read_budget(written(tmp_path, TABLE), AMERICAN)

    assert [(line.account, line.category, line.level) for line in budget.lines] == [
        ("1401", "cast", "above"),
        ("1406", "stunts", "above"),
        ("2305", "set_construction", "below"),
    ]
    assert [line.amount for line in budget.lines] == [
        Decimal(1_250_000), Decimal("-2000.50"), Decimal("34.39"),
    ]  # fmt: skip
    assert [line.place for line in budget.lines] == ["CA-BC", None, "CA-BC"]
    assert budget.lines[0].labour
    assert any("'Total for 1400' is a sum" in remark for remark in remarks)


def test_all_faults_stand_at_their_cells_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "Account,Description,Amount,Currency,Place\n"
        "1401,A,lots,USD,JP\n"
        "8888,B,5,USD,JP\n"
        "1401,C,5,,JP\n"
        "1401,D,5,USD,\n"
        "1401,E,5,YEN,Japan\n"
        '1401,F,"1.234,56",USD,JP\n',
    )

    found = {(fault.place, fault.what) for fault in faults_of(path)}

    assert ("budget.csv, row 2, column 3", "amount is 'lots'") in found
    assert (
        "budget.csv, row 3, column 1",
        "account '8888' is not in the chart 'us-four-digit'",
    ) in found
    assert ("budget.csv, row 4", "the line states no currency") in found
    assert ("budget.csv, row 5, column 5", "the place of the spend is missing") in found
    assert ("budget.csv, row 6, column 4", "currency is 'YEN'") in found
    assert ("budget.csv, row 6, column 5", "place is 'Japan'") in found
    assert ("budget.csv, row 7, column 3", "amount is '1.234,56'") in found


def test_without_a_chart_nothing_is_guessed(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE)

    assert "nothing says what account '1401' is" in {fault.what for fault in faults_of(path, None)}


def test_a_sum_with_an_account_is_asked_about(tmp_path: Path) -> None:
    text = "Account,Description,Amount,Currency,Place\n1400,Total cast,5,USD,JP\n"

    (fault, *_) = faults_of(written(tmp_path, text))

    assert fault.what == "'Total cast' with an account may be a line or a sum"


def test_a_chart_of_ones_own(tmp_path: Path) -> None:
    chart = load_chart(
        written(
            tmp_path,
            "schema: kachinko-chart/1\nid: mine\nname: Mine\ncurrency: GBP\nplace: GB\n"
            "columns: {amount: [Budget total], account: [Kode]}\n"
            "entries:\n"
            "  - {accounts: [B], category: crew, level: below}\n"
            "  - {accounts: [10-35], category: cast, level: above}\n"
            "  - {accounts: ['12'], category: music, level: post}\n",
            "chart.yaml",
        )
    )
    path = written(tmp_path, "Kode;Description;Budget total\n12;x;1\n13;y;2\nB.07;z;3\n")

    budget = load_budget(path, chart)

    assert [line.category for line in budget.lines] == ["music", "cast", "crew"]
    assert {(line.currency, line.place) for line in budget.lines} == {("GBP", "GB")}


def test_the_british_chart_goes_by_headings_and_maps_no_number() -> None:
    chart = shipped_chart("gb")
    assert chart is not None
    accounts = Accounts(chart)

    writer = accounts.entry("06", "Writer")

    assert writer is not None
    assert writer.category == "story_rights"
    assert accounts.entry("06") is None


def test_every_account_of_the_american_chart_names_one_category() -> None:
    assert AMERICAN is not None
    accounts = Accounts(AMERICAN)

    for entry in AMERICAN.entries:
        for account in entry.accounts:
            assert accounts.entry(account.partition("-")[0] or "") in AMERICAN.entries
    assert accounts.entry("1900") is None
    assert accounts.entry("4900") is None


def test_a_yaml_line_says_its_place_or_that_nobody_knows(tmp_path: Path) -> None:
    text = (
        "schema: kachinko-budget/1\nname: A\ncurrency: JPY\nlines:\n"
        "  - {id: a, name: A, category: crew, level: below, amount: 1, currency: JPY}\n"
        "  - {id: a, name: B, category: crw, level: below, amount: 1, place: JP}\n"
    )

    found = faults_of(written(tmp_path, text, "a.yaml"), None)

    assert [fault.place.partition(",")[0] for fault in found] == ["a.yaml line 5"] + [
        "a.yaml line 6"
    ] * 3
    said = " ".join(map(str, found))
    assert "the place of the spend is missing" in said
    assert "'crew', perhaps" in said
    assert "currency is missing" in said


MMB_FLAT = """<budget><categories>
<category><cID>7</cID><cNumber>1400</cNumber><cDescription>Cast</cDescription></category>
</categories><accounts>
<account><categoryID>7</categoryID><aNumber>1401</aNumber><aDescription>Lead</aDescription>
<aTotal>1000.50</aTotal></account></accounts></budget>"""
MMB_NESTED = """<b><Category Number="2300">
<Account Number="2301" Description="Carpenters" Total="150">
<Detail Description="Foreman" Total="100"/><Detail Description="Helper" Total="40"/>
</Account></Category></b>"""
MMB_DEEP = """<b><Account Number="2301" Total="7"><Details><Detail Total="7" Description="a">
<Detail Total="3"/><Detail Total="4"/></Detail></Details></Account></b>"""


def mmb_chart() -> Chart:
    assert AMERICAN is not None
    return AMERICAN.model_copy(update={"currency": "USD", "place": "US"})


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        (MMB_FLAT, ["1000.50"]),
        (MMB_NESTED, ["100", "40", "10"]),
        ('<b><Account Number="2301" Total="7"/></b>', ["7"]),
        (MMB_DEEP, ["7"]),
    ],
)
def test_both_known_shapes_of_movie_magics_xml(
    text: str, amounts: list[str], tmp_path: Path
) -> None:
    budget, remarks = read_budget(written(tmp_path, text, "a.xml"), mmb_chart())

    assert [str(line.amount) for line in budget.lines] == amounts
    assert remarks[0].startswith("experimental")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<a><b/></a>", "no accounts in a shape"),
        ("<a><b></a>", "damaged"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "document type"),
        ("<a>" * 80 + "</a>" * 80, "deep"),
    ],
)
def test_other_xml_is_refused(text: str, what: str, tmp_path: Path) -> None:
    assert what in faults_of(written(tmp_path, text, "a.xml"))[0].what


@pytest.mark.parametrize("ending", ["yaml", "json", "csv", "xlsx", "xml"])
def test_a_hundred_damaged_files_of_each_form_end_in_a_budget_or_in_faults(
    ending: str, tmp_path: Path
) -> None:
    sound = tmp_path / f"sound.{ending}"
    if ending == "xml":
        sound.write_text(MMB_NESTED + " ", "utf-8")
    else:
        save_budget(load_budget(written(tmp_path, TABLE), AMERICAN), sound)
    whole, chance = sound.read_bytes(), random.Random(7)
    read, faults = 0, list[Fault]()
    for number in range(100):
        path = tmp_path / f"damaged-{number}.{ending}"
        path.write_bytes(mutated(whole, chance))
        try:
            read_budget(path, mmb_chart())
            read += 1
        except InputError as error:
            faults += error.faults

    assert read < 80
    assert all(fault.place and fault.what for fault in faults)
