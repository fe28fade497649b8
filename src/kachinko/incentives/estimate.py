"""What one programme would pay in one case, exactly and with every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kachinko.incentives.answers import amount_faults, answer_faults
from kachinko.incentives.cell import KNOWN, REFUSED, STATUSES, Cell, is_known, spoilt_by
from kachinko.incentives.clauses import work_out
from kachinko.incentives.desk import CaseDesk
from kachinko.incentives.money_dates import money_dates
from kachinko.incentives.remarks import conflicts_of, must_hold, notes_of
from kachinko.incentives.resolve import version_of
from kachinko.incentives.shown import rounded
from kachinko.incentives.spend import Spend
from kachinko.incentives.trace import Trace
from kachinko.incentives.units import units_of
from kachinko.model.budget import Budget
from kachinko.model.errors import InputError
from kachinko.model.estimate import Case, Estimate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kachinko.incentives.resolve import Resolved
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.programme import Programme, Version
    from kachinko.model.terms import Terms


@dataclass(slots=True)
class Worked:
    """A case worked out in exact numbers, before anything is rounded."""

    programme: Programme
    version: Resolved[Version]
    desk: CaseDesk
    award: Cell
    eligible: Cell
    tax: Cell | None = None
    """None: not read."""
    fees: Cell = field(default_factory=lambda: Cell(Fraction(0)))
    spend: Spend | None = None
    """The lines of the budget, where one was given."""
    notes: list[str] = field(default_factory=list)

    @property
    def net(self) -> Cell | None:
        """The award less tax and fees; None: the tax was not read."""
        if self.tax is None:
            return None
        value = self.award.value - self.tax.value - self.fees.value
        return spoilt_by(value, (self.award, self.tax, self.fees))

    @property
    def award_less_fees(self) -> Cell:
        """What comes where the tax was not read."""
        return spoilt_by(self.award.value - self.fees.value, (self.award, self.fees))


def estimate(
    programme: Programme,
    case: Case | Budget,
    *,
    as_of: date,
    awards: Mapping[str, Any] | None = None,
    exchange: ExchangeTable | None = None,
    terms: Terms | None = None,
) -> Estimate:
    """What a programme would pay in a case or for a budget, as seen on a day.

    Parameters
    ----------
    as_of
        Only what was known by this day is used.
    awards
        Awards of other programmes, by programme, in this programme's currency; 'unknown' where
        one is not known, 'incomplete' where its case lacks something. They stand before those
        that the case gives.
    exchange
        Rates for the lines of a budget that are not in the programme's currency.
    terms
        The user's rates, for what the money is worth before it comes.

    Raises
    ------
    InputError
        When answers of the case do not fit what is asked.
    """
    return told(work(programme, case, as_of=as_of, awards=awards, exchange=exchange), terms)


def work(
    programme: Programme,
    case: Case | Budget,
    *,
    as_of: date,
    awards: Mapping[str, Any] | None = None,
    exchange: ExchangeTable | None = None,
) -> Worked:
    """Work a case out; see `estimate`."""
    name = case.name if isinstance(case, Budget) else "case"
    faults = answer_faults(programme, case.facts, name)
    if isinstance(case, Case):
        faults += amount_faults(case.measures, name)
    if faults:
        raise InputError(name, faults)
    version = version_of(programme, case.dates, as_of)
    desk = CaseDesk(
        programme,
        as_of=as_of,
        dates=case.dates,
        facts=case.facts,
        awards={**(case.awards if isinstance(case, Case) else {}), **(awards or {})},
        trace=Trace(programme, units_of(programme, version.entry)),
    )
    if isinstance(case, Budget):
        spend = Spend(desk, case, exchange)
        desk.measure = spend.measure
        worked = _worked(desk, version)
        worked.spend = spend
        return worked
    _give_amounts(desk, case)
    worked = _worked(desk, version)
    known = {measure.id for measure in programme.measures}
    worked.notes += [
        f"The amount {name} is not one of this programme's and was not used."
        for name in case.measures
        if name not in known and ":" not in name
    ]
    return worked


def _give_amounts(desk: CaseDesk, case: Case) -> None:
    asked = desk.measure

    def given(measure: Any) -> Cell:
        own = f"{desk.programme.id}:{measure.id}"
        amount = case.measures.get(own, case.measures.get(measure.id))
        if isinstance(amount, Decimal):
            return Cell(Fraction(amount))
        return asked(measure)

    desk.measure = given


def _worked(desk: CaseDesk, version: Resolved[Version]) -> Worked:
    programme = desk.programme
    if version.entry is None:
        cell = _no_version(desk, version)
        return Worked(programme, version, desk, cell, cell)
    demands, notes = [], []
    desk.trace.version(version)
    for desk.place, clause in enumerate(version.entry.clauses):
        cell = work_out(clause, desk)
        desk.cells[clause.id] = cell
        desk.trace.clause(clause, cell)
        if clause.kind == "require":
            if clause.otherwise == "refuse":
                demands.append(demanded(cell, clause.says))
            else:
                notes += noted(cell, clause.says)
    award = desk.look_up(version.entry.award)
    award = spoilt_by(max(award.value, Fraction(0)), (award, *demands))
    if award.state == REFUSED:
        award.value = Fraction(0)
    worked = Worked(programme, version, desk, award, desk.look_up(version.entry.eligible))
    worked.notes += notes
    # Tax and fees are of the award as it is granted, not as the clause alone gives it.
    desk.cells[version.entry.award] = award
    if is_known(award.state) or award.state == REFUSED:
        _take_off(worked)
    return worked


def demanded(met: Cell, says: str) -> Cell:
    """What a requirement does to the award: nothing, refuse it, or leave it open."""
    if not is_known(met.state):
        return Cell(0, met.state, why=met.why)
    return Cell(0) if met.value else Cell(0, REFUSED, why=(says,))


def noted(met: Cell, says: str) -> list[str]:
    """What is said of a requirement that does not refuse, where it does not surely hold."""
    if not is_known(met.state):
        return [f"Not known whether this holds, and not refused for it: {says}"]
    return [] if met.value else [f"Does not hold, and not refused for it: {says}"]


def _no_version(desk: CaseDesk, version: Resolved[Version]) -> Cell:
    if version.asked:
        why = f"the date of {version.trigger}, which decides the version, is not given"
        return Cell(Fraction(0), 1, why=(why,))
    day = f" on {version.day} ({version.trigger})" if version.day else ""
    why = f"no version of {desk.programme.name} is in force{day}, as known on {desk.as_of}"
    return Cell(Fraction(0), 2, why=(why,))


def _take_off(worked: Worked) -> None:
    desk, award = worked.desk, worked.award
    if award.state == REFUSED:
        worked.tax = Cell(Fraction(0))
        return
    if worked.programme.tax is not None:
        rate = desk.look_up(worked.programme.tax)
        worked.tax = spoilt_by(award.value * rate.value, (rate,))
        desk.trace.value("tax", "tax", worked.tax, "Tax on the award", None)
    for fee in worked.programme.fees:
        share, of = desk.look_up(fee.share), desk.look_up(fee.of)
        cells, charge = [share, of], share.value * of.value
        if fee.at_least is not None:
            cells.append(desk.look_up(fee.at_least))
            charge = max(charge, cells[-1].value)
        if fee.at_most is not None:
            cells.append(desk.look_up(fee.at_most))
            charge = min(charge, cells[-1].value)
        cell = spoilt_by(charge, cells)
        desk.trace.value(fee.id, "fee", cell, fee.says, fee.source)
        worked.fees = spoilt_by(worked.fees.value + charge, (worked.fees, cell))


def told(worked: Worked, terms: Terms | None = None) -> Estimate:
    """The estimate as people read it, rounded."""
    programme, version, award = worked.programme, worked.version.entry, worked.award
    currency = programme.currency
    granted = is_known(award.state) or award.state == REFUSED

    def money(cell: Cell | None) -> Decimal | None:
        if cell is None or not is_known(cell.state):
            return None
        return rounded(max(cell.value, Fraction(0)), currency)

    sure = Cell(award.value, KNOWN) if granted else award
    net = money(_net(worked)) if granted else None
    # Where the tax was not read, what comes is the award less fees; the notes say so.
    comes = money(worked.award_less_fees) if granted and worked.tax is None else net
    days = money_dates(worked, comes, terms)
    return Estimate(
        programme=programme.id,
        name=programme.name,
        version=version.id if version else None,
        as_of=worked.desk.as_of,
        status=STATUSES[award.state],
        kind=version.kind if version else None,
        currency=currency,
        eligible=money(worked.eligible),
        award=money(sure),
        tax=money(worked.tax) if granted else None,
        fees=money(worked.fees) if granted else None,
        net_of_tax=net,
        financed=days.financed,
        present_value=days.present_value,
        binding=award.bound[1] if award.bound and is_known(award.state) else None,
        trace=tuple(worked.desk.trace.entries),
        lines=tuple(worked.spend.lines) if worked.spend else (),
        receipts=days.receipts,
        windows=days.windows,
        deadlines=days.deadlines,
        must_hold=tuple(must_hold(worked)),
        missing=award.why,
        notes=tuple(notes_of(worked)),
        conflicts=tuple(conflicts_of(worked)),
    )


def _net(worked: Worked) -> Cell | None:
    return Cell(Fraction(0)) if worked.award.state == REFUSED else worked.net
