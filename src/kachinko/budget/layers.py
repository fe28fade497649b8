"""What is laid on top of the items: fringes, travel and living, contingency, bond."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.budget.rounding import percent, shown
from kachinko.budget.schedule import days_away, span_of, whole_schedule

if TYPE_CHECKING:
    from kachinko.budget.cost import Draft, Part
    from kachinko.model.budget import BudgetLine, Category
    from kachinko.model.rate_card import Fringe
    from kachinko.model.scope import ScopeUnit


def fringe_lines(draft: Draft) -> None:
    """One line for each line of labour: all fringes on it, each up to its cut-off per person.

    A fringe line is not marked as labour: whether a programme counts it as pay is for its rule.
    """
    left: dict[tuple[str, str], Fraction] = {}
    for part in list(draft.parts):
        # What is bought elsewhere has a price with everything in it.
        if not part.line.labour or part.item.at is not None:
            continue
        total, says, assumed, here = Fraction(0), [], False, False
        for fringe in draft.card.fringes:
            if not _falls_on(fringe, part):
                continue
            base = _base(draft, fringe, part, left)
            total += base * Fraction(fringe.share)
            assumed |= fringe.basis != "stated"
            here |= fringe.people != "brought"
            cut = ""
            if base != Fraction(part.line.amount):
                cut = f" up to {draft.card.currency} {fringe.cut_off:,} each"
            says.append(f"{fringe.name} {percent(Fraction(fringe.share))}{cut} ({fringe.basis})")
        if total:
            line = part.line
            draft.add(
                f"{line.id}.fringe",
                f"Fringes: {line.name}",
                total,
                line.currency,
                account=line.account, department=line.department, category=line.category,
                level=line.level, place=line.place, zone=line.zone,
                payee=draft.card.place if here else line.payee,
                first=line.first, last=line.last,
                basis="assumption" if assumed or line.basis == "assumption" else "stated",
                note="; ".join(says),
            )  # fmt: skip


def _falls_on(fringe: Fringe, part: Part) -> bool:
    who = "brought" if part.brought else "local"
    return (
        (not fringe.categories or part.line.category in fringe.categories)
        and (not fringe.levels or part.line.level in fringe.levels)
        and fringe.people in ("all", who)
    )


def _base(
    draft: Draft, fringe: Fringe, part: Part, left: dict[tuple[str, str], Fraction]
) -> Fraction:
    """The pay on which a fringe is due; several lines of one person share one cut-off."""
    pay, line = Fraction(part.line.amount), part.line
    if fringe.cut_off is None:
        return pay
    day = line.first or whole_schedule(draft.scope).start
    factor = draft.table.factor(draft.card.currency, line.currency, day)
    if factor is None:
        draft.prices.ask(
            f"{draft.card.currency}/{line.currency}", "lump", line.name,
            f"an exchange rate, for the cut-off of {fringe.name}",
        )  # fmt: skip
        return pay
    cut_off = Fraction(fringe.cut_off) * factor
    if line.person is None:
        return min(pay, cut_off * part.people)
    key = (fringe.id, line.person)
    base = min(pay, left.get(key, cut_off))
    left[key] = left.get(key, cut_off) - base
    return base


def travel_lines(draft: Draft) -> None:
    """Flights, hotels and allowances of people who are brought, at the card's rates."""
    for part in [each for each in draft.parts if each.brought and each.item.at is None]:
        nights = days_away(draft.scope, part.item)
        card = draft.card
        needs: tuple[tuple[str, str, ScopeUnit, int, Category], ...] = (
            ("Return flights", card.flight, "flight", part.people, "travel"),
            ("Hotel", card.hotel, "night", part.people * nights, "living"),
            ("Allowances", card.per_diem, "day", part.people * nights, "living"),
        )
        for what, rate, unit, quantity, category in needs:
            _travel_line(draft, part, what, rate, unit, quantity, category)


def _travel_line(
    draft: Draft, part: Part, what: str, rate: str, unit: ScopeUnit, quantity: int,
    category: Category,
) -> None:  # fmt: skip
    price = draft.prices.find(rate, unit, "people who are brought")
    if price is None:
        return
    span, flight = span_of(draft.scope, part.item), unit == "flight"
    # Where a flight between two countries is consumed, programmes answer differently: unknown.
    draft.add(
        f"{part.item.id}.{rate[:12]}",
        f"{what}: {part.item.name}",
        quantity * price.amount,
        price.currency,
        account=draft.scope.accounts.get(category, ""),
        department="Travel and living",
        category=category,
        level=part.item.level,
        place=None if flight else draft.card.place,
        payee=None if flight else draft.card.place if unit == "night" else part.line.payee,
        first=span.start,
        last=span.last,
        basis="assumption" if price.assumed else "stated",
        note=f"{quantity:,} × {price.currency} {shown(price.amount)} ({price.says})",
    )


def contingency_and_bond(draft: Draft) -> None:
    """A share of all lines before, in each of their currencies: first contingency, then bond."""
    scope = draft.scope
    for share, category, name in (
        (scope.contingency, "contingency", "Contingency"),
        (scope.bond, "bond", "Completion bond"),
    ):
        if share:
            _share_of_all(draft, Fraction(share), category, name)  # type: ignore[arg-type]


def _share_of_all(draft: Draft, share: Fraction, category: Category, name: str) -> None:
    span = whole_schedule(draft.scope)
    assumed = any(line.basis == "assumption" for line in draft.lines)
    for currency, total in _by_currency(draft.lines).items():
        draft.add(
            f"{category}.{currency}",
            f"{name} ({currency})",
            total * share,
            currency,
            account=draft.scope.accounts.get(category, ""),
            department=name,
            category=category,
            level="other",
            first=span.start,
            last=span.last,
            basis="assumption" if assumed else "stated",
            note=f"{percent(share)} of the lines before in {currency}, from the scope",
        )


def _by_currency(lines: list[BudgetLine]) -> dict[str, Fraction]:
    totals: dict[str, Fraction] = {}
    for line in lines:
        totals[line.currency] = totals.get(line.currency, Fraction(0)) + Fraction(line.amount)
    return totals
