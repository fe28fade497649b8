"""What reforms of a programme would change: the slate before and after, in the same draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.incentives.asking import Desk
from kachinko.incentives.chances import Chances
from kachinko.incentives.choose import choices, per_unit
from kachinko.model.errors import Fault, InputError
from kachinko.model.raw_tree import one_of
from kachinko.model.slate_choice import Effect, ReformEffect, SlateChoice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.incentive_slate import IncentiveSlate, Outlook
    from kachinko.model.programme import Programme
    from kachinko.model.slate_choice import Label

DRAWS = 10_000
"""Chances that are drawn; the mean of a share of a half is then known to half a percent."""


def reform_effect(
    slate: IncentiveSlate,
    before: Programme,
    after: Programme,
    others: Mapping[str, Programme],
    exchange: ExchangeTable,
    *,
    as_of: date,
    reforms: Sequence[str] = (),
    seed: int = 0,
    draws: int = DRAWS,
) -> ReformEffect:
    """Which titles would choose the place of a programme before and after it is changed.

    Parameters
    ----------
    before, after
        The programme as it is and with the reform laid over it.
    others
        The programmes of the other places, by id.
    exchange
        Rates for all currencies of the slate and the programmes.
    reforms
        Names of what was laid over, to be shown.

    Raises
    ------
    InputError
        When the slate names a programme that is not given, or a rate is not known.
    """
    _check(slate, {*others, before.id})
    outlooks = {each.programme: each for each in slate.outlooks}
    both = [
        _all_choices(
            slate, {**others, before.id: rules}, outlooks, exchange, rules, as_of, seed, draws
        )
        for rules in (before, after)
    ]
    open_before, open_after = both[0][1], both[1][1]
    labels: tuple[Label, ...] = ("expected",)
    if open_before | open_after:
        labels = ("if all comes", "if nothing open comes")
    effects = tuple(
        _effect(label, *(by_hope[hope] for by_hope, _ in both))
        for label, hope in zip(labels, (True, False), strict=False)
    )
    return ReformEffect(
        slate=slate.name,
        programme=before.id,
        reforms=tuple(reforms),
        place=before.place,
        as_of=as_of,
        seed=seed,
        draws=draws,
        currency=slate.currency,
        programme_currency=before.currency,
        effects=effects,
        assumptions=tuple(_assumed(slate)),
        notes=tuple(_notes(slate, before, open_before | open_after)),
    )


def _all_choices(
    slate: IncentiveSlate,
    programmes: Mapping[str, Programme],
    outlooks: Mapping[str, Outlook],
    exchange: ExchangeTable,
    target: Programme,
    as_of: date,
    seed: int,
    draws: int,
) -> tuple[dict[bool, SlateChoice], set[str]]:
    desk = Desk(programmes, outlooks, exchange, currency=slate.currency, as_of=as_of)
    variants = {title.id: desk.variants(title) for title in slate.titles}
    found = {}
    left_open: set[str] = set()
    for hope in (True, False):
        chances = Chances(outlooks, seed=seed, draws=draws, hopeful=hope)
        label: Label = "if all comes" if hope else "if nothing open comes"
        found[hope] = choices(slate, variants, desk, target, chances, label)
        left_open |= chances.open
        if not left_open:
            break
    if not left_open:
        found[True] = found[True].model_copy(update={"label": "expected"})
        found[False] = found[True]
    return found, left_open


def _effect(label: Label, before: SlateChoice, after: SlateChoice) -> Effect:
    spend, treasury = after.spend - before.spend, after.treasury - before.treasury
    return Effect(
        label=label,
        before=before,
        after=after,
        gained=tuple(name for name in after.chosen if name not in before.chosen),
        lost=tuple(name for name in before.chosen if name not in after.chosen),
        more_spend=spend,
        more_treasury=treasury,
        spend_per_more_unit=per_unit(spend, treasury),
    )


def _check(slate: IncentiveSlate, known: set[str]) -> None:
    """Every fault of names at once."""
    faults = []
    for number, title in enumerate(slate.titles):
        for turn, option in enumerate(title.options):
            place = f"titles[{number + 1}] '{title.id}' > options[{turn + 1}]"
            faults += [
                Fault(place, f"there is no programme {name!r}", one_of(name, known, "none"))
                for name in option.programmes
                if name not in known
            ]
    faults += [
        Fault(f"outlooks[{number + 1}]", f"there is no programme {outlook.programme!r}")
        for number, outlook in enumerate(slate.outlooks)
        if outlook.programme not in known
    ]
    if faults:
        raise InputError(slate.name, faults)


def _assumed(slate: IncentiveSlate) -> Iterator[str]:
    for outlook in slate.outlooks:
        said = [
            f"{key} {value}"
            for key, value in (
                ("renewed with a chance of", outlook.renewal),
                ("wins with a chance of", outlook.success),
                ("days to a decision:", outlook.decision_days),
            )
            if value is not None
        ]
        said += [
            f"{what} {given.least} to {given.most}, most likely {given.likely}"
            for what, given in (
                ("grants a share of", outlook.granted),
                ("titles beyond the slate take a share of", outlook.others),
            )
            if given is not None
        ]
        yield f"{outlook.programme}: {'; '.join(said) or 'nothing'}. {outlook.note}".strip()
    assumed = [title.id for title in slate.titles if title.basis == "assumption"]
    if assumed:
        yield f"Titles that are assumptions: {', '.join(assumed)}."


def _notes(slate: IncentiveSlate, programme: Programme, left_open: set[str]) -> Iterator[str]:
    for what in sorted(left_open):
        yield f"Nobody assumed {what}: both ends are shown."
    if programme.fund is not None and not any(
        each.programme == programme.id and each.others is not None for each in slate.outlooks
    ):
        yield "The fund is shared by the titles of the slate alone: no others were assumed."
    silent = [
        title.id
        for title in slate.titles
        for option in title.options
        if option.place == programme.place and option.spend is None
    ]
    if silent:
        yield f"No spend in the place is given, so it counts as none: {', '.join(silent)}."
