"""A person at a terminal with a ledger, and a clock on the wall that the test sets."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kachinko.cli import avails, holds, ledger_desk
from kachinko.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOW = datetime(2028, 1, 10, 12, tzinfo=UTC)


@dataclass
class Said:
    """What a verb said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


class Terminal:
    """Types verbs, in one folder, at a time that the test sets."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self.capsys = capsys
        self.monkeypatch = monkeypatch
        self.now = NOW
        monkeypatch.chdir(folder)
        monkeypatch.delenv("KACHINKO_LEDGER", raising=False)
        for module in (ledger_desk, avails, holds):
            monkeypatch.setattr(module, "now", lambda: self.now)

    def types(self, *words: object) -> Said:
        self.monkeypatch.setattr(sys, "argv", ["kachinko", *map(str, words)])
        self.capsys.readouterr()
        try:
            main()
        except SystemExit as end:
            code = end.code
        heard = self.capsys.readouterr()
        return Said(int(code or 0), heard.out, heard.err)

    def json(self, *words: object) -> Any:
        said = self.types(*words, "--json")
        return said.document

    def waits(self, **time: float) -> None:
        self.now += timedelta(**time)

    def states(self) -> dict[str, tuple[str, int]]:
        found = self.json("holds", "--all")["holds"]
        return {each["title"]: (each["state"], each["rank"]) for each in found}
