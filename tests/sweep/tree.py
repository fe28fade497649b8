"""Which processes there are below another, as Linux tells it in /proc."""

from __future__ import annotations

from pathlib import Path


def below(pid: int) -> list[int]:
    """The living processes that a process, or one of its children, has started."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        state, parent = _status(int(folder.name))
        if state not in ("", "Z"):
            parents[int(folder.name)] = parent
    found: list[int] = []
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        children = [child for child, parent in parents.items() if parent == one]
        found += children
        waiting += children
    return found


def alive(pid: int) -> bool:
    """Whether it runs, and is more than an entry that nobody has collected yet."""
    return _status(pid)[0] not in ("", "Z")


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _status(pid: int) -> tuple[str, int]:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "", 0
    fields = text.rpartition(")")[2].split()
    return fields[0], int(fields[1])
