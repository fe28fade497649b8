"""What the parts of an incentive programme must agree on: ids, references, units, order, dates.

Works on the raw tree of a reader, as `kachinko.model.consistency` does for projects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kachinko.model.dated import plain_value
from kachinko.model.errors import Fault
from kachinko.model.programme_clauses import comparisons, version_faults
from kachinko.model.programme_examples import (
    all_names,
    answer_faults,
    example_faults,
    wrong_form,
)
from kachinko.model.programme_names import common_names, deadline_names
from kachinko.model.raw_tree import (
    Inconsistency,
    breadcrumb,
    day,
    identity,
    inside,
    is_whole,
    names,
    records,
    unique,
    unknown,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.model.programme import Programme
    from kachinko.model.programme_names import Names
    from kachinko.model.raw_tree import Place

_FREE = {"facts", "measures", "expected", "awards", "dates"}
"""Groups whose keys are ids, and not ours."""


def find_programme_faults(programme: Programme) -> list[Fault]:
    """Find what does not agree in a programme that was built in code."""
    tree = programme.model_dump(by_alias=True, exclude_none=True)
    return [
        Fault(breadcrumb(tree, found.path), found.what, found.right)
        for found in programme_inconsistencies(tree)
    ]


def programme_inconsistencies(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    """Find everything in a raw tree of a programme that does not agree with the rest of it."""
    known = common_names(tree)
    for version in records(tree, (), "versions"):
        yield from version_faults(version, known)
    for rule in (_ids, _sources, _days, _values_stand_once):
        yield from rule(tree)
    for check in (_values, _questions, _measures, _deadlines, _money, example_faults):
        yield from check(tree, known)


def _ids(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for key in ("sources", "versions", "windows", "fees", "tranches", "examples"):
        yield from unique(records(tree, (), key), key.rstrip("s"), "of the programme")
    shared = [
        place
        for key in ("parameters", "questions", "measures", "deadlines")
        for place in records(tree, (), key)
    ]
    yield from unique(shared, "parameter, question, measure or deadline", "of the programme")


def _sources(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    if not is_whole(tree, "sources"):
        return
    known = names(records(tree, (), "sources"))
    for path, record in walk(tree):
        name = identity(record.get("source"))
        free = len(path) > 1 and path[0] == "examples" and path[-1] in _FREE
        if name is not None and name not in known and not free:
            yield unknown((*path, "source"), "source", name, known)


def _days(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    for path, record in walk(tree):
        for first, last in (("from", "to"), ("opens", "closes")):
            begin, end = day(record.get(first)), day(record.get(last))
            if begin is not None and end is not None and end < begin:
                yield Inconsistency(
                    (*path, last),
                    f"{last!r} ({end}) lies before {first!r} ({begin})",
                    f"{begin} or later",
                )


def _values_stand_once(tree: dict[str, Any]) -> Iterator[Inconsistency]:
    """Two of the same `from` and `known_from`: nobody could tell which holds."""
    groups = [(records(tree, (), "versions"), "version")]
    groups += [(inside(each, "values"), "value") for each in records(tree, (), "parameters")]
    for places, kind in groups:
        seen = set()
        for path, record in places:
            key = (day(record.get("from")), day(record.get("known_from")))
            if key in seen:
                yield Inconsistency(
                    path,
                    f"a second {kind} in force and known from the same days",
                    "another 'from' or 'known_from', or the other one under 'against'",
                )
            seen.add(key)


def _values(tree: dict[str, Any], _known: Names) -> Iterator[Inconsistency]:
    for place in records(tree, (), "parameters"):
        unit = place[1].get("unit")
        for path, entry in inside(place, "values"):
            yield from _fits((path, entry), "value", unit)
            for other in inside((path, entry), "against"):
                yield from _fits(other, "value", unit)


def _fits(place: Place, key: str, unit: Any) -> Iterator[Inconsistency]:
    path, record = place
    value = plain_value(record.get(key))
    if value is None or value in ("unknown", "none") or not isinstance(unit, str):
        return
    right = wrong_form(value, unit)
    if right:
        yield Inconsistency((*path, key), f"{record[key]} is no {unit.replace('_', ' or ')}", right)


def _questions(tree: dict[str, Any], known: Names) -> Iterator[Inconsistency]:
    for path, question in records(tree, (), "questions"):
        answer, name = question.get("answer"), identity(question.get("id")) or ""
        options = known.options.get(name)
        if options is not None and not options:
            yield Inconsistency(path, "a choice without options", "options: [one, another]")
        if answer != "choice" and question.get("options"):
            yield Inconsistency(
                (*path, "options"), f"options, and the answer is {answer}", "answer: choice"
            )
        yield from answer_faults((*path, "assume"), question.get("assume"), question, known)


def _measures(tree: dict[str, Any], known: Names) -> Iterator[Inconsistency]:
    days = {"deadlines": deadline_names(tree)}
    for place in records(tree, (), "measures"):
        path, measure = place
        for key in ("counts", "excludes", "unclear"):
            for counting in inside(place, key):
                yield from comparisons(counting, known)
                yield from known.reference(*counting, "share", ("share",))
        for key in ("spent_from", "spent_until"):
            if identity(measure.get(key)) not in days["deadlines"]:
                yield from known.reference(path, measure, key, ("day",))
        limits = inside(place, "limits")
        yield from unique(limits, "limit", "of its measure")
        for spot, limit in limits:
            yield from known.reference(spot, limit, "at_most", ("money",))
            yield from known.reference(spot, limit, "share", ("share", "count"))
            yield from known.reference(spot, limit, "of", ("money",))
            shared = limit.get("share") is not None and limit.get("of") is not None
            if shared == (limit.get("at_most") is not None):
                yield Inconsistency(
                    spot,
                    "a limit is an amount or a share of a measure",
                    "'at_most', or 'share' with 'of'",
                )


def _deadlines(tree: dict[str, Any], known: Names) -> Iterator[Inconsistency]:
    windows = names(records(tree, (), "windows"))
    for path, deadline in records(tree, (), "deadlines"):
        counted = deadline.get("of") is not None and deadline.get("days") is not None
        if counted == (deadline.get("on") is not None):
            yield Inconsistency(
                path,
                "a deadline has a day, or days counted from a date",
                "'on', or 'of' and 'days'",
            )
        yield from known.reference(path, deadline, "days", ("days", "count"))
        window = identity(deadline.get("window"))
        if window is not None and window not in windows and is_whole(tree, "windows"):
            yield unknown((*path, "window"), "window", window, windows)


def _money(tree: dict[str, Any], common: Names) -> Iterator[Inconsistency]:
    known = all_names(tree, common)
    yield from known.reference((), tree, "tax", ("share",))
    yield from known.reference((), tree, "fund", ("money",))
    for place in records(tree, (), "fees"):
        yield from known.reference(*place, "share", ("share",))
        for key in ("of", "at_least", "at_most"):
            yield from known.reference(*place, key, ("money",))
    rest = 0
    for path, tranche in records(tree, (), "tranches"):
        yield from known.reference(path, tranche, "share", ("share",))
        for key in ("times", "every_months"):
            yield from known.reference(path, tranche, key, ("count",))
        for key in ("least_days", "most_days"):
            yield from known.reference(path, tranche, key, ("days", "count"))
        yield from known.reference(path, tranche, "by", ("day",))
        rest += tranche.get("share") is None
        if tranche.get("share") is None and rest > 1:
            yield Inconsistency(path, "a second tranche takes the rest", "a 'share'")
