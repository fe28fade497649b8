"""What the memo is put together from, whatever it is shown on: tables, texts, two charts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

Tone = Literal["", "good", "bad", "muted", "strong"]
Form = Literal["text", "money", "share", "rate", "day", "count"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the words for people, and the number or day behind them for a workbook."""

    text: str
    value: Decimal | float | date | None = None
    form: Form = "text"
    currency: str = ""
    tone: Tone = ""
    note: str = ""
    """A smaller line below."""
    href: str = ""
    hint: str = ""
    """Shown when one points at it: the exact amount."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `right` are the columns of figures, `widths` their weights on paper."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()
    name: str = ""
    in_millions: bool = False
    """Whether the name says no more than that the figures are millions."""


@dataclass(frozen=True, slots=True)
class Says:
    """Sentences: as a list, or as small print."""

    texts: tuple[str, ...]
    form: Literal["list", "hint", "notice"] = "list"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A place in the chart of net costs, in millions."""

    name: str
    gross: float
    net: float
    p10: float | None
    p50: float | None
    p90: float | None
    text: str
    best: bool


@dataclass(frozen=True, slots=True)
class Ranges:
    """The chart of net costs."""

    rows: tuple[Range, ...]
    keys: tuple[tuple[str, str], ...]
    """What each mark means."""
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a waterfall, from one level to another, in millions."""

    kind: str
    name: str
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """The waterfall of one place."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bridges:
    """The waterfalls, all to one scale."""

    places: tuple[Bridge, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that a page opens on demand."""

    name: str
    blocks: tuple[Block, ...]


Block = Table | Says | Ranges | Bridges | Fold


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the memo."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    hint: str = ""
    short: str = ""
    """Its name where there is little room."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the head."""

    name: str
    figure: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The whole memo, ready for any format."""

    name: str
    where: tuple[str, str]
    claim: tuple[str, str]
    """The figure and the words after it."""
    tone: Literal["good", "warn", "bad"]
    verdict: str
    told: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    mark: str = ""
    """What is said of it on every page: that it rests on assumptions."""
    extra: dict[str, str] = field(default_factory=dict)
