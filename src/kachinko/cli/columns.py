"""Tables that are said on a console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.text_table import text_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.cli.console import Console


def say_columns(console: Console, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print heads and rows in columns as wide as what stands in them; empty columns go."""
    lines = [list(heads), *(list(row) for row in rows)]
    kept = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in rows)]
    for line in text_table([[line[at] for at in kept] for line in lines]):
        console.say(line)
