from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from kachinko.model.span import DaySpan
from kachinko.report.workbook import plan_workbook
from kachinko.report.workbook_weeks import WEEK_ROW, Bar, lanes_of, monday
from tests import plan_case

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

WRITTEN = plan_workbook(plan_case.project(), plan_case.plan())


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(WRITTEN))


def test_it_has_the_sheets_in_order(book: Workbook) -> None:
    assert book.sheetnames == [
        "Summary", "Titles", "Sets", "Location blocks", "Stages by week", "Utilisation",
        "Left out", "Lists",
    ]  # fmt: skip
    assert book["Lists"].sheet_state == "hidden"


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert plan_workbook(plan_case.project(), plan_case.plan()) == WRITTEN


def _texts(book: Workbook) -> list[tuple[str, str, str]]:
    """All that cells, their notes and their drop-downs say, with the place."""
    found = [(f"sheet {number}", "", name) for number, name in enumerate(book.sheetnames)]
    for number, sheet in enumerate(book):
        for row in sheet.iter_rows():
            for cell in row:
                note = cell.comment.text if cell.comment else None
                for kind, text in (("cell", cell.value), ("note", note)):
                    if isinstance(text, str):
                        found.append((f"{number} {cell.coordinate}", kind, text))
        found += [
            (f"{number} {offer.sqref}", "hint", str(offer.error))
            for offer in sheet.data_validations.dataValidation
        ]
    return found


def test_all_that_is_ours_is_in_japanese_and_all_else_stays() -> None:
    project, plan = plan_case.project(), plan_case.plan()
    japanese = load_workbook(io.BytesIO(plan_workbook(project, plan, "ja")))
    english = load_workbook(io.BytesIO(WRITTEN))
    names = {
        project.name,
        project.currency,
        "m²",
        "ortools",
        "Lists",
        "kachinko check",
        *plan.assumptions,
    }
    for studio, stage in project.stages():
        names |= {studio.id, studio.name, stage.id, stage.name}
    for each in project.titles:
        names |= {each.id, each.name, *(one for s in each.sets for one in (s.id, s.name))}
        names |= {block.id for block in each.location_blocks}
    for each in plan.left_out:  # sentences that the case made up
        names |= {*(remedy.change for remedy in each.remedies)}

    def ours(text: str) -> str:
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "")
        return text

    pairs = list(zip(_texts(english), _texts(japanese), strict=True))
    assert all(before[:2] == after[:2] for before, after in pairs)
    for (place, kind, text), (_, _, told) in pairs:
        if place[0] == "7":
            continue  # the lists of the drop-downs are ids
        if re.search(r"[A-Za-z]{2}", ours(text)):
            assert re.search("[ぁ-んァ-ヶ一-龠]", told), (place, kind, text, told)
            assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", ours(told)), (place, kind, told)
        elif text in names:
            assert told == text, (place, kind)


def test_the_summary_says_what_is_decided_and_how_good_it_is(book: Workbook) -> None:
    sheet = book["Summary"]
    figures = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}

    assert sheet["A4"].value == "2 of 3 titles are in the plan"
    assert "5.6%" in sheet["A5"].value
    assert figures["Value"] == 8.5
    assert figures["Proven bound of the value"] == 9
    assert figures["Cost"] == 258120007.5
    assert figures["Titles themselves"] + figures["Rent of stages in use"] == figures["Cost"]


def test_text_is_never_a_formula(book: Workbook) -> None:
    cell = book["Sets"]["D5"]

    assert (cell.value, cell.data_type) == ("=SUM(A1)", "s")
    assert cell.quotePrefix
    assert not any(
        cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row
    )


def test_sets_have_real_dates_and_drop_downs(book: Workbook) -> None:
    sheet = book["Sets"]

    assert sheet["J4"].value == datetime(2028, 1, 3)  # noqa: DTZ001
    assert sheet["J4"].number_format == "yyyy-mm-dd"
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert "Lists!$B$2:$B$4" in offered.values()
    assert sheet.freeze_panes == "E4"


def test_titles_show_span_and_share(book: Workbook) -> None:
    vapor, dune, hall = list(book["Titles"].iter_rows(min_row=4, values_only=True))

    assert (vapor[3], dune[3], hall[3]) == ("yes", "yes", "no")
    assert vapor[7] == 40
    assert dune[9] == 37500007.5
    assert vapor[10] == pytest.approx(166_120_000 / 258_120_007.5)


def test_left_out_titles_have_their_reason(book: Workbook) -> None:
    (hall,) = list(book["Left out"].iter_rows(min_row=4, values_only=True))

    assert hall[4].startswith("No stage can take Hall")
    assert hall[5] == "Split Hall into two sets. (not verified)"


def test_weeks_read_without_colour(book: Workbook) -> None:
    sheet = book["Stages by week"]
    upper, lower = ([cell.value for cell in sheet[row]][2:] for row in (WEEK_ROW + 1, WEEK_ROW + 2))

    assert lower[:10] == ["B", "B", "P", "S", "H", "X", "B", "S", "X", None]
    assert upper[0] == "The Human Vapor · Laboratory; basement, west"
    assert "shoot: 2028-01-24 to 2028-01-28" in sheet.cell(WEEK_ROW + 1, 3).comment.text


def _bar(first: date, last: date) -> Bar:
    span = DaySpan.inclusive(first, last)
    return Bar(str(first), "", span, (("shoot", span),))


def test_sets_that_share_a_week_get_lanes_of_their_own() -> None:
    one = _bar(date(2028, 1, 3), date(2028, 1, 12))
    two = _bar(date(2028, 1, 13), date(2028, 1, 20))
    three = _bar(date(2028, 1, 24), date(2028, 1, 25))

    assert lanes_of([three, two, one]) == [[one, three], [two]]


def test_every_sheet_prints_in_landscape_one_page_wide(book: Workbook) -> None:
    for sheet in book.worksheets[:-1]:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["Sets"].print_title_rows == "$1:$3"


def _none(status: str) -> tuple[Project, Plan]:
    plan = plan_case.plan()
    out = [
        title.model_copy(
            update={"accepted": False, "studio": None, "sets": (), "location_blocks": ()}
        )
        for title in plan.titles
    ]
    figures = {"status": status, "value": 0.0, "cost": None, "cost_bound": None, "titles": out}
    return plan_case.project(), plan.model_copy(update=figures)


@pytest.mark.parametrize("status", ["infeasible", "unknown"])
def test_no_plan_is_written_too(status: str) -> None:
    book = load_workbook(io.BytesIO(plan_workbook(*_none(status))))

    assert book["Summary"]["A4"].value == "0 of 3 titles are in the plan"
    assert book["Summary"]["A5"].value.startswith("No plan")


def test_an_empty_project_and_wild_text_do_no_harm() -> None:
    project = plan_case.project().model_copy(
        update={"titles": (), "studios": (), "name": "+wild \x07 #REF! " + "x" * 100}
    )
    plan = plan_case.plan().model_copy(update={"titles": (), "cost": None})

    book = load_workbook(io.BytesIO(plan_workbook(project, plan)))

    assert book["Summary"]["A1"].value.startswith("+wild  #REF!")


def test_monday() -> None:
    assert monday(date(2028, 1, 9)) == date(2028, 1, 3)
    assert monday(date(2028, 1, 3)) == date(2028, 1, 3)
