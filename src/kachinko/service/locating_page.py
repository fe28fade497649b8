"""Use case: what a page needs to show a memo and to weigh its places anew, as files beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.core import get_global
from pydantic import Field

from kachinko.files.atomic import replace_files
from kachinko.locating.compose import volatility_of
from kachinko.locating.curve import Curve, curve_of
from kachinko.locating.exact import Pricer
from kachinko.locating.surface import surface_of
from kachinko.model.base import Count, Id, Name, Record, Text
from kachinko.model.money import Amount, Currency
from kachinko.model.span import Day
from kachinko.report.locating.lanes import Lane, lanes_of
from kachinko.report.locating.page import view_document
from kachinko.report.locating.texts import MemoWords
from kachinko.report.locating.view import memo_view
from kachinko.report.locating.view_risk import unknown_of

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.locating.case import Candidate, Question
    from kachinko.locating.memo import Memo

PAGE, SURFACE, ANSWER = "page.json", "surface.json", "answer.json"
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
    unknown: dict[Id, tuple[Text, ...]] = Field(
        description="By place: what no figure of it contains."
    )


class Answered(Record):
    """A memo in a line, for lists of memos."""

    title: Name
    place: Name = Field(description="The one that costs least.")
    place_ja: Text = ""
    net: Amount
    currency: Currency
    places: Count
    as_of: Day


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
    dates = {
        each.choice.id: {str(name): day for name, day in each.budget.dates.items()}
        for each in question.candidates
    }
    page = MemoPage(
        spots=tuple(_spot(each) for each in question.candidates),
        curves=tuple(curve_of(question, each) for each in priced),
        words={
            lang: InWords(
                document=view_document(memo_view(memo, lang)),
                lanes=lanes_of(memo, dates, lang),
                unknown=_unknown(memo, lang),
            )
            for lang in LANGUAGES
        },
    )
    first = memo.places[0]
    answer = Answered(
        title=memo.title_name,
        place=first.name,
        place_ja=first.name_ja,
        net=first.net,
        currency=memo.currency,
        places=len(memo.places),
        as_of=memo.as_of,
    )
    surface = surface_of(question, priced, seed=memo.seed, volatility=volatility)
    files = {PAGE: page, SURFACE: surface, ANSWER: answer}
    return {name: file.model_dump_json(by_alias=True) + "\n" for name, file in files.items()}


def _unknown(memo: Memo, lang: str) -> dict[str, tuple[str, ...]]:
    words = MemoWords(lang, memo)
    return {place.id: tuple(unknown_of(words, place)) for place in memo.places}


def _spot(candidate: Candidate) -> Spot:
    choice = candidate.choice
    country = choice.place.partition("-")[0]
    numbers = (code for code, ids in get_global("territory_aliases").items() if ids == [country])
    number = next((code for code in numbers if code.isdigit()), "")
    return Spot(
        place=choice.id, country=number, latitude=choice.latitude, longitude=choice.longitude
    )
