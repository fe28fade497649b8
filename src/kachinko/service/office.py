"""The office: everything that one server works with, opened together and closed together."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from kachinko.ledger.store import tables
from kachinko.service.accounts.directory import Directory
from kachinko.service.accounts.feeds import Feeds
from kachinko.service.accounts.oidc import ProviderSignIn
from kachinko.service.accounts.passwords import PasswordKeeper
from kachinko.service.accounts.places import Places
from kachinko.service.accounts.sealing import KEY_FILE, Seal
from kachinko.service.accounts.second_factor import SecondFactors
from kachinko.service.accounts.sessions import Sessions
from kachinko.service.accounts.settings import DEFAULTS, Settings
from kachinko.service.accounts.tokens import Tokens
from kachinko.service.clocks import ClockKeeper
from kachinko.service.holds import Holds
from kachinko.service.intake import Bounds, Intake
from kachinko.service.jobs.book import JobBook
from kachinko.service.jobs.claims import Claims
from kachinko.service.jobs.crew import Crew, CrewTerms
from kachinko.service.ledger_access import open_ledger
from kachinko.service.ledger_downloads import Copies
from kachinko.service.shelf import Shelf
from kachinko.service.shootings import ShootingShelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from kachinko.service.accounts.provider import Provider

LEDGER = "ledger.db"
JOBS = "jobs"
LOOK_EVERY = 1.0
"""Seconds after which a server without accounts looks whether it has some by now."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OfficeTerms:
    """Where an office keeps things, and how it works."""

    folder: Path
    """Of data: the ledger's file, where no server is named, and the folders of jobs."""
    ledger: str | None = None
    """Another file, or the address of a PostgreSQL server; None: the file in the folder."""
    jobs: CrewTerms = field(default_factory=CrewTerms)
    bounds: Bounds = field(default_factory=Bounds)
    clock: Callable[[], datetime] = _now
    people: Settings = DEFAULTS
    keeper: PasswordKeeper | None = None
    """How passwords are hashed; None: as `PasswordKeeper` does by itself."""
    provider: Provider | None = None
    """Who vouches for people by OpenID Connect; None: nobody."""


class Office:
    """The ledger, the shelf of projects, the book of jobs and the crew that does them.

    Raises
    ------
    StoreError
        Where the database cannot be opened.
    """

    def __init__(self, terms: OfficeTerms) -> None:
        self.clock = terms.clock
        terms.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.ledger = open_ledger(terms.ledger or str(terms.folder / LEDGER), new=True)
        engine = self.ledger.engine
        self.holds = Holds(self.ledger)
        self.shelf = Shelf(engine)
        self.shootings = ShootingShelf(engine)
        self.intake = Intake(terms.bounds)
        self.jobs = JobBook(engine)
        self.copies = Copies(self.ledger, terms.folder)
        keeper = terms.keeper or PasswordKeeper()
        self.directory = Directory(engine, keeper, settings=terms.people)
        self.places = Places(engine)
        seal = Seal(terms.folder / KEY_FILE)
        self.factors = SecondFactors(engine, seal, keeper, settings=terms.people)
        self.sessions = Sessions(engine, settings=terms.people, keeper=keeper, factors=self.factors)
        self.tokens = Tokens(engine, settings=terms.people)
        self.feeds = Feeds(engine)
        self.provider = (
            None
            if terms.provider is None
            else ProviderSignIn(engine, terms.provider, self.sessions, settings=terms.people)
        )
        self.has_passwords = terms.people.local_accounts
        self._set_up_at = -1.0
        self._set_up = False
        self.clocks = ClockKeeper(self.ledger, terms.clock)
        self.crew = Crew(Claims(engine), terms.folder / JOBS, terms.clock, terms.jobs)

    def begin(self) -> None:
        """Begin to do jobs, and to act on clocks."""
        self.crew.begin()
        self.clocks.begin()

    def answered(self, command: str) -> bool:
        """Whether the ledger has answered a command of this id."""
        query = select(tables.command.c.id).where(tables.command.c.id == command)
        with self.ledger.engine.connect() as connection:
            return connection.scalar(query) is not None

    def has_accounts(self) -> bool:
        """Whether people sign in here; once they do, nobody is let in without."""
        known = self.known_accounts()
        if known is None:
            self._set_up = known = self.directory.is_set_up()
            self._set_up_at = time.monotonic()
        return known

    def known_accounts(self) -> bool | None:
        """The same where it needs no look at the database; None: ask `has_accounts`."""
        if self._set_up or time.monotonic() - self._set_up_at <= LOOK_EVERY:
            return self._set_up
        return None

    def ready(self) -> bool:
        """Whether the database answers and jobs are looked after."""
        try:
            with self.ledger.engine.connect() as connection:
                connection.execute(select(1))
        except OperationalError:
            return False
        return self.crew.alive

    def close(self) -> None:
        """Give back the jobs that run, and let go of the database."""
        self.clocks.close()
        self.crew.close()
        self.ledger.close()

    def __enter__(self) -> Office:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
