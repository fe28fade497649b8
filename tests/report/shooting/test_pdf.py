"""The PDF as a reader sees it: its text can be selected, its Japanese shows, nothing is missing."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pypdfium2
import pytest

from kachinko.model.errors import InputError
from kachinko.report.shooting.documents import documents
from kachinko.report.shooting.paper import REGULAR, fonts
from kachinko.report.shooting.pdf import DOCUMENTS, board_pdf, call_sheet_pdf
from kachinko.report.shooting.strips import DayOfStrips
from tests import shooting_case
from tests.shooting_large import large

SHOOTING, BOARD = shooting_case.shooting(), shooting_case.board()


@cache
def pages(lang: str, which: str, *, big: bool = False, paper: str = "A4") -> list[str]:
    shooting, board = large() if big else (SHOOTING, BOARD)
    packed = board_pdf(shooting, board, lang, paper, which=[which])
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(packed)]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("which", ["strips", "oneliner"])
def test_every_day_and_every_scene_is_on_paper_in_order(lang: str, which: str) -> None:
    text = "\n".join(pages(lang, which)).replace("\r\n", "\n")
    made = documents(SHOOTING, BOARD, lang)

    at = 0
    for row in made.strips.rows:
        shown = row.date if isinstance(row, DayOfStrips) else row.days
        at = text.index(shown, at)
        for strip in row.strips if isinstance(row, DayOfStrips) else ():
            at = text.index(f"{strip.number} {strip.setting}", at)
            assert strip.synopsis in text


def test_unshot_scenes_stand_in_the_boneyard() -> None:
    board = shooting_case.board(days=BOARD.days[:-1])
    packed = board_pdf(SHOOTING, board, which=["strips"])
    text = pypdfium2.PdfDocument(packed)[0].get_textpage().get_text_bounded()

    assert text.index("Boneyard") < text.index("Two old men")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_large_board_loses_no_scene_and_no_number_of_the_cast(lang: str) -> None:
    text = "".join(pages(lang, "strips", big=True)).replace("\r\n", "").replace(" ", "")
    _, board = large()
    made = documents(*large(), lang)

    assert len(made.strips.days) == len(board.days)
    for day in made.strips.days:
        for strip in day.strips:
            assert ",".join(strip.cast) in text


def test_the_day_out_of_days_has_all_codes_and_totals() -> None:
    (text,) = pages("en", "cast")
    line = next(line for line in text.splitlines() if "CAPTAIN DOI" in line)

    assert " ".join(line.split()).endswith("SW H W H WF 3 2 5 2 Mar 8 Mar 750,000")
    assert "SWD" in text
    assert "PWF" in text


def test_a_stage_plan_adds_the_stages() -> None:
    packed = board_pdf(SHOOTING, BOARD, which=["sets"], planned=shooting_case.planned())
    text = pypdfium2.PdfDocument(packed)[0].get_textpage().get_text_bounded()

    assert "no7 B B PL H W W W ST" in " ".join(
        text[text.index("Day-out-of-days: stages") :].split()
    )


def test_a_breakdown_sheet_is_a_page_a_scene() -> None:
    sheets = pages("en", "breakdown")

    assert len(sheets) == len(SHOOTING.scenes)
    for scene, sheet in zip(SHOOTING.scenes, sheets, strict=True):
        assert scene.number in sheet
        for player in scene.cast:
            name = next(each.name for each in SHOOTING.cast if each.id == player)
            assert f"{player}. {name}" in sheet


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_long_list_of_the_cast_leaves_its_sheet_on_one_page(paper: str) -> None:
    assert len(pages("ja", "breakdown", big=True, paper=paper)) == 120


def test_a_call_sheet_has_call_pick_ups_sun_and_cover() -> None:
    packed = call_sheet_pdf(SHOOTING, BOARD, days=[date(2028, 3, 6)])
    (page,) = pypdfium2.PdfDocument(packed)
    text = page.get_textpage().get_text_bounded()

    assert "Monday 6 March 2028" in text
    assert re.search(r"Misaki harbour: rises 06:0\d, sets 17:4\d", text)
    assert text.index("石田灯台守 ISHIDA") < text.index("OLD FISHERMAN") < text.index("AIKO")
    assert "CLINIC" in text[text.index("If the weather fails") :]


def test_where_coordinates_are_unknown_the_call_sheet_says_so() -> None:
    packed = call_sheet_pdf(SHOOTING, BOARD, "en", days=[date(2028, 3, 3)])
    text = pypdfium2.PdfDocument(packed)[0].get_textpage().get_text_bounded()

    assert "unknown: no coordinates" in text


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_paper_is_what_was_asked_for(paper: str, size: tuple[int, int]) -> None:
    document = pypdfium2.PdfDocument(
        board_pdf(SHOOTING, BOARD, "en", paper, which=["cost", "strips"])
    )

    assert tuple(round(side) for side in document[0].get_size()) == size
    assert tuple(round(side) for side in document[1].get_size()) == size[::-1]


def test_the_same_board_gives_the_same_bytes() -> None:
    assert board_pdf(SHOOTING, BOARD, "ja") == board_pdf(SHOOTING, BOARD, "ja")


def test_japanese_shows_on_a_machine_without_japanese_fonts() -> None:
    """The glyphs are inside: the same page without its synopses has less ink."""
    plain = [
        scene.model_copy(update={"synopsis": ""}) if scene.number == "3" else scene
        for scene in SHOOTING.scenes
    ]
    inks = []
    for scenes in (SHOOTING.scenes, tuple(plain)):
        shooting = SHOOTING.model_copy(update={"scenes": scenes})
        page = pypdfium2.PdfDocument(board_pdf(shooting, BOARD, which=["strips"]))[0]
        grey = page.render(scale=2).to_pil().convert("L")
        inks.append(sum(grey.histogram()[:100]))

    assert inks[0] > inks[1] + 400


def test_our_words_need_no_letter_that_the_font_lacks() -> None:
    from reportlab.pdfbase import pdfmetrics

    fonts()
    known = pdfmetrics.getFont(REGULAR).face.charToGlyph
    for lang in ("en", "ja"):
        words = documents(SHOOTING, BOARD, lang).words.known
        assert {
            letter for text in words.values() for letter in text if ord(letter) not in known
        } == set()


def test_names_in_hangul_are_text_too() -> None:
    """Our font has no Hangul: the viewer's is named instead, and the text stays text."""
    cast = [shooting_case.CAST[0] | {"name": "김지훈"}, *shooting_case.CAST[1:]]
    packed = board_pdf(shooting_case.shooting(cast=cast), BOARD, which=["cast"])

    assert "김지훈" in pypdfium2.PdfDocument(packed)[0].get_textpage().get_text_bounded()


