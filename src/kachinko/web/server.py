"""The server that listens: on loopback for one person, elsewhere only where accounts are set up."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn

from kachinko.model.errors import KachinkoError
from kachinko.web.app import LOOPBACK, create_app
from kachinko.web.guard import House

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.service.office import Office

PATIENCE = 5
"""Seconds that open requests have to end when the server stops."""


class ListenError(KachinkoError):
    """The server may not, or cannot, listen there."""

    code = "LISTEN"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, and under which names people call."""

    host: str
    port: int
    names: frozenset[str] = frozenset()
    https: bool = False

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def house(self) -> House:
        """All names under which this server may be called."""
        names = {name.lower() for name in self.names}
        own = set(LOOPBACK) if self.is_loopback else {self.host.lower()}
        return House(frozenset(names | own | set(LOOPBACK)), secure=self.https)


def serve(office: Office, address: Address, *, on_begin: Callable[[str], None]) -> None:
    """Listen until a signal comes, then end gracefully.

    Raises
    ------
    ListenError
        Where the address may be reached from elsewhere and nobody is asked who they are, or where
        the port is taken.
    """
    if not address.is_loopback and not office.has_accounts():
        raise ListenError(
            f"No accounts are set up, so that whoever reaches {address.host} could do everything.",
            hint="Set up accounts first (kachinko account add), or listen on 127.0.0.1.",
        )
    listener = _listen(address)
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        create_app(office, address.house()),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=address.https,
        timeout_graceful_shutdown=PATIENCE,
        timeout_keep_alive=30,
        limit_concurrency=1_000,
        h11_max_incomplete_event_size=64_000,
    )
    on_begin(f"{'https' if address.https else 'http'}://{shown}:{port}")
    try:
        _Server(config, office).run(sockets=[listener])
    finally:
        listener.close()


class _Server(uvicorn.Server):
    """Ends its streams first: they would wait for ever."""

    def __init__(self, config: uvicorn.Config, office: Office) -> None:
        super().__init__(config)
        self._office = office

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        app = self.config.app
        app.state.streams.close()  # type: ignore[union-attr]  # ours, see above
        await super().shutdown(sockets)


def _listen(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address.host, address.port))
        listener.listen(1_024)
    except OSError as error:
        listener.close()
        raise ListenError(
            f"Nobody can listen on {address.host}, port {address.port}: "
            f"{(error.strerror or str(error)).lower()}.",
            hint="Another program may use it; name another --port, or 0 for any that is free.",
        ) from None
    return listener
