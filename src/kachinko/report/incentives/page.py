"""Estimates as one HTML file without any script, to read, to follow and to print."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from typing import TYPE_CHECKING

from kachinko.report.html import page_file
from kachinko.report.incentives.section import Section
from kachinko.report.incentives.sentences import told_in
from kachinko.report.incentives.summary import KINDS, Pair, Split, binding, headline, split
from kachinko.report.incentives.texts import IncentiveWords

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from decimal import Decimal

    from kachinko.model.estimate import Estimate

_PLACE = re.compile(r"\{\{([a-z]+)\}\}")


def estimate_page(
    name: str,
    estimates: Sequence[Estimate],
    lang: str,
    lines: Mapping[str, str] | None = None,
    exclusive: Collection[Pair] = (),
) -> str:
    """Write estimates of one case as one self-contained HTML file.

    Parameters
    ----------
    name
        Of the case: the title of the budget.
    estimates
        At least one; their order is kept.
    lang
        ``en`` or ``ja``; what programmes say in words stays in the language of their files.
    lines
        Names of the budget's lines, by their id.
    exclusive
        Programmes of which only one can be had.
    """
    words = IncentiveWords(lang)
    estimates = [told_in(words, each) for each in estimates]
    style = "\n".join(page_file(each) for each in ("report.css", "print.css", "incentives.css"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    sections = [
        Section(words, each, f"p{at}", lines or {}) for at, each in enumerate(estimates, start=1)
    ]
    first = estimates[0]
    parts = {
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        "style": style,
        "lang": lang,
        "name": escape(name),
        "kind": escape(words("page.kind")),
        "asof": escape(words("page.asof", day=words.day(first.as_of))),
        "footer": escape(words("page.footer")),
        "nav": _nav(sections) if len(sections) > 1 else "",
        "content": "\n".join(section.html() for section in sections),
        "facts": _facts(words, split(estimates, exclusive)),
        **_head(words, estimates, split(estimates, exclusive)),
    }
    page = page_file("incentives.html").replace("{{head}}", page_file("head.html"))
    return _PLACE.sub(lambda match: parts[match[1]], page)


def _head(words: IncentiveWords, estimates: Sequence[Estimate], found: Split) -> dict[str, str]:
    first = estimates[0]
    if len(estimates) > 1:
        either = [words("sum.either", one=one, other=other) for one, other in found.either]
        return {
            "headline": escape(words("page.one", n=len(estimates))),
            "verdict": escape(words("sum.heading")),
            "about": escape(" ".join([*either, words("sum.apart")])),
            "tone": "good" if any(found.sure.values()) else "",
        }
    tones = {"entitlement": "good", "ceiling": "", "competitive": "", None: "bad"}
    limit = binding(words, first)
    return {
        "headline": escape(first.name),
        "verdict": escape(headline(words, first)),
        "about": escape(f"{words('binding.heading')}: {limit}" if limit else ""),
        "tone": tones[first.kind] if first.status == "award" else "bad",
    }


def _facts(words: IncentiveWords, found: Split) -> str:
    cells = []
    for key in KINDS:
        amounts: dict[str, Decimal] = getattr(found, key)
        figure = "<br>".join(escape(words.money(sum_, code)) for code, sum_ in amounts.items())
        cells.append(_fact(words, key, figure or escape(words("sum.none"))))
    if found.open:
        names = "<br>".join(escape(name) for name in found.open)
        cells.append(_fact(words, "open", names))
    return "".join(cells)


def _fact(words: IncentiveWords, key: str, figure: str) -> str:
    note = escape(words(f"sum.{key}.note"))
    return (
        f'<div class="fact"><dt>{escape(words(f"sum.{key}"))}</dt><dd><strong>{figure}</strong>'
        f"<span>{note}</span></dd></div>"
    )


def _nav(sections: Sequence[Section]) -> str:
    links = "".join(f'<li><a href="#{one.id}">{escape(one.short)}</a></li>' for one in sections)
    return f'<nav class="bar"><div class="wide"><ul>{links}</ul></div></nav>'
