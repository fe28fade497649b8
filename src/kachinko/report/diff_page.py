"""The diff of a repair as one HTML file without any script, to read and to print."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan
from kachinko.report.html import page_file
from kachinko.report.words import Words

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.report.diff import DiffWords
    from kachinko.staging.repair.diff import ItemDiff, Place, PlanDiff

WIDE = 1000
"""Units of a picture of days across."""
MOST_LABELS = 5
"""Of months above the pictures."""
PHASES = ("build", "prelight", "shoot", "hold", "strike")
_PLACE = re.compile(r"\{\{([a-z]+)\}\}")


def render_diff(words: DiffWords, diff: PlanDiff, plan: Plan, lang: str = "en") -> str:
    """Write the diff as one self-contained HTML file in a language."""
    say = Words(lang)
    style = "\n".join(page_file(name) for name in ("report.css", "print.css", "diff.css"))
    lost = any(one.kind in ("dropped", "refused") for one in diff.titles)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    parts = {
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        "style": style,
        "name": escape(plan.project),
        "lang": lang,
        "repair": escape(say("Repair")),
        "what": escape(say("Repair of a plan")),
        "changed": escape(say("What changed in the project")),
        "headline": escape(say(words.headline(diff, plan))),
        "tone": "bad" if lost else "good" if diff.change_proven else "",
        "points": escape(say(f"{diff.points:,} points of change")),
        "proof": escape(f"{say(words.score(diff) + '.')} {say(_sentence(words.proof(diff)))}"),
        "facts": _facts(words, diff, say),
        "changes": "".join(f"<li>{escape(say(text))}</li>" for text in diff.changes)
        or f"<li>{escape(say('Nothing; the plan itself was looked at again.'))}</li>",
        "titles": _titles(words, diff, say),
        "moved": _moved(words, diff, say),
        "note": escape(say(_note(diff))),
    }
    page = page_file("diff.html").replace("{{head}}", page_file("head.html"))
    return _PLACE.sub(lambda match: parts[match[1]], page)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _facts(words: DiffWords, diff: PlanDiff, say: Words) -> str:
    facts = [
        ("Sets and blocks moved", str(diff.change.moves), f"of {len(diff.items)} that changed"),
        ("Stages changed", str(diff.change.stages), ""),
        ("Days moved", f"{diff.change.days:,}", "working days, all sets and blocks together"),
        ("Cost", _more(diff), words.cost(diff)),
        ("Frozen before", str(diff.freeze) if diff.freeze else "nothing", ""),
    ]
    return "".join(
        f'<div class="fact"><dt>{escape(say(name))}</dt>'
        f"<dd><strong>{escape(say(figure))}</strong>"
        f"<span>{escape(say(about))}</span></dd></div>"
        for name, figure, about in facts
    )


def _more(diff: PlanDiff) -> str:
    """How much more it costs, shortly."""
    if diff.cost_before is None or diff.cost_after is None:
        return "unknown"
    return f"{diff.cost_after - diff.cost_before:+,.0f}"


def _titles(words: DiffWords, diff: PlanDiff, say: Words) -> str:
    if not diff.titles:
        return ""
    lines = []
    for one in diff.titles:
        places = "".join(
            f"<li>{escape(words.item(one.title, item))}: {escape(say(words.place(place)))}</li>"
            for item, place in one.places
        )
        inner = f"<ul>{places}</ul>" if places else ""
        lines.append(f"<li>{escape(say(words.of_title(one)))}{inner}</li>")
    return (
        f'<section class="wide"><h2>{escape(say("Titles in and out"))}</h2>'
        f'<ul class="asked titles">{"".join(lines)}</ul></section>'
    )


def _moved(words: DiffWords, diff: PlanDiff, say: Words) -> str:
    if not diff.items:
        return ""
    axis = _Axis(diff)
    rows = "".join(_row(words, axis, one, say) for one in diff.items)
    key = "".join(
        f'<span><svg viewBox="0 0 12 12"><rect class="{name}" width="12" height="12"/></svg>'
        f"{escape(say(name))}</span>"
        for name in (*PHASES, "wait")
    )
    heads = [
        escape(say(head))
        for head in ("What moved", "Above: before. Below: now.", "Set or block",
                     "From when to when", "Why")
    ]  # fmt: skip
    return (
        f'<section class="wide"><h2>{heads[0]}</h2>'
        f'<p class="key"><span>{heads[1]}</span>{key}</p>'
        f'<table class="moved"><thead><tr><th>{heads[2]}</th><th>{heads[3]}</th>'
        f"<th>{axis.head()}</th><th>{heads[4]}</th></tr></thead><tbody>{rows}</tbody></table>"
        "</section>"
    )


def _row(words: DiffWords, axis: _Axis, one: ItemDiff, say: Words) -> str:
    what = escape("\n".join(say(each) for each in words.moves(one).split("; ")))
    kind = "block" if one.after.stage is None else "set"
    return (
        f"<tr><th>{escape(words.item(one.title, one.item))}"
        f"<small>{escape(words.title(one.title))}</small></th>"
        f'<td class="what">{what}</td>'
        f'<td class="days"><svg class="{kind}" viewBox="0 0 {WIDE} 44" '
        f'preserveAspectRatio="none" aria-hidden="true">{axis.ticks(44)}'
        f'<g class="was">{axis.bar(one.before, 5)}</g>{axis.bar(one.after, 25)}</svg></td>'
        f'<td class="why">{escape(say(words.why(one)))}</td></tr>'
    )


class _Axis:
    """Days from the first to the last that anything in the table has, across the picture."""

    def __init__(self, diff: PlanDiff) -> None:
        spans = [
            span for one in diff.items for place in (one.before, one.after)
            for _, span in place.phases
        ]  # fmt: skip
        self.first = min(span.start for span in spans).replace(day=1)
        self.days = (max(span.stop for span in spans) - self.first).days
        self.freeze = diff.freeze

    def at(self, day: date) -> float:
        return round((day - self.first).days / self.days * WIDE, 1)

    def months(self) -> list[date]:
        found, day = [], self.first
        while (day - self.first).days < self.days:
            found.append(day)
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return found[:: -(-len(found) // MOST_LABELS)]

    def head(self) -> str:
        names = "".join(
            f'<text x="{self.at(day) / WIDE:.1%}" y="12">{day:%Y-%m}</text>'
            for day in self.months()
        )
        return f"<svg>{names}</svg>"

    def ticks(self, height: int) -> str:
        lines = "".join(self._line(day, height, "tick") for day in self.months())
        if self.freeze and self.first < self.freeze and (self.freeze - self.first).days < self.days:
            lines += self._line(self.freeze, height, "freeze")
        return lines

    def _line(self, day: date, height: int, name: str) -> str:
        x = self.at(day)
        return (
            f'<line class="{name}" x1="{x}" x2="{x}" y1="0" y2="{height}" '
            'vector-effect="non-scaling-stroke"/>'
        )

    def bar(self, place: Place, top: int) -> str:
        parts: list[tuple[str, DaySpan]] = []
        for number, (name, span) in enumerate(place.phases):
            before = place.phases[number - 1][1] if number else span
            if number and before.stop < span.start:
                parts.append(("wait", DaySpan(before.stop, span.start)))
            parts.append((name, span))
        return "".join(
            f'<rect class="{name}" x="{self.at(span.start)}" y="{top}" height="14" '
            f'width="{round(self.at(span.stop) - self.at(span.start), 1)}"/>'
            for name, span in parts
        )


def _note(diff: PlanDiff) -> str:
    return (
        "Points of change are weighted sums: sets on another stage, sets and location blocks "
        "moved at all, and the working days by which each moved, of its first day, its shoot and "
        "its strike the furthest. More titles come before less change, less change before less "
        f"cost. Took {diff.seconds:.1f} s."
    )
