"""A whole programme in words: versions, clauses, values on both axes, windows, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from kachinko.incentives.resolve import value_of
from kachinko.model.dated import Trigger
from kachinko.report.incentives.clause_words import counting_words, formula, line_limit_words
from kachinko.report.incentives.rates import rates_in_words, version_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kachinko.model.clause import Clause
    from kachinko.model.dated import DatedValue, Parameter
    from kachinko.model.programme import (
        Deadline,
        Fee,
        Measure,
        Programme,
        Question,
        Tranche,
        Version,
        Window,
    )
    from kachinko.model.source import Source
    from kachinko.report.incentives.texts import IncentiveWords


class ProgrammeLines:
    """Tells a programme; `day` is the one for which the version in force is named."""

    def __init__(self, words: IncentiveWords, programme: Programme, day: date, as_of: date) -> None:
        self.words, self.programme = words, programme
        self.day, self.as_of = day, as_of

    def lines(self) -> Iterator[str]:
        """All of it, in the order in which people ask."""
        words, programme = self.words, self.programme
        name = programme.name_ja if words.lang == "ja" and programme.name_ja else programme.name
        yield f"{name} ({programme.id})"
        yield from self._facts()
        if programme.notes:
            yield f"  {programme.notes}"
        for key, entries in (
            ("versions", [line for each in programme.versions for line in self._version(each)]),
            ("parameters", [line for each in programme.parameters for line in self._value(each)]),
            ("questions", [self._question(each) for each in programme.questions]),
            ("measures", [line for each in programme.measures for line in self._measure(each)]),
            ("windows", [self._window(each) for each in programme.windows]),
            ("deadlines", [self._deadline(each) for each in programme.deadlines]),
            ("tranches", [self._tranche(each) for each in programme.tranches]),
            ("fees", [self._fee(each) for each in programme.fees]),
            ("sources", [self._source(each) for each in programme.sources]),
        ):
            yield ""
            yield f"{words(f'show.{key}')}:"
            yield from (f"  {line}" for line in entries or [words("show.none")])

    def _facts(self) -> Iterator[str]:
        words, programme = self.words, self.programme
        not_read = words("show.notread")
        rolling = {True: "yes", False: "no", None: "unknown"}[programme.rolling]
        facts = {
            "place": programme.place,
            "authority": programme.authority or not_read,
            "form": words(f"form.{programme.form}"),
            "currency": programme.currency,
            "trigger": words(f"trigger.{programme.trigger}"),
            "rolling": words(f"show.rolling.{rolling}"),
            "renewal": self._renewal(),
            "fund": self._today(programme.fund),
            "tax": self._today(programme.tax),
        }
        if programme.not_with:
            facts["not_with"] = ", ".join(programme.not_with)
        for key, fact in facts.items():
            yield f"  {words(f'show.{key}')}: {fact}"
        rate = rates_in_words(words, programme, self.day, self.as_of)
        day, asof = words.day(self.day), words.day(self.as_of)
        yield f"  {words('show.rates')}: {words('show.rate', rate=rate, day=day, asof=asof)}"

    def _today(self, ref: str | None) -> str:
        """What a parameter is in a case whose every date is the day, with its id."""
        words, programme = self.words, self.programme
        parameter = next((each for each in programme.parameters if each.id == ref), None)
        if parameter is None:
            return ref or words("show.notread")
        dates: dict[Trigger, date] = dict.fromkeys(get_args(Trigger), self.day)
        entry = value_of(parameter, programme, dates, self.as_of).entry
        value = entry.value if entry else "unknown"
        return f"{words.value(value, parameter.unit, programme.currency)} ({ref})"

    def _renewal(self) -> str:
        words, renewal = self.words, self.programme.renewal
        parts = [words(f"renewal.{renewal.by}")]
        if renewal.until:
            parts.append(words("list.until", day=words.day(renewal.until)))
        return ", ".join(filter(None, (*parts, renewal.says)))

    def _span(self, first: date | None, last: date | None) -> str:
        words = self.words
        if first is None and last is None:
            return words("show.always")
        begin = words.day(first, words("show.always") if last is None else "…")
        return words("show.span", first=begin, last=words.day(last, words("show.forever")))

    def _known(self, known_from: date | None) -> str:
        if known_from is None:
            return ""
        return ", " + self.words("show.known", day=self.words.day(known_from))

    def _version(self, version: Version) -> Iterator[str]:
        words = self.words
        holds = version_on(self.programme, self.day, self.as_of)
        now = ""
        if holds is version:
            now = words("show.now", day=words.day(self.day), asof=words.day(self.as_of))
            now = f" <- {now}"
        span = self._span(version.first, version.last)
        kind = words(f"kind.{version.kind}")
        yield f"{version.id}: {span}{self._known(version.known_from)}; {kind}{now}"
        if version.says:
            yield f"    {version.says}"
        for clause in version.clauses:
            yield from self._clause(clause)
        yield f"    {words('figure.eligible')}: {version.eligible}"
        yield f"    {words('figure.award')}: {version.award}"
        for what in version.unread:
            yield f"    {words('show.unread', what=what)}"

    def _clause(self, clause: Clause) -> Iterator[str]:
        kind = self.words.named("step", clause.kind)
        source = f" [{clause.source}]" if clause.source else ""
        yield f"    {clause.id} ({kind}): {clause.says}{source}"
        yield f"        = {formula(clause)}"

    def _value(self, parameter: Parameter) -> Iterator[str]:
        words = self.words
        trigger = words(f"trigger.{parameter.trigger or self.programme.trigger}")
        decides = words("show.decides", trigger=trigger)
        yield f"{parameter.id}: {parameter.meaning} ({decides})"
        for each in parameter.values:
            yield from self._dated(parameter, each)

    def _dated(self, parameter: Parameter, value: DatedValue) -> Iterator[str]:
        words, currency = self.words, self.programme.currency
        figure = words.value(value.value, parameter.unit, currency)
        span = self._span(value.first, value.last)
        note = f" {value.note}" if value.note else ""
        yield f"    {figure}: {span}{self._known(value.known_from)} [{value.source}]{note}"
        for other in value.against:
            told = words.value(other.value, parameter.unit, currency)
            yield "        " + words(
                "show.against", value=told, source=other.source, why=other.why_not
            )

    def _question(self, question: Question) -> str:
        words = self.words
        how = words("show.mustsay")
        if question.assume is not None:
            unit = question.answer
            taken = words.value(question.assume, unit, self.programme.currency)
            how = words("show.assumed", value=taken)
        if question.options:
            how = f"{words('show.options', options=', '.join(question.options))}; {how}"
        return f"{question.id}: {question.asks} ({how})"

    def _measure(self, measure: Measure) -> Iterator[str]:
        yield f"{measure.id}: {measure.meaning}"
        for key in ("counts", "excludes", "unclear"):
            for counting in getattr(measure, key):
                yield f"    {self.words(f'show.{key}')}: {counting_words(counting)}"
        for limit in measure.limits:
            yield f"    {self.words('step.limit')}: {line_limit_words(limit)}"

    def _window(self, window: Window) -> str:
        words = self.words
        parts = [words("show.span", first=words.day(window.opens), last=words.day(window.closes))]
        if window.decision_by:
            parts.append(words("show.decision", day=words.day(window.decision_by)))
        if window.may_close_early:
            parts.append(words("show.early"))
        says = f" {window.says}" if window.says else ""
        known = self._known(window.known_from)
        return f"{window.id}: {', '.join(parts)}{known} [{window.source}]{says}"

    def _deadline(self, deadline: Deadline) -> str:
        words = self.words
        if deadline.on:
            day = words.day(deadline.on)
        else:
            trigger = words(f"trigger.{deadline.of}") if deadline.of else words("show.notread")
            side = "show.after" if deadline.side == "after" else "show.before"
            day = f"{deadline.days or words('show.notread')} {words(side, trigger=trigger)}"
        effect = f" {deadline.effect}" if deadline.effect else ""
        return f"{deadline.id}: {day} [{deadline.source}] {deadline.says}{effect}"

    def _tranche(self, tranche: Tranche) -> str:
        words, not_read = self.words, self.words("show.notread")
        span = words(
            "show.days", least=tranche.least_days or not_read, most=tranche.most_days or not_read
        )
        trigger = words(f"trigger.{tranche.after}")
        share = tranche.share or words("show.share.rest")
        says = f". {tranche.says}" if tranche.says else ""
        return f"{tranche.id}: {share}, {span} {words('show.after', trigger=trigger)}{says}"

    def _fee(self, fee: Fee) -> str:
        bounds = [f"{sign} {ref}" for sign, ref in (("≥", fee.at_least), ("≤", fee.at_most)) if ref]
        return ", ".join((f"{fee.id}: {fee.says} = {fee.share} × {fee.of}", *bounds))

    def _source(self, source: Source) -> str:
        told: Iterable[str] = filter(
            None, (source.publisher, source.title, source.date, source.voice, source.note)
        )
        return f"{source.id}: {source.url} ({'; '.join(told)})"
