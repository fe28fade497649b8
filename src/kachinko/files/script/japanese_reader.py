"""Read Japanese scripts in plain text: 柱書き, ト書き and 台詞."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kachinko.files.script.japanese_lines import closing, heading, is_break, is_title, speech
from kachinko.files.script.script import Paragraph, Script
from kachinko.files.script.vertical import upright

_MOST_LINES = 60
"""Lines of one speech; beyond them a bracket was never closed."""
_EDGES = " \t\u3000"
_TITLE = re.compile(r"(?:題名|タイトル|題)[ \u3000]*[:：][ \u3000]*(.+)")
_SHOWN_TITLE = re.compile(r"\W*(?:メイン)?タイトル[ \u3000]*[『「]([^』」]+)[』」]")
_AUTHOR = re.compile(r"(?:作|脚本|原作|作者)[ \u3000]*[:：・][ \u3000]*(.+)")


def read_japanese(text: str) -> Script:
    """Read the text of a Japanese script; numbers become half-width, all else stays as written."""
    reading = _Reading()
    lines = upright(text).split("\n")
    for line in lines:
        reading.take(line)
    reading.end_speech()
    reading.flush()
    return Script(tuple(reading.paragraphs), tuple(reading.title_page.items()), "japanese")


def heading_count(text: str) -> int:
    """How many lines of a text are 柱: says whether it is a Japanese script at all."""
    return sum(heading(line) is not None for line in upright(text).split("\n"))


@dataclass
class _Reading:
    """What was read so far."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    title_page: dict[str, str] = field(default_factory=dict)
    action: list[str] = field(default_factory=list)
    name: str = ""
    said: list[str] = field(default_factory=list)
    begun: bool = False
    """Whether a scene has begun; before it stands the title page."""

    def take(self, line: str) -> None:
        """Take one line."""
        bare = line.strip(_EDGES)
        if self.said:
            if bare and len(self.said) < _MOST_LINES and speech(line) is None and not _begins(line):
                self.said.append(bare)
                if closing("".join(self.said)) is not None:
                    self.end_speech()
                return
            self.end_speech()
        if not bare:
            self.flush()
            return
        found = heading(line)
        if found is not None:
            self.flush()
            self.begun = True
            self.paragraphs.append(Paragraph("heading", found.text, found.number))
        elif not self.begun and self._is_title(bare):
            return
        elif self.paragraphs and self.paragraphs[-1] == self._unnamed() and not self.action:
            # The number stands on a line of its own, the place below it.
            self.paragraphs[-1] = replace(self.paragraphs[-1], text=bare)
        elif is_break(line):
            self.flush()
            self.paragraphs.append(Paragraph("transition", bare))
        else:
            self._prose(line, bare)

    def _unnamed(self) -> Paragraph:
        return Paragraph("heading", "", self.paragraphs[-1].number)

    def _prose(self, line: str, bare: str) -> None:
        spoken = speech(line)
        if spoken is None:
            self.action.append(bare)
            return
        self.flush()
        self.name = spoken[0]
        self.said = [spoken[1].strip(_EDGES)]
        if closing(self.said[0]) is not None:
            self.end_speech()

    def _is_title(self, bare: str) -> bool:
        """Whether a line before the first scene belongs to the title page."""
        for pattern, key in ((_TITLE, "title"), (_SHOWN_TITLE, "title"), (_AUTHOR, "author")):
            found = pattern.fullmatch(bare)
            if found is not None:
                self.title_page.setdefault(key, found[1].strip(_EDGES + "「」『』"))
                return True
        first = not self.title_page and not self.action and not self.paragraphs
        if first and is_title(bare):
            self.title_page["title"] = bare.strip(_EDGES + "「」『』")
            return True
        return False

    def end_speech(self) -> None:
        """Close the speech that is open, if any."""
        if self.said:
            self.paragraphs.append(Paragraph("character", self.name))
            self.paragraphs.append(Paragraph("dialogue", "\n".join(self.said)))
            self.said = []

    def flush(self) -> None:
        """Close the paragraph of ト書き that is open, if any."""
        if self.action:
            self.paragraphs.append(Paragraph("action", "\n".join(self.action)))
            self.action = []


def _begins(line: str) -> bool:
    return heading(line) is not None or is_break(line)
