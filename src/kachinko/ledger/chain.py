"""The audit trail's chain: every event of a stage carries the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from kachinko.model.base import Count, Id, Record, Text
from kachinko.model.reservation import Instant

START = "0" * 64
"""What the first event of a stage has for the hash of the one before."""


class Event(Record):
    """Something that happened on a stage, as it stands in the audit trail."""

    seq: Count
    stage: Id
    number: Count
    command: Id
    kind: Text
    reservation: Id | None
    actor: Id
    at: Instant
    body: Text
    prev_hash: str
    hash: str


def canonical(document: Any) -> str:
    """One text for one meaning: sorted keys, no spaces, no escapes."""
    return json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def link(prev_hash: str, fields: dict[str, Any]) -> str:
    """The hash of an event: of the one before it, and of all that it says.

    `fields` are stage, number, command, kind, reservation, actor, at (ISO text) and body.
    """
    return hashlib.sha256(f"{prev_hash}\n{canonical(fields)}".encode()).hexdigest()
