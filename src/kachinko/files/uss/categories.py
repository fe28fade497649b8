"""The fixed numbers of categories, and what each is in a breakdown of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kachinko.files.slugline import fold

if TYPE_CHECKING:
    from kachinko.files.uss.document import Node
    from kachinko.model.scene import Category

Kind = Literal["set", "setting", "time", "script_day", "unit", "sequence", "location", "cast"]

KINDS: dict[int, Kind] = {
    0: "set", 1: "setting", 2: "time", 3: "script_day", 4: "unit", 5: "sequence", 6: "location",
    100: "cast",
}  # fmt: skip
CATEGORIES: dict[int, Category] = {
    101: "background", 102: "stunts", 103: "vehicles", 104: "props", 105: "special_effects",
    106: "costume", 107: "makeup", 108: "animals", 109: "animal_handler", 110: "camera",
    113: "sound", 114: "music", 115: "art", 116: "set_dressing", 117: "greenery", 118: "security",
    119: "equipment", 120: "additional_labor", 121: "visual_effects", 122: "mechanical_effects",
    123: "notes",
}  # fmt: skip
_NEAR: dict[int, Category] = {111: "equipment", 112: "equipment", 124: "notes"}
"""Grip and electric are equipment here, comments are notes."""
NAMES: dict[Kind | Category, str] = {
    "set": "Set", "setting": "INT/EXT", "time": "Day/Night", "script_day": "Script Day",
    "unit": "Unit", "location": "Location", "cast": "Cast Members",
    "background": "Background Actors", "stunts": "Stunts", "vehicles": "Vehicles",
    "props": "Props", "special_effects": "Special Effects", "costume": "Wardrobe",
    "makeup": "Makeup/Hair", "animals": "Animals", "animal_handler": "Animal Wranglers",
    "camera": "Camera", "sound": "Sound", "music": "Music", "art": "Art Department",
    "set_dressing": "Set Dressing", "greenery": "Greenery", "security": "Security",
    "equipment": "Special Equipment", "additional_labor": "Additional Labor",
    "visual_effects": "Visual Effects", "mechanical_effects": "Mechanical Effects",
    "notes": "Notes",
}  # fmt: skip
NUMBERS: dict[Kind | Category, int] = {kind: number for number, kind in KINDS.items()} | {
    category: number for number, category in CATEGORIES.items()
}
_BY_WORD: dict[str, Kind | Category] = {fold(name): kind for kind, name in NAMES.items()} | {
    "cast": "cast", "extras": "background", "background": "background", "costumes": "costume",
    "makeup": "makeup", "grip": "equipment", "electric": "equipment", "comments": "notes",
    "sequence": "sequence",
}  # fmt: skip


def kind_of(category: Node, *, draft: bool) -> tuple[Kind | Category, bool]:
    """What a category of a file is here, and whether that is certain.

    The number decides, not the name, as the standard asks. Drafts numbered the departments
    otherwise, so that there the name decides where it is a known one.
    """
    named = _BY_WORD.get(fold(category.text("name")))
    if draft and named is not None:
        return named, True
    number = category.number("ucid", "catId")
    known = None if number is None else KINDS.get(int(number)) or CATEGORIES.get(int(number))
    if known is not None:
        return known, True
    if number is not None and int(number) in _NEAR:
        return _NEAR[int(number)], True
    return (named, True) if named is not None else ("notes", False)
