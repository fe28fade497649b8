"""At every start: the triggers, keys and checks that make a double booking impossible are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import text

from kachinko.ledger.store.migrations.versions.r0001_ledger import TRIGGERS
from kachinko.ledger.store.refusals import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

KEYS = {
    "claim": "PRIMARY KEY (stage, day, rank, slot)",
    "layer": "PRIMARY KEY (stage, day, rank)",
    "command": "PRIMARY KEY (id)",
    "reservation": "PRIMARY KEY (id)",
    "stage": "PRIMARY KEY (id)",
}
CHECKS = {
    "claim_is_some": "rank > 0 AND slot > 0 AND floor > 0",
    "claim_whole_stage_has_one_slot": "shared OR slot = 1",
    "layer_within_floor": "used >= 0 AND used <= capacity",
    "reservation_firm_is_first": "state NOT IN ('confirmed', 'booked') OR rank = 1",
    "reservation_in_order": "first <= last",
    "reservation_live_has_rank": "live = (rank > 0)",
    "stage_has_floor": "capacity > 0",
}
_REWRITTEN = {"reservation_firm_is_first"}
"""PostgreSQL tells this one in other words, which change from release to release."""


def assert_guarded(connection: Connection) -> None:
    """Refuse a database that lacks one of its guards.

    Raises
    ------
    StoreError
        With everything that is missing.
    """
    on_server = connection.dialect.name == "postgresql"
    missing = sorted(_missing_on_server(connection) if on_server else _missing(connection))
    if missing:
        raise StoreError(
            f"The ledger's database lacks what guards it: {', '.join(missing)}.",
            hint="Restore it from a backup; nothing was changed.",
        )


def _plain(words: str) -> str:
    return re.sub(r"[\s()]+|;$", "", words.strip()).lower()


def _missing(connection: Connection) -> Iterator[str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    found = {name: _plain(sql) for name, sql in rows}
    for trigger in TRIGGERS["sqlite"]:
        name = trigger.split()[2]
        if found.get(name) != _plain(trigger):
            yield name
    for table, key in KEYS.items():
        if _plain(key) not in found.get(table, ""):
            yield f"{table}'s key"
    everything = "".join(found.values())
    for name, check in CHECKS.items():
        if _plain(f"CONSTRAINT {name} CHECK ({check})") not in everything:
            yield name
    if not found.get("event_by_stage", "").startswith(_plain("CREATE UNIQUE INDEX")):
        yield "event_by_stage"


def _missing_on_server(connection: Connection) -> Iterator[str]:
    triggers = {
        row.tgname: (row.tgenabled, _plain(row.prosrc))
        for row in connection.execute(
            text(
                "SELECT tgname, tgenabled, prosrc FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid "
                "WHERE NOT tgisinternal AND tgrelid IN ('claim'::regclass, 'event'::regclass)"
            )
        )
    }
    functions = {
        each.split()[2].removesuffix("()"): _plain(each.split("$$")[1])
        for each in TRIGGERS["postgresql"]
        if "$$" in each
    }
    for trigger in TRIGGERS["postgresql"]:
        if "CREATE TRIGGER" in trigger:
            name = trigger.split()[2]
            function = trigger.split("FUNCTION")[1].strip().removesuffix("()")
            if triggers.get(name) not in (("O", functions[function]), ("A", functions[function])):
                yield name
    constraints = {
        (row.tab, row.contype, row.name): _plain(row.words)
        for row in connection.execute(
            text(
                "SELECT conrelid::regclass::text AS tab, contype, conname AS name, "
                "pg_get_constraintdef(oid) AS words FROM pg_constraint WHERE convalidated"
            )
        )
    }
    by_table = {(table, words) for (table, kind, _), words in constraints.items() if kind == "p"}
    for table, key in KEYS.items():
        if (table, _plain(key)) not in by_table:
            yield f"{table}'s key"
    by_name = {name: words for (_, kind, name), words in constraints.items() if kind == "c"}
    for name, check in CHECKS.items():
        if name not in by_name or (
            name not in _REWRITTEN and by_name[name] != _plain(f"CHECK ({check})")
        ):
            yield name
    unique = connection.scalar(
        text("SELECT indisunique FROM pg_index WHERE indexrelid = to_regclass('event_by_stage')")
    )
    if not unique:
        yield "event_by_stage"
    yield from _open_rows(connection)


def _open_rows(connection: Connection) -> Iterator[str]:
    """Tables whose rows are not closed, as 0002 closes them, to those whose they are not."""
    closed = connection.scalars(
        text(
            "SELECT relname FROM pg_class c WHERE oid IN "
            "('reservation'::regclass, 'event'::regclass) "
            "AND relrowsecurity AND relforcerowsecurity AND (SELECT array_agg(polname::text || "
            "polcmd::text ORDER BY polname) FROM pg_policy WHERE polrelid = c.oid) = :policies"
        ),
        {"policies": ["keeper*", "ownr"]},
    ).all()
    for table in ("event", "reservation"):
        if table not in closed:
            yield f"{table}'s row security"
