"""Projects to begin with: a small one that explains itself, and the example Toho 2028."""

from __future__ import annotations

from typing import Literal

Name = Literal["template", "example"]
Form = Literal["json", "yaml", "xlsx"]


def template(name: Name, form: Form) -> bytes:
    """A project to begin with, in one of the forms in which projects are kept."""
    from kachinko.files.example import example_project
    from kachinko.files.project import load_project
    from kachinko.files.xlsx_writer import write_workbook
    from kachinko.files.yaml_writer import write_file
    from kachinko.service.example_office import example_folder

    project = example_project() if name == "template" else load_project(example_folder())
    if form == "xlsx":
        return write_workbook(project)
    if form == "yaml":
        return write_file(project, explain=name == "template").encode()
    return project.model_dump_json(by_alias=True).encode()
