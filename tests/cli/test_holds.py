"""Holds and bookings as a person at a terminal meets them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from tests.cli.ledger_terminal import Terminal

SMALL = Path(__file__).parents[2] / "examples" / "toho-2028"
MARCH = "2028-03-01+3w"


@pytest.fixture
def terminal(tmp_path, monkeypatch, capsys) -> Terminal:
    """A terminal in a folder with a ledger of Toho's stages."""
    one = Terminal(tmp_path, monkeypatch, capsys)
    assert one.types("ledger", "init", "--project", SMALL, "--zone", "Asia/Tokyo").code == 0
    return one


def hold(terminal: Terminal, title: str, days: str = MARCH, *more: object) -> str:
    outcome = terminal.json("hold", "no1", days, "--title", title, "--holder", title, *more)
    return outcome["changes"][0]["after"]["id"]


def test_the_life_of_a_hold(terminal: Terminal) -> None:
    terminal.types("ledger", "policy", "no1", "--set", "signature_hours=48")
    first = hold(terminal, "vapor")
    said = terminal.types("hold", "no1", "2028-03-10+3w", "--title", "sun", "--holder", "sun")
    assert said.code == 0
    assert "sun: held, 2nd hold" in said.out
    assert terminal.types("confirm", first[:8], "--as", "vapor").code == 0
    assert terminal.states() == {"vapor": ("confirmed", 1), "sun": ("held", 2)}
    assert terminal.types("ledger", "sign", first[:8]).code == 0
    assert terminal.states()["vapor"] == ("booked", 1)
    assert terminal.types("release", first[:8]).code == 1
    assert terminal.types("ledger", "cancel", first[:8], "--why", "moved").code == 0
    assert terminal.states() == {"vapor": ("cancelled", 0), "sun": ("held", 1)}


def test_a_challenge_runs_by_the_clock_of_the_stage(terminal: Terminal) -> None:
    hold(terminal, "vapor")
    second = hold(terminal, "sun")
    said = terminal.types("challenge", second[:8], "--as", "sun")
    assert "another production: challenged" in said.out
    assert "answer by 2028-01-12 21:00 JST" in said.out
    assert terminal.types("challenge", second[:8], "--as", "sun", "--withdraw").code == 0
    assert terminal.states()["vapor"] == ("held", 1)
    terminal.types("challenge", second[:8], "--as", "sun")
    terminal.waits(hours=48)
    said = terminal.types("ledger", "tick")
    assert "vapor: lapsed (was challenged)" in said.out
    assert terminal.states() == {"vapor": ("lapsed", 0), "sun": ("booked", 1)}


def test_a_refusal_says_who_is_in_the_way_and_what_is_free_instead(terminal: Terminal) -> None:
    hold(terminal, "vapor", MARCH, "--book")
    said = terminal.types("hold", "no1", "2028-03-15+2w", "--title", "x", "--holder", "x", "--book")
    assert said.code == 1
    assert "In the way: vapor, no1 2028-03-01 to 2028-03-21 (booked)" in said.out
    assert "Free instead: no1 2028-03-22 to 2028-04-04" in said.out
    assert "Free instead: no2 2028-03-15 to 2028-03-28" in said.out
    document = terminal.json(
        "hold", "no1", "2028-03-15+2w", "--title", "x", "--holder", "x", "--book"
    )
    assert document["code"] == "CLASH"
    assert document["instead"][0] == {"stage": "no1", "from": "2028-03-22", "to": "2028-04-04"}


def test_an_organisation_sees_that_a_stage_is_taken_but_not_by_whom(terminal: Terminal) -> None:
    hold(terminal, "secret", MARCH, "--note", "hush", "--set", "lair")
    seen = [
        terminal.types("holds", "--as", "north"),
        terminal.types("holds", "--as", "north", "--json"),
        terminal.types("holds", "--as", "north", "--week", "2028-03-06"),
        terminal.types("avails", MARCH, "--as", "north"),
        terminal.types("hold", "no1", MARCH, "--title", "mine", "--as", "north"),
        terminal.types("ledger", "history", "--as", "north"),
        terminal.types("ledger", "history", "--as", "north", "--json"),
        terminal.types("holds", "--as", "north", "--ics", "n.ics", "--xlsx", "n.xlsx"),
    ]
    assert all(each.code == 0 for each in seen)
    text = "".join(each.out + each.err for each in seen)
    text += (terminal.folder / "n.ics").read_text("utf-8")
    for sheet in load_workbook(terminal.folder / "n.xlsx"):
        text += str([[cell.value for cell in row] for row in sheet])
    for word in ("secret", "hush", "lair"):
        assert word not in text
    assert "another production" in text


