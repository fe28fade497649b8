"""What the programmes of a place would give a title, before chance and shared funds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.incentives.applying import Filing, filing_of
from kachinko.incentives.estimate import told, work
from kachinko.incentives.lookup import number
from kachinko.incentives.money_dates import lookup_of
from kachinko.model.errors import Fault, InputError
from kachinko.model.estimate import Case

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kachinko.model.budget import Budget
    from kachinko.model.dated import Trigger
    from kachinko.model.estimate import Estimate
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.incentive_slate import Outlook, SlateOption, SlateTitle
    from kachinko.model.money import Money
    from kachinko.model.programme import Programme


SPARED = ("register", "other")
"""Deadlines that do not cost the whole award where they are missed, or may not."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One programme asked by a title: what the rules give it, exactly."""

    programme: Programme
    filing: Filing | None
    gross: Decimal = Decimal(0)
    net: Decimal = Decimal(0)
    kind: str | None = None
    fund: Fraction | None = None
    """Money of the year; None: no limit, or not known."""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A place with one way to wait: the programmes whose decision comes by then."""

    option: SlateOption
    delay: int
    cost: Decimal
    """In the slate's currency, with the cost of waiting."""
    asked: tuple[Asked, ...] = field(default=())


class Desk:
    """Works out offers of places under one set of programmes, as seen on a day."""

    def __init__(
        self,
        programmes: Mapping[str, Programme],
        outlooks: Mapping[str, Outlook],
        exchange: ExchangeTable,
        *,
        currency: str,
        as_of: date,
    ) -> None:
        self.programmes = programmes
        self.currency = currency
        self.as_of = as_of
        self._outlooks = outlooks
        self._exchange = exchange

    def variants(self, title: SlateTitle) -> list[Variant]:
        """All places of a title, each without waiting and with each wait that gains a programme."""
        return [each for option in title.options for each in self._of_place(title, option)]

    def rate(self, have: str, want: str, day: date) -> Fraction:
        """What one unit of a currency is in another on a day.

        Raises
        ------
        InputError
            When no rate is known.
        """
        factor = self._exchange.factor(have, want, day)
        if factor is None:
            what = f"no rate of {have} into {want} is known for {day}"
            raise InputError("the slate", [Fault("exchange", what, "rates of both in the slate")])
        return factor

    def worth(self, money: Money, day: date) -> Decimal:
        """An amount in the slate's currency."""
        return _decimal(Fraction(money.amount) * self.rate(money.currency, self.currency, day))

    def _of_place(self, title: SlateTitle, option: SlateOption) -> Iterable[Variant]:
        if not option.possible:
            return
        filings = {name: self._filing(title, name) for name in option.programmes}
        waits = {way.delay for way in filings.values() if isinstance(way, Filing)}
        for delay in sorted({0, *waits}):
            cost = self.worth(option.cost, title.start)
            if delay and title.wait is not None:
                cost += delay * self.worth(title.wait.cost_per_day, title.start)
            yield Variant(option, delay, cost, tuple(self._ask(title, option, filings, delay)))

    def _filing(self, title: SlateTitle, name: str) -> Filing | str:
        outlook = self._outlooks.get(name)
        return filing_of(
            self.programmes[name],
            ready=max(title.ready or self.as_of, self.as_of),
            start=title.start,
            as_of=self.as_of,
            decision_days=outlook.decision_days if outlook else None,
            most_wait=title.wait.most_days if title.wait else 0,
        )

    def _ask(
        self,
        title: SlateTitle,
        option: SlateOption,
        filings: Mapping[str, Filing | str],
        delay: int,
    ) -> Iterable[Asked]:
        awards: dict[str, tuple[Decimal, str]] = {}
        for name, filing in filings.items():
            programme = self.programmes[name]
            if isinstance(filing, str):
                asked = Asked(programme, None, says=filing)
            elif filing.delay > delay:
                says = f"decided by {filing.decided}, which this start does not wait for"
                asked = Asked(programme, None, says=says)
            else:
                asked = self._estimate(title, option, programme, filing, delay, awards)
            awards[name] = (asked.gross, programme.currency)
            yield asked

    def _estimate(
        self,
        title: SlateTitle,
        option: SlateOption,
        programme: Programme,
        filing: Filing,
        delay: int,
        awards: Mapping[str, tuple[Decimal, str]],
    ) -> Asked:
        case = _case(option, moved(title, filing, delay))
        taken = {
            name: Fraction(amount) * self.rate(currency, programme.currency, title.start)
            for name, (amount, currency) in awards.items()
        }
        worked = work(programme, case, as_of=self.as_of, awards=taken, exchange=self._exchange)
        found = told(worked)
        missed = [due for due in found.deadlines if due.state == "missed"]
        lost = [due for due in missed if due.what not in SPARED]
        if found.status != "award" or lost:
            why = " ".join(f"{due.what} by {due.last}: missed." for due in lost)
            return Asked(programme, filing, says=why or _why(found))
        fund = lookup_of(worked)(programme.fund) if programme.fund else None
        gross = found.award or Decimal(0)
        says = " ".join(
            (filing.says, *(f"{due.what} by {due.last}: missed, not counted." for due in missed))
        ).strip()
        if found.net_of_tax is None:
            says = f"{says} Tax on the award was not read; taken as none.".strip()
        net = found.net_of_tax if found.net_of_tax is not None else gross - (found.fees or 0)
        return Asked(programme, filing, gross, max(net, Decimal(0)), found.kind, number(fund), says)


def _case(option: SlateOption, dates: Mapping[Trigger, date]) -> Case | Budget:
    """The budget, or the amounts, with the title's dates."""
    if option.budget is not None:
        budget = option.budget
        changes = {"dates": {**budget.dates, **dates}, "facts": {**budget.facts, **option.facts}}
        return budget.model_copy(update=changes)
    return Case.model_validate({"dates": dates, "measures": option.measures, "facts": option.facts})


def moved(title: SlateTitle, filing: Filing, delay: int) -> dict[Trigger, date]:
    """The dates of a title that applies so, and starts so many days later."""
    later = timedelta(days=delay)
    dates: dict[Trigger, date] = {name: day + later for name, day in title.dates.items()}
    return {
        **dates,
        "application": filing.filed,
        "decision": filing.decided,
        "photography_start": title.start + later,
    }


def _why(found: Estimate) -> str:
    reasons = "; ".join(found.missing)
    if found.status == "refused":
        return f"refused: {reasons}"
    return f"{found.status}, so that it counts as nothing: {reasons}"


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)
