"""Cells of amounts, days and sources, written alike in all tables of the memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.locating.blocks import Cell

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from kachinko.report.locating.blocks import Tone
    from kachinko.report.locating.texts import MemoWords


def amount(words: MemoWords, value: Decimal, currency: str, tone: Tone = "") -> Cell:
    """An amount in millions, with the exact one behind it."""
    exact = words.money(value, currency)
    return Cell(words.millions(value), value, "money", currency, tone, hint=exact)


def exact_amount(words: MemoWords, value: Decimal, currency: str, tone: Tone = "") -> Cell:
    """An amount to the last unit, with its currency."""
    return Cell(words.money(value, currency), value, "money", currency, tone)


def day(words: MemoWords, value: date | None) -> Cell:
    """A date."""
    return Cell(words.day(value), value, "day") if value is not None else Cell("–")


def source(address: str) -> Cell:
    """A page where something was read: its host as a link."""
    if not address:
        return Cell("")
    host = address.split("//")[-1].split("/")[0].removeprefix("www.")
    if not address.startswith(("https://", "http://")):
        return Cell(address)
    return Cell(host, href=address, hint=address)
