"""Every released schema, with data in it, opens with this release; a later one is refused."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kachinko.ledger.store import schema
from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import StoreError
from kachinko.ledger.verify import verify
from kachinko.model.command import Place
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import NOW, wanted
from tests.ledger.filled import fill, held

RELEASED = sorted(Path(__file__).with_name("schemas").glob("*.sql"))
LATER = """
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade():
    op.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")
    {more}
"""


@pytest.fixture
def a_later_release(tmp_path, monkeypatch):
    """A program with one more revision; called with what else that does."""

    def make(more: str = "pass") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(schema.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "r9999_later.py").write_text(
            LATER.format(head=_newest(folder), more=more)
        )
        monkeypatch.setattr(schema, "FOLDER", folder)

    return make


def _newest(folder: Path) -> str:
    return max(each.name[1:5] for each in (folder / "versions").glob("r*.py"))


def released(file: Path, dump: Path) -> Path:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(dump.read_text())
    return file


@pytest.mark.parametrize("dump", RELEASED, ids=lambda each: each.stem)
def test_a_file_of_a_released_schema_opens_and_is_whole(tmp_path, dump: Path) -> None:
    file = released(tmp_path / "old.db", dump)
    with Ledger(file) as ledger, Ledger(tmp_path / "new.db") as new:
        fill(new)
        assert held(ledger) == held(new)
        assert verify(ledger.engine).findings == ()
        assert ledger.submit(Place(id="new", wanted=wanted(200)), actor="ana", at=NOW).done
        assert ledger.submit(
            Place(id="a", wanted=wanted(note="撮影 “A”")), actor="ana", at=NOW
        ).done
        assert verify(ledger.engine).findings == ()
    copies = list(tmp_path.glob("old.before-*.db"))
    assert [each.name for each in copies] == (
        [] if dump.stem == _newest(schema.FOLDER) else [f"old.before-{dump.stem}.db"]
    )


def test_a_file_is_copied_before_its_tables_change(tmp_path, a_later_release) -> None:
    file = released(tmp_path / "ledger.db", RELEASED[0])
    a_later_release()
    with Ledger(file) as ledger:
        assert verify(ledger.engine).findings == ()
        now = held(ledger)
    (copy,) = tmp_path.glob("ledger.before-*.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (RELEASED[0].stem,)
        ]
        assert connection.execute("SELECT count(*) FROM reservation").fetchone() == (len(now),)


@pytest.mark.parametrize("kind", KINDS)
def test_a_revision_that_fails_leaves_everything_as_it_was(tmp_path, kind, a_later_release) -> None:
    where = new_database(kind, tmp_path)
    with Ledger(where) as ledger:
        fill(ledger)
        before = held(ledger)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "FOLDER", schema.FOLDER)
        a_later_release("raise RuntimeError('half way')")
        with pytest.raises(RuntimeError, match="half way"):
            Ledger(where)
        schema.FOLDER = Path(schema.__file__).parent / "migrations"
        with Ledger(where) as ledger:
            assert held(ledger) == before
            assert verify(ledger.engine).findings == ()


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_later_release_wrote_is_refused_in_words(tmp_path, kind, a_later_release) -> None:
    where = new_database(kind, tmp_path)
    Ledger(where).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "FOLDER", schema.FOLDER)
        a_later_release()
        with Ledger(where) as ledger:
            fill(ledger)
        schema.FOLDER = Path(schema.__file__).parent / "migrations"
        with pytest.raises(StoreError, match=r"written by a later release .* 9999"):
            Ledger(where)
