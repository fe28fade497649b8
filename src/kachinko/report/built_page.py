"""The page that was built from the front-end's source, into which a document is put.

`hatch_build.py` builds it, with Node, from ``web/`` into ``built/``: one file with its scripts,
its style and a policy that lets it reach nothing. Where it was not built there is no page, and
those who would write one say so.
"""

from __future__ import annotations

import html
import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal

NOT_BUILT = (
    'left out, because its page is not built here: "make web" or an installed wheel has it; '
    "KACHINKO_NO_PAGES leaves it out"
)
_DATA, _LANG, _TITLE = '"kachinko:data"', "kachinko:lang", "kachinko:title"
Kind = Literal["plan"]


def is_built() -> bool:
    """Whether there is a page."""
    return _template() is not None


def fill_page(
    kind: Kind,
    document: Any,  # whatever JSON can hold
    *,
    told: dict[str, dict[str, str]],
    title: str,
    lang: str | None = None,
) -> str:
    """Put a document into the page.

    Parameters
    ----------
    kind
        What the document is.
    told
        By language, sentences of the document as they are said there.
    title
        Of the window, until the page says it in the reader's language.
    lang
        Language of the page; None: the reader's own.

    Raises
    ------
    LookupError
        Where the page is not built.
    """
    parts = _template()
    if parts is None:
        raise LookupError(NOT_BUILT)
    head, foot = parts
    block = {"kind": kind, "lang": lang, "told": told, "view": document}
    text = json.dumps(block, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # JSON that cannot end the script element that it stands in.
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    head = head.replace(_LANG, html.escape(lang or "en"), 1).replace(_TITLE, html.escape(title), 1)
    return f"{head}{text}{foot}"


@cache
def _template() -> tuple[str, str] | None:
    """What stands before and after the document; None: not built."""
    file = files("kachinko.report").joinpath("built", "report.html")
    if not file.is_file():
        return None
    before, _, after = file.read_text(encoding="utf-8").partition(_DATA)
    return before, after
