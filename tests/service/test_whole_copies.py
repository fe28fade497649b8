"""A copy is the whole of a server: accounts, keys, projects and jobs come back with the ledger."""

from __future__ import annotations

import pytest
from sqlalchemy import MetaData, Table, inspect, select

from kachinko.ledger.store import beside, tables
from kachinko.ledger.store.export import export
from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import StoreError
from kachinko.ledger.store.restoring import restore
from kachinko.model.project import Project
from kachinko.service.accounts.directory import Directory
from kachinko.service.accounts.sealing import Seal
from kachinko.service.accounts.second_factor import SecondFactors
from kachinko.service.accounts.sessions import Sessions
from kachinko.service.accounts.tokens import Tokens
from kachinko.service.jobs.asked import PlanAsked
from kachinko.service.jobs.book import Entry, JobBook
from kachinko.service.jobs.claims import Claims
from kachinko.service.permissions import Grant
from kachinko.service.shelf import Shelf
from kachinko.service.writing import Given
from kachinko.web.examples import PROJECT
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import NOW
from tests.service.people import PASSWORD, QUICK, ROOT, settled

LEFT_OUT = {"session", "sign_in_failure", "provider_sign_in"}


def _fill(ledger, tmp_path) -> str:
    """An account with a factor, a token, a project and a job that was done; the token's secret."""
    engine = ledger.engine
    directory = Directory(engine, QUICK)
    directory.make_account(
        ROOT, "ana", organisation="north", name="Ana 杏", password=PASSWORD, at=NOW,
        grants=[Grant("planner", "organisation", "north")],
    )  # fmt: skip
    actor = directory.actor_of("ana")
    SecondFactors(engine, Seal(tmp_path / "key"), QUICK).begin(actor, PASSWORD, at=NOW)
    token = Tokens(engine).make(actor, name="x", scope="read", at=NOW).key
    project = Project.model_validate(PROJECT)
    Shelf(engine).put(Given(ROOT, id_="p", at=NOW), "one", project, seen=None)
    entry = Entry(PlanAsked(), "one", project.model_dump_json(by_alias=True))
    JobBook(engine).enter(Given(ROOT, id_="j", at=NOW), entry)
    claims = Claims(engine)
    claimed = claims.claim("server", now=NOW, dead_since=NOW)
    claims.end("server", claimed, "done", now=NOW, files={"a.bin": bytes(range(256))})
    return token


@pytest.mark.slow
@pytest.mark.parametrize("into", KINDS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_export_brings_everything_back(tmp_path, kind: str, into: str) -> None:
    with settled(kind, tmp_path) as ledger, Ledger(new_database(into, tmp_path)) as again:
        token = _fill(ledger, tmp_path)
        export(ledger.engine, tmp_path / "export.jsonl.gz")
        assert restore(tmp_path / "export.jsonl.gz", again.engine).findings == ()
        for name in beside.TABLES:
            assert _rows(again, name) == _rows(ledger, name), name
        assert Tokens(again.engine).actor(token, at=NOW).user == "ana"
        assert (
            Sessions(again.engine, keeper=QUICK).open("ana", PASSWORD, address="a", at=NOW).account
            == "ana"
        )
        with pytest.raises(StoreError, match=r"not empty|has accounts"):
            restore(tmp_path / "export.jsonl.gz", again.engine)


def _rows(ledger, name: str) -> list[tuple]:
    with ledger.engine.connect() as connection:
        table = Table(name, MetaData(), autoload_with=connection)
        query = select(table).order_by(*table.primary_key.columns)
        return [
            tuple(bytes(each) if isinstance(each, memoryview) else each for each in row)
            for row in connection.execute(query)
        ]


def test_no_table_is_forgotten(tmp_path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        there = set(inspect(ledger.engine).get_table_names())
    of_the_ledger = {each.name for each in tables.metadata.tables.values()}
    assert there == of_the_ledger | set(beside.TABLES) | LEFT_OUT | {"alembic_version"}
