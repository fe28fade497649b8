"""What reforms would change for a slate, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.incentives.sentences import said
from kachinko.report.text_table import text_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from kachinko.model.slate_choice import Effect, ReformEffect
    from kachinko.report.incentives.texts import IncentiveWords

_HEADS = ("reform", "outlook", "titles", "gained", "lost", "spend", "treasury", "range", "unit")


def reform_lines(words: IncentiveWords, effects: Sequence[ReformEffect]) -> Iterator[str]:
    """A row a reform: titles that choose the place, what they spend, what the treasury pays."""
    first = effects[0]
    day = words.day(first.as_of)
    yield words(
        "reform.lead", slate=first.slate, programme=first.programme, place=first.place, day=day
    )
    rows = [[words(f"reform.{head}") for head in _HEADS]]
    for at, each in enumerate(effects):
        for one in each.effects:
            if at == 0:
                rows.append(_row_before(words, each, one))
            rows.append(_row(words, each, one))
    yield from text_table(rows, right=(5, 6, 8))
    yield words("reform.note", draws=f"{first.draws:,}", seed=first.seed)
    yield from _told(words("reform.assumed"), [said(words, each) for each in first.assumptions])
    notes = dict.fromkeys(note for each in effects for note in each.notes)
    yield from _told(words("notes.heading"), [said(words, each) for each in notes])


def _row_before(words: IncentiveWords, effect: ReformEffect, one: Effect) -> list[str]:
    before = one.before
    return [
        words("reform.before"),
        words(f"reform.label.{one.label.replace(' ', '-')}"),
        f"{len(before.chosen)}/{len(before.titles)} ({', '.join(before.chosen) or '–'})",
        "",
        "",
        words.money(before.spend, effect.programme_currency),
        words.money(before.treasury, effect.programme_currency),
        _range(words, before.treasury_low, before.treasury_high),
        _unit(before.spend_per_unit),
    ]


def _row(words: IncentiveWords, effect: ReformEffect, one: Effect) -> list[str]:
    after, currency = one.after, effect.programme_currency
    return [
        " + ".join(effect.reforms),
        words(f"reform.label.{one.label.replace(' ', '-')}"),
        f"{len(after.chosen)}/{len(after.titles)}",
        ", ".join(one.gained) or "–",
        ", ".join(one.lost) or "–",
        f"{words.money(after.spend, currency)} ({_signed(words, one.more_spend)})",
        f"{words.money(after.treasury, currency)} ({_signed(words, one.more_treasury)})",
        _range(words, after.treasury_low, after.treasury_high),
        f"{_unit(after.spend_per_unit)} ({_unit(one.spend_per_more_unit)})",
    ]


def _range(words: IncentiveWords, low: Decimal, high: Decimal) -> str:
    return words("show.span", first=words.value(low), last=words.value(high))


def _signed(words: IncentiveWords, amount: Decimal) -> str:
    return f"{'+' if amount >= 0 else '−'}{words.value(abs(amount))}"


def _unit(spend: Decimal | None) -> str:
    return "–" if spend is None else f"{spend:,.2f}"


def _told(heading: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield f"{heading}:"
        yield from (f"  - {each}" for each in sentences)
