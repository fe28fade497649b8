"""Load and save scripts in whatever form the path names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.files.source import read_bytes, refusal
from kachinko.model.errors import OutputError

if TYPE_CHECKING:
    from kachinko.files.script.script import Script

ENDINGS = (".fountain", ".spmd", ".fdx", ".txt")
"""Endings of files that are read as scripts; a .txt is Fountain or Japanese, by its headings."""

_FORMS = "a script as .fountain, .fdx or .txt"
_HEADINGS = (
    "headings such as 'INT. LAB - NIGHT' with an empty line around them, or 柱 such as "
    "'○喫茶店・中（夜）'"
)


def load_script(path: Path | str) -> Script:
    """Load a script from Fountain, Final Draft or Japanese plain text.

    Raises
    ------
    InputError
        When the file cannot be read, or no scene begins in it.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise refusal(str(path), f"{ending or path.name} is no form of a script", _FORMS)
    script = parse_script(read_bytes(path, str(path), "script"), path.name)
    if not any(paragraph.kind == "heading" for paragraph in script.paragraphs):
        raise refusal(str(path), "no scene begins in this script", _HEADINGS)
    return script


def parse_script(data: bytes, name: str) -> Script:
    """Read the bytes of a script file called `name`, by the ending of the name."""
    from kachinko.files.script.decode import decode

    ending = Path(name).suffix.lower()
    if ending == ".fdx":
        from kachinko.files.script.fdx_reader import read_fdx

        return read_fdx(data, name)
    from kachinko.files.script.fountain_reader import read_fountain
    from kachinko.files.script.japanese_reader import heading_count, read_japanese
    from kachinko.files.script.script import has_kana

    text = decode(data, name)
    fountain = read_fountain(text)
    if ending == ".txt":
        headings = sum(paragraph.kind == "heading" for paragraph in fountain.paragraphs)
        # Numbers before lines are 柱 only where the script is Japanese.
        if has_kana(text) and heading_count(text) > headings:
            return read_japanese(text)
    return fountain


def save_script(script: Script, path: Path | str) -> Path:
    """Save a script as .fountain or .fdx.

    Raises
    ------
    OutputError
        When it cannot be written there.
    """
    from kachinko.files.atomic import replace_file

    path = Path(path)
    ending = path.suffix.lower()
    if ending == ".fdx":
        from kachinko.files.script.fdx_writer import write_fdx

        return replace_file(path, write_fdx(script))
    if ending == ".fountain":
        from kachinko.files.script.fountain_writer import write_fountain

        return replace_file(path, write_fountain(script))
    raise OutputError(
        f"{path} is no form in which a script can be written.", hint="Name a .fountain or .fdx."
    )