def test_what_is_not_ones_own_cannot_be_touched(terminal: Terminal) -> None:
    id_ = hold(terminal, "vapor")
    for words in (("release", id_), ("confirm", id_), ("ledger", "amend", id_, "--area", 5)):
        said = terminal.types(*words, "--as", "north")
        assert said.code == 2
        assert "there is no reservation" in said.err
    assert terminal.states() == {"vapor": ("held", 1)}


def test_the_same_command_twice_is_done_once(terminal: Terminal) -> None:
    words = ("hold", "no1", MARCH, "--title", "vapor", "--holder", "north", "--id", "mine")
    assert terminal.json(*words) == terminal.json(*words)
    assert terminal.states() == {"vapor": ("held", 1)}
    said = terminal.types(*words[:2], "2028-04-01+1w", *words[3:])
    assert said.code == 2
    assert "LEDGER-ID-REUSED" in said.err


def test_a_version_that_is_not_the_one_seen_is_refused(terminal: Terminal) -> None:
    id_ = hold(terminal, "vapor")
    terminal.types("ledger", "amend", id_, "--days", "2028-03-01+2w")
    said = terminal.types("release", id_, "--version", 1)
    assert (said.code, "[CHANGED]" in said.out) == (1, True)


@pytest.mark.slow
def test_undo_puts_back_and_the_trail_tells_it(terminal: Terminal) -> None:
    id_ = hold(terminal, "vapor")
    terminal.types("release", id_, "--id", "gone", "--why", "by mistake")
    assert terminal.types("ledger", "undo", "gone").code == 0
    assert terminal.states() == {"vapor": ("held", 1)}
    trail = terminal.types("ledger", "history", "--reservation", id_[:8]).out
    assert "held 1 → released 0  (by mistake)  [gone]" in trail
    assert "released 0 → held 1" in trail
    assert terminal.types("ledger", "verify").code == 0


def test_a_hold_lapses_at_midnight_of_the_stage(terminal: Terminal) -> None:
    terminal.types("ledger", "policy", "no1", "--set", "lapse_lead_days=7")
    hold(terminal, "vapor")
    assert "lapses 2028-02-23 00:00 JST" in terminal.types("holds").out
    terminal.now = terminal.now.replace(month=2, day=22, hour=14, minute=59)
    assert "No clock has run out" in terminal.types("ledger", "tick").out
    terminal.waits(minutes=1)
    assert "lapsed" in terminal.types("ledger", "tick").out


def test_the_same_moment_is_told_in_each_stages_zone(terminal: Terminal) -> None:
    for stage, zone in (("no1", "Asia/Tokyo"), ("no2", "Europe/Budapest")):
        terminal.types("ledger", "policy", stage, "--zone", zone, "--set", "lapse_lead_days=1")
        words = ("hold", stage, "2028-03-27+1w", "--title", stage, "--holder", "n")
        assert terminal.types(*words).code == 0
    said = terminal.types("holds").out
    assert "lapses 2028-03-26 00:00 JST" in said
    assert "lapses 2028-03-26 00:00 CET" in said  # summer time begins two hours later


def test_a_list_in_japanese_lines_up(terminal: Terminal) -> None:
    hold(terminal, "vapor")
    head, row = terminal.types("holds", "--lang", "ja").out.splitlines()
    assert head.startswith("番号")
    assert "仮押さえ" in row
    assert "第1" in row


def test_a_workbook_and_a_calendar(terminal: Terminal) -> None:
    first = hold(terminal, "vapor", MARCH, "--note", "=HYPERLINK(1)")
    said = terminal.types("holds", "--week", "2028-03-08", "--xlsx", "h.xlsx", "--ics", "h.ics")
    assert "1 vapor" in said.out
    book = load_workbook(io.BytesIO((terminal.folder / "h.xlsx").read_bytes()))
    assert book.sheetnames == ["Holds", "Week of 2028-03-06"]
    [note] = [cell for row in book["Holds"] for cell in row if cell.value == "=HYPERLINK(1)"]
    assert note.data_type == "s"
    before = _events(terminal)
    assert [(e["STATUS"], e["SEQUENCE"]) for e in before] == [("TENTATIVE", 1)]
    terminal.types("confirm", first)
    terminal.types("holds", "--ics", "h.ics")
    assert [(e["STATUS"], e["SEQUENCE"]) for e in _events(terminal)] == [("CONFIRMED", 2)]
    terminal.types("ledger", "cancel", first)
    terminal.types("holds", "--ics", "h.ics")
    after = _events(terminal)
    assert [(e["STATUS"], e["SEQUENCE"]) for e in after] == [("CANCELLED", 3)]
    assert after[0]["UID"] == before[0]["UID"]
    assert str(after[0]["DTEND"].dt) == "2028-03-22"


