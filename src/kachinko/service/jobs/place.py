"""Where a job is done: its folder, what lies in it, and how its work is told and ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kachinko.halt import Halt
    from kachinko.model.project import Project

ASKED, PROJECT, PLAN, LEDGER = "asked.json", "project.yaml", "plan.json", "ledger.json"
"""What lies in the folder: the question; the project, where there is one; the plan that it stands
on; and what the planner may know of the ledger."""
PLANNED = "project.json"
"""Among what is made: the project of the plan, where it is another than the job began with."""
OUT, SENT = "out", "sent"
"""Folders in it: what is made, and the documents that were sent."""


@dataclass(frozen=True, slots=True)
class Bench:
    """The folder of a job, with the switch that ends it and the line on which it tells."""

    folder: Path
    halt: Halt
    tell: Callable[[dict[str, Any]], None]

    @property
    def project(self) -> Path:
        """The file of the project."""
        return self.folder / PROJECT

    @property
    def plan(self) -> Path:
        """The file of the plan that the job stands on."""
        return self.folder / PLAN

    @property
    def ledger(self) -> Path:
        """The file with what the planner may know of the ledger."""
        return self.folder / LEDGER

    @property
    def out(self) -> Path:
        """The folder for what is made."""
        return self.folder / OUT

    def leave_project(self, project: Project) -> None:
        """Leave the project of the plan that is made; what stands on the plan needs that one."""
        text = project.model_dump_json(by_alias=True)
        (self.out / PLANNED).write_text(text, encoding="utf-8")

    @property
    def sent(self) -> Path:
        """The folder for documents that were sent."""
        return self.folder / SENT
