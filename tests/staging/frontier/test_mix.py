"""The slate of k titles is fair, nested, and made of copies without dates."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kachinko.model.consistency import find_faults
from kachinko.staging.frontier.mix import Mix, equal_shares, load_of, release, slate_of
from tests.projects import SMALL, random_project
from tests.staging.frontier.cases import one_stage, title

SHARES = st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any)


def mix(shares: list[int]) -> Mix:
    project = one_stage(titles=[title(f"t{number}") for number in range(1, len(shares))])
    names = [each.id for each in project.titles]
    return Mix.of(project, dict(zip(names, map(Fraction, shares), strict=True)))


@given(SHARES, st.integers(0, 40))
def test_seats_are_those_of_webster(shares: list[int], k: int) -> None:
    """Webster's min-max inequality: no seat is better given to another title."""
    chosen = mix(shares)
    seats = {name: chosen.order(k).count(name) for name in chosen.shares}

    assert sum(seats.values()) == k
    for one, n in seats.items():
        for other, m in seats.items():
            if m:
                assert chosen.shares[one] / (2 * n + 1) <= chosen.shares[other] / (2 * m - 1)


@given(SHARES, st.integers(0, 30))
def test_slates_are_nested(shares: list[int], k: int) -> None:
    assert mix(shares).order(k + 1)[:k] == mix(shares).order(k)


def test_a_short_slate_of_equal_shares_asks_for_as_much_as_the_mix() -> None:
    """The order of the file, small titles first, must not make the slate small."""
    rng = random.Random(5)
    titles = [
        title(f"t{n}", sets=[{"id": "s", "name": "S", "area_m2": 10 + n, "shoot_days": 1 + n // 2,
                              "build_days": n + 1, "strike_days": rng.randint(0, 3)}])
        for n in range(19)
    ]  # fmt: skip
    project = one_stage(titles=titles)
    chosen = Mix.of(project, equal_shares(project))

    for k in range(6, 20):
        per_title = [part / k for part in chosen.load(k).parts]
        usual = chosen.mean.parts
        for got, mean in zip(per_title, usual, strict=True):
            assert abs(got - mean) <= mean / 10
    by_file = [load_of(each).crew_days for each in project.titles[:6]]
    assert sum(by_file) / 6 < chosen.mean.crew_days / 2  # the harm that the order prevents


def test_every_slate_is_a_project_without_dates() -> None:
    for seed in range(20):
        project = random_project(random.Random(seed), SMALL)
        chosen = Mix.of(project, equal_shares(project))

        slate = slate_of(release(project), chosen.order(2 * len(project.titles) + 1))

        assert find_faults(slate) == []
        assert {each.value for each in slate.titles} == {1.0}
        assert {each.commitment for each in slate.titles} == {"may"}
        assert all(each.earliest is None and each.latest is None for each in slate.titles)
        assert not any(member.available for each in slate.titles for member in each.cast)
        assert all(b.earliest is None for each in slate.titles for b in each.location_blocks)


def test_copies_never_take_the_name_of_another_title() -> None:
    project = one_stage(titles=[title("film.2"), title("x" * 64)])
    chosen = Mix.of(project, equal_shares(project))

    slate = slate_of(release(project), chosen.order(9))

    names = [each.id for each in slate.titles]
    assert len(set(names)) == 9
    assert max(map(len, names)) <= 64
