"""From a script to the scenes, sets and parts of a shooting: what a breakdown begins with.

Everything here is read off the page; nothing is guessed without being said in the remarks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from kachinko.model.scene import Scene
from kachinko.model.shooting import Shooting
from kachinko.shooting.breakdown.length import SheetSigns, eighths_of, eighths_of_japanese
from kachinko.shooting.breakdown.naming import plain, plain_number
from kachinko.shooting.breakdown.parts import Presence, read_parts
from kachinko.shooting.breakdown.places import Places, read_slugs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.files.script.script import Paragraph, Script

LONGEST_SYNOPSIS = 120
_OMITTED = re.compile(r"\W*(?:scene )?(?:omit|omitted|deleted|欠番|削除|カット)\W*", re.IGNORECASE)
"""A heading that keeps a number and stands for no scene any more."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A shooting as read off a script, and what a person should know about the reading."""

    shooting: Shooting
    remarks: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    """The words of each scene, by its number: by them scenes of two drafts are compared."""


@dataclass(frozen=True, slots=True)
class ScriptScene:
    """A scene as it stands in the script."""

    number: str
    heading: str
    body: tuple[Paragraph, ...]
    """All its paragraphs, the heading first."""


def break_down(
    script: Script, *, currency: str, name: str = "", sheet: SheetSigns = 400
) -> Breakdown:
    """Read a script as a shooting without rates, dates and places.

    Parameters
    ----------
    currency
        ISO 4217 code in which the shooting will count.
    name
        Name of the title; empty: the one on the title page.
    sheet
        For Japanese scripts, signs on a sheet of manuscript paper: such a sheet is a page.
    """
    scenes, remarks = _scenes(script)
    japanese = script.layout == "japanese"
    slugs = read_slugs([scene.heading for scene in scenes], japanese=japanese)
    places = Places(slugs)
    parts = read_parts([scene.body for scene in scenes], [script.paragraphs], japanese=japanese)
    length = (lambda body: eighths_of_japanese(body, sheet)) if japanese else eighths_of
    made = tuple(
        Scene(
            number=scene.number,
            heading=plain(scene.heading, 200),
            set=places.id_of(at),
            setting=places.setting_of(at),
            time=slugs[at].time,
            eighths=scene.body[0].eighths or length(scene.body),
            synopsis=_synopsis(scene.body),
            script_day=slugs[at].script_day,
            cast=parts.cast_of(at),
            elements=parts.crowds_of(at),
        )
        for at, scene in enumerate(scenes)
    )
    remarks += places.remarks([scene.number for scene in scenes])
    remarks += _heard(parts, [scene.number for scene in scenes])
    shooting = Shooting(
        name=plain(name or script.title, 200) or "Untitled",
        currency=currency,
        notes=_assumptions(sheet if japanese else None),
        cast=parts.players,
        sets=places.sets,
        elements=parts.elements,
        scenes=made,
    )
    texts = {scene.number: _words(scene.body) for scene in scenes}
    return Breakdown(shooting, tuple(remarks), texts)


def _scenes(script: Script) -> tuple[list[ScriptScene], list[str]]:
    """Cut a script at its headings; scenes without a number, or with one given twice, get one."""
    bodies: list[list[Paragraph]] = []
    for paragraph in script.paragraphs:
        if paragraph.kind == "heading":
            bodies.append([paragraph])
        elif bodies:
            bodies[-1].append(paragraph)
    given = {plain_number(body[0].number) for body in bodies} - {""}
    scenes: list[ScriptScene] = []
    remarks: list[str] = []
    used: set[str] = set()
    free = _unused(given)
    omitted = [body for body in bodies if _OMITTED.fullmatch(body[0].text)]
    if omitted:
        named = ", ".join(plain_number(body[0].number) or "one" for body in omitted)
        remarks.append(f"Omitted in the script: {named}.")
    bodies = [body for body in bodies if body not in omitted]
    for body in bodies:
        number = plain_number(body[0].number)
        if number in used:
            number = next(
                each for at in count(2) if (each := f"{number[:60]}-{at}") not in used | given
            )
            remarks.append(
                f"The number {body[0].number} stands before a second scene; it is {number} here."
            )
        number = number or next(free)
        used.add(number)
        scenes.append(ScriptScene(number, body[0].text, tuple(body)))
    if scenes and not given:
        remarks.append("The script numbers no scenes; they are counted from 1 here.")
    elif any(not body[0].number for body in bodies):
        added = [scene.number for scene in scenes if not scene.body[0].number]
        remarks.append(f"Scenes without a number got one here: {', '.join(added)}.")
    return scenes, remarks


def _unused(given: set[str]) -> Iterator[str]:
    return (number for at in count(1) if (number := str(at)) not in given)


def _synopsis(body: tuple[Paragraph, ...]) -> str:
    """What the script says the scene is about, or its first line of action."""
    for kind in ("synopsis", "action"):
        for paragraph in body:
            if paragraph.kind == kind and paragraph.text.strip():
                return plain(paragraph.text, LONGEST_SYNOPSIS)
    return ""


def _words(body: tuple[Paragraph, ...]) -> str:
    return "\n".join(
        paragraph.text for paragraph in body if paragraph.kind not in ("note", "page_break")
    )


def _heard(parts: Presence, numbers: list[str]) -> list[str]:
    remarks = []
    for name, places in parts.heard_only.items():
        where = ", ".join(numbers[at] for at in places)
        remarks.append(f"{name} is only heard in {where} and not counted there.")
    for name, places in parts.in_passing.items():
        where = ", ".join(numbers[at] for at in places)
        remarks.append(f"{name} is named in the action of {where}, without capitals: not counted.")
    return remarks


def _assumptions(sheet: int | None) -> str:
    page = "55 lines a page" if sheet is None else f"a sheet of {sheet} signs counted as a page"
    return (
        f"Read off the script. Assumptions: lengths by {page}; a player is in a scene who speaks "
        "there in person or is named in its action as the conventions of scripts have it."
    )
