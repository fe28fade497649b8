"""The office: everything that one server works with, opened together and closed together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from kachinko.ledger.store import tables
from kachinko.ledger.store.ledger import Ledger
from kachinko.service.clocks import ClockKeeper
from kachinko.service.holds import Holds
from kachinko.service.intake import Bounds, Intake
from kachinko.service.jobs.book import JobBook
from kachinko.service.jobs.crew import Crew, CrewTerms
from kachinko.service.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

LEDGER = "ledger.db"
JOBS = "jobs"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OfficeTerms:
    """Where an office keeps things, and how it works."""

    folder: Path
    """Of data: the ledger's file, where no server is named, and the folders of jobs."""
    ledger: str | None = None
    """Address of a PostgreSQL server; None: the file in the folder."""
    jobs: CrewTerms = field(default_factory=CrewTerms)
    bounds: Bounds = field(default_factory=Bounds)
    clock: Callable[[], datetime] = _now


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
        self.ledger = Ledger(terms.ledger or terms.folder / LEDGER)
        engine = self.ledger.engine
        self.holds = Holds(self.ledger)
        self.shelf = Shelf(engine)
        self.intake = Intake(terms.bounds)
        self.jobs = JobBook(engine)
        self.clocks = ClockKeeper(self.ledger, terms.clock)
        self.crew = Crew(self.jobs, terms.folder / JOBS, terms.clock, terms.jobs)

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
        """Whether people sign in here."""
        return False

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
