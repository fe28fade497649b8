"""The pages of the manual, and what the tests read out of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
GENERATED = {
    DOCS / name for name in ("project-format.md", "plan-format.md", "commands.md", "changes.md")
}
WRITTEN = [page for page in PAGES if page not in GENERATED]

_FENCE = re.compile(
    r"(?:<!-- (?P<note>exit|file): (?P<what>\S+) -->\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Command:
    """A command that a page shows, what it prints there, and how it ends."""

    line: str
    shown: list[str] = field(default_factory=list)
    exit_code: int = 0


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def story(page: Path) -> list[Command | tuple[str, str]]:
    """What a reader of the page does, in order: save files (name, text) and run commands."""
    steps: list[Command | tuple[str, str]] = []
    for fence in _FENCE.finditer(page.read_text("utf-8")):
        if fence["note"] == "file":
            steps.append((fence["what"], fence["text"]))
        elif fence["kind"] == "console":
            steps += _commands(fence["text"], int(fence["what"] or 0))
    return steps


def _commands(text: str, exit_code: int) -> list[Command]:
    commands: list[Command] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            commands.append(Command(line[2:], [], exit_code))
        elif commands:
            commands[-1].shown.append(line)
    return commands


def text_of(pages: list[Path]) -> str:
    return "\n".join(page.read_text("utf-8") for page in pages)