def test_a_reader_finds_each_document_in_the_outline() -> None:
    packed = board_pdf(SHOOTING, BOARD, which=["strips", "cost"])

    titles = [mark.get_title() for mark in pypdfium2.PdfDocument(packed).get_toc()]

    assert titles == ["Stripboard", "Cost of the order"]


def test_all_that_is_wrong_with_a_wish_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        board_pdf(SHOOTING, BOARD, "en", "A5", which=["strips", "poster"])  # type: ignore[arg-type]

    assert [fault.place for fault in caught.value.faults] == ["paper", "which"]
    with pytest.raises(InputError, match="documents"):
        board_pdf(SHOOTING, BOARD, "fr")
    with pytest.raises(InputError):
        call_sheet_pdf(SHOOTING, BOARD, days=[date(2028, 3, 4)])


@pytest.mark.slow
@pytest.mark.parametrize("which", DOCUMENTS)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_texts_and_lists_without_end_still_print(which: str, paper: str) -> None:
    props = [
        {"id": f"p{number}", "name": f"Prop {number:03} {'x' * 120}", "category": "props"}
        for number in range(150)
    ]
    endless = "言葉 word " * 2500
    scenes = [scene.model_dump(exclude_unset=True) for scene in SHOOTING.scenes]
    scenes[7] |= {
        "synopsis": endless, "heading": endless, "elements": [each["id"] for each in props],
    }  # fmt: skip
    shooting = shooting_case.shooting(
        name="題" * 200,
        elements=shooting_case.ELEMENTS + props,
        scenes=scenes,
        sets=[each | {"name": "長い名前" * 50} for each in shooting_case.SETS],
        cast=[each | {"name": "W" * 200, "actor": endless} for each in shooting_case.CAST],
    )
    board = shooting_case.board(assumptions=(endless,))

    printed = pypdfium2.PdfDocument(board_pdf(shooting, board, "ja", paper, which=[which]))
    text = "".join(page.get_textpage().get_text_bounded() for page in printed)

    if which in ("breakdown", "calls"):  # no prop is lost
        assert {f"Prop {number:03}" for number in range(150)} <= set(re.findall(r"Prop \d+", text))


@pytest.mark.parametrize("which", DOCUMENTS)
def test_an_empty_board_still_prints(which: str) -> None:
    empty = shooting_case.board(days=(), cost=None, costs=())

    assert board_pdf(SHOOTING, empty, "en", which=[which])[:5] == b"%PDF-"
