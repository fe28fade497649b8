"""The catalogues: shapes of English sentences, with what they are in another language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from babel.messages.catalog import Message

LANGUAGES = ("en", "ja")
HEAD = "head"
"""Context of the catalogue's words that stand alone."""
ITS_OWN = "en"
"""The language in which sentences are made."""

_PLACE = re.compile(r"\{(\w+)\}")
_DATE = r"\d{4}-\d\d-\d\d"
_NUMBER = r"-?(?:[\d,]+(?:\.\d+)?(?:e[+-]\d+)?|inf|nan)"
_FORMS = {
    "id": r"[^\s()]+",
    "n": _NUMBER,
    "of": _NUMBER,
    "needs": _NUMBER,
    "value": _NUMBER,
    "cost": _NUMBER,
    "bound": _NUMBER,
    "has": _NUMBER,
    "minutes": r"[\d,]+",
    "date": _DATE,
    "list_of": ".+",
    "first": _DATE,
    "last": _DATE,
    "n_days": r"[\d,]+ working days?",
    "n_titles": r"[\d,]+ titles?",
    "n_sets": r"[\d,]+ sets?",
    "n_crews": r"[\d,]+ (?:more )?build crews?",
    "width": _NUMBER,
    "depth": _NUMBER,
    "factors": r"[\d.]+(?:–[\d.]+)+",
    "low": r"[+−]?\d+(?:\.\d+)?",
    "high": r"[+−]?\d+(?:\.\d+)?",
    "size": r"\d[^()]* m²?(?: \([^()]*\))?",
    "phase": "build|prelight|shoot|hold|strike",
    "span": rf"{_DATE} to {_DATE}",
    "when": rf"(?:on {_DATE}|from {_DATE} to {_DATE})",
}
"""What may stand in a place, by its name; in any other place, anything."""
TYPED = frozenset(_FORMS)
LONG = frozenset({"asks", "rule", "lines", "requirements", "refusals", "rest"})
"""Places that take as much of a sentence as they can; the others as little."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A sentence with places in it."""

    text: str
    pattern: re.Pattern[str]
    other: str
    """The same in the other language."""


@cache
def shapes(lang: str) -> dict[str, tuple[Shape, ...]]:
    """The shapes of a language by their first letter; those that begin with a place under ``""``.

    Raises
    ------
    LookupError
        Where there is no catalogue of the language.
    """
    found: dict[str, list[Shape]] = {}
    for message in _messages(lang):
        if message.context is not None:
            continue
        text = str(message.id)
        shape = Shape(text, _pattern(text), str(message.string))
        found.setdefault("" if text.startswith("{") else text[0], []).append(shape)
    # Of two shapes that fit, the one with more words of its own says more.
    return {
        first: tuple(sorted(each, key=lambda shape: -len(_PLACE.sub("", shape.text))))
        for first, each in found.items()
    }


@cache
def heads(lang: str) -> dict[str, str]:
    """Words that stand alone in documents, as heads of columns do; sentences know them not.

    So a title that is called "Chance" keeps its name in a sentence.

    Raises
    ------
    LookupError
        Where there is no catalogue of the language.
    """
    return {str(each.id): str(each.string) for each in _messages(lang) if each.context == HEAD}


def _messages(lang: str) -> list[Message]:
    if lang not in LANGUAGES or lang == ITS_OWN:
        raise LookupError(f"no catalogue of {lang}")
    content = files("kachinko.report.told").joinpath(f"{lang}.po").read_bytes()
    return [each for each in read_po(BytesIO(content), locale=lang) if each.id and each.string]


def places(text: str) -> set[str]:
    """Names of the places in a shape."""
    return set(_PLACE.findall(text))


def _pattern(text: str) -> re.Pattern[str]:
    seen: set[str] = set()
    parts = []
    for at, part in enumerate(_PLACE.split(text)):
        if at % 2 == 0:
            parts.append(re.escape(part))
        elif part in seen:
            parts.append(f"(?P={part})")
        else:
            seen.add(part)
            form = _FORMS.get(part, ".+" if part in LONG else ".+?")
            parts.append(f"(?P<{part}>{form})")
    return re.compile("".join(parts), re.DOTALL)
