"""What a delivery of a plan lacks is said, with the way to get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kachinko.cli.console import Console


def say_left_out(console: Console, files: Iterable[Path]) -> None:
    """Say which of the usual files were not written, if any."""
    from kachinko.service.hand_over import left_out

    missing = left_out(files)
    if missing:
        console.say(missing)
