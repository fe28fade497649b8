"""Project and plan files, one module a format."""

from kachinko.files.project import load_project, save_project

__all__ = ["load_project", "save_project"]
