"""Floors on paper: true to scale, in the PDF's own geometry and in the SVG's."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader
from pypdf.generic import ContentStream

from kachinko.model.errors import InputError
from kachinko.report.floor.drawing import Box, hatch
from kachinko.report.floor.floors import make_floors
from kachinko.report.floor.paper import floor_pdf, floor_svg
from kachinko.report.floor.sheet import floor_sheet
from kachinko.report.floor.to_scale import Sides, scale_for
from tests.floor_plan import plan, project

DAY = date(2028, 2, 1)
MM = 72 / 25.4
SVG = "{http://www.w3.org/2000/svg}"


def floors():
    return make_floors("kawabe", project(), plan(), [], [], job="job-1", today=DAY, after="0")


def sheet(stage: str, lang: str = "en", unit: str = "m2", day: date = DAY):
    drawn = datetime(2028, 1, 2, 3, 4, tzinfo=UTC)
    return floor_sheet(floors(), stage, day, lang=lang, unit=unit, reserved=False, drawn_at=drawn)


def rectangles(pdf: bytes) -> set[tuple[float, float]]:
    """Width and height [mm of paper] of every rectangle of the first page."""
    reader = PdfReader(io.BytesIO(pdf))
    page = reader.pages[0]
    content = ContentStream(page.get_contents(), reader)
    scales = {tuple(map(float, given)) for given, named in content.operations if named == b"cm"}
    # Text is turned and moved, but nothing is ever made larger or smaller.
    assert all(abs(abs(a * d - b * c) - 1) < 1e-6 for a, b, c, d, _, _ in scales)
    return {
        (round(float(given[2]) / MM, 2), round(float(given[3]) / MM, 2))
        for given, named in content.operations
        if named == b"re"
    }


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return document[0].get_textpage().get_text_range()


def test_ten_metres_are_a_hundred_millimetres_on_a3() -> None:
    pdf = floor_pdf(sheet("one"), "en")
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert [round(float(side) / MM, 1) for side in page.mediabox[2:]] == [420.0, 297.0]
    sizes = rectangles(pdf)
    assert (140.0, 100.0) in sizes  # a market of 14 × 10 m: a wall of 10 m is 100 mm
    assert (300.0, 220.0) in sizes  # the floor of 30 × 22 m
    assert (324.0, 244.0) in sizes  # its walls, beyond a fire lane of 1.2 m
    assert "1 : 100 on A3" in words_of(pdf)


def test_a_larger_stage_is_drawn_at_1_to_200_and_says_so() -> None:
    pdf = floor_pdf(sheet("three"), "en")
    sizes = rectangles(pdf)
    assert (240.0, 155.0) in sizes
    assert (200.0, 120.0) in sizes
    assert "1 : 200 on A3" in words_of(pdf)


def test_the_svg_has_the_same_millimetres() -> None:
    root = fromstring(floor_svg(sheet("one")))
    assert (root.get("width"), root.get("viewBox")) == ("420mm", "0 0 420 297")
    boxes = {each.get("id"): each for each in root.iter(f"{SVG}rect") if each.get("id")}
    assert (boxes["set-1"].get("width"), boxes["set-1"].get("height")) == ("140", "100")
    assert (boxes["floor"].get("width"), boxes["floor"].get("height")) == ("300", "220")
    front = float(boxes["floor"].get("y")) + 220
    kitchen = boxes["set-2"]  # 20 m from the left wall, at the front one
    assert float(kitchen.get("x")) - float(boxes["floor"].get("x")) == pytest.approx(200, abs=0.01)
    assert float(kitchen.get("y")) + 60 == pytest.approx(front, abs=0.01)


def test_an_area_without_a_shape_is_said_not_to_be_to_scale() -> None:
    drawn = sheet("two")
    said = words_of(floor_pdf(drawn, "en"))
    assert "not to scale" in said
    assert "The shape of this stage is not known" in said
    assert "135 m², 3.50 m high" not in said  # its sides are known, and told instead
    assert "15.00 × 9.00 × 3.50 m" in said
    boxes = {each.name: each for each in drawn.shapes if isinstance(each, Box) and each.name}
    share = boxes["set-1"].width / boxes["floor"].width
    assert share == pytest.approx(135 / 420)


def test_the_title_block_says_what_where_when_and_in_which_words() -> None:
    said = words_of(floor_pdf(sheet("one"), "en"))
    for each in ("Stage 1", "Kawabe Studio", "Tuesday 1 February", "660 m²", "2028-01-02 03:04",
                 "3.00 m clear above", "left 20.00, front 0.00 m", "half an aisle"):  # fmt: skip
        assert each in said
    japanese = words_of(floor_pdf(sheet("one", "ja", "tsubo"), "ja"))
    for each in ("2028年2月1日(火)", "200 坪", "縮尺", "上部の余裕 3.00 m", "避難通路"):
        assert each in japanese
    feet = words_of(floor_pdf(sheet("one", "en", "ft2"), "en"))
    assert "7,104 ft²" in feet
    assert "98.4 × 72.2 ft" in feet


def test_what_closes_a_stage_stands_on_the_sheet() -> None:
    said = words_of(floor_pdf(sheet("two", day=date(2028, 5, 3)), "en"))
    assert "Closed: inspection" in said
    assert "Nothing stands here" in said


def test_the_same_drawing_gives_the_same_bytes_and_no_other_language() -> None:
    assert floor_pdf(sheet("one"), "en") == floor_pdf(sheet("one"), "en")
    with pytest.raises(InputError):
        sheet("one", "xx")
    with pytest.raises(KeyError):
        sheet("nine")


def test_text_of_people_is_text_and_no_markup() -> None:
    drawn = sheet("one")
    drawn.title = "<script>&"
    assert b"<title>&lt;script&gt;&amp;</title>" in floor_svg(drawn)


@pytest.mark.parametrize(
    ("width", "depth", "scale"), [(10, 8, 100), (30, 22, 100), (31, 30, 200), (120, 80, 500)]
)
def test_the_largest_usual_scale_at_which_it_fits(width, depth, scale) -> None:
    assert scale_for(Sides(width, depth, 1.2), Box(7, 7, 346, 283)) == scale


def test_even_the_vastest_floor_has_a_scale_and_no_hatch_leaves_its_box() -> None:
    assert scale_for(Sides(1e6, 1e6, 1.2), Box(7, 7, 346, 283)) % 10_000 == 0
    box = Box(3, 5, 17, 4)
    for rising in (True, False):
        for line in hatch(box, 1.3, "#000000", rising=rising):
            for x, y in ((line.x1, line.y1), (line.x2, line.y2)):
                assert 3 - 1e-9 <= x <= 20 + 1e-9
                assert 5 - 1e-9 <= y <= 9 + 1e-9


def test_both_catalogues_have_the_same_words_and_places() -> None:
    from kachinko.report.floor.words import FloorWords

    en, ja = FloorWords("en", "m2").known, FloorWords("ja", "m2").known
    assert en.keys() == ja.keys()
    for key, text in en.items():
        found = [sorted(re.findall(r"\{(\w+)\}", each)) for each in (text, ja[key])]
        assert found[0] == found[1], key
