"""The look of the codes of a day-out-of-days: the same on paper, on the page and in a workbook."""

from __future__ import annotations

CODE_FILLS = {"W": "F6B9A5", "H": "DDE7F2", "B": "F0D19A", "PL": "F7E391", "ST": "E6BDBA"}
"""Fill of a code, by the kind of day that it marks."""
OFF = "E4E1DB"
"""Fill of a day off."""


def kind_of(code: str) -> str:
    """What a code says the day is: W for SW, WF and the like, else the code itself."""
    return "W" if "W" in code else code
