"""The verifier: reads a ledger's tables and finds everything that is not as it must be.

It shares no code with the machine or the stores: plain SQL in, plain loops over days. What it
checks: the chain of every stage, reservations against the fold of their events, claims against the
days of reservations, overlaps pairwise, floors by day, ranks of what is firm, and orphans.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_LIVE = {"held", "challenged", "confirmed", "booked"}
_FIRM = {"confirmed", "booked"}
_LOUD = {"build", "shoot", "strike"}
_EVENT_FIELDS = ("stage", "number", "command", "kind", "reservation", "actor", "at", "body")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be: of what kind, where, and what."""

    kind: str
    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.says}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was found."""

    stages: int
    reservations: int
    days: int
    events: int
    findings: tuple[Finding, ...]


def verify(engine: Engine) -> Verified:
    """Check a whole ledger, as it stands in one snapshot of its database."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        return verify_on(connection)


def verify_on(connection: Connection) -> Verified:
    """Check a whole ledger as a transaction sees it."""
    stages = {row["id"]: row for row in _rows(connection, "SELECT * FROM stage")}
    events = _rows(connection, "SELECT * FROM event ORDER BY stage, number")
    held = _rows(connection, "SELECT * FROM reservation ORDER BY id")
    claims = _rows(connection, "SELECT * FROM claim ORDER BY stage, day, rank, slot")
    layers = _rows(connection, "SELECT * FROM layer")
    findings = [
        *_chains(stages, events),
        *_folds(events, held),
        *_states(held),
        *_challenges(held),
        *_claims(stages, held, claims),
        *_layers(stages, claims, layers),
        *_overlaps(stages, held),
    ]
    return Verified(len(stages), len(held), len(claims), len(events), tuple(findings))


def _rows(connection: Connection, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(text(query)).mappings()]


def _tree(value: Any) -> Any:
    """A JSON column: SQLite gives its text, PostgreSQL the tree."""
    return json.loads(value) if isinstance(value, str) else value


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _chains(stages: dict[str, Any], events: list[dict[str, Any]]) -> Iterator[Finding]:
    by_stage = defaultdict(list)
    for event in events:
        by_stage[event["stage"]].append(event)
    for id_ in by_stage.keys() - stages.keys():
        yield Finding("ORPHAN", id_, "events of a stage that does not exist")
    for id_, stage in stages.items():
        head = "0" * 64
        for number, event in enumerate(by_stage[id_], 1):
            where = f"{id_}, event {event['number']}"
            if event["number"] != number:
                yield Finding("GAP", where, f"event {number} is missing")
                break
            said = json.dumps(
                {field: event[field] for field in _EVENT_FIELDS},
                ensure_ascii=False,
                sort_keys=True,
                separators=(",", ":"),
            )
            digest = hashlib.sha256(f"{head}\n{said}".encode()).hexdigest()
            if event["prev_hash"] != head or event["hash"] != digest:
                yield Finding("CHAIN", where, "its hash does not follow from what it says")
                break
            head = digest
        if (stage["events"], stage["head"]) != (len(by_stage[id_]), head):
            yield Finding("CHAIN", id_, "the stage's last hash or number is not that of its events")


def _folds(events: list[dict[str, Any]], held: list[dict[str, Any]]) -> Iterator[Finding]:
    """Every reservation is what the last event about it says, and each event begins there."""
    now: dict[str, Any] = {}
    last: dict[str, int] = {}
    for event in sorted(events, key=lambda each: each["seq"]):
        id_ = event["reservation"]
        if id_ is None:
            continue
        body = json.loads(event["body"])
        if body["before"] != now.get(id_):
            yield Finding("FOLD", id_, f"event {event['seq']} begins with what was not so")
        now[id_], last[id_] = body["after"], event["seq"]
    rows = {row["id"]: row for row in held}
    for id_ in now.keys() ^ rows.keys():
        side = "an event but no row" if id_ in now else "a row but no event"
        yield Finding("ORPHAN", id_, f"the reservation has {side}")
    for id_ in now.keys() & rows.keys():
        if _tree(rows[id_]["record"]) != now[id_]:
            yield Finding("FOLD", id_, "its row is not what its events come to")
        if rows[id_]["last_event"] != last[id_]:
            yield Finding("FOLD", id_, "its row names another last event")


def _states(held: list[dict[str, Any]]) -> Iterator[Finding]:
    for row in held:
        record = _tree(row["record"])
        for column in ("stage", "holder", "title", "state", "rank", "place", "version"):
            if row[column] != record[column]:
                yield Finding("ROW", row["id"], f"{column} is not what the record says")
        for column, key in (("first", "from"), ("last", "to")):
            if _day(row[column]) != _day(record[key]):
                yield Finding("ROW", row["id"], f"{column} is not what the record says")
        live = row["state"] in _LIVE
        if bool(row["live"]) != live or (row["rank"] > 0) != live:
            yield Finding("STATE", row["id"], f"{row['state']} with rank {row['rank']}")
        if row["state"] in _FIRM and row["rank"] != 1:
            yield Finding("STATE", row["id"], "firm, but not first")
        if (record["state"] == "challenged") != bool(record["challenges"]):
            yield Finding("STATE", row["id"], "challenged without a challenge, or the reverse")


