"""Hand a plan over in the forms its users work in, all of them or none."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from kachinko.files.atomic import replace_files
from kachinko.files.plan_json import dump_plan
from kachinko.model.errors import OutputError
from kachinko.report.built_page import NOT_BUILT, is_built
from kachinko.report.calendar_feed import plan_calendar, stage_calendars
from kachinko.report.plan_page import render_report
from kachinko.report.workbook import plan_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project

CALENDARS = "calendars"
REPORT = "report.html"
LARGEST_CALENDAR = 50_000_000
"""Bytes; a larger file is no calendar that an earlier plan wrote."""


def hand_over(
    project: Project,
    plan: Plan,
    out_dir: Path,
    *,
    now: datetime,
    beside: Mapping[str, bytes | str] | None = None,
    lang: str = "en",
) -> list[Path]:
    """Write a plan as JSON, workbook, calendars and report.

    Everything is made before anything is written, and everything is written beside its place
    before anything is replaced, so that what stood in the folder stays whole until the end.

    Parameters
    ----------
    out_dir : the folder; made where it is missing.
    now : the instant (UTC) that changed events of the calendars bear. The calendars in the
        folder are read first, so that the new ones update and cancel what they announced.
    beside : further files of the same delivery, by name.
    lang : language of workbook and calendars; the report is in the reader's, else opens in this.

    Returns
    -------
    list[Path]
        The files written: plan.json, plan.xlsx, plan.ics, report.html where its page is built,
        those beside them, and one calendar a stage.

    Raises
    ------
    OutputError
        When a file could not be written; what stood there before is unchanged.
    """
    earlier = _read_earlier(out_dir / "plan.ics")
    folder = out_dir / CALENDARS
    by_stage = {path.stem: _read_earlier(path) for path in _calendars_in(folder)}
    stages = stage_calendars(
        project, plan, now=now, earlier=earlier, earlier_by_stage=by_stage, lang=lang
    )
    contents: dict[Path, bytes | str] = {
        out_dir / "plan.json": dump_plan(plan),
        out_dir / "plan.xlsx": _workbook(project, plan, lang),
        out_dir / "plan.ics": plan_calendar(project, plan, now=now, earlier=earlier, lang=lang),
    }
    if is_built():
        contents[out_dir / REPORT] = render_report(
            project, plan, lang=None if lang == "en" else lang
        )
    contents |= {out_dir / name: content for name, content in (beside or {}).items()}
    contents |= {folder / f"{stage}.ics": calendar for stage, calendar in stages.items()}
    written = replace_files(contents)
    if not is_built():
        _take_away(out_dir / REPORT)
    return written


def left_out(files: Iterable[Path]) -> str:
    """What a delivery lacks, in a sentence that also says how to get it; empty: nothing."""
    if any(path.name == REPORT for path in files):
        return ""
    return f"{REPORT} was {NOT_BUILT}."


def _take_away(earlier: Path) -> None:
    """Leave no report of an earlier plan beside this one."""
    with contextlib.suppress(OSError):
        earlier.unlink(missing_ok=True)


def _workbook(project: Project, plan: Plan, lang: str) -> bytes:
    try:
        return plan_workbook(project, plan, lang)
    except OSError as error:
        # Sheets grow in the folder for temporary files, which may be full as well.
        raise OutputError(
            "plan.xlsx could not be made, because a temporary file could not be written: "
            f"{(error.strerror or str(error)).lower()}.",
            hint="What stood there before is unchanged.",
        ) from error


def _calendars_in(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.ics"))
    except OSError:
        return []


def _read_earlier(path: Path) -> bytes:
    # What cannot be read cannot be updated either; whether it can be replaced shows later.
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST_CALENDAR else b""
    except OSError:
        return b""
