"""From all spend to what counts, and from the award to the money: two falls of bars."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Literal

from babel.numbers import get_currency_precision

from kachinko.report.incentives.steps import says_of_owner
from kachinko.report.incentives.summary import entry_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.estimate import Estimate
    from kachinko.report.incentives.texts import IncentiveWords

Look = Literal["whole", "gone", "doubt", "sure", "hope"]
WIDE, HIGH, NAMES, FIGURES = 720, 34, 236, 150
"""Of the picture, of a bar with its space, of the names at the left, the figures at the right."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount that stands on the ground, or one that is taken off the one before."""

    name: str
    amount: Decimal
    look: Look
    taken: bool = False


def of_spend(words: IncentiveWords, estimate: Estimate) -> list[Bar]:
    """From the lines of the budget to the eligible spend; empty where no lines were given.

    The lines that are shown are those of the measure that the eligible spend is made of; what
    other steps take off on the way is one bar, so that the sum is exact.
    """
    if not estimate.lines or estimate.eligible is None:
        return []
    measure = _measure_of_eligible(estimate)
    lines = [line for line in estimate.lines if line.measure == measure]
    whole = sum((line.amount for line in lines), Decimal(0))
    bars = [Bar(words("waterfall.budget"), whole, "whole")]
    rest = whole - estimate.eligible
    looks: dict[str, Look] = {"not": "gone", "unclear": "doubt", "partly": "gone"}
    for answer, look in looks.items():
        lost = sum((ln.amount - ln.counted for ln in lines if ln.answer == answer), Decimal(0))
        if lost > 0:
            bars.append(Bar(words(f"waterfall.{answer}"), lost, look, taken=True))
            rest -= lost
    if rest > 0:
        bars.append(Bar(words("waterfall.limits"), rest, "gone", taken=True))
    if rest < 0:  # other amounts come on top; the fall would not be true
        return []
    return [*bars, Bar(words("figure.eligible"), estimate.eligible, "whole")]


def of_award(words: IncentiveWords, estimate: Estimate) -> list[Bar]:
    """From the award before its limit to what is left after tax, fees and waiting."""
    if estimate.award is None or not estimate.award:
        return []
    look: Look = "sure" if estimate.kind == "entitlement" else "hope"
    bars = _before_limit(words, estimate)
    key = "figure.most" if estimate.kind == "ceiling" else "figure.award"
    bars.append(Bar(words(key), estimate.award, look))
    for name in ("tax", "fees"):
        amount = getattr(estimate, name)
        if amount:
            bars.append(Bar(words(f"figure.{name}"), amount, "gone", taken=True))
    net = estimate.net_of_tax
    if net is None:
        return bars
    if net != estimate.award:
        bars.append(Bar(words("figure.net_of_tax"), net, look))
    worth = estimate.present_value
    if worth is not None and worth <= net:
        bars.append(Bar(words("waterfall.wait"), net - worth, "gone", taken=True))
        bars.append(Bar(words("figure.present_value"), worth, look))
    return bars


def _before_limit(words: IncentiveWords, estimate: Estimate) -> list[Bar]:
    """What the award would be without the limit that decides it, where that is its last step."""
    entry = entry_of(estimate, estimate.binding) if estimate.binding else None
    if entry is None or not entry.by or entry.by < 0:
        return []
    if not isinstance(entry.result, Decimal) or round(entry.result - (estimate.award or 0)) != 0:
        return []
    return [
        Bar(words("waterfall.formula"), (estimate.award or Decimal(0)) + entry.by, "whole"),
        Bar(
            entry.says or says_of_owner(estimate, entry.id) or entry.id,
            entry.by,
            "gone",
            taken=True,
        ),
    ]


def _measure_of_eligible(estimate: Estimate) -> str:
    """The measure with lines that the eligible spend is made of, at whatever remove."""
    with_lines = [line.measure for line in estimate.lines]
    made_from = {entry.id: list(entry.inputs) for entry in estimate.trace}
    places = get_currency_precision(estimate.currency)
    waiting = [
        entry.id
        for entry in estimate.trace
        if isinstance(entry.result, Decimal) and round(entry.result, places) == estimate.eligible
    ]
    seen = set()
    while waiting:
        step = waiting.pop(0)
        if step in with_lines:
            return step
        if step not in seen:
            seen.add(step)
            waiting += made_from.get(step, [])
    return with_lines[0]


def picture(words: IncentiveWords, bars: Sequence[Bar], currency: str, label: str) -> str:
    """Draw bars as an SVG; empty: nothing to draw."""
    most = max((bar.amount for bar in bars), default=Decimal(0))
    if most <= 0:
        return ""
    room = Decimal(WIDE - NAMES - FIGURES - 24)
    parts, level = [], Decimal(0)
    for at, bar in enumerate(bars):
        begin = level - bar.amount if bar.taken else Decimal(0)
        level = begin if bar.taken else bar.amount
        left, wide = NAMES + room * begin / most, max(room * bar.amount / most, Decimal(1))
        top = at * HIGH + 8
        figure = f"{'− ' if bar.taken else ''}{words.money(bar.amount, currency)}"
        parts.append(
            f'<text x="12" y="{top + 16}">{escape(_short(bar.name))}'
            f"<title>{escape(bar.name)}</title></text>"
            f'<rect class="{bar.look}" x="{left:.1f}" y="{top}" width="{wide:.1f}" height="22" '
            f'rx="2"/><text class="{"small" if bar.taken else "full"}" x="{WIDE - 12}" '
            f'y="{top + 16}" text-anchor="end">{escape(figure)}</text>'
        )
        if at + 1 < len(bars):
            edge = NAMES + room * level / most
            parts.append(
                f'<line class="link" x1="{edge:.1f}" x2="{edge:.1f}" y1="{top + 22}" '
                f'y2="{top + HIGH}"/>'
            )
    high = len(bars) * HIGH + 6
    return (
        f'<div class="fall"><svg viewBox="0 0 {WIDE} {high}" role="img" '
        f'aria-label="{escape(label)}">{"".join(parts)}</svg></div>'
    )


def _short(name: str) -> str:
    """A name that fits beside the bars; wide letters count double."""
    room, kept = 34, ""
    for letter in name:
        room -= 2 if ord(letter) > 0x2E80 else 1
        if room < 0:
            return kept + "…"
        kept += letter
    return name
