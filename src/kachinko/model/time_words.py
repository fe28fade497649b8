"""What scripts and breakdowns call times of day, in English and Japanese."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.model.scene import TimeOfDay

TIME_WORDS: dict[str, TimeOfDay] = {
    "day": "day", "daytime": "day", "morning": "day", "noon": "day", "midday": "day",
    "afternoon": "day", "late morning": "day", "late afternoon": "day", "early afternoon": "day",
    "mid morning": "day", "night": "night", "evening": "night", "midnight": "night",
    "late night": "night", "late evening": "night", "early evening": "dusk", "dawn": "dawn",
    "sunrise": "dawn", "daybreak": "dawn", "early morning": "dawn", "pre dawn": "dawn",
    "first light": "dawn", "dusk": "dusk", "sunset": "dusk", "twilight": "dusk",
    "magic hour": "dusk", "golden hour": "dusk", "nightfall": "dusk",
    "昼": "day", "日中": "day", "昼間": "day", "真昼": "day", "正午": "day", "午前": "day",
    "午後": "day", "朝": "day", "翌朝": "day", "昼前": "day", "昼過ぎ": "day", "昼下がり": "day",
    "夜": "night", "深夜": "night", "真夜中": "night", "夜中": "night", "晩": "night",
    "宵": "night", "未明": "night", "夜更け": "night", "その夜": "night", "その晩": "night",
    "早朝": "dawn", "明け方": "dawn", "夜明け": "dawn", "夜明け前": "dawn", "暁": "dawn",
    "黎明": "dawn", "夕": "dusk", "夕方": "dusk", "夕景": "dusk", "夕刻": "dusk", "夕暮れ": "dusk",
    "日没": "dusk", "黄昏": "dusk", "薄暮": "dusk",
}  # fmt: skip
"""Evenings count as night."""
