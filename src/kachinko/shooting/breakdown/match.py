"""Which scene of a new draft is which of the old one: by its words and its number."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALIKE = 0.5
"""Share of common words from which on two scenes of one number are the same scene."""
MOVED = 0.6
"""Share of common words from which on a scene is the same under another number."""
REWRITTEN = 0.15
"""Less than this, and even the same number does not make it the same scene."""
PART = 0.7
"""Share of a new scene's words that stand in an old one from which it was split off."""

_WORD = re.compile(r"[^\W_]+")
_IDEOGRAPH = re.compile(r"[぀-ヿ㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Match:
    """The scenes of two drafts, matched."""

    old_of: dict[str, str]
    """By number in the new draft, the number in the old one."""
    split_from: dict[str, str]
    """By number in the new draft of a scene that is new, the old one whose words it has."""


def match_scenes(old: Mapping[str, str], new: Mapping[str, str]) -> Match:
    """Match the words of scenes, given by number and in the order of the script.

    First come scenes of the same number and largely the same words, then scenes moved to another
    number, then what keeps its number although it was rewritten.
    """
    words_old = {number: _words(text) for number, text in old.items()}
    words_new = {number: _words(text) for number, text in new.items()}
    old_of: dict[str, str] = {}
    free = dict.fromkeys(old)

    def take(number: str, former: str) -> None:
        old_of[number] = former
        del free[former]

    by_words = _unique({number: _folded(text) for number, text in old.items()})
    for number, text in new.items():
        if number in free and _folded(old[number]) == _folded(text):
            take(number, number)
    for number, text in new.items():
        former = by_words.get(_folded(text))
        if number not in old_of and former in free and former is not None:
            take(number, former)
    for number in new:
        if (
            number not in old_of
            and number in free
            and _likeness(words_old[number], words_new[number]) >= ALIKE
        ):
            take(number, number)
    for number, former in _closest(words_old, words_new, free, set(new) - set(old_of)):
        if number not in old_of and former in free:
            take(number, former)
    for number in new:
        if (
            number not in old_of
            and number in free
            and _likeness(words_old[number], words_new[number]) >= REWRITTEN
        ):
            take(number, number)
    split = {
        number: former
        for number in new
        if number not in old_of and (former := _whole(words_new[number], words_old)) is not None
    }
    return Match(old_of, split)


def _closest(
    old: Mapping[str, Counter[str]],
    new: Mapping[str, Counter[str]],
    free: Iterable[str],
    left: set[str],
) -> list[tuple[str, str]]:
    """Pairs that are alike under different numbers, the most alike first."""
    place_old = {number: at for at, number in enumerate(old)}
    place_new = {number: at for at, number in enumerate(new)}
    pairs = [
        (
            _likeness(old[former], new[number]),
            -abs(place_old[former] - place_new[number]),
            number,
            former,
        )
        for number in new
        if number in left
        for former in free
    ]
    alike = sorted((pair for pair in pairs if pair[0] >= MOVED), key=lambda pair: pair[:2])
    return [(number, former) for _, _, number, former in reversed(alike)]


def _whole(part: Counter[str], old: Mapping[str, Counter[str]]) -> str | None:
    """The old scene in which nearly all words of a part stand."""
    size = part.total()
    if size < 5:
        return None
    shares = [((part & words).total() / size, number) for number, words in old.items()]
    best = max(shares, default=(0.0, ""), key=lambda share: share[0])
    return best[1] if best[0] >= PART else None


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Share of common words, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _words(text: str) -> Counter[str]:
    """The words of a text; of Japanese, which parts none, pairs of signs."""
    words: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if _IDEOGRAPH.search(word):
            words += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            words.append(word)
    return Counter(words)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _unique(texts: Mapping[str, str]) -> dict[str, str]:
    """By text, the one scene that has it."""
    counts = Counter(texts.values())
    return {text: number for number, text in texts.items() if counts[text] == 1}
