"""A programme's rate in words, out of its clauses: what an award is per unit of spend."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

from kachinko.incentives.resolve import value_of, version_of
from kachinko.model.dated import Trigger

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.clause import Clause
    from kachinko.model.programme import Programme, Version
    from kachinko.report.incentives.texts import IncentiveWords


@dataclass(frozen=True, slots=True)
class Rate:
    """From how much to how much; `certain` is False where a part of it is not known."""

    least: Decimal
    most: Decimal
    certain: bool = True

    def __add__(self, other: Rate) -> Rate:
        return Rate(
            self.least + other.least, self.most + other.most, self.certain and other.certain
        )


NOTHING = Rate(Decimal(0), Decimal(0))


def version_on(programme: Programme, day: date, as_of: date) -> Version | None:
    """The version that governs a case whose every date is `day`."""
    return version_of(programme, dict.fromkeys(get_args(Trigger), day), as_of).entry


def rates_in_words(words: IncentiveWords, programme: Programme, day: date, as_of: date) -> str:
    """The rates that lead to the award, such as ``25%`` or ``20% to 50%``; several with commas."""
    version = version_on(programme, day, as_of)
    if version is None:
        return words("name.none")
    found = _Finder(programme, version, day, as_of).rates()
    shown = list(dict.fromkeys(_in_words(words, rate) for rate in found))
    return ", ".join(shown) if shown else words("list.rate.amount")


def _in_words(words: IncentiveWords, rate: Rate) -> str:
    if not rate.most and not rate.certain:
        return words("list.rate.unknown")
    if rate.least == rate.most:
        text = words.share(rate.most)
    elif not rate.least:
        text = words("list.rate.upto", rate=words.share(rate.most))
    else:
        text = words("list.rate.range", least=words.share(rate.least), most=words.share(rate.most))
    return text if rate.certain else words("list.rate.more", rate=text)


class _Finder:
    """Walks from the award back to the clauses that multiply by a rate."""

    def __init__(self, programme: Programme, version: Version, day: date, as_of: date) -> None:
        dates: dict[Trigger, date] = dict.fromkeys(get_args(Trigger), day)
        self._award = version.award
        self._clauses: dict[str, Clause] = {clause.id: clause for clause in version.clauses}
        self._values = {
            each.id: value_of(each, programme, dates, as_of).entry
            for each in programme.parameters
            if each.unit == "share"
        }

    def rates(self) -> list[Rate]:
        """The rate of each clause of money on the way to the award."""
        return self._rates_from(self._award)

    def _rates_from(self, ref: str) -> list[Rate]:
        found: list[Rate] = []
        seen, waiting = set(), [ref]
        while waiting:
            clause = self._clauses.get(waiting.pop(0))
            if clause is None or clause.id in seen:
                continue
            seen.add(clause.id)
            if clause.kind == "apply":
                # A part of what other rates give, such as 96 % of a credit, is no rate of spend.
                inner = [rate for rate in self._rates_from(clause.to) if rate.most]
                found += inner or [self._share(clause.rate)]
            elif clause.kind == "tiers":
                found.append(_between([self._share(band.rate) for band in clause.bands]))
            else:
                waiting += _made_from(clause)
        return found

    def _share(self, ref: str) -> Rate:
        """A share: a parameter's value, or from the least to the most that clauses may give."""
        if ref in self._values:
            entry = self._values[ref]
            value = entry.value if entry else None
            if isinstance(value, Decimal) and not isinstance(value, bool):
                return Rate(value, value)
            return Rate(Decimal(0), Decimal(0), certain=value == "none")
        clause = self._clauses.get(ref)
        return NOTHING if clause is None else self._of_clause(clause)

    def _of_clause(self, clause: Clause) -> Rate:
        match clause.kind:
            case "choose":
                takes = [row.take for row in clause.rows]
                if clause.otherwise != "refuse":
                    takes.append(clause.otherwise)
                return _between([self._share(take) for take in takes])
            case "uplifts":
                return self._uplifts(clause)
            case "sum":
                return sum((self._share(each) for each in clause.of), NOTHING)
            case "greatest":
                return _between([self._share(each) for each in clause.of])
            case "limits":
                caps = [self._share(each.at_most) for each in clause.limits if not each.when]
                rate = self._share(clause.of)
                least = min([rate.least, *(cap.most for cap in caps if cap.most)])
                most = min([rate.most, *(cap.most for cap in caps if cap.most)])
                return Rate(least, most, rate.certain)
        return Rate(Decimal(0), Decimal(0), certain=False)

    def _uplifts(self, clause: Clause) -> Rate:
        assert clause.kind == "uplifts"
        parts = [self._share(part.rate) for part in clause.parts]
        most = sum((part.most for part in parts), Decimal(0))
        certain = all(part.certain for part in parts)
        if clause.at_most is not None:
            cap = self._share(clause.at_most)
            most = min(most, cap.most) if cap.certain and cap.most else most
        return Rate(Decimal(0), most, certain)


def _made_from(clause: Clause) -> list[str]:
    """What money that is no product is made from."""
    match clause.kind:
        case "limits" | "less":
            return [clause.of]
        case "sum" | "greatest":
            return list(clause.of)
        case "choose":
            return [*(row.take for row in clause.rows), clause.otherwise]
        case "function":
            return list(clause.inputs)
    return []


def _between(rates: list[Rate]) -> Rate:
    known = [rate for rate in rates if rate.certain or rate.most]
    if not known:
        return Rate(Decimal(0), Decimal(0), certain=False)
    return Rate(
        min(rate.least for rate in known),
        max(rate.most for rate in known),
        all(rate.certain for rate in rates),
    )
