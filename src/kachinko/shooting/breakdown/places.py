"""Sets out of headings: the same place in other words is one set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kachinko.files.plain_ids import id_from
from kachinko.model.scene import ShootingSet
from kachinko.shooting.breakdown.naming import plain
from kachinko.shooting.breakdown.slug import Slug, read_slug
from kachinko.shooting.breakdown.slug_japanese import read_slug_japanese

if TYPE_CHECKING:
    from kachinko.model.scene import Setting


def read_slugs(headings: list[str], *, japanese: bool) -> list[Slug]:
    """Read headings one after the other; CONTINUOUS, LATER and 同 take over what came before."""
    slugs: list[Slug] = []
    place, time = "", None
    for heading in headings:
        slug = read_slug_japanese(heading, place) if japanese else read_slug(heading)
        if slug.same_time:
            slug = replace(slug, time=time)
        slugs.append(slug)
        place, time = slug.place or place, slug.time
    return slugs


class Places:
    """The sets of a script.

    Inside and outside of one place are two sets, as they are seldom shot at one place, unless a
    heading plays in both at once (INT./EXT.).
    """

    def __init__(self, slugs: list[Slug]) -> None:
        self._slugs = slugs
        settings: dict[str, set[Setting]] = {}
        for slug in slugs:
            settings.setdefault(slug.key, set()).add(slug.setting or "INT")
        self._parted = {key for key, found in settings.items() if found == {"INT", "EXT"}}
        self._ids: dict[tuple[str, str], str] = {}
        self._sets: list[ShootingSet] = []
        for at, slug in enumerate(slugs):
            if self._key(at) not in self._ids:
                self._add(at, slug)

    @property
    def sets(self) -> tuple[ShootingSet, ...]:
        """The sets in the order in which they come up."""
        return tuple(self._sets)

    def id_of(self, at: int) -> str:
        """The set of the scene at this place of the script."""
        return self._ids[self._key(at)]

    def setting_of(self, at: int) -> Setting:
        """Inside or outside; inside where the heading does not say."""
        return self._slugs[at].setting or "INT"

    def remarks(self, numbers: list[str]) -> list[str]:
        """Which headings did not say what was taken for granted."""
        remarks = []
        unsaid = [
            number for number, slug in zip(numbers, self._slugs, strict=True) if not slug.setting
        ]
        if unsaid:
            remarks.append(
                f"The headings of {', '.join(unsaid)} do not say INT or EXT; INT is assumed."
            )
        timeless = [
            number for number, slug in zip(numbers, self._slugs, strict=True) if not slug.time
        ]
        if timeless:
            remarks.append(f"The headings of {', '.join(timeless)} name no time of day.")
        return remarks

    def _key(self, at: int) -> tuple[str, str]:
        slug = self._slugs[at]
        return slug.key, (slug.setting or "INT") if slug.key in self._parted else ""

    def _add(self, at: int, slug: Slug) -> None:
        name = plain(slug.place, 180) or "Unnamed set"
        side = self._key(at)[1]
        if side:
            name = f"{name} ({side})"
        used = set(self._ids.values())
        self._ids[self._key(at)] = id_from(name, used, "set")
        self._sets.append(ShootingSet(id=self._ids[self._key(at)], name=name))
