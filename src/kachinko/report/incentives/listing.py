"""The list of programmes: place, kind, rate in words, and how well each is known."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kachinko.report.incentives.rates import rates_in_words, version_on

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.programme import AwardKind, Programme
    from kachinko.report.incentives.texts import IncentiveWords


@dataclass(frozen=True, slots=True)
class Listed:
    """One programme as the list shows it."""

    id: str
    name: str
    name_ja: str
    place: str
    currency: str
    kind: AwardKind | None
    """None: no version is in force."""
    version: str | None
    rate: str
    unknowns: int
    """Values in its file that no source gives."""
    conflicts: int
    """Claims that contradict the values in use."""
    unread: int
    """What the version in force is known to leave out."""
    until: date | None
    renewal: str

    def as_dict(self) -> dict[str, object]:
        """The row as a document."""
        return {**asdict(self), "until": self.until.isoformat() if self.until else None}


def listed(words: IncentiveWords, programme: Programme, day: date, as_of: date) -> Listed:
    """A programme's row, for a case whose every date is `day`, as known on `as_of`."""
    version = version_on(programme, day, as_of)
    known = [
        value
        for parameter in programme.parameters
        for value in parameter.values
        if value.known_from is None or value.known_from <= as_of
    ]
    return Listed(
        id=programme.id,
        name=programme.name,
        name_ja=programme.name_ja,
        place=programme.place,
        currency=programme.currency,
        kind=version.kind if version else None,
        version=version.id if version else None,
        rate=rates_in_words(words, programme, day, as_of),
        unknowns=sum(value.value == "unknown" for value in known),
        conflicts=sum(len(value.against) for value in known),
        unread=len(version.unread) if version else 0,
        until=programme.renewal.until,
        renewal=programme.renewal.by,
    )


def state_in_words(words: IncentiveWords, row: Listed) -> str:
    """How well a programme is known, and until when it stands."""
    parts = [] if row.kind else [words("list.noversion")]
    parts += [
        words(f"list.{key}", n=number)
        for key, number in (
            ("unknowns", row.unknowns),
            ("conflicts", row.conflicts),
            ("unread", row.unread),
        )
        if number
    ]
    if not parts:
        parts.append(words("list.whole"))
    if row.until:
        parts.append(words("list.until", day=words.day(row.until)))
    if row.renewal == "yearly":
        parts.append(words("list.yearly"))
    return "; ".join(parts)


def list_rows(words: IncentiveWords, rows: list[Listed]) -> list[list[str]]:
    """The table of the list, with its heads."""
    heads = [words(f"list.{key}") for key in ("id", "place", "kind", "rate", "state")]
    return [heads] + [
        [
            row.id,
            row.place,
            words(f"kind.{row.kind}") if row.kind else "–",
            row.rate,
            state_in_words(words, row),
        ]
        for row in rows
    ]
