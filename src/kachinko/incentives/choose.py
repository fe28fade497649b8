"""Where the titles of a slate would be made, under funds that they share and chances they share.

Titles decide in the order in which they are ready to apply (then as in the file): each takes the
place of least expected net cost, given what those before it leave of a year's fund. Whoever
applies first is served first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import numpy as np

from kachinko.model.slate_choice import Ask, Offer, SlateChoice, TitleChoice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kachinko.incentives.asking import Asked, Desk, Variant
    from kachinko.incentives.chances import Chances, Draws
    from kachinko.model.incentive_slate import IncentiveSlate, SlateTitle
    from kachinko.model.programme import Programme
    from kachinko.model.slate_choice import Label


@dataclass(slots=True)
class _Weighed:
    """A variant with its money, draw by draw."""

    variant: Variant
    net: float
    gross: list[Draws]
    paid: list[Draws]


@dataclass(slots=True)
class _Funds:
    """What is left of each fund and year, draw by draw."""

    chances: Chances
    left: dict[tuple[str, int], Draws] = field(default_factory=dict)

    def of(self, asked: Asked) -> Draws | None:
        """What is left for one that asks; None: no limit is known."""
        if asked.fund is None or asked.filing is None:
            return None
        key = self.key(asked)
        if key not in self.left:
            self.left[key] = float(asked.fund) * self.chances.left_by_others(*key)
        return self.left[key]

    def key(self, asked: Asked) -> tuple[str, int]:
        """The fund's programme and the first calendar year of its year."""
        outlook = self.chances.outlooks.get(asked.programme.id)
        begins = outlook.year_begins if outlook else 1
        day = asked.filing.decided if asked.filing else date.min
        return asked.programme.id, day.year - (day.month < begins)


def choices(
    slate: IncentiveSlate,
    variants: Mapping[str, Sequence[Variant]],
    desk: Desk,
    target: Programme,
    chances: Chances,
    label: Label,
) -> SlateChoice:
    """The choice of every title; `variants` are its places, `target` the programme in question."""
    funds = _Funds(chances)
    found: dict[str, TitleChoice] = {}
    treasury = np.zeros(chances.draws)
    spend = Decimal(0)
    for title in sorted(slate.titles, key=lambda each: each.ready or desk.as_of):
        weighed = [_weigh(each, title, desk, funds) for each in variants[title.id]]
        best = min(weighed, key=lambda each: each.net, default=None)
        found[title.id] = _told(title, weighed, best)
        if best is None:
            continue
        _take(best, funds)
        if best.variant.option.place == target.place:
            treasury += _paid_by(best, target)
            spend += _spend(best.variant, title, desk, target)
    titles = tuple(found[title.id] for title in slate.titles)
    low, high = np.quantile(treasury, [0.1, 0.9])
    mean = _whole(float(treasury.mean()))
    return SlateChoice(
        label=label,
        titles=titles,
        chosen=tuple(each.title for each in titles if each.place == target.place),
        spend=spend.quantize(Decimal(1), ROUND_HALF_UP),
        treasury=mean,
        treasury_low=_whole(float(low)),
        treasury_high=_whole(float(high)),
        spend_per_unit=per_unit(spend, mean),
    )


def per_unit(spend: Decimal, treasury: Decimal) -> Decimal | None:
    """Spend for one unit of the treasury's money, to the hundredth."""
    return (spend / treasury).quantize(Decimal("0.01"), ROUND_HALF_UP) if treasury > 0 else None


def _weigh(variant: Variant, title: SlateTitle, desk: Desk, funds: _Funds) -> _Weighed:
    gross, paid, net = [], [], float(variant.cost)
    for asked in variant.asked:
        given = np.zeros(funds.chances.draws)
        if asked.filing is not None and asked.gross:
            share = funds.chances.share_paid(
                asked.programme, asked.kind, title.id, asked.filing.decided
            )
            given = float(asked.gross) * share
            left = funds.of(asked)
            if left is not None:
                given = np.minimum(given, left)
        kept = given * float(asked.net / asked.gross) if asked.gross else given
        gross.append(given)
        paid.append(kept)
        rate = desk.rate(asked.programme.currency, desk.currency, title.start)
        net -= float(kept.mean()) * float(rate)
    return _Weighed(variant, net, gross, paid)


def _take(best: _Weighed, funds: _Funds) -> None:
    for asked, gross in zip(best.variant.asked, best.gross, strict=True):
        left = funds.of(asked)
        if left is not None:
            funds.left[funds.key(asked)] = left - gross


def _paid_by(best: _Weighed, target: Programme) -> Draws:
    return sum(
        (
            paid
            for asked, paid in zip(best.variant.asked, best.paid, strict=True)
            if asked.programme.id == target.id
        ),
        np.zeros_like(best.paid[0]) if best.paid else np.zeros(1),
    )


def _spend(variant: Variant, title: SlateTitle, desk: Desk, target: Programme) -> Decimal:
    money = variant.option.spend
    if money is None:
        return Decimal(0)
    exact = desk.rate(money.currency, target.currency, title.start)
    return money.amount * Decimal(exact.numerator) / Decimal(exact.denominator)


def _told(title: SlateTitle, weighed: Sequence[_Weighed], best: _Weighed | None) -> TitleChoice:
    by_place: dict[str, _Weighed] = {}
    for each in sorted(weighed, key=lambda each: each.net):
        by_place.setdefault(each.variant.option.place, each)
    return TitleChoice(
        title=title.id,
        name=title.name,
        place=best.variant.option.place if best else None,
        offers=tuple(_offer(each) for each in by_place.values()),
    )


def _offer(weighed: _Weighed) -> Offer:
    variant = weighed.variant
    return Offer(
        place=variant.option.place,
        delay_days=variant.delay,
        cost=variant.cost.quantize(Decimal(1), ROUND_HALF_UP),
        net=_whole(weighed.net),
        asks=tuple(
            Ask(
                programme=asked.programme.id,
                filed=asked.filing.filed if asked.filing else None,
                decided=asked.filing.decided if asked.filing else None,
                window=asked.filing.window if asked.filing else "",
                most=asked.gross,
                expected=_whole(float(paid.mean())),
                says=asked.says,
            )
            for asked, paid in zip(variant.asked, weighed.paid, strict=True)
        ),
    )


def _whole(value: float) -> Decimal:
    """A simulated amount in whole units: its draws are no more exact than that."""
    return Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP)
