"""Every verb has its way over HTTP in the manual, or a reason for none; every way is there."""

from __future__ import annotations

import re

import click
import pytest

from kachinko.cli.main import kachinko as command_line
from kachinko.service.office import Office, OfficeTerms
from kachinko.web.app import PREFIX, create_app
from tests.docs.pages import DOCS

PAGE = DOCS / "manual" / "http-ways.md"
ROW = re.compile(r"^\| `(kachinko [a-z -]+)` \| (.+) \|$", re.MULTILINE)
WAY = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`?]*)[^`]*`")


def verbs(command: click.Command, path: str) -> list[str]:
    if not isinstance(command, click.Group):
        return [path]
    context = click.Context(command, info_name=path)
    found = []
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        found += verbs(inner, f"{path} {name}")
    return found


@pytest.fixture(scope="module")
def table() -> dict[str, str]:
    found = ROW.findall(PAGE.read_text("utf-8"))
    assert len(found) == len(dict(found))
    return dict(found)


def test_every_verb_is_named_once_with_its_way_or_a_reason(table) -> None:
    assert set(table) == set(verbs(command_line, "kachinko"))


@pytest.mark.slow
def test_every_way_is_one_of_the_service(table, tmp_path) -> None:
    with Office(OfficeTerms(tmp_path)) as office:
        paths = create_app(office).openapi()["paths"]
    ways = [way for text in table.values() for way in WAY.findall(text)]
    assert len(ways) >= len(table) - 5
    for method, path in ways:
        assert method.lower() in paths.get(f"{PREFIX}{path}", {}), f"{method} {path}"
