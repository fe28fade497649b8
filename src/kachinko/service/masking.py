"""What an organisation gets to know of the reservations of others: a stage is taken, not by whom.

Every answer that tells of reservations passes a `Mask`. Of one that is neither its own nor on a
stage of its studio, an actor sees stage, days, floor, state, rank and clocks. Title, holder,
set, phases, note and plan are left out, and an alias stands for the id: clients make ids, and may
write a title into one. The alias is always the same for the same id, and without the key of the
server nobody can try names against it. Hashes of the audit trail are left out too: who knows the
rest of an event could try titles against its hash.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kachinko.ledger.chain import canonical
from kachinko.model.command import Change
from kachinko.model.reservation import Challenge, Reservation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kachinko.ledger.chain import Event
    from kachinko.model.command import Outcome

ANOTHER_PRODUCTION = "another-production"
ANOTHER_ORGANISATION = "another-organisation"
ANOTHER_USER = "another-user"
HIDDEN = "hidden"
RESERVED_NAMES = frozenset({ANOTHER_PRODUCTION, ANOTHER_ORGANISATION, ANOTHER_USER, HIDDEN})
"""Names that no organisation and no account may have."""

SHOWN = (
    "stage", "first", "last", "area_m2", "state", "rank", "slot", "place", "placed_at", "lapses_at",
    "sign_by", "version",
)  # fmt: skip
"""All that is told of a reservation of others; the view `taken` of PostgreSQL lists the same."""

_SAID_OTHERWISE = ("id", "title", "holder")
_ALSO_SHOWN = frozenset({"from", "to", "live", "deadline", "due", *SHOWN, *_SAID_OTHERWISE})
_BLANK = {
    name: field.get_default(call_default_factory=True)
    for name, field in Reservation.model_fields.items()
    if name not in (*SHOWN, *_SAID_OTHERWISE)
}
"""Everything else, as if nothing had been said."""

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Sight:
    """What an actor sees in full: all, or what some organisations hold, or some stages bear."""

    key: str
    actor: str
    everything: bool = False
    organisations: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    """Accounts, its own too, whose names it may read in the audit trail."""

    def sees(self, holder: str, stage: str) -> bool:
        """Whether what this holder has on this stage is shown in full."""
        return self.everything or holder in self.organisations or stage in self.stages

    def alias(self, id_: str) -> str:
        """What stands for the id of a reservation of others."""
        return f"other-{hashlib.sha256((self.key + id_).encode()).hexdigest()[:20]}"


class Mask:
    """Masks answers for one sight; `holders` looks ids of reservations up: holder and stage."""

    def __init__(
        self,
        sight: Sight,
        holders: Callable[[Iterable[str]], Mapping[str, tuple[str, str]]],
    ) -> None:
        self.sight = sight
        self._holders = holders

    def reservations(self, those: Iterable[Reservation]) -> list[Reservation]:
        """Reservations as the actor may see them, in the same order."""
        those = list(those)
        if self.sight.everything:
            return those
        seen = self._seen(challenge.by for each in those for challenge in each.challenges)
        return [self._reservation(each, seen) for each in those]

    def reservation(self, one: Reservation) -> Reservation:
        """One reservation as the actor may see it."""
        return self.reservations([one])[0]

    def columns(self, columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        """Many reservations as columns by name, of which holder and stage must be there.

        Columns that are not told of others are empty (None) where theirs would stand.
        """
        told = {name: list(values) for name, values in columns.items()}
        if self.sight.everything:
            return told
        where = zip(columns["holder"], columns["stage"], strict=True)
        foreign = [number for number, each in enumerate(where) if not self.sight.sees(*each)]
        for name, values in told.items():
            if name == "id":
                for number in foreign:
                    values[number] = self.sight.alias(values[number])
            elif name not in _ALSO_SHOWN or name in _SAID_OTHERWISE:
                word = {"title": ANOTHER_PRODUCTION, "holder": ANOTHER_ORGANISATION}.get(name)
                for number in foreign:
                    values[number] = word
        return told

    def ids(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Ids of reservations: its own as they are, aliases for those of others."""
        ids = tuple(ids)
        if self.sight.everything:
            return ids
        seen = self._seen(ids)
        return tuple(id_ if id_ in seen else self.sight.alias(id_) for id_ in ids)

    def text(self, text: str) -> str:
        """Words in which ids of reservations may stand."""
        if self.sight.everything or not text:
            return text
        words = {form for word in _WORD.findall(text) for form in (word, word.rstrip("."))}
        foreign = {
            id_ for id_, where in self._holders(words).items() if not self.sight.sees(*where)
        }

        def replaced(match: re.Match[str]) -> str:
            word = match.group()
            stem = word.rstrip(".")
            if word in foreign:
                return self.sight.alias(word)
            return self.sight.alias(stem) + word[len(stem) :] if stem in foreign else word

        return _WORD.sub(replaced, text)

    def outcome(self, outcome: Outcome) -> Outcome:
        """The answer to a command."""
        if self.sight.everything:
            return outcome
        return outcome.model_copy(
            update={
                "says": self.text(outcome.says),
                "blockers": self.ids(outcome.blockers),
                "since": self.ids(outcome.since),
                "changes": tuple(self._change(change) for change in outcome.changes),
            }
        )

    def event(self, event: Event) -> Event:
        """An entry of the audit trail; hashes only for who sees the whole of its stage."""
        if self.sight.everything or event.stage in self.sight.stages:
            return event
        known = event.actor in self.sight.people
        update: dict[str, Any] = {"prev_hash": "", "hash": ""}
        if not known:
            update |= {"actor": ANOTHER_USER, "command": HIDDEN}
        body = json.loads(event.body)
        told = {name: body.get(name) for name in ("before", "after")}
        if event.reservation is not None:
            told = {name: self._record(record) for name, record in told.items()}
            if body["after"]["holder"] != ANOTHER_ORGANISATION:  # else the database has masked it
                update["reservation"] = self.ids([event.reservation])[0]
        why = body.get("why", "") if known else ""
        return event.model_copy(update=update | {"body": canonical(told | {"why": why})})

    def _record(self, record: dict[str, Any] | None) -> dict[str, Any] | None:
        if record is None:
            return None
        shown = self.reservation(Reservation.model_validate(record))
        return shown.model_dump(mode="json", by_alias=True)

    def _change(self, change: Change) -> Change:
        before = None if change.before is None else self.reservation(change.before)
        return Change.model_construct(before=before, after=self.reservation(change.after))

    def _seen(self, ids: Iterable[str]) -> set[str]:
        return {id_ for id_, where in self._holders(set(ids)).items() if self.sight.sees(*where)}

    def _reservation(self, one: Reservation, seen: set[str]) -> Reservation:
        if one.holder == ANOTHER_ORGANISATION:
            return one  # The database has masked it.
        if self.sight.sees(one.holder, one.stage):
            if all(challenge.by in seen for challenge in one.challenges):
                return one
            asked = tuple(self._challenge(challenge, seen) for challenge in one.challenges)
            return one.model_copy(update={"challenges": asked})
        return Reservation.model_construct(
            **_BLANK
            | {name: getattr(one, name) for name in SHOWN}
            | {
                "id": self.sight.alias(one.id),
                "title": ANOTHER_PRODUCTION,
                "holder": ANOTHER_ORGANISATION,
                "challenges": tuple(each for each in one.challenges if each.by in seen),
            }
        )

    def _challenge(self, challenge: Challenge, seen: set[str]) -> Challenge:
        if challenge.by in seen:
            return challenge
        return challenge.model_copy(update={"by": self.sight.alias(challenge.by)})
