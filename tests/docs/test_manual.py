"""The commands that the manual shows run as it says, and print what it shows."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, Command, name_of, story

KACHINKO = Path(sys.executable).parent / "kachinko"
TOLD = [page for page in PAGES if any(isinstance(step, Command) for step in story(page))]


def run(command: Command, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command.line)
    return subprocess.run(
        [str(KACHINKO), *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


def shows(printed: str, line: str) -> bool:
    """Whether a line stands in what was printed; ``…`` stands for anything."""
    pattern = ".*".join(re.escape(part.strip()) for part in line.split("…"))
    return re.search(pattern, printed) is not None


@pytest.mark.slow
@pytest.mark.parametrize("page", TOLD, ids=name_of)
def test_a_reader_who_types_the_page_sees_what_it_shows(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")

    for step in story(page):
        if isinstance(step, tuple):
            (tmp_path / step[0]).write_text(step[1], "utf-8")
            continue
        if not step.line.startswith("kachinko "):
            continue
        done = run(step, tmp_path)
        printed = done.stdout + done.stderr

        assert done.returncode == step.exit_code, f"$ {step.line}\n{printed}"
        for line in step.shown:
            assert shows(printed, line), f"$ {step.line}\nshown: {line}\nprinted:\n{printed}"


def test_the_manual_has_commands_to_run() -> None:
    commands = [step.line for page in TOLD for step in story(page) if isinstance(step, Command)]

    assert len([line for line in commands if line.startswith("kachinko ")]) >= 20
