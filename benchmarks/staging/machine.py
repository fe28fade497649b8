"""On what a run was made: a figure without its machine says little."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import Any


def describe() -> dict[str, Any]:
    """The machine, the versions, and how busy it is with other work at this moment."""
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "cpus": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "ortools": version("ortools"),
        "kachinko": version("kachinko"),
    }  # fmt: skip


def sentence(machine: dict[str, Any]) -> str:
    """The machine in one line."""
    return (
        f"{machine['system']} {machine['machine']}, {machine['cpus']} CPUs, "
        f"{machine['memory_gib']:g} GiB, load {machine['load']:g} at the start; "
        f"Python {machine['python']}, OR-Tools {machine['ortools']}, "
        f"Kachinko {machine['kachinko']}"
    )
