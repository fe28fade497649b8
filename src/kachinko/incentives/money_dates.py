"""Of a case that was worked out: its windows, deadlines, receipts, and what the money is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.numbers import get_currency_precision

from kachinko.incentives.cell import UNKNOWN, is_known
from kachinko.incentives.due import deadlines_on, windows_on
from kachinko.incentives.receipts import receipts_of
from kachinko.incentives.units import units_of
from kachinko.incentives.worth import financed, latest_day, present_value

if TYPE_CHECKING:
    from kachinko.incentives.estimate import Worked
    from kachinko.incentives.lookup import Known, Lookup
    from kachinko.model.estimate import DueDay, Receipt
    from kachinko.model.terms import Terms


@dataclass(frozen=True, slots=True)
class MoneyDates:
    """The parts of an estimate that have to do with days; named as in `Estimate`."""

    windows: tuple[DueDay, ...] = ()
    deadlines: tuple[DueDay, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    financed: Decimal | None = None
    present_value: Decimal | None = None


def money_dates(worked: Worked, net: Decimal | None, terms: Terms | None = None) -> MoneyDates:
    """Windows and deadlines of a case, and the days on which a net award comes.

    `net` is the award less tax and fees as it is shown, or the award where its tax was not read;
    None: there is no amount, so that nothing comes.
    """
    programme, dates, as_of = worked.programme, worked.desk.dates, worked.desk.as_of
    value_of = lookup_of(worked)
    receipts: tuple[Receipt, ...] = ()
    advance = value = None
    digits = get_currency_precision(programme.currency)
    if net is not None:
        receipts = receipts_of(programme, net, dates, value_of, digits=digits)
    if net is not None and terms is not None:
        on = terms.on or as_of
        advance = financed(net, terms, latest_day(receipts), on, digits=digits)
        if terms.discount_rate is not None:
            value = present_value(receipts, terms.discount_rate, on, digits=digits)
    return MoneyDates(
        windows=windows_on(programme, dates, as_of),
        deadlines=deadlines_on(programme, dates, as_of, value_of),
        receipts=receipts,
        financed=advance,
        present_value=value,
    )


def lookup_of(worked: Worked) -> Lookup:
    """What parameters, questions, measures and clauses come to in a case that was worked out."""
    desk = worked.desk
    units = units_of(worked.programme, worked.version.entry)

    def value_of(ref: str) -> Known:
        if ref not in units and ref not in desk.cells:
            return None
        try:
            cell = desk.look_up(ref)
        except KeyError:  # a clause of a version that is not in force
            return None
        if not is_known(cell.state):
            return "unknown" if cell.state == UNKNOWN else None
        if isinstance(cell.value, bool | str):
            return cell.value
        if cell.endless and cell.value == float("inf"):
            return "none"
        if units.get(ref) == "day":
            return date.fromordinal(int(cell.value))
        return Decimal(cell.value) if isinstance(cell.value, int) else cell.value

    return value_of
