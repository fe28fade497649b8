"""Who speaks in a 台詞, and whom a ト書き names: ``太郎（声）``, ``男Ａ``, ``佐藤太郎（34）``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kachinko.shooting.breakdown.cue import Cue

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKETS = re.compile(r"[（(\[［〈【]([^（）()\[\]［］〈〉【】]*)[）)\]］〉】]")
_HEARD = re.compile(
    r"声|N|M|NA|ナレ|ナレーション|モノローグ|心の声|電話|無線|放送|録音|留守電|ラジオ|テレビ|TV|V\.?O\.?"
)
_VOICE_END = re.compile(
    r"(?:の心の声|の声|・声|(?<=[^A-Z])[NM]|(?<=[^A-Z])V\.?O\.?|ナレーション|モノローグ)$"
)
_OFF_END = re.compile(r"(?:・?(?:OFF|オフ|O\.?S\.?))$", re.IGNORECASE)
_NARRATORS = {
    "N",
    "NA",
    "ナレーション",
    "ナレーター",
    "ナレ",
    "語り",
    "M",
    "モノローグ",
    "声",
    "T",
    "テロップ",
    "字幕",
    "タイトル",
}
_CROWDS = {
    "一同", "全員", "皆", "みんな", "みな", "群衆", "群集", "観客", "人々", "野次馬", "通行人",
    "聴衆", "乗客", "客", "口々",
    "生徒一同", "社員一同", "客一同", "村人", "町人", "子供たち", "男女",
    "二人", "三人", "2人", "3人", "4人", "四人", "ふたり",
}  # fmt: skip
_CROWD_END = re.compile(r"(?:たち|達|一同|(?<=[^ぁ-ゖ])ら|連中|の群れ)$")
_TOGETHER = re.compile(r"[・&＆、,/]|(?<=[^ぁ-ゖ])と(?=.)|(?<=.)と(?=[^ぁ-ゖ])")
_AGED = re.compile(
    r"(?<![一-鿿々ァ-ヺー])(?P<name>[一-鿿々〆ヶァ-ヺー・A-Z0-9]{1,14}|[ぁ-ゖ]{2,6})"
    r"[（(](?P<age>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:歳|才|代)?(?:[、,][^（）()]{0,20})?[）)]"
)
_FOLLOWS = re.compile(r"[はがをにともへのでや、。・と（(「!?…っだなら]|$|\s|[^一-鿿ァ-ヺー々ぁ-ゖ]")
_CLASSES = (
    re.compile("[一-鿿々〆ヶ]"),
    re.compile("[ァ-ヺー]"),
    re.compile("[A-Za-z]"),
    re.compile("[0-9]"),
)


def read_cue_japanese(text: str, known: frozenset[str] = frozenset()) -> Cue:
    """Read the name before a 台詞.

    ``声``, ``Ｎ``, ``Ｍ`` and what comes through telephone or loudspeaker is heard only;
    ``ＯＦＦ`` is there, beside the picture. Names are parted at と and ・ where each part is known.
    """
    normal = unicodedata.normalize("NFKC", text)
    extensions = [found.strip().upper() for found in _BRACKETS.findall(normal)]
    name = re.sub(r"\s", "", _BRACKETS.sub("", normal))
    heard = any(_HEARD.fullmatch(part) or part.endswith(("の声", "越し")) for part in extensions)
    name = _OFF_END.sub("", name) or name
    voice = _VOICE_END.search(name)
    if voice is not None and voice.start() > 0:
        name, heard = name[: voice.start()], True
    if not name or name.upper() in _NARRATORS:
        return Cue((), heard=True)
    if name in _CROWDS or (_CROWD_END.search(name) and name not in known):
        return Cue((name,), heard=heard, crowd=True)
    parts = [part for part in _TOGETHER.split(name) if part]
    if len(parts) > 1 and all(part in known for part in parts):
        return Cue(tuple(parts), heard=heard)
    return Cue((name,), heard=heard)


def introduced(action: str) -> list[str]:
    """Names that a ト書き introduces with an age, such as ``佐藤太郎（34）``."""
    normal = unicodedata.normalize("NFKC", action)
    return [found["name"].strip("・") for found in _AGED.finditer(normal)]


def named(action: str, names: Iterable[str]) -> list[str]:
    """Which of these names stand in a ト書き as words of their own.

    A name ends where its kind of letter ends or a particle follows: 太郎 does not stand in 金太郎.
    """
    text = unicodedata.normalize("NFKC", action).replace("\n", "")
    found: list[str] = []
    for name in sorted(filter(None, names), key=len, reverse=True):
        places = _places(text, name)
        if places:
            found.append(name)
        for at in places:
            # 男 does not stand where 男A does.
            text = text[:at] + "\0" * len(name) + text[at + len(name) :]
    return found


def _places(text: str, name: str) -> list[int]:
    places: list[int] = []
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        apart = not _goes_on(before, name[0]) and not _goes_on(name[-1], after)
        if apart and (not "ぁ" <= name[-1] <= "ゖ" or _FOLLOWS.match(after)):
            places.append(at)
        at = text.find(name, at + len(name))
    return places


def _goes_on(first: str, second: str) -> bool:
    """Whether two signs are of one kind of letter, so that a word may go on over them."""
    if not first or not second:
        return False
    return any(kind.match(first) and kind.match(second) for kind in _CLASSES)
