"""Tables for a terminal, in which Japanese signs take the two columns that they take."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.cli.console import Console


def say_columns(console: Console, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print heads and rows in columns as wide as what stands in them; empty columns go."""
    lines = [list(heads), *(list(row) for row in rows)]
    kept = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in rows)]
    widths = {at: max(width(line[at]) for line in lines) for at in kept}
    for line in lines:
        cells = [line[at] + " " * (widths[at] - width(line[at])) for at in kept]
        console.say("  ".join(cells).rstrip())


def width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
