"""Use case: what a page needs to show a memo and to weigh its places anew, as files beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.core import get_global
from pydantic import Field, TypeAdapter

from kachinko.files.atomic import replace_files
from kachinko.locating.compose import volatility_of
from kachinko.locating.curve import Curve, curve_of
from kachinko.locating.exact import Pricer
from kachinko.locating.surface import surface_of
from kachinko.model.base import Id, Record, Text
from kachinko.report.locating.lanes import Lane, lanes_of
from kachinko.report.locating.page import view_document
from kachinko.report.locating.view import memo_view

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.locating.case import Candidate, Question
    from kachinko.locating.memo import Memo

PAGE, SURFACE = "page.json", "surface.json"
LANGUAGES = ("en", "ja")


class Spot(Record):
    """Where a place lies on a map."""

    place: Id
    country: Text = Field(description="ISO 3166-1 numeric code, as maps name countries; or empty.")
    latitude: float | None = None
    longitude: float | None = None


class InWords(Record):
    """The memo in one language."""

    document: dict[str, object]
    lanes: tuple[Lane, ...]


class MemoPage(Record):
    """A memo in the words of all languages, with the days, months and spots of its places."""

    spots: tuple[Spot, ...]
    curves: tuple[Curve, ...]
    words: dict[str, InWords]


def hand_over_page(question: Question, memo: Memo, out_dir: Path) -> list[Path]:
    """Write what a page needs beside a memo; raises OutputError where that cannot be."""
    files = page_files(question, memo)
    return replace_files({out_dir / name: content for name, content in files.items()})


def page_files(question: Question, memo: Memo) -> dict[str, str]:
    """The files by name."""
    pricer = Pricer(question)
    priced = [pricer.price(candidate) for candidate in question.candidates]
    volatility, _ = volatility_of(question)
    dates = {each.choice.id: each.budget.dates for each in question.candidates}
    page = MemoPage(
        spots=tuple(_spot(each) for each in question.candidates),
        curves=tuple(curve_of(question, each) for each in priced),
        words={
            lang: InWords(
                document=view_document(memo_view(memo, lang)),
                lanes=lanes_of(memo, dates, lang),
            )
            for lang in LANGUAGES
        },
    )
    surface = surface_of(question, priced, seed=memo.seed, volatility=volatility)
    return {
        PAGE: TypeAdapter(MemoPage).dump_json(page, by_alias=True).decode() + "\n",
        SURFACE: surface.model_dump_json(by_alias=True) + "\n",
    }


def _spot(candidate: Candidate) -> Spot:
    choice = candidate.choice
    country = choice.place.partition("-")[0]
    numbers = (code for code, ids in get_global("territory_aliases").items() if ids == [country])
    number = next((code for code in numbers if code.isdigit()), "")
    return Spot(
        place=choice.id, country=number, latitude=choice.latitude, longitude=choice.longitude
    )
