"""`kachinko serve`: the service, for one person on this machine or for a team."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kachinko.cli.console import verb

if TYPE_CHECKING:
    from kachinko.cli.console import Console

LOOPBACK = ("127.0.0.1", "::1", "localhost")
DEFAULT_PORT = 8717


def default_folder() -> Path:
    """Where this machine keeps a person's data."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "Kachinko"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Kachinko"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "kachinko"


def folder_of(data: Path | None, ledger: str | None, *, example: bool | None) -> tuple[Path, bool]:
    """The folder of data, and whether it is the example's.

    Who names neither folder nor server, and has nothing in the usual place, is shown the example.
    """
    folder = data or default_folder()
    if example is None:
        example = data is None and ledger is None and not (folder / "ledger.db").exists()
    if example:
        return (folder / "example" if data is None else data), True
    return folder, False


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of all data; made if it is not there [default: the user's data folder].",
)
@click.option(
    "--ledger",
    envvar="KACHINKO_LEDGER",
    help="Another file, or a PostgreSQL server as postgresql://… [default: in the folder].",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True,
    help="0: any that is free.",
)  # fmt: skip
@click.option(
    "--name", "names", multiple=True, metavar="HOST",
    help="A name under which people call this server; may be given several times.",
)  # fmt: skip
@click.option(
    "--provider", type=click.Path(path_type=Path, dir_okay=False),
    help="YAML file of the OpenID provider that vouches for people.",
)  # fmt: skip
@click.option("--no-passwords", is_flag=True, help="Only the provider lets people in.")
@click.option("--https", is_flag=True, help="People reach it by https, through a proxy.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=2, show_default=True,
    help="Plans and sweeps that run at once.",
)  # fmt: skip
@click.option(
    "--example/--own", default=None,
    help="Show the example, in a folder of its own, or begin with nothing "
    "[default: the example, where nothing has been set up yet].",
)  # fmt: skip
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
@verb
def command(
    console: Console,
    *,
    data: Path | None,
    ledger: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    provider: Path | None,
    no_passwords: bool,
    https: bool,
    jobs: int,
    example: bool | None,
    show: bool,
) -> None:
    """Serve the ledger, projects and jobs over HTTP, until Ctrl-C.

    Alone it works for one person on this machine, without any set-up. On other addresses it
    listens only when accounts are set up ("kachinko account add").

      kachinko serve --data studio --port 8717
    """
    from kachinko.files.records import load_record
    from kachinko.service.accounts.provider import Provider
    from kachinko.service.accounts.settings import Settings
    from kachinko.service.example_office import is_unused, show_example
    from kachinko.service.jobs.crew import CrewTerms
    from kachinko.service.office import Office, OfficeTerms
    from kachinko.web.server import Address, serve

    folder, shows_example = folder_of(data, ledger, example=example)
    terms = OfficeTerms(
        folder,
        ledger=None if shows_example else ledger,
        jobs=CrewTerms(at_once=jobs),
        people=Settings(local_accounts=not no_passwords),
        provider=None if provider is None else load_record(provider, Provider)[0],
    )
    office = Office(terms)
    if shows_example and is_unused(office):
        show_example(office)
    try:
        address = Address(host, port, names=frozenset(names), https=https)

        def on_begin(url: str) -> None:
            console.say(f"Kachinko serves on {url} (data in {folder}); Ctrl-C ends it.")
            if shows_example:
                console.say("It shows the example; --own begins with a ledger of your own.")
            console.answer({"url": url, "data": str(folder)})
            sys.stdout.flush()
            if show:
                click.launch(url)

        serve(office, address, on_begin=on_begin)
    finally:
        office.close()
