"""One programme on the page of estimates: figures, pictures, trace, lines, dates, conditions."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kachinko.report.incentives import waterfall
from kachinko.report.incentives.cash_picture import cash_picture
from kachinko.report.incentives.steps import steps
from kachinko.report.incentives.summary import (
    binding,
    figures,
    headline,
    line_name,
    missing_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kachinko.model.estimate import DueDay, Estimate
    from kachinko.report.incentives.steps import Step
    from kachinko.report.incentives.texts import IncentiveWords

_SIDES = {"n:": ' class="n"', "d:": ' class="day"'}
_TONES = {"entitlement": "good", "ceiling": "warn", "competitive": "warn"}
_ANSWERS = {"counted": "good", "partly": "warn", "unclear": "warn", "not": "quiet"}
_STATES = {"open": "good", "kept": "good", "missed": "bad", "past": "quiet", "ahead": "warn",
           "unknown": "warn"}  # fmt: skip


class Section:
    """The part of a page that tells of one estimate; `id` begins the anchors of its steps."""

    def __init__(
        self, words: IncentiveWords, estimate: Estimate, anchor: str, names: Mapping[str, str]
    ) -> None:
        self.words, self.estimate, self.id, self._names = words, estimate, anchor, names
        self.short = estimate.programme

    def html(self) -> str:
        """The whole section."""
        words, estimate = self.words, self.estimate
        tone = _TONES.get(estimate.kind or "", "bad") if estimate.status == "award" else "bad"
        kind = f"kind.{estimate.kind}.long" if estimate.kind else "kind.none"
        about = [estimate.programme, words(kind)]
        if estimate.version:
            about.insert(1, f"{words('name.version')} {estimate.version}")
        small = f"<small>{escape(' · '.join(filter(None, about)))}</small>"
        left = f"<div>{self._figures()}{self._binding()}{self._must()}</div>"
        parts = (
            f"<h2>{escape(estimate.name)}{small}</h2>",
            f'<p class="answer {tone}">{escape(headline(words, estimate))}</p>',
            self._missing(),
            f'<div class="pair">{left}<div>{self._falls()}</div></div>',
            self._cash(),
            self._due(),
            self._trace(),
            self._lines(),
            self._conflicts(),
            self._plain_list("notes.heading", estimate.notes),
        )
        return f'<section id="{self.id}" class="wide">{"".join(parts)}</section>'

    def _figures(self) -> str:
        rows = "".join(
            f"<dt>{escape(name)}</dt><dd>{escape(amount)}</dd>"
            for name, amount in figures(self.words, self.estimate)
        )
        return f'<dl class="figures">{rows}</dl>' if rows else ""

    def _binding(self) -> str:
        if self.estimate.status != "award":
            return ""
        text = binding(self.words, self.estimate) or self.words("binding.none")
        return f"<h3>{escape(self.words('binding.heading'))}</h3><p>{escape(text)}</p>"

    def _must(self) -> str:
        return self._plain_list("must.heading", self.estimate.must_hold)

    def _falls(self) -> str:
        words, currency = self.words, self.estimate.currency
        drawn = "".join(
            waterfall.picture(words, bars, currency, words("waterfall.heading"))
            for bars in (
                waterfall.of_spend(words, self.estimate),
                waterfall.of_award(words, self.estimate),
            )
            if len(bars) > 1
        )
        return f"<h3>{escape(words('waterfall.heading'))}</h3>{drawn}" if drawn else ""

    def _cash(self) -> str:
        words, estimate = self.words, self.estimate
        unknown = words("cash.unknown")
        rows = (
            (
                escape(each.id),
                escape(words.money(each.amount, estimate.currency)),
                escape(words.day(each.earliest, unknown)),
                escape(words.day(each.latest, unknown)),
                escape(each.says) + self._link(each.source),
            )
            for each in estimate.receipts
        )
        heads = ("cash.part", "n:name.amount", "d:cash.earliest", "d:cash.latest", "cash.note")
        drawn = cash_picture(words, estimate)
        return self._headed("cash.heading", drawn + self._table(heads, rows))

    def _due(self) -> str:
        every = (*self.estimate.windows, *self.estimate.deadlines)
        heads = ("due.what", "trace.rule", "d:due.from", "d:due.to", "due.state")
        return self._headed("due.heading", self._table(heads, map(self._due_row, every)))

    def _due_row(self, due: DueDay) -> tuple[str, ...]:
        words = self.words
        return (
            f"{escape(due.id)}<small>{escape(words.named('what', due.what))}</small>",
            escape(due.says) + self._link(due.source),
            escape(words.day(due.first)),
            escape(words.day(due.last)),
            self._tag(words(f"state.{due.state}"), _STATES[due.state]),
        )

    def _trace(self) -> str:
        words = self.words
        found = steps(words, self.estimate)
        if not found:
            return ""
        known = {step.id for step in found}
        heads = ("step", "rule", "from", "result", "binding", "source")
        head = "".join(f"<th>{escape(words(f'trace.{each}'))}</th>" for each in heads)
        body = "".join(self._step(step, known) for step in found)
        return (
            f"<h3>{escape(words('trace.heading'))}</h3>"
            f'<p class="hint">{escape(words("trace.hint"))}</p>'
            f'<div class="scroll"><table class="trace"><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>"
        )

    def _step(self, step: Step, known: set[str]) -> str:
        made = "".join(
            f"<span>{self._to(name) if name in known else escape(name)} {escape(value)}</span>"
            for name, value in step.made_from
        )
        note = f"<small>{escape(step.note)}</small>" if step.note else ""
        binds = ' class="binds"' if step.binds else ""
        return (
            f'<tr id="{self.id}-{escape(step.id)}"{binds}>'
            f"<th>{escape(step.id)}<small>{escape(step.kind)}</small></th>"
            f'<td class="says">{escape(step.says)}{note}</td><td class="made">{made}</td>'
            f'<td class="n">{escape(step.result)}</td><td>{escape(step.limit)}</td>'
            f"<td>{self._link(step.source)}</td></tr>"
        )

    def _to(self, step: str) -> str:
        return f'<a href="#{self.id}-{escape(step)}">{escape(step)}</a>'

    def _lines(self) -> str:
        words, currency = self.words, self.estimate.currency
        rows = (
            (
                escape(line_name(each.line, self._names)),
                escape(each.measure),
                escape(words.money(each.amount, currency)),
                escape(words.money(each.counted, currency)),
                self._tag(words(f"answer.{each.answer}"), _ANSWERS[each.answer]),
                escape(each.says) + self._link(each.source),
            )
            for each in self.estimate.lines
        )
        heads = ("lines.line", "lines.measure", "n:lines.amount", "n:lines.counted",
                 "lines.answer", "lines.rule")  # fmt: skip
        return self._headed("lines.heading", self._table(heads, rows))

    def _conflicts(self) -> str:
        units = {entry.id: entry.unit for entry in self.estimate.trace}
        rows = (
            (
                escape(each.parameter),
                escape(self._in_unit(each.used, units.get(each.parameter, "")))
                + self._link(each.used_source),
                escape(self._in_unit(each.other, units.get(each.parameter, "")))
                + self._link(each.other_source),
                escape(each.why),
            )
            for each in self.estimate.conflicts
        )
        heads = [f"conflicts.{each}" for each in ("value", "used", "other", "why")]
        return self._headed("conflicts.heading", self._table(heads, rows))

    def _in_unit(self, value: object, unit: str) -> str:
        return self.words.value(value, unit, self.estimate.currency)  # type: ignore[arg-type]

    def _tag(self, text: str, tone: str) -> str:
        return f'<span class="tag {tone}">{escape(text)}</span>'

    def _missing(self) -> str:
        heading = missing_heading(self.words, self.estimate)
        listed = self._bullets(heading, self.estimate.missing)
        return f'<div class="notice">{listed}</div>' if listed else ""

    def _plain_list(self, heading: str, items: Sequence[str]) -> str:
        return self._bullets(self.words(heading), items)

    def _bullets(self, heading: str, items: Sequence[str]) -> str:
        if not items:
            return ""
        body = "".join(f"<li>{escape(each)}</li>" for each in items)
        return f'<h3>{escape(heading)}</h3><ul class="plain">{body}</ul>'

    def _headed(self, heading: str, table: str) -> str:
        return f"<h3>{escape(self.words(heading))}</h3>{table}" if table else ""

    def _table(self, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """A table; a head that begins with ``n:`` is one of figures, with ``d:`` one of days."""
        sides = [_SIDES.get(head[:2], "") for head in heads]
        body = "".join(
            "<tr>"
            + "".join(f"<td{side}>{cell}</td>" for side, cell in zip(sides, row, strict=True))
            + "</tr>"
            for row in rows
        )
        if not body:
            return ""
        head = "".join(
            f"<th{side}>{escape(self.words(name.removeprefix('n:').removeprefix('d:')))}</th>"
            for side, name in zip(sides, heads, strict=True)
        )
        return (
            f'<div class="scroll"><table><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>"
        )

    def _link(self, source: str) -> str:
        """A link where the source is a page on the web; else its words."""
        if not source:
            return ""
        if not source.startswith(("https://", "http://")):
            return f" {escape(source)}"
        return (
            f' <a href="{escape(source)}" rel="noreferrer">{escape(self.words("trace.page"))}</a>'
        )
