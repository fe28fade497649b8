"""On a real PostgreSQL: what the reading role can get at, and that it gets nothing by default."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.store.refusals import StoreError
from kachinko.ledger.verify import verify
from kachinko.model.command import Place, Release
from kachinko.service.holds import Holds
from kachinko.service.masking import Sight
from kachinko.service.reading import as_reader
from tests.ledger.databases import new_database
from tests.ledger.desks import NOW, wanted
from tests.service.people import NORTH, SOUTH, settle

LATER = NOW.replace(month=2)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """On a server, owned by a role that is no superuser: row security holds for it too."""
    address = new_database("postgresql", tmp_path_factory.mktemp("rows"))
    admin = create_engine(address)
    with admin.begin() as connection:
        connection.exec_driver_sql(
            "DO $$ BEGIN CREATE ROLE keeper LOGIN CREATEROLE; "
            "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
        connection.exec_driver_sql("GRANT ALL ON SCHEMA public TO keeper")
        connection.exec_driver_sql(
            "DO $$ BEGIN CREATE ROLE kachinko_reader NOLOGIN; "
            "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
        connection.exec_driver_sql("GRANT kachinko_reader TO keeper")
    admin.dispose()
    with Ledger(address.replace("postgres:", "keeper:", 1)) as opened:
        settle(opened)
        holds = Holds(opened)
        for who, id_ in ((SOUTH, "kappa"), (NORTH, "ours")):
            holder = who.organisation
            command = Place(id=id_, wanted=wanted(holder=holder, title=f"{id_}-title"))
            assert holds.submit(who, command, at=NOW).done
        yield opened


def rows(ledger, query: str, *, organisation: str | None, stages: str = ""):
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL ROLE kachinko_reader")
        for name, value in (("organisations", organisation), ("stages", stages)):
            if value is not None:
                connection.execute(
                    text("SELECT set_config(:name, :value, true)"),
                    {"name": f"kachinko.{name}", "value": value},
                )
        return [tuple(row) for row in connection.execute(text(query))]


@pytest.mark.slow
def test_the_owner_is_no_superuser_and_security_is_forced_on_it(ledger) -> None:
    with ledger.engine.connect() as connection:
        assert connection.scalar(text("SELECT current_user")) == "keeper"
        superuser = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname='keeper'")
        assert connection.scalar(superuser) is False
        forced = text(
            "SELECT count(*) FROM pg_class WHERE relname IN ('reservation', 'event') "
            "AND relrowsecurity AND relforcerowsecurity"
        )
        assert connection.scalar(forced) == 2


def test_the_reader_gets_the_rows_of_the_organisation_it_names(ledger) -> None:
    query = "SELECT holder FROM reservation"
    assert rows(ledger, query, organisation="north") == [("north",)]
    assert rows(ledger, query, organisation="south") == [("south",)]
    both = rows(ledger, query + " ORDER BY 1", organisation="-", stages="far,one")
    assert both == [("north",), ("south",)]
    events = "SELECT reservation FROM event WHERE reservation IS NOT NULL"
    assert rows(ledger, events, organisation="north") == [("ours",)]


@pytest.mark.parametrize("organisation", [None, "", "west"])
def test_who_names_none_or_a_wrong_one_gets_nothing(ledger, organisation) -> None:
    assert rows(ledger, "SELECT * FROM reservation", organisation=organisation, stages="") == []
    query = "SELECT * FROM event WHERE reservation IS NOT NULL"
    assert rows(ledger, query, organisation=organisation, stages="") == []
    taken = rows(ledger, "SELECT * FROM taken", organisation=organisation, stages="")
    assert len(taken) == (2 if organisation == "west" else 0)


def test_the_name_is_forgotten_with_the_transaction(ledger) -> None:
    engine = create_engine(ledger.engine.url, pool_size=1, max_overflow=0)
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL ROLE kachinko_reader")
        connection.exec_driver_sql("SET LOCAL kachinko.organisations = 'south'")
        assert connection.scalar(text("SELECT count(*) FROM reservation")) == 1
    with engine.begin() as connection:  # the same connection, from the pool
        assert connection.scalar(text("SELECT current_user")) == "keeper"
        connection.exec_driver_sql("SET LOCAL ROLE kachinko_reader")
        assert connection.scalar(text("SELECT count(*) FROM reservation")) == 0
    engine.dispose()


def test_the_views_show_that_a_stage_is_taken_and_no_more(ledger) -> None:
    for view in ("taken", "taken_event"):
        found = rows(ledger, f"SELECT * FROM {view}", organisation="north")
        assert len(found) == 1
        assert "kappa" not in str(found)
        assert "south" not in str(found)
        assert "another-production" in str(found)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM command",
        "SELECT * FROM claim",
        "SELECT * FROM account",
        "SELECT * FROM session",
        "SELECT * FROM token",
        "SELECT * FROM mask_key",
        "INSERT INTO event (stage) VALUES ('one')",
        "UPDATE reservation SET holder = 'north'",
        "DELETE FROM reservation",
        "ALTER TABLE reservation DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own ON reservation",
    ],
)
def test_everything_else_is_closed_to_the_reader(ledger, statement: str) -> None:
    with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
        rows(ledger, statement, organisation="north")


def test_a_function_that_looks_sees_no_more_than_the_view(ledger) -> None:
    """A filter that tells what it is shown is not run on rows that the view hides."""
    query = (
        "SELECT * FROM taken WHERE 1 / (CASE WHEN record->>'title' LIKE 'kappa%' "
        "THEN 0 ELSE 1 END) = 1"
    )
    assert len(rows(ledger, query, organisation="north")) == 1


def test_without_security_the_same_question_would_tell(ledger) -> None:
    """The positive control: it is the policy that hides the row, not the question."""
    with ledger.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM reservation")) == 2


def test_the_service_reads_as_the_reader(ledger) -> None:
    with as_reader(ledger, Sight("key", "ana", organisations=frozenset({"north"}))) as connection:
        assert connection.scalar(text("SELECT current_user")) == "kachinko_reader"
        with pytest.raises(DBAPIError, match=r"permission denied|read-only"):
            connection.exec_driver_sql("DELETE FROM reservation")


def test_the_machine_sees_all_and_the_verifier_finds_nothing(ledger) -> None:
    holds = Holds(ledger)
    assert holds.submit(SOUTH, Release(id="gone", reservation="kappa"), at=NOW).done
    assert holds.find(NORTH, "ours").rank == 1
    assert verify(ledger.engine).findings == ()


def test_a_role_that_cannot_make_the_reader_is_told_what_to_do(tmp_path) -> None:
    address = new_database("postgresql", tmp_path)
    admin = create_engine(address)
    with admin.begin() as connection:
        connection.exec_driver_sql(
            "DO $$ BEGIN CREATE ROLE small LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
        connection.exec_driver_sql("GRANT ALL ON SCHEMA public TO small")
    admin.dispose()
    with pytest.raises(StoreError, match="GRANT kachinko_reader"):
        Ledger(address.replace("postgres:", "small:", 1))
