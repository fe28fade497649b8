"""What a line of a Japanese script is: 柱 (heading), 台詞 (speech), a break in time, or ト書き.

Scripts are plain text without marks of a format; what a line is shows in its first signs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BLANK = r"[ \t\u3000]"
_MARK = re.compile(rf"{_BLANK}*(?P<mark>[○〇◯●◎■□◆◇▲△▼▽◉⚪⚫]){_BLANK}*(?P<text>[^\s○〇◯●◎■□◆◇].*)")
_LABELLED = re.compile(
    rf"{_BLANK}*(?:[○〇◯●■□]{_BLANK}*)?(?:[SＳsｓ]{_BLANK}*[#＃♯]|シーン|[SＳ](?=[0-9０-９])|[#＃]|第(?=[0-9０-９]+[場景]))"
    rf"{_BLANK}*(?P<number>[0-9０-９]{{1,4}}[A-Za-zＡ-Ｚａ-ｚ]?)[場景]?"
    rf"(?:{_BLANK}*[.．、:：‐\-－]|{_BLANK}|(?=[^0-9０-９])|$)(?P<text>.*)"
)
_NUMBERED = re.compile(
    rf"{_BLANK}*(?:[○〇◯●■□]{_BLANK}*)?(?P<number>[0-9０-９]{{1,4}}[A-Za-zＡ-Ｚａ-ｚ]?)"
    rf"(?:{_BLANK}*[.．、:：]|{_BLANK}+){_BLANK}*(?P<text>[^\s、。].*)"
)
_NO_PLACE = re.compile(
    r"(?:メイン)?(?:タイトル|テロップ|字幕|クレジット|スーパー)|登場人物|主な(?:登場)?人物|人物表|配役|キャスト|スタッフ|"
    r"あらすじ|梗概|企画意図|ログライン|[^（(]{1,12}[（(][0-9０-９]{1,2}[歳才代]?[）)]"
)
"""What stands behind a mark or number and is no place: titles, lists of parts with their ages."""
_BREAK = re.compile(rf"{_BLANK}*(?:[×✕✖xXｘＸ＊*]{_BLANK}*){{2,6}}")
_NAME_SIGN = r"[^\s「」『』。、!?！？…]"
_SPEECH = re.compile(
    rf"{_BLANK}*(?P<name>{_NAME_SIGN}{{1,24}}?(?:[ \u3000]{_NAME_SIGN}{{1,8}})?){_BLANK}*"
    r"(?P<said>[「『].*)",
    re.DOTALL,
)
_AFTER_SPEECH = re.compile(r"[」』](?:[（(][^）)]*[）)])?[。．]?\s*")
_PARTICLE_END = re.compile(
    r"(?:[^ぁ-ゖ](?:は|が|を|に|へ|も|の|で|から|には|では|とは|って|まで)|[:：]|は、)$"
)
_VERB_END = re.compile(r"[一-鿿][うくぐすつぬぶむるたてで]$")
_NARROW = re.compile(r"[（(][^（）()]{0,30}[）)]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A 柱 line: its number, where it has one, and what it says."""

    number: str
    text: str


def heading(line: str) -> Heading | None:
    """Read a line as 柱, such as ``○喫茶店・中（夜）``, ``１　病院・廊下`` or ``S#12 公園``."""
    if len(line) > 200:
        return None
    for pattern in (_LABELLED, _NUMBERED, _MARK):
        found = pattern.fullmatch(line)
        if found is None:
            continue
        text = found["text"].strip(" \t\u3000")
        number = unicodedata.normalize("NFKC", found.groupdict().get("number") or "").upper()
        if pattern is _MARK:
            inner = _NUMBERED.fullmatch(line.strip().removeprefix(found["mark"]))
            if inner is not None:
                text = inner["text"].strip(" \t\u3000")
                number = unicodedata.normalize("NFKC", inner["number"]).upper()
        if _NO_PLACE.match(text):
            return None
        if pattern is _LABELLED or not text.endswith(("。", "」")):
            return Heading(number.lstrip("0"), text)
    return None


def is_title(line: str) -> bool:
    """Whether the first line of a script may be its title, and is no head of a list."""
    return _NO_PLACE.match(line.lstrip("○〇◯●■□◆◇【［〔（( \t\u3000")) is None


def is_break(line: str) -> bool:
    """Whether a line is ``×　×　×``: time passes within the scene."""
    return len(line) < 40 and _BREAK.fullmatch(line) is not None


def speech(line: str) -> tuple[str, str] | None:
    """Read a line as 台詞: the name, as written, and what follows from its bracket on.

    ``太郎は「もういい」と言う`` is no speech: it goes on after the bracket, or a particle stands
    before it.
    """
    found = _SPEECH.match(line)
    if found is None:
        return None
    name, said = found["name"], found["said"]
    bare = _NARROW.sub("", name)
    if not bare or len(bare) > 16 or _PARTICLE_END.search(bare) or _VERB_END.search(bare):
        return None
    closed = closing(said)
    if closed is not None and _AFTER_SPEECH.fullmatch(said, closed) is None:
        return None
    return name, said


def closing(said: str) -> int | None:
    """Where the bracket closes that opens a text, or None while it is open."""
    depth = 0
    for at, sign in enumerate(said):
        if sign in "「『":
            depth += 1
        elif sign in "」』":
            depth -= 1
            if depth <= 0:
                return at
    return None
