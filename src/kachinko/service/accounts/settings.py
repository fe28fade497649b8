"""How long what opens something stays open, and how fast may be tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Settings:
    """Times and counts; the defaults are our choice, written down in docs/manual/accounts.md."""

    local_accounts: bool = True
    """Whether people may sign in by password; where a provider vouches for all, they may not."""
    idle: timedelta = timedelta(hours=1)
    """A session ends when it was not used for so long."""
    longest: timedelta = timedelta(hours=24)
    """A session ends after so long in any case."""
    touched_every: timedelta = timedelta(minutes=1)
    """The use of a session is written down at most so often."""
    token_days: int = 90
    """An API token ends after so many days, where nothing else was said."""
    most_token_days: int = 366
    free_tries_of_name: int = 5
    """So many failures to sign in with a name cost no delay; each further one doubles it."""
    free_tries_of_address: int = 30
    """The same for a network address, from which several people may come."""
    first_delay: timedelta = timedelta(seconds=1)
    longest_delay: timedelta = timedelta(minutes=15)
    forgotten_after: timedelta = timedelta(hours=1)
    """Failures are forgotten when the last one is so long ago."""
    provider_answer_within: timedelta = timedelta(minutes=10)
    """How long a person may take at the provider."""


DEFAULTS = Settings()
