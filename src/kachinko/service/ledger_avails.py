"""Use case: what could be had, and when; and what else could be had where something is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kachinko.ledger.avails import StageAvails, Window, find_avails, in_the_way
from kachinko.ledger.occupied import occupy
from kachinko.ledger.suits import Need
from kachinko.model.span import DaySpan
from kachinko.service.holds import Holds
from kachinko.service.permissions import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from kachinko.ledger.store.ledger import Ledger
    from kachinko.ledger.store.live import LiveStage
    from kachinko.model.reservation import Reservation, Wanted
    from kachinko.model.studio import Stage
    from kachinko.model.title import PhaseName
    from kachinko.service.masking import Mask
    from kachinko.service.permissions import Actor

AROUND_DAYS = 180
"""So far around refused days others are looked for."""
MOST_ELSEWHERE = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A window of a stage, with who keeps its first start from a better rank."""

    window: Window
    behind: tuple[Reservation, ...]


@dataclass(frozen=True, slots=True)
class StageOffers:
    """What a stage has to offer."""

    avails: StageAvails
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Instead:
    """Free days near to those that were refused."""

    stage: str
    first: date
    last: date


def avails(
    ledger: Ledger,
    actor: Actor,
    need: Need,
    *,
    now: datetime,
    facts: Mapping[str, Stage] | None = None,
    only: tuple[str, ...] = (),
    worst_rank: int | None = None,
    most_windows: int = 3,
) -> list[StageOffers]:
    """Every stage with its windows; who is in the way is masked for the actor.

    The other parameters are those of `find_avails`.
    """
    require(actor, "avails.see")
    mask = Holds(ledger).mask(actor)
    live = {each.record.id: each for each in ledger.live.look(frozenset(only) or None)}
    records = [each.record for each in live.values()]
    found = find_avails(
        need,
        occupy(records, [each.standing for each in live.values()], need.within),
        now=now,
        facts=facts,
        worst_rank=worst_rank,
        most_windows=most_windows,
    )
    return [
        StageOffers(
            each, tuple(_offer(need, live[each.stage], window, mask) for window in each.windows)
        )
        for each in found
    ]


def _offer(need: Need, stage: LiveStage, window: Window, mask: Mask) -> Offer:
    if window.rank == 1:
        return Offer(window, ())
    first = window.starts.start
    beside = stage.reservations(DaySpan(first, first + timedelta(days=need.days)))
    return Offer(window, tuple(mask.reservations(in_the_way(need, stage.record, beside, window))))


def instead_of(ledger: Ledger, actor: Actor, wanted: Wanted, now: datetime) -> list[Instead]:
    """The nearest days on which the same stage is free, then other stages on the same days."""
    need = _need(wanted)
    around = DaySpan(
        wanted.first - timedelta(days=AROUND_DAYS), wanted.span.stop + timedelta(days=AROUND_DAYS)
    )
    found = []
    wide = avails(
        ledger,
        actor,
        replace(need, within=around),
        now=now,
        only=(wanted.stage,),
        worst_rank=1,
        most_windows=99,
    )
    starts = [_nearest(each.window, wanted.first) for one in wide for each in one.offers]
    if starts:
        best = min(starts, key=lambda day: (abs((day - wanted.first).days), day))
        found.append(_instead(wanted.stage, best, need))
    elsewhere = avails(ledger, actor, need, now=now, worst_rank=1)
    found += [
        _instead(each.avails.stage, wanted.first, need)
        for each in elsewhere
        if each.offers and each.avails.stage != wanted.stage and not each.avails.suits.unknown
    ][:MOST_ELSEWHERE]
    return found


def _instead(stage: str, first: date, need: Need) -> Instead:
    return Instead(stage, first, first + timedelta(days=need.days - 1))


def _nearest(window: Window, day: date) -> date:
    return min(max(day, window.starts.start), window.starts.last)


def _need(wanted: Wanted) -> Need:
    """What a reservation asks for; its waits count as hold, which is as quiet."""
    phases: list[tuple[PhaseName, int]] = []
    day = wanted.first
    for phase in wanted.phases:
        if phase.first > day:
            phases.append(("hold", (phase.first - day).days))
        phases.append((phase.phase, phase.span.days))
        day = phase.span.stop
    if phases and day < wanted.span.stop:
        phases.append(("hold", (wanted.span.stop - day).days))
    return Need(
        within=wanted.span,
        days=wanted.span.days,
        area_m2=wanted.area_m2,
        phases=tuple(phases),
        sync_sound=wanted.sync_sound,
    )
