"""Lengths of scenes in the ways in which people, and spreadsheets, write them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from kachinko.files.page_length import parse_pages
from kachinko.model.scene import pages


def test_what_the_product_writes_is_read() -> None:
    for eighths in range(1601):
        assert parse_pages(pages(eighths)) == eighths
        assert parse_pages(eighths / 8) == eighths


@pytest.mark.parametrize(
    ("value", "eighths"),
    [
        ("2 3/8", 19),
        ("2-3/8", 19),
        ("2 + 3/8 pgs.", 19),
        ("２ ３／８", 19),  # full width
        ("1½", 12),
        ("⅝", 5),
        ("1/2", 4),
        (".5", 4),
        ("1,5", 12),  # decimal comma
        ("0.38", 3),  # rounded
        ("3頁", 24),
        (2, 16),
        (date(2026, 5, 8), 5),  # 5/8 where the month comes first
        (datetime.fromisoformat("2026-08-05"), 5),  # 5/8 where the day comes first
        (date(2026, 1, 2), 4),  # 1/2
        ("0", 0),
    ],
)
def test_length_is_read(value: Any, eighths: int) -> None:
    assert parse_pages(value) == eighths


@pytest.mark.parametrize(
    "value",
    [
        "", "much", "1/3", "0.3", "-1", "1/0", "8-", "201", "1/8 of it", True, None, 1e9,
        float("nan"), float("inf"), date(2026, 5, 9), time(1, 30), "9" * 50,
    ],
)  # fmt: skip
def test_what_is_no_length_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"length|eighths|scene|pages"):
        parse_pages(value)