def _events(terminal: Terminal) -> list:
    feed = Calendar.from_ical((terminal.folder / "h.ics").read_bytes())
    return list(feed.walk("VEVENT"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("hold", "no1", "2028-03-09..2028-03-01", "--title", "x"), "ends before it begins"),
        (("hold", "no1", "march", "--title", "x"), "Days are written"),
        (("hold", "no1", "2028-03-01+3y", "--title", "x"), "a length is"),
        (("hold", "no1", MARCH, "--title", "x"), "Who holds?"),
        (("hold", "no1", MARCH, "--title", "ü", "--holder", "h"), "an id is made of"),
        (("hold", "no1", MARCH, "--title", "x", "--holder", "h", "--phases", "paint=3"),
         "phases are build"),
        (("hold", "no1", MARCH, "--title", "x", "--holder", "h", "--phases", "shoot=3,build=3"),
         "phases come once each"),
        (("hold", "no1", "2028-03-01", "--title", "x", "--holder", "h", "--phases", "shoot=3"),
         "they last 3 days"),
        (("confirm", "nothing"), "there is no reservation"),
        (("ledger", "amend", "x"), "What is to change?"),
        (("avails", MARCH, "--stage", "no9"), "has no stage 'no9'"),
        (("holds", "--as", "no way"), "an id is made of"),
        (("ledger", "policy", "no1", "--set", "challenge_hours=never"), "challenge_hours"),
        (("ledger", "policy", "no1", "--set", "challenge_hour=3"), "challenge_hour"),
        (("holds", "--ledger", "elsewhere.db"), "There is no ledger"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_refused_in_words(terminal: Terminal, words, says: str) -> None:
    said = terminal.types(*words)
    assert said.code == 2
    assert says in said.err
    assert "BUG" not in said.err
    assert not (terminal.folder / "elsewhere.db").exists()


def test_a_stage_that_does_not_exist_is_an_answer(terminal: Terminal) -> None:
    said = terminal.types("hold", "no9", MARCH, "--title", "x", "--holder", "h")
    assert (said.code, "NO-STAGE" in said.out) == (1, True)


def test_avails_by_floor_height_and_feature(terminal: Terminal) -> None:
    hold(terminal, "vapor", "2028-03-01+4w", "--book")
    words = ("avails", "2028-03-01..2028-04-30", "--for", "3w", "--area", "600")
    found = {each["stage"]: each for each in terminal.json(*words)["stages"]}
    assert [each["rank"] for each in found["no1"]["windows"]] == [1, 2]
    assert found["no1"]["windows"][0]["first_start"] == "2028-03-29"
    assert found["no2"]["windows"][0]["first_start"] == "2028-03-01"
    said = terminal.types(*words, "--feature", "tank", "--project", SMALL)
    assert said.code == 1
    assert "no1, has no tank" in said.out
    assert "(not known: features)" in terminal.types(*words, "--feature", "tank").out


def test_a_set_beside_others_on_a_shared_floor(terminal: Terminal) -> None:
    terminal.types("ledger", "policy", "no1", "--sharing", "floor")
    hold(
        terminal, "vapor", MARCH, "--area", "500", "--book", "--phases", "build=7,shoot=7,strike=7"
    )
    words = ("avails", "2028-03-01..2028-04-10", "--stage", "no1", "--area", "300", "--rank", "1")
    quiet = terminal.json(*words, "--phases", "prelight=3,shoot=2")["stages"][0]["windows"]
    assert quiet[0]["first_start"] == "2028-03-19"  # its takes hear nothing after the strike
    silent = terminal.json(*words, "--phases", "prelight=3,shoot=2", "--silent")["stages"][0]
    assert silent["windows"][0]["last_start"] == "2028-03-03"  # the take of day 8 would hear it
    assert terminal.types(*words[:5], "500", "--for", "1w", "--rank", "1").code == 0


def test_the_ledger_is_found_by_the_environment(terminal: Terminal) -> None:
    terminal.monkeypatch.setenv("KACHINKO_LEDGER", str(terminal.folder / "ledger.db"))
    (terminal.folder / "sub").mkdir()
    terminal.monkeypatch.chdir(terminal.folder / "sub")
    assert len(terminal.json("ledger", "stages")) == 4
