"""What a 柱 says: ``喫茶店「ルル」・店内（夜）``, ``同・廊下``, ``車・中（回想・夕）``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kachinko.model.time_words import TIME_WORDS
from kachinko.shooting.breakdown.slug import Slug

if TYPE_CHECKING:
    from kachinko.model.scene import Setting, TimeOfDay

_PARTS = re.compile(r"[・･/／]|[ \t\u3000]+|[-―–—－]{1,2}")
_PART = re.compile(r"(?:[「『][^」』]*[」』]|[^・･/／ \t\u3000―–—－-])+")
_BRACKETS = re.compile(r"[（(〈<＜\[［【]([^（）()〈〉<>＜＞\[\]［］【】]*)[）)〉>＞\]］】]")
_QUOTED = re.compile(r"[「『][^」』]*[」』]")
_LETTERS: dict[str, TimeOfDay] = {
    "D": "day",
    "N": "night",
    "DAY": "day",
    "NIGHT": "night",
    "M": "day",
    "E": "dusk",
}
_ASIDE = re.compile(
    r"(?:回想|点描|現在|過去|夢|妄想|イメージ|想像|実景|数日後|翌日|同日|同時刻|その後|続き|雨|雪|曇り|晴れ|"
    r"\d+(?:日|年|ヶ月|か月|カ月|週間|時間|分)[後前]|\d+年|\d+月(?:\d+日)?|季節|春|夏|秋|冬)"
)
_LEADING = re.compile(r"回想|点描|夢|妄想|イメージ|想像|実景")
"""Asides that also stand before a place: 回想・学校."""
_AGAIN = re.compile(r"(?:同時刻|同日|続き|その後)")
_INSIDE = {"中", "内", "室内", "店内", "車内", "屋内", "内部", "機内", "船内", "場内"}
_OUTSIDE = {"外", "表", "前", "外観", "屋外", "店先", "店の前", "全景", "実景", "外景"}
_BOTH = {"内外", "中と外", "中・外"}
_OUTDOORS = re.compile(
    r"(?:前|表|外|外観|裏|通り|道|路|路上|路地|路地裏|街|街角|街頭|町|公園|広場|庭|中庭|裏庭|校庭|屋上|ベランダ|海|"
    r"浜|浜辺|海岸|砂浜|港|埠頭|川|河原|川原|川辺|河川敷|土手|堤防|橋|橋の上|山|山道|森|林|畑|田んぼ|空|坂|坂道|商店街|"
    r"駐車場|境内|神社|参道|鳥居|墓地|交差点|横断歩道|歩道|グラウンド|べり|ほとり|岸辺|沿い|ロータリー|桟橋|丘|石段|階段下|バス停)$"
)
_SAME = re.compile(r"同(?:じ|上|場所|所|じ場所)?$")


def read_slug_japanese(heading: str, before: str = "") -> Slug:
    """Read a 柱; `before` is the place of the scene before, which ``同・…`` refers to.

    A 柱 rarely says inside or outside: the end of the place (前, 路上, 公園 …) says outside;
    otherwise `setting` stays None.
    """
    text = unicodedata.normalize("NFKC", heading).replace("・", "・")
    asides: list[str] = []

    def aside(found: re.Match[str]) -> str:
        inner = [part for part in _PARTS.split(found[1]) if part]
        known = all(_is_aside(part) for part in inner)
        if known:
            asides.extend(inner)
        return "" if known else found[0]

    text = _BRACKETS.sub(aside, text).strip()
    parts = _split(text)
    while len(parts) > 1 and _is_aside(parts[-1]):
        asides.append(parts.pop())
    while len(parts) > 1 and _LEADING.fullmatch(parts[0]):
        asides.append(parts.pop(0))
    same = bool(parts) and _SAME.match(parts[0]) is not None
    if same:
        parts = [*_split(before)[:1], *parts[1:]] if len(parts) > 1 else _split(before)
    setting: Setting | None = None
    while len(parts) > 1 and (said := _said_setting(parts[-1])) is not None:
        setting = setting or said
        parts.pop()
    place = "・".join(parts)
    if setting is None and _OUTDOORS.search(_QUOTED.sub("", place)):
        setting = "EXT"
    times = [found for part in asides if (found := _time(part)) is not None]
    again = (same or any(_AGAIN.match(part) for part in asides)) and not times
    return Slug(place, setting, times[0] if times else None, again)


def _split(text: str) -> list[str]:
    """The parts of a place; what stands in quotation marks is not parted."""
    return _PART.findall(text)


def _is_aside(part: str) -> bool:
    return (
        _time(part) is not None
        or _ASIDE.fullmatch(part) is not None
        or _AGAIN.match(part) is not None
    )


def _time(part: str) -> TimeOfDay | None:
    known = TIME_WORDS.get(part) or _LETTERS.get(part.upper())
    if known is None and len(part) <= 6:
        # '翌日の朝', '夏の夜'
        known = TIME_WORDS.get(re.sub(r"^.*の", "", part))
    return known


def _said_setting(part: str) -> Setting | None:
    if part in _BOTH:
        return "INT/EXT"
    if part in _INSIDE:
        return "INT"
    return "EXT" if part in _OUTSIDE else None
