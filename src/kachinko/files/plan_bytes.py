"""The bytes of a plan's file, or in words why they cannot be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.errors import Fault, InputError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 50_000_000
"""Bytes; a plan of a thousand titles has about two million."""
MOST_FAULTS = 200
"""Faults of one plan that are listed one by one."""


def read_bytes(path: Path) -> bytes:
    """Read a plan's file, or say in words why that is not possible."""
    fault: Fault | None = None
    try:
        if path.is_dir():
            fault = Fault(path.name, "it is a folder", "the file plan.json or plan.xlsx in it")
        elif path.stat().st_size > LARGEST_FILE:
            fault = Fault(
                path.name,
                f"it has {path.stat().st_size / 1e6:,.0f} MB, and a plan has at most "
                f"{LARGEST_FILE / 1e6:,.0f} MB",
                "a plan.json or plan.xlsx that 'kachinko plan' wrote",
            )
        elif path.stat().st_size == 0:
            fault = Fault(path.name, "the file is empty", "a plan that 'kachinko plan' wrote")
        else:
            return path.read_bytes()
    except FileNotFoundError:
        fault = Fault(str(path), "there is no such file", "the plan.json in your output folder")
    except (OSError, ValueError) as error:
        fault = Fault(str(path), f"it cannot be read ({error})")
    raise InputError(str(path), [fault])
