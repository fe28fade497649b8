from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from kachinko.files.plan import load_plan
from kachinko.model.errors import OutputError
from kachinko.report import built_page
from kachinko.service.hand_over import hand_over, left_out
from tests import plan_case
from tests.report_page import REPORT, needs_page

NOW = datetime(2027, 11, 1, 9, 30, tzinfo=UTC)
ROOT = Path(__file__).parents[2]

FILES = [
    "calendars/no1.ics", "calendars/no2.ics", "calendars/no9.ics",
    "plan.ics", "plan.json", "plan.xlsx", *REPORT,
]  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "out"
    hand_over(plan_case.project(), plan_case.plan(), out, now=NOW)
    return out


@pytest.fixture
def out(tmp_path: Path, made: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "out"))


def test_everything_is_there_and_reads_back(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"

    written = hand_over(plan_case.project(), plan_case.plan(), out, now=NOW)

    assert sorted(str(path.relative_to(out)) for path in written) == FILES
    assert sorted(contents(out)) == FILES
    assert load_plan(out / "plan.json") == plan_case.plan()
    assert load_plan(out / "plan.xlsx").value == 8.5
    assert len(Calendar.from_ical((out / "plan.ics").read_bytes()).walk("VEVENT")) == 12
    for name in REPORT:
        assert "<html" in (out / name).read_text(encoding="utf-8")


def test_the_same_plan_again_changes_no_byte(out: Path) -> None:
    before = contents(out)

    hand_over(plan_case.project(), plan_case.plan(), out, now=datetime(2028, 1, 1, tzinfo=UTC))

    assert contents(out) == before


def test_a_changed_plan_updates_its_calendars(out: Path) -> None:
    plan = plan_case.plan()
    dropped = plan.titles[1].model_copy(update={"accepted": False, "sets": ()})
    changed = plan.model_copy(update={"titles": (plan.titles[0], dropped, plan.titles[2])})

    hand_over(plan_case.project(), changed, out, now=NOW)

    for name in ("plan.ics", "calendars/no2.ics"):
        events = Calendar.from_ical((out / name).read_bytes()).walk("VEVENT")
        assert sum(str(event["STATUS"]) == "CANCELLED" for event in events) == 3


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")

    with pytest.raises(OutputError, match="could not be written"):
        hand_over(plan_case.project(), plan_case.plan(), tmp_path / "out", now=NOW)

    assert (tmp_path / "out").read_text() == "mine"


def test_without_a_built_page_all_else_is_there_and_what_lacks_is_said(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / "report.html").write_text("of an earlier plan", encoding="utf-8")
    monkeypatch.setattr(built_page, "_template", lambda: None)

    written = hand_over(plan_case.project(), plan_case.plan(), out, now=NOW)

    assert [name for name in FILES if name != "report.html"] == sorted(contents(out))
    assert "report.html was left out" in left_out(written)
    assert "make web" in left_out(written)
    assert left_out([out / "report.html"]) == ""


@needs_page
def test_a_file_whose_place_is_taken_leaves_all_others_whole(out: Path) -> None:
    (out / "report.html").unlink()
    (out / "report.html").mkdir()
    before = contents(out)

    with pytest.raises(OutputError, match=r"report\.html"):
        hand_over(plan_case.project(), plan_case.plan(), out, now=NOW)

    assert contents(out) == before


REFUSED = """
import os, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from kachinko.model.errors import OutputError
from kachinko.service.hand_over import hand_over
from tests import plan_case

project, plan, out = plan_case.project(), plan_case.plan(), Path(sys.argv[1])

def attempt():
    try:
        hand_over(project, plan, out, now=datetime.now(UTC))
    except OutputError as error:
        print(error)
    else:
        print("written")

attempt()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for limit in (12_000, 90_000, resource.RLIM_INFINITY):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    attempt()
out.chmod(0o555)
if os.geteuid() == 0:
    os.setuid(65534)
attempt()
"""


@pytest.mark.slow
@needs_page  # the one file that is larger than all that is written on the way to it
def test_a_full_disk_or_a_forbidden_folder_leaves_everything_as_it_was() -> None:
    # Beside pytest's own folders, which nobody but their owner may enter.
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        out = Path(outer) / "out"
        hand_over(plan_case.project(), plan_case.plan(), out, now=NOW)
        before = contents(out)
        scratch = Path(outer) / "scratch"
        scratch.mkdir()
        scratch.chmod(0o777)

        done = subprocess.run(
            [sys.executable, "-B", "-c", REFUSED, str(out)],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(scratch)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

        out.chmod(0o755)
        assert done.stderr == ""
        first, no_scratch, no_room, again, forbidden = done.stdout.splitlines()
        assert (first, again) == ("written", "written")
        assert "temporary file could not be written" in no_scratch
        assert "could not be written" in no_room
        assert "you may not write there" in forbidden
        assert contents(out) == before


ENDLESS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kachinko.service.hand_over import hand_over
from tests import plan_case
plans = [plan_case.plan().model_copy(update={"seed": seed}) for seed in (1, 2)]
print("ready", flush=True)
while True:
    for plan in plans:
        hand_over(plan_case.project(), plan, Path(sys.argv[1]), now=datetime.now(UTC))
        print("wrote", flush=True)
"""


@pytest.mark.slow
def test_a_killed_process_leaves_whole_files(out: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-B", "-c", ENDLESS, str(out)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "ready\n"
        assert process.stdout.readline() == "wrote\n"
        # Long enough to be somewhere within the next rounds, whatever the machine.
        time.sleep(0.37)
        process.send_signal(signal.SIGKILL)

    kept = {name: data for name, data in contents(out).items() if not name.endswith(".tmp")}
    assert sorted(kept) == FILES
    assert load_plan(out / "plan.json").seed in (1, 2)
    assert load_plan(out / "plan.xlsx").seed in (1, 2)
    for name in REPORT:
        assert kept[name].rstrip().endswith(b"</html>")
    for name in FILES[:4]:
        assert kept[name].endswith(b"END:VCALENDAR\r\n")

    hand_over(plan_case.project(), plan_case.plan(), out, now=NOW)
    assert load_plan(out / "plan.json") == plan_case.plan()
