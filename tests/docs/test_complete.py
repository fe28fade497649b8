"""Nothing that a person can meet is missing in the manual, and no link leads nowhere."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import click
import pytest

import kachinko
from kachinko.cli.main import VERBS
from kachinko.cli.main import kachinko as command_line
from kachinko.model import reason
from kachinko.model.base import Record
from kachinko.model.errors import KachinkoError
from tests.docs.pages import DOCS, PAGES, ROOT, WRITTEN, name_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

CHECK = ROOT / "src" / "kachinko" / "staging" / "check"
BOARD_CHECK = ROOT / "src" / "kachinko" / "shooting" / "check"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def options() -> list[tuple[str, str]]:
    found = []
    for verb in VERBS:
        command = command_line.get_command(click.Context(command_line), verb)
        assert command is not None
        found += [(verb, name) for name in long_options(command)]
        for sub_verb, sub_command in getattr(command, "commands", {}).items():
            found += [(f"{verb} {sub_verb}", name) for name in long_options(sub_command)]
    return found


def long_options(command: click.Command) -> list[str]:
    options = [each for each in command.params if isinstance(each, click.Option)]
    return [name for option in options for name in option.opts if name.startswith("--")]


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_in_the_hand_written_pages(verb: str) -> None:
    assert f"kachinko {verb}" in text_of(WRITTEN)


@pytest.mark.parametrize(("verb", "option"), options())
def test_an_option_is_in_a_hand_written_page_that_tells_of_its_verb(verb: str, option: str) -> None:
    pages = [page.read_text("utf-8") for page in WRITTEN]

    assert any(f"kachinko {verb}" in text and option in text for text in pages)


def codes_of_errors() -> set[str]:
    for module in pkgutil.walk_packages(kachinko.__path__, "kachinko."):
        if ".migrations." in module.name:  # run by Alembic alone
            continue
        importlib.import_module(module.name)
    codes, waiting = {"CALL", "BUG"}, [KachinkoError]
    while waiting:
        error = waiting.pop()
        codes.add(error.code)
        waiting += error.__subclasses__()
    return codes


def test_the_codes_of_all_errors_are_in_the_manual_and_no_others() -> None:
    page = (DOCS / "manual" / "errors.md").read_text("utf-8")

    assert set(re.findall(r"^\| `([A-Z-]+)` \|", page, re.MULTILINE)) == codes_of_errors()


def test_the_codes_of_all_reasons_are_in_the_manual_and_no_others() -> None:
    page = (DOCS / "manual" / "plan-file.md").read_text("utf-8").partition("## Reasons")[2]
    reasons = [
        each
        for each in vars(reason).values()
        if isinstance(each, type) and issubclass(each, Record) and "code" in each.model_fields
    ]

    codes = {each.model_fields["code"].default for each in reasons}

    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)) == codes


def test_the_codes_of_all_breaches_are_in_the_manual() -> None:
    page = (DOCS / "manual" / "checking.md").read_text("utf-8")
    code = "\n".join(file.read_text("utf-8") for file in CHECK.glob("*.py"))
    parts = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', code))

    missing = {part for part in parts if f"`{part}`" not in page and f"-{part}`" not in page}

    assert missing == set()


def test_the_codes_of_all_breaches_of_a_board_are_in_the_manual() -> None:
    page = (DOCS / "manual" / "board.md").read_text("utf-8")
    code = "\n".join(file.read_text("utf-8") for file in BOARD_CHECK.glob("*.py"))
    # 'needs-{needs}-call' stands for both calls.
    codes = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', code)) | {
        "needs-day-call",
        "needs-night-call",
    }

    assert {code for code in codes if f"`{code}`" not in page} == set()


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text("utf-8")), re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", head.lower()) for head in heads]
    return {head.strip().replace(" ", "-") for head in plain}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_link_leads_nowhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(FENCED.sub("", page.read_text("utf-8"))):
        target, _, anchor = link.partition("#")
        if "://" in target:
            continue
        file = (page.parent / target).resolve() if target else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(link)

    assert broken == []


def test_every_page_is_reached_from_the_manual() -> None:
    front = {ROOT / "README.md", ROOT / "CHANGELOG.md", DOCS / "README.md"}
    reached = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in PAGES
        for link in LINK.findall(page.read_text("utf-8"))
    }
    folders = {page.parent for page in PAGES} & reached

    lost = [p for p in PAGES if p not in reached | front and p.parent not in folders - {DOCS}]

    assert [name_of(page) for page in lost] == []
