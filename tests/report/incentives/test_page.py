"""The page of estimates, in a browser without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kachinko.report.incentives.page import estimate_page
from tests.report.incentives import sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Show = Callable[..., Page]


def test_one_estimate_is_told_from_headline_to_source(show: Show) -> None:
    page = show(estimate_page("Lantern <Street>", [sample.capped()], "en"))

    assert page.title() == "Lantern <Street> · Estimate of incentives"
    assert page.locator("h1").inner_text() == "A programme for tests"
    assert "a right once its conditions hold" in page.locator(".verdict").inner_text()
    facts = page.locator(".fact").all_inner_texts()
    assert [fact.split("\n")[:2] for fact in facts] == [
        ["Sure", "EUR 1,000,000"], ["Up to", "none"], ["Competed for", "none"],
    ]  # fmt: skip
    assert page.locator(".fall svg").count() == 3
    assert page.locator(".cash rect title").all_text_contents() == ["2025-03-01 to 2025-06-30"]
    assert "EUR 1,490,000" in page.locator("tr.binds").inner_text()
    assert page.locator("tr#p1-capped .made a").all_inner_texts() == ["after-others", "cap"]
    sources = page.locator("table.trace td:last-child a").all()
    assert {link.get_attribute("href") for link in sources} == {sample.PAGE}


def test_a_step_leads_to_what_it_was_made_from(show: Show) -> None:
    page = show(estimate_page("Case", [sample.capped()], "en"))

    page.locator("tr#p1-capped .made a").first.click()

    assert page.url.endswith("#p1-after-others")
    assert page.locator("tr#p1-after-others:target").count() == 1


def test_every_link_within_the_page_leads_somewhere(show: Show) -> None:
    page = show(estimate_page("Case", [sample.capped(), sample.incomplete()], "en"))

    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
        ".filter(href => !document.getElementById(href.slice(1)))"
    )
    twice = page.evaluate(
        "(ids => ids.filter((id, at) => ids.indexOf(id) !== at))"
        "([...document.querySelectorAll('[id]')].map(each => each.id))"
    )
    assert lost == []
    assert twice == []


def test_several_keep_sure_and_hoped_for_apart(show: Show) -> None:
    estimates = [sample.capped(), sample.ceiling(), sample.incomplete()]
    page = show(estimate_page("Case", estimates, "en"))

    facts = [text.split("\n")[:2] for text in page.locator(".fact").all_inner_texts()]
    assert facts == [
        ["Sure", "EUR 1,000,000"], ["Up to", "EUR 1,000,000"], ["Competed for", "none"],
        ["No amount", "A programme for tests"],
    ]  # fmt: skip
    assert "never added" in page.locator(".verdict").inner_text()
    assert page.locator("nav.bar a").count() == 3
    assert "Up to <b>a half</b> & more" in page.locator("section#p2 h2").inner_text()
    assert page.locator("section#p3 .notice li").count() == 2
    assert "2,000,000" not in page.locator("header").inner_text()


def test_it_is_japanese(show: Show) -> None:
    page = show(estimate_page("提灯通り", [sample.ceiling()], "ja"))

    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.title() == "提灯通り · インセンティブの試算"
    assert "最大 EUR 1,000,000:委員会が決定" in page.locator(".verdict").inner_text()
    assert "間に合わない" in page.locator(".tag.bad").first.inner_text()


@pytest.mark.parametrize("width", [390, 900, 1400])
def test_nothing_runs_over_the_edge(show: Show, width: int) -> None:
    page = show(estimate_page("Case", [sample.capped(), sample.incomplete()], "en"), width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
