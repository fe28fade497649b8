"""From the net award to the money that comes: tranches as ranges of days, exact amounts."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.incentives.due import words
from kachinko.incentives.lookup import Lookup, addresses, day, number, whole
from kachinko.model.estimate import Receipt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kachinko.model.dated import Trigger
    from kachinko.model.programme import Programme, Tranche

MOST_PAYMENTS = 120
"""Beyond ten years of months a number of payments is a slip."""


def receipts_of(
    programme: Programme,
    net: Decimal,
    dates: Mapping[Trigger, date],
    value_of: Lookup,
    *,
    digits: int = 2,
) -> tuple[Receipt, ...]:
    """When the net award comes, as ranges of days; the amounts sum to it exactly.

    `digits` is how many decimals the currency has. A day that the case or the rules do not tell
    is empty, and `says` why. Where a share is not known, the award cannot be split, and comes as
    one receipt over all the days that are known.
    """
    if net == 0:
        return ()
    if not programme.tranches:
        says = "When the money comes was not read."
        return (Receipt(id="award", amount=net, says=says),)
    parts = _split(programme, net, value_of, digits)
    source = addresses(programme)
    if parts is None:
        return (_as_one(programme, net, dates, value_of),)
    receipts = [
        receipt
        for tranche, amount in parts
        for receipt in _payments(tranche, amount, dates, value_of, digits, source)
    ]
    missing = net - sum((receipt.amount for receipt in receipts), Decimal(0))
    if missing:
        says = (
            "The shares that were read do not make up the whole: if and when this comes is unknown."
        )
        receipts.append(Receipt(id="rest", amount=missing, says=says))
    return tuple(receipts)


def _split(
    programme: Programme, net: Decimal, value_of: Lookup, digits: int
) -> list[tuple[Tranche, Decimal]] | None:
    """Each tranche with its amount; None where a share is not known.

    Shares are rounded down to the currency's smallest unit; the tranche without a share, else the
    last one where the shares sum to 1, takes what is left.
    """
    shares = [
        number(value_of(tranche.share)) if tranche.share is not None else None
        for tranche in programme.tranches
    ]
    given = list(zip(programme.tranches, shares, strict=True))
    if any(tranche.share is not None and share is None for tranche, share in given):
        return None
    rests = [place for place, share in enumerate(shares) if share is None]
    known = sum((share for share in shares if share is not None), Fraction(0))
    if known > 1 or len(rests) > 1:
        return None
    amounts = [
        _down(share * Fraction(net), digits) if share is not None else None for share in shares
    ]
    if rests or known == 1:
        rest = rests[0] if rests else len(shares) - 1
        others = sum(
            (amount or Decimal(0) for n, amount in enumerate(amounts) if n != rest), Decimal(0)
        )
        amounts[rest] = net - others
    return [
        (tranche, amount)
        for tranche, amount in zip(programme.tranches, amounts, strict=True)
        if amount is not None and amount != 0
    ]


def _payments(
    tranche: Tranche,
    amount: Decimal,
    dates: Mapping[Trigger, date],
    value_of: Lookup,
    digits: int,
    source: dict[str | None, str],
) -> Iterator[Receipt]:
    """The payments of one tranche; the last one takes what rounding left."""
    earliest, latest, why = days_of(tranche, dates, value_of)
    says = f"{tranche.says} {why}".strip()
    times = 1 if tranche.times is None else whole(value_of(tranche.times))
    months = None if tranche.every_months is None else whole(value_of(tranche.every_months))
    if times is None or not 1 <= times <= MOST_PAYMENTS:
        says = f"{says} In how many payments is not known.".strip()
        yield Receipt(id=tranche.id, amount=amount, earliest=earliest, says=says)
        return
    each = _down(Fraction(amount) / times, digits)
    for turn in range(times):
        last = turn == times - 1
        later = turn * months if months is not None else None if turn else 0
        yield Receipt(
            id=tranche.id if times == 1 else f"{tranche.id}-{turn + 1}",
            amount=amount - each * turn if last else each,
            earliest=_months_on(earliest, later),
            latest=_months_on(latest, later),
            says=says if later is not None else f"{says} How far apart was not read.".strip(),
            source=source[tranche.source],
        )


def days_of(
    tranche: Tranche, dates: Mapping[Trigger, date], value_of: Lookup
) -> tuple[date | None, date | None, str]:
    """The first and last day of a tranche's first payment, and what is not known of them."""
    by = day(value_of(tranche.by)) if tranche.by is not None else None
    after = dates.get(tranche.after)
    if after is None:
        return None, by, f"The case gives no date of {words(tranche.after)}."
    least, most = (
        whole(value_of(ref)) if ref is not None else None
        for ref in (tranche.least_days, tranche.most_days)
    )
    earliest = None if least is None else after + timedelta(days=least)
    latest = by if by is not None or most is None else after + timedelta(days=most)
    if earliest is None or latest is None:
        which = (
            "How long it takes"
            if earliest is latest
            else "The " + ("shortest time" if earliest is None else "longest time")
        )
        return earliest, latest, f"{which} after {words(tranche.after)} was not read."
    return earliest, latest, ""


def _as_one(
    programme: Programme, net: Decimal, dates: Mapping[Trigger, date], value_of: Lookup
) -> Receipt:
    ranges = [days_of(tranche, dates, value_of) for tranche in programme.tranches]
    firsts = [first for first, _, _ in ranges if first is not None]
    lasts = [last for _, last, _ in ranges if last is not None]
    return Receipt(
        id="award",
        amount=net,
        earliest=min(firsts) if len(firsts) == len(ranges) else None,
        latest=max(lasts) if len(lasts) == len(ranges) else None,
        says="How the award is split into payments is not known.",
    )


def _months_on(start: date | None, months: int | None) -> date | None:
    """The same day some months later, or the last day of a shorter month."""
    if start is None or months is None:
        return None
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _down(exact: Fraction, digits: int) -> Decimal:
    """An exact amount rounded down to the currency's smallest unit."""
    units = exact.numerator * 10**digits // exact.denominator
    return Decimal(units).scaleb(-digits)
