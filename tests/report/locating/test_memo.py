"""The memo as page, paper and workbook, out of one record."""

from __future__ import annotations

import io
import json
import re
import time
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from openpyxl import load_workbook

from kachinko.halt import Halt
from kachinko.locating.compose import Effort, make_memo
from kachinko.model.errors import InputError
from kachinko.report.locating.page import SCRIPTS, memo_page
from kachinko.report.locating.pdf import memo_pdf
from kachinko.report.locating.workbook import memo_workbook
from tests.locating import tiny

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from kachinko.locating.memo import Memo

PAGE = files("kachinko.report") / "page"
CODE = files("kachinko.report.locating")
HOSTILE = 'One <b>"title"</b>'


@cache
def memo() -> Memo:
    risks = {"aa": {"haircut": {"low": 0, "mode": "0.01", "high": "0.02"}}}
    question = tiny.question(risks=risks, discount="0.02", volatility={})
    return make_memo(question, Effort(2000, 1, time.monotonic, Halt()))


def words(lang: str) -> dict[str, str]:
    known: dict[str, str] = json.loads((PAGE / f"memo_words.{lang}.json").read_text("utf-8"))
    return known


def test_both_languages_have_the_same_words_with_the_same_places() -> None:
    english, japanese = words("en"), words("ja")

    def places(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert list(english) == list(japanese)
    assert [key for key in english if places(english[key]) != places(japanese[key])] == []


def test_every_word_that_is_asked_for_is_there_and_none_is_idle() -> None:
    known = set(words("en"))
    code = "\n".join(each.read_text("utf-8") for each in CODE.iterdir() if each.suffix == ".py")
    script = "\n".join((PAGE / name).read_text("utf-8") for name in SCRIPTS if "memo" in name)
    asked = set(re.findall(r"\bwords(?:\.count)?\(\s*[\"']([\w.-]+)[\"']", code))
    asked |= set(re.findall(r'\bword\("([\w.]+)"', script))
    stems = set(re.findall(r'f"([a-z]+\.)\{', code)) | {"tick.", "page.", "paper."}

    assert asked - known == set()
    whole = set(re.findall(r'"([a-z]+(?:[.-][\w-]+)+)"', code)) | asked
    idle = {
        key
        for key in known - whole
        if not key.startswith(tuple(stems))
        and key.removesuffix(".one") not in whole
        and not key.endswith((".nav", ".heading"))
        and not any(key.startswith(f"{each}.") for each in ("stages.brief", "stages.short"))
    }
    assert idle - {"mark", "unknown", "total", "assumption", "interrupted"} == set()


@pytest.mark.parametrize(
    ("lang", "width", "scheme"), [("en", 1400, "light"), ("ja", 1400, "dark"), ("en", 390, "light")]
)
def test_the_page_shows_places_charts_and_what_flips_the_answer(
    show: Callable[..., Page], lang: str, width: int, scheme: str
) -> None:
    page = show(memo_page(memo(), lang), width=width, color_scheme=scheme)

    rows = page.locator("#places table").first.locator("tbody tr")
    assert rows.count() == 2
    assert page.locator("#places .row .reach").count() == 2
    assert page.locator("#bridge figure").count() == 2
    assert page.locator("#bridge .bar").count() == 14
    assert page.locator("#turns tbody tr").count() == len(memo().turns)
    assert "55 × 34 m" in page.locator("#stages").inner_text()
    assert HOSTILE in page.locator("#headline").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    name = "円町" if lang == "ja" else "Yen town"
    assert name in page.locator("#headline h1").inner_text()


def test_a_number_leads_to_its_clause_its_line_and_its_source(show: Callable[..., Page]) -> None:
    page = show(memo_page(memo()))
    fold = page.locator("#trace details").first
    assert fold.locator("table").count() == 0

    fold.locator("summary").click()
    fold.locator("table").first.wait_for()

    text = fold.inner_text()
    assert "A share of the spend." in text
    assert "USD 10,000" in text
    assert "JPY 1,000,000" in text
    assert fold.locator("a").first.get_attribute("href") == "https://example.org/rules"


def test_the_page_prints_with_the_appendix_open(show: Callable[..., Page]) -> None:
    page = show(memo_page(memo()))

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.locator("#trace details[open] table").count() >= 2


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_first_page_on_paper_holds_what_a_committee_needs(lang: str) -> None:
    first, *rest = pages_of(memo_pdf(memo(), lang))
    name = "円町" if lang == "ja" else "Yen town"

    for text in (name, "Dollar town", "55 × 34 m", words(lang)["turns.heading"], "JPY"):
        assert text in first
    assert words(lang)["paper.behind"] in rest[0]
    assert any("example.org" in page for page in rest)


def test_paper_and_workbook_are_the_same_bytes_every_time() -> None:
    assert memo_pdf(memo()) == memo_pdf(memo())
    assert memo_workbook(memo()) == memo_workbook(memo())


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_workbook_holds_exact_numbers_and_real_dates(lang: str) -> None:
    book = load_workbook(io.BytesIO(memo_workbook(memo(), lang)))
    cells = {
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }

    for place in memo().places:
        assert float(place.net) in {float(c) for c in cells if isinstance(c, int | float)}
    assert any(hasattr(cell, "year") for cell in cells)
    assert len(book.sheetnames) == 8 + len(memo().places)
    assert not any(str(cell).startswith("=") for cell in cells)


def test_a_language_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(InputError, match="1 fault"):
        memo_page(memo(), "fr")


def test_what_was_not_reached_or_is_alone_can_be_shown_too(show: Callable[..., Page]) -> None:
    halt = Halt()
    halt.throw()
    broken = make_memo(tiny.question(), Effort(2000, 1, time.monotonic, halt))
    alone = make_memo(tiny.question(places=("yen",)), Effort(2000, 1, time.monotonic, Halt()))

    for each in (broken, alone):
        page = show(memo_page(each))
        assert page.locator("#places table").first.locator("tbody tr").count() == len(each.places)
        assert pages_of(memo_pdf(each))
        assert memo_workbook(each)
    assert words("en")["interrupted"] in memo_page(broken)


def test_a_yen_town_without_a_rule_says_so_in_every_format() -> None:
    unknown = make_memo(tiny.question(rate_b="unknown"), Effort(2000, 1, time.monotonic, Halt()))

    assert "is not known" in " ".join(pages_of(memo_pdf(unknown)))
    assert "is not known" in memo_page(unknown)
