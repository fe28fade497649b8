"""What stands in cells, as the models take it: numbers, dates, lists, times of work, money."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from kachinko.files.slugline import fold
from kachinko.files.xlsx_sheets import is_value

if TYPE_CHECKING:
    from kachinko.files.tables import Column

_SEPARATORS = re.compile(r"[,;、，；\n]")
_YES = {"yes", "y", "true", "x", "はい", "○", "◯", "〇", "●", "✓", "✔"}
_NO = {"no", "n", "false", "いいえ", "×", "-", "–"}
_CLOCK = re.compile(r"(\d{0,3}):(\d{2})(?::\d{2})?")
_SPELLED = re.compile(
    r"(?:(\d{1,3}(?:\.\d+)?)\s*(?:hours?|hrs?|h|時間))?\s*(?:(\d{1,4})\s*(?:minutes?|mins?|m|分)?)?"
)
_DAY_MARKS = re.compile(r"(\d{4})\s*[/.年]\s*(\d{1,2})\s*[/.月]\s*(\d{1,2})\s*日?")
_SIGNS = {
    "¥": ("JPY", "CNY"), "円": ("JPY",), "₩": ("KRW",), "원": ("KRW",), "€": ("EUR",),
    "£": ("GBP",), "$": ("USD", "CAD", "AUD", "NZD", "TWD", "HKD", "SGD"), "฿": ("THB",),
}  # fmt: skip


def text_of(value: Any) -> str:
    """A cell as text; a whole number without its decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    return str(value).strip() if is_value(value) else ""


def value_of(value: Any, column: Column, currency: str) -> Any:
    """A cell's value as a model takes it, None for an empty one.

    What cannot be read comes back as it is: the model says what is wrong with it.
    """
    if not is_value(value):
        return None
    if isinstance(value, float) and value.is_integer() and column.kind != "number":
        value = int(value)
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    match column.kind:
        case "list":
            return split(text_of(value))
        case "bool":
            return _flag(value)
        case "amount":
            return _amount(value, currency)
        case "date":
            return _day(value)
        case "whole" | "number":
            return _number(value)
        case _:
            return value


def split(text: str) -> list[str]:
    """The parts of a cell that holds several."""
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def minutes_of(value: Any) -> Any:
    """A shooting time [min]: 90, 1:30, ``1h30``, ``1.5 h``, 90分, or a cell that holds a time."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        return math.ceil(value.total_seconds() / 60)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, str):
        return value
    plain = unicodedata.normalize("NFKC", value).strip().lower()
    clock = _CLOCK.fullmatch(plain)
    if clock is not None:
        return int(clock[1] or 0) * 60 + int(clock[2])
    spelled = _SPELLED.fullmatch(plain)
    if plain and spelled is not None:
        return round(float(spelled[1] or 0) * 60) + int(spelled[2] or 0)
    return value


def stage_of(text: str) -> bool | None:
    """Whether a set is on a stage, as ``L/S`` columns and others say it; None: no such word."""
    word = fold(text) or text.strip()
    if word in {"s", "セット", "set", "stage", "スタジオ", "studio", "ステージ"} | _YES:
        return True
    if word in {"l", "ロケ", "loc", "location", "ロケーション"} | _NO:
        return False
    return None


def is_mark(value: Any) -> bool:
    """Whether a cell marks that somebody is in a scene, as the columns of a cast do."""
    text = text_of(value)
    return text == "1" or fold(text) in {"x", "w", "○"} or text in _YES


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        word = value.strip().lower()
        return True if word in _YES else False if word in _NO else value
    return {0: False, 1: True}.get(value, value) if isinstance(value, int) else value


def _amount(value: Any, currency: str) -> Any:
    if not isinstance(value, str):
        return value
    plain = unicodedata.normalize("NFKC", value).strip()
    for sign, codes in _SIGNS.items():
        if sign in plain:
            if currency not in codes:
                return value
            return plain.replace(sign, "").strip()
    code = plain[:3].upper()
    return plain[3:].strip() if code == currency else plain


def _day(value: Any) -> Any:
    if isinstance(value, str):
        match = _DAY_MARKS.fullmatch(unicodedata.normalize("NFKC", value).strip())
        if match is not None:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                return value
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
        try:
            number = float(unicodedata.normalize("NFKC", value).strip())
        except ValueError:
            return value
        if not math.isfinite(number):
            return value
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return value
