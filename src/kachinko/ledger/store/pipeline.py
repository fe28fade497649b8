"""Many statements to PostgreSQL in one go: each wait for an answer costs more than the statement.

psycopg's pipeline mode sends statement after statement and reads the answers later. Whatever fails
makes the server leave out all that was sent after it, the commit too.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from kachinko.ledger.store.refusals import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from sqlalchemy import Connection


@contextmanager
def pipeline(connection: Connection) -> Iterator[Any]:
    """The driver's own connection, in pipeline mode; at the end all has been answered.

    Raises
    ------
    DBAPIError
        As SQLAlchemy would, for whatever failed first.
    """
    raw: Any = connection.connection.driver_connection
    errors = connection.dialect.loaded_dbapi.Error
    try:
        with raw.pipeline():
            yield raw
    except errors as error:
        raise DBAPIError.instance(
            None, None, error, errors, hide_parameters=True, dialect=connection.dialect
        ) from error


class LastGo:
    """The end of a transaction: writes, and the commit, that are waited for together."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._raw: Any = None

    def begin(self, connection: Connection) -> None:
        """From here on nothing that is executed gives an answer."""
        self._raw = self._stack.enter_context(pipeline(connection))

    def commit(self, connection: Connection) -> None:
        """Commit, and wait until it is done.

        Raises
        ------
        DBAPIError
            For whatever failed in this go; nothing is committed then.
        """
        if self._raw is not None:
            end = self._raw.execute("COMMIT")
            self._stack.close()
            if end.statusmessage != "COMMIT":
                raise StoreError("The ledger's server did not commit.", hint="Try again.")
        connection.commit()  # after a pipeline this tells SQLAlchemy, and sends nothing

    def __enter__(self) -> LastGo:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)
