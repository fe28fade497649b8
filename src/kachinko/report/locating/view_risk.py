"""Exchange rates, and everything that the memo rests on that is not a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.incentives.sentences import said_in
from kachinko.report.locating.blocks import Cell, Says, Section, Table
from kachinko.report.locating.cells import amount

if TYPE_CHECKING:
    from decimal import Decimal

    from kachinko.locating.memo import Memo, PlaceMemo, ProgrammeMemo, RateRange
    from kachinko.model.location import ShareSpread
    from kachinko.report.locating.texts import MemoWords

MOST_NOTES = 40


def rates_section(words: MemoWords, memo: Memo) -> Section:
    """Net cost at ±10 % and at the ends of the last five years, one currency at a time."""
    keys = ("place", "currency", "rate", "net", "minus", "plus", "low", "high")
    heads = tuple(words(f"col.{key}") for key in keys)
    rows = tuple(
        _rate_row(words, memo, place, each) for place in memo.places for each in place.rates
    )
    hint = words("rates.hint", currency=memo.currency)
    if not rows:
        return Section("rates", words("rates.heading"), (Says((words("rates.none"),), "notice"),))
    table = Table(heads, rows, right=tuple(range(2, 8)), widths=(1.4, 0.9, 1.2, 1, 1, 1, 1.6, 1.6))
    missing = sorted(
        {
            words(
                "rates.missing",
                currency=each.currency,
                years=", ".join(map(str, each.missing)),
            )
            for place in memo.places
            for each in place.rates
            if each.missing
        }
    )
    return Section(
        "rates",
        words("rates.heading"),
        (table, Says((words("rates.note"), *missing), "hint")),
        hint,
    )


def _rate_row(words: MemoWords, memo: Memo, place: PlaceMemo, each: RateRange) -> tuple[Cell, ...]:
    def end(net: Decimal | None, rate: float | None, year: int | None) -> Cell:
        if net is None or rate is None or year is None:
            return Cell(words("unknown"), tone="muted")
        cell = amount(words, net, memo.currency)
        note = words("rates.year", rate=words.rate(rate), year=year)
        return Cell(cell.text, cell.value, cell.form, cell.currency, hint=cell.hint, note=note)

    return (
        Cell(words.place(place), tone="strong"),
        Cell(each.currency),
        Cell(words.rate(each.rate), each.rate, "rate"),
        amount(words, place.net, memo.currency),
        amount(words, each.minus, memo.currency),
        amount(words, each.plus, memo.currency),
        end(each.low, each.low_rate, each.low_year),
        end(each.high, each.high_rate, each.high_year),
    )


def assumed_section(words: MemoWords, memo: Memo) -> Section:
    """The assumptions of the user, the rates of the draws, what is unknown, what must hold."""
    keys = (
        "place", "programme", "kind", "granted", "granted_share", "haircut", "delay", "refused",
        "counted", "why",
    )  # fmt: skip
    rows = tuple(
        _risk_row(words, place, each) for place in memo.places for each in place.programmes
    )
    blocks: list[Says | Table] = []
    if rows:
        heads = tuple(words(f"col.{key}") for key in keys)
        widths = (1.1, 2, 1, 0.8, 1.2, 1.2, 1.2, 0.8, 0.8, 3)
        right = tuple(range(3, 9))
        blocks.append(Table(heads, rows, right, widths, words("assumed.table")))
    blocks.append(Says(tuple(_general(words, memo)), name=words("assumed.general")))
    for key, told in (
        ("unknown", [(place, each) for place in memo.places for each in unknown_of(words, place)]),
        ("must", [(place, each) for place in memo.places for each in _must(words, place)]),
    ):
        if told:
            texts = [f"{words.place(place)}: {each}" for place, each in told]
            blocks.append(Says(tuple(dict.fromkeys(texts)), name=words(f"assumed.{key}")))
    notes = [memo.notes, *(f"{words.place(p)}: {p.notes}" for p in memo.places if p.notes)]
    notes = [each for each in notes if each]
    if notes:
        blocks.append(Says(tuple(notes[:MOST_NOTES]), name=words("assumed.notes")))
    return Section("assumed", words("assumed.heading"), tuple(blocks), words("assumed.hint"))


def _must(words: MemoWords, place: PlaceMemo) -> list[str]:
    """What must be true of each programme of a place."""
    return [
        f"{words.programme(each)}: {said_in(words.lang, text)}"
        for each in place.programmes
        for text in each.estimate.must_hold
    ]


def unknown_of(words: MemoWords, place: PlaceMemo) -> list[str]:
    """What no figure of a place contains, for want of a rule, an answer or a tax."""
    told = []
    for each in place.programmes:
        estimate, name = each.estimate, words.programme(each)
        if estimate.status == "award" and not each.tax_known:
            told.append(words("unknown.tax", programme=name))
        elif estimate.status != "award":
            key = "unknown.refused" if estimate.status == "refused" else "unknown.why"
            told += [
                words(key, programme=name, why=said_in(words.lang, why)) for why in estimate.missing
            ]
    return told


def _risk_row(words: MemoWords, place: PlaceMemo, each: ProgrammeMemo) -> tuple[Cell, ...]:
    risk, estimate = each.risk, each.estimate
    sure = estimate.kind == "entitlement"
    kind = estimate.kind or "unknown"
    granted = Cell("–") if sure else Cell(words("not.assumed"), tone="muted")
    if not sure and risk.granted is not None:
        granted = Cell(words.share(float(risk.granted)), float(risk.granted), "share")
    days = [float(end) for end in risk.delay_days.ends]
    delay = f"{days[0]:g} – {days[1]:g} – {days[2]:g}" if days[0] < days[2] else f"{days[1]:g}"
    refused = float(risk.renewal_refused)
    return (
        Cell(words.place(place), tone="strong"),
        Cell(words.programme(each)),
        Cell(words(f"kind.{kind}")),
        granted,
        Cell("–") if sure else Cell(_spread(words, risk.share)),
        Cell(_spread(words, risk.haircut)),
        Cell(delay),
        Cell(words.share(refused), refused, "share"),
        Cell(words.share(each.weight), each.weight, "share", tone="strong"),
        Cell(risk.why),
    )


def _spread(words: MemoWords, spread: ShareSpread) -> str:
    low, mode, high = (float(end) for end in spread.ends)
    if low == high:
        return words.share(low)
    return " – ".join(words.share(end) for end in (low, mode, high))


def _general(words: MemoWords, memo: Memo) -> list[str]:
    told = [
        words(
            "assumed.discount",
            rate=words.share(float(memo.discount), 1),
            start=words.day(memo.start),
        ),
        words("assumed.draws", draws=f"{memo.draws:,}", seed=memo.seed),
    ]
    moved = [
        words(
            "assumed.volatility.one",
            currency=currency,
            share=words.share(value, 1),
            whose=words("whose.user" if currency in memo.volatility_given else "whose.table"),
        )
        for currency, value in memo.volatility.items()
    ]
    if moved:
        years = f"{memo.fx_years:.1f}"
        told.append(words("assumed.volatility", years=years, list="; ".join(moved)))
    if memo.fx_still:
        told.append(words("assumed.still", list=", ".join(memo.fx_still)))
    told += [words("assumed.rates"), words("assumed.independent"), words("assumed.stacked")]
    told += [
        words("assumed.lines", place=words.place(place), share=words.share(place.assumed_share))
        for place in memo.places
        if place.assumed_share
    ]
    return told
