"""Pages as one HTML file that opens offline and asks nobody for anything.

A page's template, style, words and scripts lie beside this module in ``page/`` and are put
together at render time. A content security policy allows exactly this script and this style.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACE = re.compile(r"\{\{ *([a-z0-9_.]+) *\}\}")


def render_page(
    template: str,
    document: Any,  # whatever JSON can hold
    *,
    name: str,
    words: str,
    lang: str,
    styles: Sequence[str],
    scripts: Sequence[str],
    sections: Sequence[str],
    skip_to: str | None = None,
    tools: str | None = None,
) -> str:
    """Put a page together: the shell with a page's sections, data, words, style and script.

    Parameters
    ----------
    template, words, styles, scripts
        Files in ``page/``; styles and scripts in order.
    document
        What the page draws.
    name
        Begins the window's title.
    lang
        Language of the words.
    sections
        Ids of the sections that the bar at the top leads to.
    skip_to
        Section to which a keyboard skips; the first one where none is named.
    tools
        A file in ``page/`` with what else stands in the bar.
    """
    known: dict[str, str] = json.loads(page_file(words))
    style = "\n".join(page_file(each) for each in styles)
    script = "\n".join(
        ['"use strict";', "(() => {", *(page_file(each) for each in scripts), "})();"]
    )
    nav = "\n".join(
        f'      <li><a href="#{each}">{{{{{_heading(each, known)}}}}}</a></li>' for each in sections
    )
    whole = page_file("shell.html")
    for place, text in (
        ("head", page_file("head.html")),
        ("nav", nav),
        ("tools", page_file(tools) if tools else ""),
        ("content", page_file(template)),
    ):
        whole = whole.replace(f"{{{{{place}}}}}", text)
    parts = {
        "skip_to": skip_to or sections[0],
        "lang": html.escape(lang),
        "name": html.escape(name),
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "data": _json_block(document),
        "words": _json_block(known),
    }

    def fill(match: re.Match[str]) -> str:
        key = match[1]
        return parts[key] if key in parts else html.escape(known[key])

    return _PLACE.sub(fill, whole)


def _heading(section: str, known: dict[str, str]) -> str:
    """The key of the words by which a bar names a section."""
    short = f"{section}.nav"
    return short if short in known else f"{section}.heading"


@cache
def page_file(name: str) -> str:
    """The text of a file in ``page/``."""
    return files("kachinko.report").joinpath("page", name).read_text(encoding="utf-8")


def _json_block(document: Any) -> str:  # Any: whatever JSON can hold
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
