"""Everything of a memo that has a day, as lanes on one axis of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kachinko.model.base import Id, Record, Text
from kachinko.model.span import Day
from kachinko.report.incentives.sentences import said_in
from kachinko.report.locating.texts import MemoWords
from kachinko.report.locating.view_dates import programme_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kachinko.locating.memo import Memo, PlaceMemo

Kind = Literal["production", "stage", "duty", "money"]


class LaneItem(Record):
    """Something from a day to a day; one of both alone is a day by which, or from which on."""

    kind: Kind
    name: Text
    detail: Text = ""
    state: Text = ""
    first: Day | None = None
    last: Day | None = None


class Lane(Record):
    """What has a day at one place, and how much was found without one."""

    place: Id
    items: tuple[LaneItem, ...] = ()
    undated: tuple[Text, ...] = ()


def lanes_of(memo: Memo, dates: Mapping[str, Mapping[str, date]], lang: str) -> tuple[Lane, ...]:
    """The lanes of all places, in the order of the memo; `dates` of the production by place."""
    words = MemoWords(lang, memo)
    found = []
    for place in memo.places:
        items = [
            *_production(dates.get(place.id, {})),
            *_stages(place),
            *_duties(words, place),
            *_money(words, place, memo.currency),
        ]
        dated = [each for each in items if each.first is not None or each.last is not None]
        undated = [
            f"{each.name}: {each.detail}" if each.detail else each.name
            for each in items
            if each.first is None and each.last is None
        ]
        found.append(Lane(place=place.id, items=tuple(dated), undated=tuple(undated)))
    return tuple(found)


def _production(dates: Mapping[str, date]) -> Iterator[LaneItem]:
    """By the names of the dates; `photography` for what lies between its start and end."""
    start, end = dates.get("photography_start"), dates.get("photography_end")
    both = start is not None and end is not None
    for name, day in dates.items():
        if not (both and name.startswith("photography_")):
            yield LaneItem(kind="production", name=name, first=day, last=day)
    if both:
        yield LaneItem(kind="production", name="photography", first=start, last=end)


def _stages(place: PlaceMemo) -> Iterator[LaneItem]:
    for each in place.stages.stands:
        yield LaneItem(
            kind="stage", name=each.set, detail=each.stage, first=each.first, last=each.last
        )


def _duties(words: MemoWords, place: PlaceMemo) -> Iterator[LaneItem]:
    for each in place.duties:
        key = f"duty.{each.what}"
        what = words(key) if words.has(key) else each.what
        programme = words.programme(programme_of(place, each.programme))
        yield LaneItem(
            kind="duty",
            name=f"{programme}: {what}",
            detail=said_in(words.lang, each.says),
            state=each.state,
            first=each.first,
            last=each.last,
        )


def _money(words: MemoWords, place: PlaceMemo, currency: str) -> Iterator[LaneItem]:
    for each in place.cash:
        programme = words.programme(programme_of(place, each.programme))
        yield LaneItem(
            kind="money",
            name=f"{programme}: {words.money(each.amount, currency)}",
            detail=said_in(words.lang, each.says),
            first=each.earliest,
            last=each.latest,
        )
