"""Cells of budget tables as the model takes them: amounts, days, yes and no."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from kachinko.files.breakdown_table.cells import text_of
from kachinko.files.xlsx_sheets import is_value

_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?")
_YES, _NO = {"yes", "y", "true", "x", "はい", "○"}, {"no", "n", "false", "いいえ"}
_DIGITS_OF_A_CELL = 15
"""A spreadsheet keeps no more; what comes after is noise of its arithmetic."""


def amount_of(value: Any) -> Any:
    """An exact amount: 1,234.50 and, as accountants write what comes off, (1,234.50).

    A text that is no such number comes back as it is: 1.234,50 could be read in two ways.
    """
    if isinstance(value, float):
        return Decimal(f"{value:.{_DIGITS_OF_A_CELL}g}")
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value).strip().replace("−", "-")
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1].strip()}"
    return text.replace(",", "") if _GROUPED.fullmatch(text) else value


def day_of(value: Any) -> Any:
    """A cell that holds a date, as the ISO text or the date that it is."""
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date()
    return value.strip().replace("/", "-") if isinstance(value, str) else value


def flag_of(value: Any) -> Any:
    """Yes or no."""
    if isinstance(value, str):
        word = value.strip().lower()
        return True if word in _YES else False if word in _NO else value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    return value


def field_of(value: Any, field: str) -> Any:
    """A cell's value as a field of a line takes it, None for an empty one."""
    if not is_value(value):
        return None
    if field == "amount":
        return amount_of(value)
    if field in ("from", "to"):
        return day_of(value)
    if field in ("labour", "connected"):
        return flag_of(value)
    if field in ("category", "level", "basis"):
        return text_of(value).lower()
    return text_of(value)
