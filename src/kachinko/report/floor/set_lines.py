"""What is said of a set beside the drawing: size, room above it, place, phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.report.floor.looks import WAIT, phase_on
from kachinko.report.floor.to_scale import is_laid

if TYPE_CHECKING:
    from datetime import date

    from kachinko.report.floor.floors import FloorStage, Standing
    from kachinko.report.floor.words import FloorWords


def set_lines(each: Standing, stage: FloorStage, day: date, words: FloorWords) -> list[str]:
    """Lines about one set, the title first."""
    lines = [each.title_name] if each.name else []
    lines += [_size(each, words), _above(each, stage, words), _place(each, words)]
    phase = phase_on(each, day)
    name = {"": "phase.none", WAIT: "waits"}.get(phase, f"phase.{phase}")
    lines.append(words("until", phase=words(name), day=words.short_date(each.last)))
    return lines


def _size(each: Standing, words: FloorWords) -> str:
    if each.width_m is None or each.depth_m is None:
        if each.area_m2 is None:
            return words("whole")
        area = words.area(each.area_m2)
        if each.height_m is None:
            return words("by.area", area=area)
        return words("by.area.high", area=area, h=words.length(each.height_m))
    size = {
        "w": words.plain_length(each.width_m),
        "d": words.plain_length(each.depth_m),
        "unit": words.length_unit,
    }
    if each.height_m is None:
        return words("size.noheight", **size)
    return words("size", h=words.plain_length(each.height_m), **size)


def _above(each: Standing, stage: FloorStage, words: FloorWords) -> str:
    if each.height_m is None or stage.clear_height_m is None:
        return words("clearance.none")
    free = stage.clear_height_m - each.height_m
    if free < 0:
        return words("too.high", over=words.length(-free))
    return words("clearance", free=words.length(free))


def _place(each: Standing, words: FloorWords) -> str:
    if not is_laid(each):
        return words("at.none")
    assert each.x_m is not None
    assert each.y_m is not None
    key = "at.turned" if each.rotated else "at"
    x, y = words.plain_length(each.x_m), words.plain_length(each.y_m)
    return words(key, x=x, y=y, unit=words.length_unit)
