"""What the stage planner says of each place, in the memo's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.reason import TooLow, TooNarrow, TooSmall
from kachinko.report.locating.blocks import Cell, Says, Section, Table

if TYPE_CHECKING:
    from kachinko.locating.memo import Memo, PlaceMemo
    from kachinko.model.reason import Refusal
    from kachinko.report.locating.texts import MemoWords


def stages_section(words: MemoWords, memo: Memo) -> Section:
    """The answers, with where each set would stand, or what cannot hold together."""
    heads = tuple(words(f"col.{key}") for key in ("place", "studios", "answer", "why"))
    rows = tuple(
        (
            Cell(words.place(place), tone="strong"),
            Cell("; ".join(place.stages.studios) or "–"),
            Cell(
                words(f"stages.{place.stages.state}"),
                tone={"fits": "good", "cannot": "bad"}.get(place.stages.state, "muted"),  # type: ignore[arg-type]
            ),
            Cell(_long(words, place)),
        )
        for place in memo.places
    )
    table = Table(heads, rows, widths=(1.2, 2, 1.3, 6))
    return Section(
        "stages",
        words("stages.heading"),
        (table, Says((words("stages.note"),), "hint")),
        words("stages.hint"),
    )


def stages_short(words: MemoWords, place: PlaceMemo, *, brief: bool = False) -> str:
    """The answer in one sentence; `brief` for a cell of a table."""
    answer = place.stages
    key = "stages.brief" if brief else "stages.short"
    if answer.state == "cannot" and answer.set:
        size = _size(answer.needs_m, answer.needs_m2)
        return words(f"{key}.set", set=answer.set, size=size)
    return words(f"{key}.{answer.state}")


def _long(words: MemoWords, place: PlaceMemo) -> str:
    answer = place.stages
    told = []
    if answer.state == "cannot" and answer.set:
        size = _size(answer.needs_m, answer.needs_m2)
        told.append(words("stages.short.set", set=answer.set, size=size))
        told += [_refusal(words, each) for each in answer.refusals]
    elif answer.state == "fits":
        told += [
            words(
                "stages.by_area" if each.by_area else "stages.stands",
                set=each.set,
                stage=each.stage,
                first=words.day(each.first),
                last=words.day(each.last),
            )
            for each in answer.stands
        ]
    else:
        told += answer.why
    if answer.open_stages:
        told.append(words("stages.open", studios="; ".join(answer.open_stages)))
    return " ".join(told)


def _refusal(words: MemoWords, refusal: Refusal) -> str:
    if isinstance(refusal, TooSmall):
        return words("refusal.small", stage=refusal.stage, has=f"{refusal.has_m2:,g}")
    if isinstance(refusal, TooNarrow):
        return words(
            "refusal.narrow",
            stage=refusal.stage,
            w=f"{refusal.has_m[0]:g}",
            d=f"{refusal.has_m[1]:g}",
        )
    if isinstance(refusal, TooLow):
        return words("refusal.low", stage=refusal.stage, has=f"{refusal.has_m:g}")
    return f"{refusal.sentence}."


def _size(sides: tuple[float, float] | None, area: float | None) -> str:
    if sides is not None:
        return f"{sides[0]:g} × {sides[1]:g} m"
    return f"{area or 0:,g} m²"
