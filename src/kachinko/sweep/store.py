"""Finished runs in a folder, one file each, so that a sweep goes on where it was ended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kachinko.files.atomic import replace_file
from kachinko.files.plan_json import parse_plan
from kachinko.model.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from kachinko.model.plan import Plan
    from kachinko.sweep.run import Run

SCHEMA = "kachinko-run/1"


class RunStore:
    """The folder ``runs/`` of a sweep: ``<key>.json`` holds the plan of a finished run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, run: Run) -> Path:
        """Where the plan of a run stands, or will."""
        return self.folder / f"{run.key}.json"

    def read(self, run: Run) -> Plan | None:
        """The plan of a finished run; None where there is none, or the file is damaged."""
        try:
            document = json.loads(self.path(run).read_bytes())
            if document["schema"] != SCHEMA or document["key"] != run.key:
                return None
            return parse_plan(json.dumps(document["plan"]).encode(), self.path(run).name)
        except (OSError, ValueError, LookupError, TypeError, InputError):
            # Nothing is lost by doing it again, and the file is then replaced.
            return None

    def write(self, run: Run, plan_json: str) -> None:
        """Keep the plan of a run that has just ended; the file appears whole or not at all.

        Raises
        ------
        OutputError
            When it could not be written.
        """
        document = {
            "schema": SCHEMA,
            "key": run.key,
            "scenario": run.scenario.name,
            "changes": [each.sentence for each in run.scenario.changes],
            "time_limit": run.settings.seconds,
            "iterations": run.settings.iterations,
            "plan": json.loads(plan_json),
        }
        replace_file(self.path(run), json.dumps(document, ensure_ascii=False, indent=1) + "\n")