def _challenges(held: list[dict[str, Any]]) -> Iterator[Finding]:
    """Only a live hold that waits behind another on some day has challenged it."""
    rows = {row["id"]: row for row in held}
    for row in held:
        for challenge in _tree(row["record"])["challenges"]:
            asks = rows.get(challenge["by"])
            waits = (
                asks is not None
                and asks["state"] in _LIVE - _FIRM
                and asks["stage"] == row["stage"]
                and asks["rank"] > row["rank"]
                and asks["first"] <= row["last"]
                and row["first"] <= asks["last"]
            )
            if not waits:
                yield Finding("CHALLENGE", row["id"], f"{challenge['by']} does not wait behind it")


def _whole(stage: dict[str, Any], record: dict[str, Any]) -> bool:
    policy = _tree(stage["record"])
    shared = policy["policy"]["sharing"] == "floor" and policy["floor_m2"] is not None
    return not shared or record["area_m2"] is None or (policy["quiet"] and not record["phases"])


def _floor(stage: dict[str, Any], record: dict[str, Any]) -> int:
    """What it claims, in hundredths of a square metre."""
    if _whole(stage, record):
        return int(stage["capacity"])
    return round(float(record["area_m2"]) * 100)


def _days(record: dict[str, Any]) -> list[date]:
    first, last = _day(record["from"]), _day(record["to"])
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _claims(
    stages: dict[str, Any], held: list[dict[str, Any]], claims: list[dict[str, Any]]
) -> Iterator[Finding]:
    found = defaultdict(list)
    for claim in claims:
        found[claim["reservation"]].append(
            (claim["stage"], _day(claim["day"]), claim["rank"], claim["slot"], claim["floor"])
        )
    for row in held:
        record = _tree(row["record"])
        right = []
        if record["state"] in _LIVE and row["stage"] in stages:
            floor = _floor(stages[row["stage"]], record)
            right = [
                (row["stage"], day, record["rank"], record["slot"], floor) for day in _days(record)
            ]
        if sorted(found.pop(row["id"], [])) != right:
            yield Finding("CLAIM", row["id"], "the days claimed are not those reserved")
    for id_ in found:
        yield Finding("ORPHAN", id_, "days are claimed for a reservation that does not exist")


def _layers(
    stages: dict[str, Any], claims: list[dict[str, Any]], layers: list[dict[str, Any]]
) -> Iterator[Finding]:
    used: dict[tuple[str, date, int], int] = defaultdict(int)
    for claim in claims:
        if claim["shared"]:
            used[claim["stage"], _day(claim["day"]), claim["rank"]] += claim["floor"]
    kept = {(row["stage"], _day(row["day"]), row["rank"]): row["used"] for row in layers}
    for key in used.keys() | kept.keys():
        if used.get(key, 0) != kept.get(key, 0):
            yield Finding("FLOOR", f"{key[0]} {key[1]}", "the floor kept is not the floor claimed")
    for key, floor in used.items():
        if key[0] in stages and floor > stages[key[0]]["capacity"]:
            yield Finding("FLOOR", f"{key[0]} {key[1]}", "more floor is claimed than there is")


def _overlaps(stages: dict[str, Any], held: list[dict[str, Any]]) -> Iterator[Finding]:
    """Pairs of one rank that share days and cannot: whole stages, and noise beside a take."""
    by_rank = defaultdict(list)
    for row in held:
        if row["stage"] in stages and row["rank"] > 0:
            by_rank[row["stage"], row["rank"]].append(_tree(row["record"]))
    for (id_, rank), records in by_rank.items():
        stage = stages[id_]
        quiet = _tree(stage["record"])["quiet"]
        records.sort(key=lambda record: record["from"])
        for number, one in enumerate(records):
            for other in records[number + 1 :]:
                if other["from"] > one["to"]:
                    break
                pair = f"{one['id']} and {other['id']}"
                if _whole(stage, one) or _whole(stage, other):
                    yield Finding("OVERLAP", f"{id_}, rank {rank}", f"{pair} share days")
                elif quiet and (_heard(one, other) or _heard(other, one)):
                    yield Finding("QUIET", f"{id_}, rank {rank}", f"{pair} disturb each other")


def _heard(takes: dict[str, Any], other: dict[str, Any]) -> bool:
    if not takes["sync_sound"]:
        return False
    shoot = {day for phase in takes["phases"] if phase["phase"] == "shoot" for day in _days(phase)}
    noise = {day for phase in other["phases"] if phase["phase"] in _LOUD for day in _days(phase)}
    return bool(shoot & noise)
