"""Estimates as lines of text, for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.incentives.sentences import told_in
from kachinko.report.incentives.steps import steps
from kachinko.report.incentives.summary import (
    KINDS,
    Pair,
    binding,
    figures,
    headline,
    line_name,
    missing_heading,
    split,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from decimal import Decimal

    from kachinko.model.estimate import Estimate
    from kachinko.report.incentives.texts import IncentiveWords


def estimate_lines(words: IncentiveWords, estimate: Estimate) -> Iterator[str]:
    """What one programme would pay, and what to know about that."""
    estimate = told_in(words, estimate)
    version = words("name.of_version", id=estimate.version) if estimate.version else ""
    asof = words("page.asof", day=words.day(estimate.as_of))
    named = words.sentence(f"{estimate.name} ({estimate.programme}){version}")
    yield f"{named} {words.sentence(asof)}"
    yield f"  {words.sentence(headline(words, estimate))}"
    for name, amount in figures(words, estimate):
        yield f"  {name}: {amount}"
    limit = binding(words, estimate)
    if limit:
        yield f"  {words('binding.heading')}: {limit}"
    yield from _listed(missing_heading(words, estimate), estimate.missing)
    yield from _listed(
        words("cash.heading"),
        [
            f"{words.money(each.amount, estimate.currency)}: {words.between(each)}"
            + (f" ({each.says.rstrip('.。')})" if each.says else "")
            for each in estimate.receipts
        ],
    )
    yield from _listed(words("due.heading"), due_lines(words, estimate))
    yield from _listed(words("must.heading"), estimate.must_hold)
    yield from _listed(words("conflicts.heading"), conflict_lines(words, estimate))
    yield from _listed(words("notes.heading"), estimate.notes)


def due_lines(words: IncentiveWords, estimate: Estimate) -> list[str]:
    """Windows and deadlines, each with its days and its state for this case."""
    past = [each for each in estimate.windows if each.state == "past"]
    found = []
    if len(past) > 1:
        # Of rounds that are over, the last one tells enough; the page has all.
        found.append(words("due.before", n=len(past) - 1))
    windows = [each for each in estimate.windows if each not in past[:-1]]
    for each in (*windows, *estimate.deadlines):
        days = words.day(each.last)
        if each.first is not None:
            days = words("cash.span", earliest=words.day(each.first), latest=days or "…")
        says = f" ({each.says.rstrip('.。')})" if each.says else ""
        state = words(f"state.{each.state}")
        found.append(f"{each.id}: {days}{', ' if days else ''}{state}{says}")
    return found


def conflict_lines(words: IncentiveWords, estimate: Estimate) -> list[str]:
    """Where sources disagree: the value in use, the others, and why."""
    units = {entry.id: entry.unit for entry in estimate.trace}
    found = []
    for each in estimate.conflicts:
        unit = units.get(each.parameter, "")
        used, other = (
            words.value(value, unit, estimate.currency) for value in (each.used, each.other)
        )
        found.append(
            f"{each.parameter}: {words('conflicts.used')} {used} ({each.used_source}); "
            f"{words('conflicts.other')} {other} ({each.other_source}). {each.why}".rstrip()
        )
    return found


def trace_lines(words: IncentiveWords, estimate: Estimate) -> Iterator[str]:
    """Every step: its name, what it was made from, what came out, whether it binds."""
    yield f"  {words('trace.heading')}:"
    for each in steps(words, told_in(words, estimate)):
        made = ", ".join(f"{name} {value}" for name, value in each.made_from)
        yield f"    {each.id} [{each.kind}] = {each.result}" + (f"  <- {made}" if made else "")
        for more in (each.limit, each.says, each.note, each.source):
            if more:
                yield f"        {more}"


def counted_lines(
    words: IncentiveWords, estimate: Estimate, names: Mapping[str, str]
) -> Iterator[str]:
    """Which lines of the budget count, by which rule; `names` are those of lines by their id."""
    if estimate.lines:
        yield f"  {words('lines.heading')}:"
    for each in told_in(words, estimate).lines:
        counted = words.money(each.counted, estimate.currency)
        amount = words.money(each.amount, estimate.currency)
        says = f": {each.says}" if each.says else ""
        answer = words(f"answer.{each.answer}")
        name = line_name(each.line, names)
        yield f"    {name} ({each.measure}) {answer}, {counted} / {amount}{says}"


def split_lines(
    words: IncentiveWords, estimates: Sequence[Estimate], exclusive: Collection[Pair] = ()
) -> Iterator[str]:
    """What several programmes come to together: three sums that are never one."""
    found = split(estimates, exclusive)
    for key in KINDS:
        amounts: dict[str, Decimal] = getattr(found, key)
        text = ", ".join(words.money(amount, code) for code, amount in amounts.items())
        yield f"{words(f'sum.{key}')} ({words(f'sum.{key}.note')}): {text or words('sum.none')}"
    if found.open:
        yield f"{words('sum.open')} ({words('sum.open.note')}): {', '.join(found.open)}"
    for one, other in found.either:
        yield words("sum.either", one=one, other=other)
    yield words("sum.apart")


def _listed(heading: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"  {heading}:"
        for each in items:
            yield f"    - {each}"
