"""A shipped claim is held against a project only where it speaks of it."""

from __future__ import annotations

from pathlib import Path

from kachinko.files import load_project
from kachinko.model.edit import with_
from kachinko.service.frontier_claim import find_claim

TOHO = Path(__file__).parents[2] / "examples" / "toho-2028"


def test_the_claim_of_fifteen_speaks_of_toho_leased_by_netflix() -> None:
    claim = find_claim(load_project(TOHO))

    assert claim is not None
    assert claim.titles_per_year == 15
    assert claim.at_most
    assert claim.source.startswith("https://")


def test_of_stages_that_others_lease_no_claim_speaks() -> None:
    project = load_project(TOHO)
    others = with_(
        project, agreements=tuple(with_(one, lessee="Shochiku") for one in project.agreements)
    )

    assert find_claim(others) is None
