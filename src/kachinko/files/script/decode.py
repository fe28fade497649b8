"""The text of a script file, whatever encoding it was saved in."""

from __future__ import annotations

import re

from kachinko.files.source import refusal

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_HIRAGANA = re.compile("[ぁ-ゖ]")
_FOREIGN = re.compile("[^\x00-\x7f]")
_HALF_WIDTH = re.compile("[｡-ﾟ]")
_LEAST_HIRAGANA = 0.1
"""Share of hiragana among the letters beyond ASCII; no Japanese prose has less."""


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8, UTF-16, Shift_JIS, EUC-JP, ISO-2022-JP or Windows-1252.

    Line ends become ``\\n``; control characters, which no reader would see, are dropped.

    Raises
    ------
    InputError
        When the file holds no text.
    """
    text = _marked(data)
    if text is None:
        text = _guessed(data)
    if text is None or "\0" in text:
        raise refusal(name, "the file holds binary data, not a script", "a script saved as text")
    return clean(text)


def clean(text: str) -> str:
    """Text with ``\\n`` as its only line end and without control characters."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text).replace("\x0c", "\n"))


def _marked(data: bytes) -> str | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], codec)
    if b"\0" in data[:4000]:
        # UTF-16 without its mark: of ASCII letters every other byte is 0.
        little = data[1:4000:2].count(0) > data[0:4000:2].count(0)
        return _strictly(data, "utf-16-le" if little else "utf-16-be")
    if b"\x1b$" in data:
        return _strictly(data, "iso2022_jp_ext")
    return None


def _guessed(data: bytes) -> str | None:
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    japanese = [
        found
        for codec in ("cp932", "euc_jis_2004")
        if (found := _strictly(data, codec)) is not None
    ]
    best = max(japanese, key=_likeness, default=None)
    if best is not None and _likeness(best) >= _LEAST_HIRAGANA:
        return best
    return _strictly(data, "cp1252")


def _likeness(text: str) -> float:
    """How much a text looks like Japanese prose: hiragana against half-width katakana."""
    foreign = len(_FOREIGN.findall(text))
    if not foreign:
        return 0.0
    return (len(_HIRAGANA.findall(text)) - len(_HALF_WIDTH.findall(text))) / foreign


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
