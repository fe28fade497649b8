"""The disk fills: writes are refused in words, nothing is lost, and afterwards it works again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import StoreError
from kachinko.ledger.verify import verify
from kachinko.model.command import Book, SetPolicy
from kachinko.model.policy import HoldPolicy
from tests.ledger.databases import new_database
from tests.ledger.desks import NOW, wanted
from tests.ledger.filled import held

ROOT = Path(__file__).parents[3]


def fill_up(ledger: Ledger, most: int = 3_000) -> tuple[list[str], StoreError]:
    """Book until it is refused; what was booked, and the refusal."""
    done: list[str] = []
    for number in range(most):
        command = Book(id=f"b{number}", wanted=wanted(number * 10, 10, note="x" * 2000))
        try:
            assert ledger.submit(command, actor="ana", at=NOW).done
        except StoreError as error:
            return done, error
        done.append(command.id)
    raise AssertionError("it was never full")


def enter_a_stage(ledger: Ledger) -> None:
    ledger.submit(SetPolicy(id="s", stage="one", policy=HoldPolicy()), actor="op", at=NOW)


@pytest.mark.slow
def test_a_file_that_may_not_grow(tmp_path) -> None:
    """The operating system refuses to make the files larger, for a while."""
    pytest.importorskip("resource")
    told = subprocess.run(
        [sys.executable, "-m", "tests.ledger.proof.filler", str(tmp_path / "ledger.db")],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    told = json.loads(told.stdout)
    assert 0 < told["done"] < 200
    assert len(told["said"]) == 200 - told["done"]
    assert all("could not be written" in each and "LEDGER-STORE" in each for each in told["said"])
    assert (told["held"], told["bad"]) == ([200, 200], 0)


def test_a_database_that_is_full(tmp_path) -> None:
    """SQLite's own limit says what a full disk says."""
    pages = [60]
    with Ledger(tmp_path / "ledger.db") as ledger:
        enter_a_stage(ledger)

        @event.listens_for(ledger.engine, "begin")
        def limit(connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages[0]}")

        done, error = fill_up(ledger)
        assert "database or disk is full" in str(error)
        assert [each["id"] for each in held(ledger)] == done
        assert verify(ledger.engine).findings == ()
        pages[0] = 10_000
        again = [f"b{number}" for number in range(len(done) + 3)]
        for number, id_ in enumerate(again):
            command = Book(id=id_, wanted=wanted(number * 10, 10, note="x" * 2000))
            assert ledger.submit(command, actor="ana", at=NOW).done
        assert sorted(each["id"] for each in held(ledger)) == sorted(again)
        assert verify(ledger.engine).findings == ()


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, of few megabytes; only root may make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m,mode=777", "none", str(folder)],
        check=False, capture_output=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk in memory")
def test_a_disk_that_is_full(small_disk) -> None:
    ballast = small_disk / "ballast"
    with Ledger(small_disk / "ledger.db") as ledger:
        enter_a_stage(ledger)
        free = os.statvfs(small_disk)
        ballast.write_bytes(b"x" * (free.f_bavail * free.f_frsize - 400_000))
        done, error = fill_up(ledger)
        assert "full" in str(error)
        assert [each["id"] for each in held(ledger)] == done
        ballast.unlink()
        number = len(done)
        command = Book(id=f"b{number}", wanted=wanted(number * 10, 10, note="x" * 2000))
        assert ledger.submit(command, actor="ana", at=NOW).done
        assert verify(ledger.engine).findings == ()


@pytest.mark.slow
def test_a_server_whose_disk_is_full(small_disk, tmp_path) -> None:
    """The tables of the ledger lie on a small disk; the server's own files do not."""
    ballast = small_disk / "ballast"
    where = new_database("postgresql", tmp_path)
    with Ledger(where) as ledger:
        space = f"small_{os.getpid()}"
        data = small_disk / "data"
        data.mkdir()
        with ledger.engine.connect() as connection:
            owner = connection.exec_driver_sql("SHOW data_directory").scalar_one()
        os.chown(data, *(getattr(Path(owner).stat(), each) for each in ("st_uid", "st_gid")))
        for folder in (data, *data.parents):
            folder.chmod(folder.stat().st_mode | 0o055)
        autocommit = ledger.engine.execution_options(isolation_level="AUTOCOMMIT")
        with autocommit.connect() as connection:
            connection.exec_driver_sql(f"CREATE TABLESPACE {space} LOCATION '{data}'")
            for table in ("event", "reservation", "command", "claim"):
                connection.exec_driver_sql(f"ALTER TABLE {table} SET TABLESPACE {space}")
        enter_a_stage(ledger)
        free = os.statvfs(small_disk)
        ballast.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - 400_000))
        done, error = fill_up(ledger)
        assert "No space left" in str(error)
        assert [each["id"] for each in held(ledger)] == done
        ballast.unlink()
        number = len(done)
        command = Book(id=f"b{number}", wanted=wanted(number * 10, 10, note="x" * 2000))
        assert ledger.submit(command, actor="ana", at=NOW).done
        assert verify(ledger.engine).findings == ()
        with autocommit.connect() as connection:
            for table in ("event", "reservation", "command", "claim"):
                connection.exec_driver_sql(f"ALTER TABLE {table} SET TABLESPACE pg_default")
            connection.exec_driver_sql(f"DROP TABLESPACE {space}")
