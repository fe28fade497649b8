"""A file is the whole old one or the whole new one, whatever happens."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kachinko.files.atomic import replace_file, replace_files
from kachinko.model.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def test_files_and_folders_are_made(tmp_path: Path) -> None:
    first, second = tmp_path / "a/b/one.txt", tmp_path / "two.bin"

    written = replace_files({first: "語\n", second: b"\x00"})

    assert written == [first, second]
    assert first.read_text(encoding="utf-8") == "語\n"
    assert second.read_bytes() == b"\x00"


def test_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "deep/new.txt"
    replace_file(old, "old")
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OutputError, match=r"new\.txt could not be written: the disk is full"):
        replace_files({old: "changed", new: "x"})

    assert old.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["old.txt"]


def test_interruption_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "a/x.txt", "x")

    assert list(tmp_path.iterdir()) == []


def test_real_limit_on_file_size_leaves_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    target.write_text("old")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "from kachinko.files.atomic import replace_file; replace_file(sys.argv[1], 'x' * 5000)"
    )

    ended = subprocess.run(
        [sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=False
    )

    assert "OutputError" in ended.stderr
    assert target.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.txt"]


def test_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()

    with pytest.raises(OutputError, match="it is a folder, not a file"):
        replace_files({tmp_path / "y": "new", tmp_path / "x": "new"})

    assert not (tmp_path / "y").exists()


def test_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")

    with pytest.raises(OutputError, match="a part of its path is a file"):
        replace_file(tmp_path / "x" / "y", "new")


def test_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)

    replace_file(link, "new")

    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
