"""The page of a stress, in a browser without a network."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from kachinko.model.project import Project
from kachinko.report.stress_page import SCRIPTS, render_stress
from kachinko.staging.stress.ranges import Ranges
from kachinko.staging.stress.run import stress_plan
from tests import plan_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from kachinko.staging.stress.outcome import Outcome

PAGE = files("kachinko.report") / "page"
HOSTILE = '</script><b>Vapor & "Co"</b>'


def a_project() -> Project:
    document = plan_case.project().model_dump(mode="json")
    document["titles"][0]["name"] = HOSTILE
    document["titles"][0]["latest"] = "2028-03-20"
    return Project.model_validate(document)


@cache
def outcome() -> Outcome:
    return stress_plan(
        a_project(),
        plan_case.plan(),
        Ranges(),
        draws=500,
        seed=1,
        on_progress=lambda done, total, doing: None,
        is_halted=lambda: False,
    )


def test_every_word_is_in_the_dictionary() -> None:
    words = json.loads((PAGE / "stress_words.en.json").read_text("utf-8"))
    script = "\n".join((PAGE / name).read_text("utf-8") for name in SCRIPTS if "stress" in name)
    template = "".join((PAGE / f"{name}.html").read_text("utf-8") for name in ("shell", "stress"))

    asked = set(re.findall(r'\bword\("([\w.]+)"', script))
    asked |= set(re.findall(r"\{\{([a-z]+\.[\w.]+)\}\}", template))
    asked |= {f"col.{key}" for key in re.findall(r'^\s*(?:\[)?\["(\w+)", ', script, re.MULTILINE)}
    assert asked
    assert asked - set(words) == set()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_the_page_draws_every_title_with_its_chances(
    show: Callable[..., Page], width: int, scheme: str
) -> None:
    page = show(render_stress(a_project(), outcome()), width=width, color_scheme=scheme)

    assert page.locator("#wraps .row").count() == len(outcome().titles)
    rows = page.locator("#titles-table tbody tr")
    assert rows.count() == len(outcome().titles)
    assert rows.nth(0).locator("th").inner_text() == HOSTILE
    assert page.locator("#buffers-body tbody tr").count() == len(outcome().buffers)
    assert page.locator("#assumed-body li").count() == len(outcome().assumptions)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert "500 draws, seed 1" in page.locator("#headline").inner_text()
    assert "Toho, by hand" in page.locator("#headline").inner_text()
