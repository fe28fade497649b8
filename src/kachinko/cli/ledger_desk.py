"""What the verbs of the ledger share: where it is, who asks, the clock, and answers in words."""

from __future__ import annotations

import functools
import getpass
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from kachinko.cli.console import Console
    from kachinko.ledger.store.ledger import Ledger
    from kachinko.model.command import Command, Outcome
    from kachinko.model.reservation import Reservation, Wanted
    from kachinko.service.permissions import Actor

WHERE = "KACHINKO_LEDGER"
DEFAULT = "ledger.db"
MOST_WHY = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where the ledger is, and for whom is asked."""

    where: str
    organisation: str | None
    """None: the one who runs the ledger, who sees all and may do all."""

    @property
    def actor(self) -> Actor:
        """Who asks, as the service knows people."""
        from kachinko.service.permissions import Actor, Grant

        user = _user()
        if self.organisation is None:
            return Actor.local(user)
        grant = Grant("planner", "organisation", self.organisation)
        return Actor(user, self.organisation, frozenset({grant}))

    @contextmanager
    def open(self, *, new: bool = False) -> Iterator[Ledger]:
        """Open the ledger, and close it at the end."""
        from kachinko.service.ledger_access import open_ledger

        with open_ledger(self.where, new=new) as ledger:
            yield ledger


def _user() -> str:
    """The person's name on this machine, as an id."""
    try:
        name = re.sub(r"[^A-Za-z0-9._-]", "-", getpass.getuser())[:64].lstrip("._-")
    except (OSError, KeyError):
        name = ""
    return name or "local"


def now() -> datetime:
    """This moment; nowhere else is the clock looked at."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def of_ledger(function: Callable[..., None]) -> Callable[..., None]:
    """Give a verb ``--ledger`` and ``--as``; it gets them as a `Place`."""

    @click.option(
        "--ledger",
        "where",
        metavar="WHERE",
        envvar=WHERE,
        default=DEFAULT,
        help=f"File, or postgresql:// address [default: ${WHERE}, else {DEFAULT}].",
    )
    @click.option(
        "--as",
        "organisation",
        metavar="ORG",
        help="Ask as this organisation, and see what it may see [default: as who runs the ledger].",
    )
    @functools.wraps(function)
    def wrapped(
        console: Console, *, where: str, organisation: str | None, **arguments: Any
    ) -> None:
        from pydantic import TypeAdapter, ValidationError

        from kachinko.model.base import Id

        try:
            named = None if organisation is None else TypeAdapter(Id).validate_python(organisation)
        except ValidationError as error:
            message = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
            raise click.BadParameter(f"{organisation!r}: {message}.", param_hint="--as") from None
        function(console, place=Place(where, named), **arguments)

    return wrapped  # fmt: skip


def of_command(function: Callable[..., None]) -> Callable[..., None]:
    """Give a verb that changes something ``--id`` and ``--why``."""

    @click.option("--id", "command_id", metavar="ID", help="Id of this command, to repeat it.")
    @click.option("--why", default="", help="The reason, for the audit trail.")
    @functools.wraps(function)
    def wrapped(console: Console, *, command_id: str | None, **arguments: Any) -> None:
        from uuid import uuid4

        function(console, command_id=command_id or str(uuid4()), **arguments)

    return wrapped


def checked(make: Callable[[], Command]) -> Command:
    """Make a command, or say in words what of it cannot be.

    Raises
    ------
    InputError
        With every fault.
    """
    from pydantic import ValidationError

    from kachinko.model.errors import Fault, InputError

    try:
        return make()
    except ValidationError as error:
        faults = [
            Fault(
                ".".join(str(part) for part in each["loc"]) or "the command",
                str(each["msg"]).removeprefix("Value error, "),
            )
            for each in error.errors(include_url=False)
        ]
        raise InputError("the command", faults) from None


def submit(console: Console, place: Place, ledger: Ledger, command: Command) -> Outcome:
    """Give the command to the ledger; what it answers is said, and a refusal ends the verb."""
    from kachinko.service.holds import Holds

    at = now()
    outcome = Holds(ledger).submit(place.actor, command, at=at)
    instead = [] if outcome.done else _instead(ledger, place, command, at)
    document = outcome.model_dump(mode="json", by_alias=True)
    if instead:
        document["instead"] = instead
    console.answer(document)
    if not outcome.done:
        console.say(f"No: {outcome.says} [{outcome.code}]")
        for each in _blockers(ledger, place, outcome):
            console.say(f"  In the way: {each}")
        for other in instead:
            console.say(f"  Free instead: {other['stage']} {other['from']} to {other['to']}")
        console.leave(1)
    say_changes(console, place, ledger, outcome)
    return outcome


def say_changes(console: Console, place: Place, ledger: Ledger, outcome: Outcome) -> None:
    """A line for each reservation that changed, with what it became."""
    from kachinko.report.hold_rows import hold_rows

    records = {record.id: record for record in ledger.stages()}
    for change in outcome.changes:
        [row] = hold_rows([change.after], records, viewer=place.organisation)
        rank = f", {row.rank} hold" if row.reservation.live and not row.reservation.firm else ""
        was = change.before
        before = "" if was is None or was.state == row.reservation.state else f" (was {was.state})"
        who = row.title or row.holder
        more = [row.ends, f"answer by {row.challenge}" if row.challenge else ""]
        tail = "; ".join(part for part in more if part)
        console.say(
            f"{row.id}  {row.stage} {row.first} to {row.last}  {who}: {row.state}{before}{rank}"
            + (f"; {tail}" if tail else "")
        )


def _blockers(ledger: Ledger, place: Place, outcome: Outcome) -> list[str]:
    """Who is in the way, in words, as the asker may see them."""
    from kachinko.report.hold_rows import hold_rows
    from kachinko.service.holds import Holds

    if not outcome.blockers:
        return []
    wanted = set(outcome.blockers)
    found = Holds(ledger).reservations(place.actor)
    records = {record.id: record for record in ledger.stages()}
    rows = hold_rows(
        [each for each in found if each.id in wanted], records, viewer=place.organisation
    )
    return [in_words(row.reservation, row.title or row.holder, row.rank, row.state) for row in rows]


def in_words(each: Reservation, who: str, rank: str, state: str) -> str:
    """A reservation in a few words."""
    what = state if each.firm else f"{rank} hold, {state}"
    return f"{who}, {each.stage} {each.first} to {each.last} ({what})"


def _instead(ledger: Ledger, place: Place, command: Command, at: datetime) -> list[dict[str, str]]:
    from kachinko.service.ledger_avails import instead_of

    wanted: Wanted | None = getattr(command, "wanted", None)
    if command.kind not in ("place", "book") or wanted is None:
        return []
    if wanted.stage not in {record.id for record in ledger.stages()}:
        return []
    return [
        {"stage": each.stage, "from": each.first.isoformat(), "to": each.last.isoformat()}
        for each in instead_of(ledger, place.actor, wanted, at)
    ]
