"""Every step to an answer, written down for people."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kachinko.incentives.cell import is_known, settled
from kachinko.incentives.shown import plain, shown, to_places
from kachinko.model.estimate import TraceEntry

if TYPE_CHECKING:
    from kachinko.incentives.cell import Cell
    from kachinko.incentives.numbers import Number
    from kachinko.incentives.resolve import Resolved
    from kachinko.model.clause import Clause, Limit, Test
    from kachinko.model.programme import Programme, Version

_PLACES = 6
"""Decimal places of numbers within sentences; the entries have more."""
_WAYS = {
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "at most",
    "less_than": "less than",
}


class Trace:
    """The steps of one case, in the order in which they were made.

    What a clause reads is noted as its input; what it reads for the first time stands before it.
    """

    def __init__(self, programme: Programme, units: dict[str, str]) -> None:
        self.entries: list[TraceEntry] = []
        self._units = units
        self._source = ""
        self._pages = {source.id: source.url for source in programme.sources}
        self._inputs: dict[str, Any] = {}
        self._tests: list[str] = []
        self._parts: list[TraceEntry] = []
        self.passed: dict[str, str] = {}
        """By requirement: the first route that was passed."""

    def page(self, source: str | None) -> str:
        """The address of a source."""
        return self._pages.get(source or "", "")

    def version(self, found: Resolved[Version]) -> None:
        """The version that governs; its source stands for clauses that name none."""
        version = found.entry
        if version is None:
            return
        self._source = self.page(version.source)
        days = [f"from {version.first}" if version.first else ""]
        days += [f"to {version.last}" if version.last else ""]
        decides = f"{found.trigger} {found.day} decides" if found.day else "whatever the date"
        self.entries.append(
            TraceEntry(
                id=version.id,
                kind="version",
                says=version.says,
                result=version.kind,
                source=self._source,
                note="; ".join([" ".join(filter(None, days)) or "always in force", decides]),
            )
        )

    def reads(self, ref: str, cell: Cell) -> None:
        """A clause reads a value."""
        self._inputs[ref] = shown(cell, self._units.get(ref, ""))

    def value(
        self, ref: str, kind: str, cell: Cell, says: str, source: str | None, note: str = ""
    ) -> None:
        """A parameter, question, measure or award was read for the first time."""
        unit = self._units.get(ref, "money" if kind in ("award", "fee", "tax") else "")
        self.entries.append(
            TraceEntry(
                id=ref[:64],
                kind=kind,
                says=says,
                result=shown(cell, unit),
                unit=unit,
                source=self.page(source),
                note="; ".join(each for each in (note, *cell.why) if each),
            )
        )

    def clause(self, clause: Clause, cell: Cell) -> None:
        """A clause is worked out; its limits, routes, rows and uplifts stand after it."""
        unit = self._units.get(clause.id, "")
        source = self.page(clause.source) or self._source
        binding = None
        if clause.kind == "require" and is_known(cell.state):
            binding = not cell.value
        self.entries.append(
            TraceEntry(
                id=clause.id,
                kind=clause.kind,
                says=clause.says,
                inputs=self._inputs,
                result=shown(cell, unit),
                unit=unit,
                binding=binding,
                source=source,
                note="; ".join([*self._tests, *cell.why]),
            )
        )
        for part in self._parts:
            given = {"source": source}
            if part.kind == "limit":
                given["unit"] = unit
            self.entries.append(part.model_copy(update=given))
        self._inputs, self._tests, self._parts = {}, [], []

    def test(self, test: Test, left: Cell, right: Cell | None, result: Cell) -> None:
        """A comparison, in words."""
        have = f"{test.what} {_words(shown(left, self._units.get(test.what, '')))}"
        if right is None:
            wanted = test.is_ if isinstance(test.is_, tuple) else (test.is_,)
            want = "is " + " or ".join(_words(each) for each in wanted)
        else:
            op = next(op for op in _WAYS if getattr(test, op) is not None)
            ref = getattr(test, op)
            want = f"{_WAYS[op]} {ref} {_words(shown(right, self._units.get(ref, '')))}"
        answer = settled(result)
        says = "not known" if answer is None else "holds" if answer else "does not hold"
        if answer is not None and right is not None and not (left.endless or right.endless):
            apart = abs(left.value - right.value)
            says += f", by {_words(plain(apart, ''))}" if apart else ", exactly"
        self._tests.append(f"{have}, {want}: {says}")

    def part(self, owner: str, part: Any, result: Cell, *, taken: bool | None = None) -> None:
        """A route, a row or an uplift, with the tests that were made for it."""
        name = getattr(part, "id", None) or f"row-{len(self._parts) + 1}"
        kind = type(part).__name__.lower()
        if kind == "route" and settled(result):
            self.passed.setdefault(owner, name)
        self._parts.append(
            TraceEntry(
                id=f"{owner}.{name}"[:64],
                kind=kind,
                says=part.says,
                result=shown(result, "share"),
                unit="share" if kind == "uplift" else "yes_no",
                binding=taken,
                note="; ".join([*self._tests, *result.why]),
            )
        )
        self._tests = []

    def limit(
        self, limit: Limit, of: Cell, cap: Cell, *, binding: bool | None, by: Number | None
    ) -> None:
        """A limit, whether it is the one that binds, and how much it takes away, or leaves."""
        apart = ""
        if binding is False and not cap.endless:
            room = cap.value - of.value
            said = _words(plain(abs(room), ""))
            apart = f"{said} below it" if room >= 0 else f"{said} above it, and a lower one binds"
        self._parts.append(
            TraceEntry(
                id=limit.id,
                kind="limit",
                says=limit.says,
                result=shown(cap, "money"),
                binding=binding,
                by=None if by is None else plain(by, "money"),
                level=limit.level,
                note="; ".join(filter(None, [apart, *cap.why])),
            )
        )


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, Decimal):
        return str(value)
    short = to_places(Fraction(value), _PLACES).normalize()
    return f"{short if short else value:,f}"
