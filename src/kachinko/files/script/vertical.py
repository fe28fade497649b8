"""Text set for vertical writing, turned back: upright brackets, no ruby."""

from __future__ import annotations

import re

_UPRIGHT = str.maketrans(
    "﹁﹂﹃﹄︵︶︷︸︹︺︻︼︽︾︿﹀︑︒︓︔︕︖︙︱",
    "「」『』（）｛｝〔〕【】《》〈〉、。：；！？…ー",
)
_RUBY = re.compile(r"[|｜]?([一-鿿々〆ヶ㐀-䶿]{1,12})《[ぁ-ゖァ-ヺー・]{1,24}》")
_RUBY_OF_ANY = re.compile(r"[|｜]([^\n|｜《》]{1,24})《[^\n《》]{1,24}》")


def upright(text: str) -> str:
    """Turn rotated forms of brackets and stops into the usual ones, and drop ruby in ``《…》``."""
    text = text.translate(_UPRIGHT)
    return _RUBY.sub(r"\1", _RUBY_OF_ANY.sub(r"\1", text))
