"""What an estimate says beside its numbers: what must hold, what was left out, who disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.incentives.cell import REFUSED, is_known
from kachinko.incentives.shown import plain
from kachinko.model.estimate import Conflict

if TYPE_CHECKING:
    from kachinko.incentives.estimate import Worked


_DECIDED = {
    "ceiling": "Those who decide grant all of it: the amount is the most that they may grant.",
    "competitive": "It is chosen from among those who ask: the amount is what is granted if it is.",
}


def must_hold(worked: Worked) -> list[str]:
    """What must be true that the input does not say."""
    said = [
        f"{question.asks} Assumed: {_answer(question.assume)}." for question in worked.desk.assumed
    ]
    if worked.spend is not None:
        said += worked.spend.must_hold
    version = worked.version.entry
    if version is not None and worked.award.state != REFUSED:
        if version.kind != "entitlement":
            said.append(_DECIDED[version.kind])
        said += _renewed(worked)
        said += _funded(worked)
    return said


def _answer(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _renewed(worked: Worked) -> list[str]:
    until, day = worked.programme.renewal.until, worked.version.day
    if until is None or day is None or day <= until:
        return []
    return [f"The programme is renewed: it stands until {until}, and {day} decides."]


def _funded(worked: Worked) -> list[str]:
    if worked.programme.fund is None:
        return []
    fund = worked.desk.look_up(worked.programme.fund)
    if not is_known(fund.state):
        return ["The fund still has the money; how much it holds a year is not known."]
    if fund.endless:
        return []
    size = f"{worked.programme.currency} {plain(fund.value, 'money'):,f}"
    if is_known(worked.award.state) and worked.award.value > fund.value:
        return [f"The award is above the whole fund of a year, {size}: it cannot be paid as it is."]
    return [f"The fund, {size} a year for all projects, still holds the award."]


def notes_of(worked: Worked) -> list[str]:
    """What a reader should know of how the amount came about."""
    version = worked.version.entry
    notes = [*worked.notes, *(worked.spend.notes if worked.spend else ())]
    if version is not None:
        notes += [f"Not read: {each}" for each in version.unread]
    if version is not None and worked.tax is None and is_known(worked.award.state):
        notes.append("The tax on the award was not read, so that there is no net of tax.")
    net = worked.net
    if net is not None and is_known(net.state) and net.value < 0:
        notes.append("Tax and fees are above the award: nothing is left of it.")
    notes += [
        f"No award of {programme} comes off: it was not asked for."
        for programme in worked.desk.left_out
    ]
    if worked.programme.not_with:
        notes.append(f"Not together with: {', '.join(worked.programme.not_with)}.")
    return notes


def conflicts_of(worked: Worked) -> list[Conflict]:
    """Values that were used and that other sources contradict."""
    page = worked.desk.trace.page
    return [
        Conflict(
            parameter=parameter.id,
            used=value.value,
            used_source=page(value.source),
            other=other.value,
            other_source=page(other.source),
            why=other.why_not,
        )
        for parameter, value in worked.desk.contested
        for other in value.against
    ]
