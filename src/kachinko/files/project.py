"""Load and save projects in whatever form the path names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kachinko.files.source import refusal
from kachinko.model.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.project import Project

Form = Literal["folder", "file", "workbook"]

_FORMS = "a folder of .yaml files, a .yaml file or an .xlsx workbook"
_FOREIGN = {
    ".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".json", ".txt", ".pdf", ".numbers", ".zip",
    ".toml", ".xml", ".html", ".doc", ".docx",
}  # fmt: skip


def load_project(path: Path | str) -> Project:
    """Load a project from a folder of YAML, a single YAML file or an Excel workbook.

    Raises
    ------
    InputError
        With every fault of the input at once, each with its place and the right form.
    """
    from kachinko.files.validation import to_project
    from kachinko.files.yaml_reader import read_file, read_folder

    path = Path(path)
    form = _form_to_read(path)
    if form == "folder":
        return to_project(read_folder(path))
    if form == "file":
        return to_project(read_file(path))
    from kachinko.files.xlsx_reader import read_workbook

    return to_project(read_workbook(path))


def save_project(project: Project, path: Path | str, *, explain: bool = False) -> list[Path]:
    """Save a project in the form that the path names; returns the files written.

    What stands there is replaced, wholly or not at all. With `explain`, YAML carries comments.

    Raises
    ------
    OutputError
        When it cannot be written, or would not read back as the same project.
    """
    from kachinko.files.atomic import replace_file, replace_files

    path = Path(path)
    form = form_to_write(path)
    if form == "workbook":
        from kachinko.files.xlsx_writer import write_workbook

        return [replace_file(path, write_workbook(project))]
    from kachinko.files.yaml_writer import PARTS, write_file, write_folder

    if form == "file":
        return [replace_file(path, write_file(project, explain=explain))]
    if path.is_dir():
        _refuse_foreign_parts(path, set(PARTS))
    texts = write_folder(project, explain=explain)
    return replace_files({path / name: text for name, text in texts.items()})


def form_to_write(path: Path) -> Form:
    """Which form a path means as a destination.

    Raises
    ------
    OutputError
        For an ending that no project file has.
    """
    ending = path.suffix.lower()
    if _stands(path, Path.is_dir):
        return "folder"
    if ending == ".xlsx":
        return "workbook"
    if ending in (".yaml", ".yml"):
        return "file"
    if ending in _FOREIGN or _stands(path, Path.is_file):
        raise OutputError(
            f"{path} is no form in which a project can be written.", hint=f"Name {_FORMS}."
        )
    return "folder"


def standing_files(path: Path) -> list[Path]:
    """What saving a project there would replace or mix with."""
    if _stands(path, Path.is_dir):
        return sorted(path.iterdir())
    return [path] if _stands(path, Path.exists) or path.is_symlink() else []


def _stands(path: Path, question: Callable[[Path], bool]) -> bool:
    try:
        return question(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{str(path)[:200]} cannot be used as a place: {reason}.") from error


def _form_to_read(path: Path) -> Form:
    try:
        if path.is_dir():
            return "folder"
        ending = path.suffix.lower()
        if ending == ".xlsx":
            return "workbook"
        if ending in (".yaml", ".yml") or not path.exists():
            return "file"
    except (OSError, ValueError) as error:
        raise refusal(str(path), f"the path cannot be used: {error}", _FORMS) from None
    raise refusal(
        str(path),
        f"{path.name} is no form of a project" if not ending else f"{ending} is no project file",
        _FORMS,
    )


def _refuse_foreign_parts(folder: Path, own: set[str]) -> None:
    from kachinko.files.yaml_reader import yaml_files

    others = [file.name for file in yaml_files(folder, str(folder)) if file.name not in own]
    if others:
        raise OutputError(
            f"{folder} also holds {', '.join(others)}, and would read them along.",
            hint="Nothing was written. Name another folder, or move these files away.",
        )
