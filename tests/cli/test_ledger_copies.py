"""A ledger is copied in one command and brought back in one, or not at all."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.cli.ledger_terminal import Terminal
from tests.ledger.databases import new_database

TOHO = Path(__file__).parents[2] / "examples" / "toho-2028"


@pytest.fixture
def terminal(tmp_path, monkeypatch, capsys) -> Terminal:
    one = Terminal(tmp_path, monkeypatch, capsys)
    assert one.types("ledger", "init", "--project", TOHO).code == 0
    words = ("hold", "no1", "2028-03-01+3w", "--title", "vapor", "--holder", "north")
    assert one.types(*words).code == 0
    return one


@pytest.mark.parametrize("name", ["copy.db", "copy.jsonl", "copy.jsonl.gz"])
def test_a_copy_comes_back_as_it_was(terminal: Terminal, name: str) -> None:
    before = terminal.json("ledger", "history")
    assert terminal.types("ledger", "backup", name).code == 0
    terminal.types("hold", "no1", "2028-03-01+3w", "--title", "late", "--holder", "north")
    said = terminal.types("ledger", "restore", name, "--ledger", "again.db")
    assert said.code == 0
    assert "all as it must be" in said.out
    assert terminal.json("ledger", "history", "--ledger", "again.db") == before
    assert terminal.types("ledger", "verify", "--ledger", "again.db").code == 0


@pytest.mark.slow
def test_an_export_moves_a_ledger_to_a_server(terminal: Terminal, tmp_path) -> None:
    server = new_database("postgresql", tmp_path)
    assert terminal.types("ledger", "backup", "copy.jsonl").code == 0
    assert terminal.types("ledger", "restore", "copy.jsonl", "--ledger", server).code == 0
    assert terminal.json("holds", "--ledger", server) == terminal.json("holds")
    plain = server.replace("+psycopg", "")
    assert terminal.types("release", terminal.json("holds")["holds"][0]["id"][:6],
                          "--ledger", plain).code == 0  # fmt: skip


def test_nothing_is_written_over_and_nothing_half_is_left(terminal: Terminal) -> None:
    terminal.types("ledger", "backup", "copy.jsonl.gz")
    said = terminal.types("ledger", "backup", "copy.jsonl.gz")
    assert (said.code, "is there already" in said.err) == (2, True)
    assert terminal.types("ledger", "restore", "copy.jsonl.gz").code == 2
    lines = gzip.decompress(Path("copy.jsonl.gz").read_bytes()).splitlines(keepends=True)
    Path("short.jsonl").write_bytes(b"".join(lines[:-2]))
    said = terminal.types("ledger", "restore", "short.jsonl", "--ledger", "again.db")
    assert said.code == 2
    assert not list(Path().glob("*again.db*"))
    said = terminal.types("ledger", "restore", "nowhere.db", "--ledger", "again.db")
    assert (said.code, "[NO-LEDGER]" in said.err) == (2, True)


def test_only_who_runs_the_ledger_copies_it(terminal: Terminal) -> None:
    said = terminal.types("ledger", "backup", "copy.db", "--as", "north")
    assert (said.code, "[FORBIDDEN]" in said.err) == (2, True)
    assert not Path("copy.db").exists()
