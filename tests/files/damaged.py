"""Kinds of damaged input: what is done to a sound project, and what must be said about it.

Each row changes the sound project in one way. A YAML row replaces a text (once) by another; the
fault must be placed on the line where `at` (or else the new text) begins. `what` must stand in the
fault's own words, `right` in its advice.
"""

# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

SOUND = """\
schema: kachinko/1
name: Sound slate
currency: JPY
horizon: {from: 2028-01-04, to: 2028-12-28}
notes: sound
studios:
  - id: toho
    name: Toho Studios
    country: JP
    city: Tokyo
    calendar: {weekdays: [mon, tue, wed, thu, fri, sat], holidays: JP}
    build_crews: 4
    stages:
      - id: no1
        name: No.1 Stage
        effective_area_m2: 860
        quiet: true
        floor_rate: {amount: 300, currency: JPY}
        closures: [{from: 2028-08-11, to: 2028-08-16, reason: maintenance}]
      - {id: no2, name: No.2 Stage, effective_area_m2: 992, width_m: 40, depth_m: 30}
  - {id: seoul, name: Seoul, country: KR, stages: [{id: k1, name: K1}]}
agreements:
  - id: lease
    lessee: Somebody
    studio: toho
    stages: [no1, no2]
    from: 2028-01-04
    to: 2032-12-31
    rent: {amount: 1000000, currency: JPY, per: day}
    take_or_pay: true
titles:
  - id: vapor
    name: Human Vapour
    kind: series
    episodes: 8
    value: 5
    commitment: may
    studios: [toho]
    split: false
    earliest: 2028-02-01
    latest: 2028-10-31
    unit_day_cost: {amount: 4000000, currency: JPY}
    cast:
      - {id: lead, name: Lead, available: [{from: 2028-03-01, to: 2028-06-30}]}
    sets:
      - id: lab
        name: Laboratory
        area_m2: 240
        build_days: 20
        shoot_days: 6
        sync_sound: true
        cast: [lead]
      - {id: street, name: Street, width_m: 20, depth_m: 10, shoot_days: 3, after: [lab]}
    location_blocks:
      - id: shore
        days: 20
        after: [street]
"""


class Row(NamedTuple):
    """One kind of damage to YAML text."""

    old: str
    new: str
    what: str
    right: str = ""
    at: str = ""
    placed: bool = True


YAML = {
    # -- keys
    "unknown key at the top": Row("notes:", "nots:", "'nots' is not a known key", "'notes'"),
    "unknown key in a set": Row("build_days", "buildays", "'buildays' is not", "'build_days'"),
    "unknown key like no other": Row("build_days", "zzz", "'zzz' is not", "one of id, name"),
    "python's name for a key": Row("from: 2028-01-04\n    to", "first: 2028-01-04\n    to", "'first' is not"),
    "required key missing": Row("        shoot_days: 6\n", "", "shoot_days is missing", "at least 1", at="id: lab"),
    "required key at the top missing": Row("currency: JPY\nh", "h", "currency is missing", "ISO 4217", placed=False),
    "required key without value": Row("kind: series", "kind:", "kind has no value", "film or series"),
    "duplicate key": Row("split: false", "split: false\n    split: true", "second time", "once", at="split: true"),
    "schema of another version": Row("kachinko/1", "kachinko/9", "'kachinko/9'", "kachinko/1"),
    # -- values
    "text for a number": Row("shoot_days: 6", "shoot_days: six", "'six'", "a number", at="six"),
    "quoted number for a count": Row("shoot_days: 6", "shoot_days: '6'", "'6'", "without quotation", at="'6'"),
    "fraction of a day": Row("shoot_days: 6", "shoot_days: 6.5", "6.5", "whole number", at="6.5"),
    "no shooting day": Row("shoot_days: 6", "shoot_days: 0", "is 0", "1 or more"),
    "negative days": Row("build_days: 20", "build_days: -20", "-20", "0 or more"),
    "more days than a film has": Row("build_days: 20", "build_days: 20000", "20000", "at most 2,000"),
    "true for a number": Row("shoot_days: 6", "shoot_days: true", "true", "a number"),
    "list for a number": Row("shoot_days: 6", "shoot_days: [6]", "a list", "whole number"),
    "infinite value": Row("value: 5", "value: .inf", "inf", "not infinite"),
    "value that is no number": Row("value: 5", "value: .nan", "nan"),
    "negative area": Row("area_m2: 240", "area_m2: -240", "-240", "above 0"),
    "area of nought": Row("area_m2: 240", "area_m2: 0", "is 0", "above 0"),
    "area in an unknown unit": Row("area_m2: 240", "area_m2: 240 jo", "'240 jo'", "tsubo"),
    "area in metres": Row("area_m2: 240", "area_m2: 240 m", "'240 m'", "m2"),
    "area of a country": Row("area_m2: 240", "area_m2: 1e9", "1000000000: 1e+09 is beyond", ""),
    "area beyond the rectangle": Row("width_m: 20", "area_m2: 300, width_m: 20", "more than width_m", at="- {id: street"),
    "width without depth": Row("depth_m: 10, ", "", "go together", at="- {id: street"),
    "set without footprint": Row("        area_m2: 240\n", "", "no footprint", "area_m2", at="id: lab"),
    "word for a truth": Row("sync_sound: true", "sync_sound: maybe", "'maybe'", "true or false"),
    "unknown choice": Row("kind: series", "kind: sreies", "'sreies'", "'series', perhaps"),
    "unknown commitment": Row("commitment: may", "commitment: perhaps", "'perhaps'", "must or may"),
    "unknown weekday": Row("mon, tue", "mon, tues", "'tues'", "'tue', perhaps"),
    "weekday twice": Row("mon, tue", "mon, mon", "a weekday is named twice"),
    "no working weekday": Row("[mon, tue, wed, thu, fri, sat]", "[]", "a list", "at least one"),
    "unknown country": Row("country: JP", "country: XX", "'XX'", "ISO 3166"),
    "country that YAML 1.1 takes for false": Row("country: JP", "country: No", "'No'", "ISO 3166"),
    "unknown holidays": Row("holidays: JP", "holidays: JP-Tokyo", "known for the part 'Tokyo'"),
    "unknown currency": Row("currency: JPY\nh", "currency: YEN\nh", "'YEN'", "ISO 4217"),
    "money without a currency": Row("amount: 4000000, currency: JPY", "amount: 4000000", "currency is missing", "ISO 4217", at="unit_day_cost"),
    "money as a number": Row("unit_day_cost: {amount: 4000000, currency: JPY}", "unit_day_cost: 4000000", "4000000", "{amount:"),
    "negative money": Row("amount: 4000000", "amount: -4", "-4", "between 0"),
    "word for an amount": Row("amount: 4000000", "amount: plenty", "'plenty'", "a number"),
    "no such date": Row("earliest: 2028-02-01", "earliest: 2028-02-31", "'2028-02-31'", "YYYY-MM-DD"),
    "date in another order": Row("earliest: 2028-02-01", "earliest: 01/02/2028", "'01/02/2028'", "YYYY-MM-DD"),
    "date with a time": Row("earliest: 2028-02-01", "earliest: 2028-02-01T09:00", "T09:00", "YYYY-MM-DD"),
    "year of another age": Row("earliest: 2028-02-01", "earliest: 0028-02-01", "'0028-02-01'", "year"),
    "id with a space": Row("id: lab\n", "id: the lab\n", "'the lab'", "letters, digits", at="the lab"),
    "id without end": Row("id: lab\n", f"id: {'x' * 65}\n", "xxx…", "64 characters", at="xxxx"),
    "id that is a fraction": Row("id: lab\n", "id: 1.5\n", "1.5", "text", at="1.5"),
    "empty name": Row("name: Laboratory", "name: ''", "empty", "not empty", at="''"),
    "name of two lines": Row("name: Laboratory", 'name: "a\\nb"', "a\\nb", "one line", at='"a'),
    "control character in a name": Row("name: Laboratory", 'name: "a\\x07b"', "x07", "control", at='"a'),
    "word for a list": Row("cast: [lead]", "cast: lead", "'lead'", "[lead]", at="lead\n      - {id: street"),
    "group for a list": Row("studios: [toho]", "studios: {toho: true}", "a group of keys", "a list"),
    "list for a group": Row("calendar: {weekdays: [mon, tue, wed, thu, fri, sat], holidays: JP}", "calendar: [mon]", "a list", "weekdays"),
    "text for a record": Row("  - {id: seoul, name: Seoul, country: KR, stages: [{id: k1, name: K1}]}", "  - seoul", "'seoul'", "a group of keys"),
    "empty entry in a list": Row("cast: [lead]", "cast: [lead, ~]", "empty", "text"),
    "agreement on no stage": Row("stages: [no1, no2]", "stages: []", "a list", "at least one"),
    "text for a whole table": Row("agreements:\n", "agreements: none\nagreement_list:\n", "'none'", "a list"),
    # -- what must agree
    "reversed horizon": Row("to: 2028-12-28", "to: 2027-12-28", "lies before 'from'", "2028-01-04 or later", at="2027-12-28"),
    "horizon of a century": Row("to: 2028-12-28", "to: 2128-12-28", "at most 30 years", at="{from: 2028-01-04"),
    "reversed closure": Row("to: 2028-08-16", "to: 2028-08-01", "lies before 'from'", "2028-08-11", at="2028-08-01"),
    "reversed agreement": Row("to: 2032-12-31", "to: 2022-12-31", "lies before 'from'", at="2022"),
    "reversed window": Row("latest: 2028-10-31", "latest: 2028-01-31", "lies before 'earliest'", "2028-02-01", at="2028-01-31"),
    "reversed window of a block": Row("days: 20\n        after", "earliest: 2028-05-05\n        latest: 2028-05-04\n        days: 20\n        after", "lies before 'earliest'", at="2028-05-04"),
    "window after the horizon": Row("earliest: 2028-02-01\n    latest: 2028-10-31", "earliest: 2029-02-01\n    latest: 2029-10-31", "after the end of the horizon", at="2029-02-01"),
    "window before the horizon": Row("earliest: 2028-02-01\n    latest: 2028-10-31", "latest: 2027-10-31", "before the beginning of the horizon", at="2027-10-31"),
    "studio id twice": Row("{id: seoul,", "{id: toho,", "'toho' is given to a second studio", "no other", at="toho, name: Seoul"),
    "stage id twice over studios": Row("{id: k1", "{id: no1", "'no1' is given to a second stage", at="no1, name: K1"),
    "set id twice": Row("{id: street", "{id: lab", "'lab' is given to a second", at="lab, name: Street"),
    "block with the id of a set": Row("id: shore", "id: lab", "'lab' is given to a second", at="lab\n        days"),
    "cast id twice": Row("      - {id: lead", "      - {id: lead, name: Double}\n      - {id: lead", "'lead' is given to a second cast", at="lead, name: Lead"),
    "agreement with unknown studio": Row("studio: toho", "studio: tohoo", "no studio 'tohoo'", "'toho', perhaps"),
    "agreement on unknown stage": Row("[no1, no2]", "[no1, no9]", "no stage 'no9'", "perhaps", at="no9"),
    "agreement on a stage elsewhere": Row("[no1, no2]", "[no1, k1]", "belongs to studio 'seoul'", "no1", at="k1]"),
    "agreement naming a stage twice": Row("[no1, no2]", "[no1, no1]", "named twice", "once", at="no1]"),
    "title at an unknown studio": Row("studios: [toho]", "studios: [paris]", "no studio 'paris'", "toho, seoul", at="paris"),
    "set with unknown cast": Row("cast: [lead]", "cast: [laed]", "no cast member of this title 'laed'", "'lead'", at="laed"),
    "after an unknown set": Row("after: [street]", "after: [strete]", "'strete'", "'street', perhaps", at="strete"),
    "after itself": Row("after: [lab]", "after: [street]", "after itself", at="street]}"),
    "circle of after": Row("cast: [lead]", "after: [shore]", "runs in a circle: lab after shore after street after lab", "order", at="[shore]"),
    "price in another currency": Row("amount: 300, currency: JPY", "amount: 300, currency: USD", "floor_rate is in USD", "JPY", at="USD"),
    "rent in another currency": Row("currency: JPY, per", "currency: KRW, per", "rent is in KRW", "JPY", at="KRW"),
    "title with nothing to shoot": Row("titles:\n", "titles:\n  - {id: bare, name: Bare, kind: film}\n", "nothing to shoot", "at least one set", at="{id: bare"),
    # -- YAML itself
    "tab in the indentation": Row("    split: false", "\tsplit: false", "a tab", "two spaces"),
    "wrong indentation": Row("    split: false", "   split: false", "not indented", "below each other", at="split"),
    "quotation mark not closed": Row("name: Human Vapour", 'name: "Human Vapour', "quotation mark is not closed"),
    "bracket not closed": Row("cast: [lead]", "cast: [lead", "not closed", "']'"),
    "text after a quoted text": Row("name: Human Vapour", "name: 'Human' Vapour", "follows a value", "whole value", at="name: 'Human"),
    "list on the line of its key": Row("cast: [lead]", "cast: - lead", "begins on the line", "of its own"),
    "backslash in quotation marks": Row("name: Human Vapour", 'name: "C:\\Vapour"', "backslash", "single"),
    "colon within a text": Row("name: Human Vapour", "name: Vapour: the Human", "a colon", "quotation marks"),
    "text begins with a star": Row("name: Human Vapour", "name: *Vapour", "*Vapour", at="*Vapour"),
    "text begins with an at": Row("name: Human Vapour", "name: @Vapour", "meaning of its own", "quotation", at="@Vapour"),
    "second document": Row("titles:\n", "---\ntitles:\n", "second document", "one document", at="---"),
    "tag of Python": Row("name: Human Vapour", "name: !!python/object/apply:os.system [ls]", "tag", "plain values", at="!!python"),
    "merge key": Row("split: false", "<<: {split: true}", "'<<' is not a known key", at="<<"),
    "alias that contains itself": Row("cast: [lead]", "cast: &a [lead, *a]", "contains itself", at="*a"),
    "list as a key": Row("split: false", "? [split]\n    : false", "a key is a list", at="[split]"),
    "nested beyond reason": Row("notes: sound", f"notes: {'[' * 40}{']' * 40}", "nested more than"),
}  # fmt: skip


def alias_bomb() -> str:
    """Ten names for ten names for … a list that unfolds into ten thousand million entries."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(rows)


WHOLE_FILES: dict[str, tuple[str, bytes, str, str]] = {
    "empty file": ("p.yaml", b"", "is empty", "'kachinko new'"),
    "file of comments only": ("p.yaml", b"# nothing\n", "is empty", ""),
    "file of empty keys only": ("p.yaml", b"name:\ntitles:\n", "name has no value", "name"),
    "Shift_JIS": ("p.yaml", SOUND.replace("Sound slate", "カチンコ").encode("cp932"), "seems to be Shift_JIS", "UTF-8"),
    "Latin-1": ("p.yaml", SOUND.replace("Sound", "Café").encode("latin-1"), "byte 0xe9 is not UTF-8", "UTF-8"),
    "Korean": ("p.yaml", SOUND.replace("Sound slate", "서울 스튜디오").encode("cp949"), "is not UTF-8", "UTF-8"),
    "UTF-16": ("p.yaml", SOUND.encode("utf-16"), "UTF-16", "UTF-8"),
    "binary": ("p.yaml", bytes(range(256)) * 10, "binary", "YAML"),
    "workbook called yaml": ("p.yaml", b"PK\x03\x04rest", "workbook or ZIP", ".xlsx"),
    "control character": ("p.yaml", SOUND.replace("sound", "so\x07und").encode(), "'\\x07'", "control"),
    "a list at the top": ("p.yaml", b"- a\n- b\n", "does not begin with a key", "'name:'"),
    "a sentence": ("p.yaml", b"hello world\n", "does not begin with a key", "'name:'"),
    "alias bomb": ("p.yaml", alias_bomb().encode(), "unfolds into more than", "written out"),
    "half a million values": ("p.yaml", b"notes: [" + b"x, " * 500_000 + b"x]", "more than 400,000 values", "smaller"),
    "50 MB": ("p.yaml", b"#" * 50_000_000, "50 MB", "at most 20 MB"),
    "50 MB workbook": ("p.xlsx", b"PK\x03\x04" + b"\0" * 50_000_000, "50 MB", "at most 20 MB"),
    "empty workbook file": ("p.xlsx", b"", "empty", ".xlsx"),
    "text called xlsx": ("p.xlsx", b"hello", "not an Excel workbook", ".xlsx"),
    "CSV called xlsx": ("p.xlsx", b"id,name\n1,x\n", "CSV", ".xlsx"),
    "web page called xlsx": ("p.xlsx", b"<html><table></table></html>", "web page", ".xlsx"),
    "old xls": ("p.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file", "saved as .xlsx"),
    "encrypted workbook": ("p.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password", "without a password"),
    "broken ZIP": ("p.xlsx", b"PK\x03\x04" + b"\x07" * 500, "damaged", "repair"),
    "another ending": ("p.csv", b"id,name\n", ".csv is no project file", ".xlsx workbook"),
    "JSON": ("plan.json", b"{}", ".json is no project file", "folder of .yaml"),
}  # fmt: skip


class Cell(NamedTuple):
    """One kind of damage to a workbook: a cell is set, and a fault named there."""

    sheet: str
    cell: str
    value: Any
    place: str
    what: str
    right: str = ""


CELLS = {
    "unknown column": Cell("Sets", "I1", "buildays", "sheet Sets, row 1 (cell I1)", "'buildays' is unknown", "'build_days', perhaps"),
    "column twice": Cell("Sets", "I1", "area_m2", "sheet Sets, row 1 (cell I1)", "twice", "once"),
    "column without a head": Cell("Sets", "I1", None, "sheet Sets, row 1 (cell I1)", "no head"),
    "required column missing": Cell("Sets", "K1", None, "sheet Sets", "the column 'shoot_days' is missing", "at least 1"),
    "unknown key of the project": Cell("Project", "A4", "curency", "sheet Project, row 4 (cell A4)", "'curency' is unknown", "'currency'"),
    "key of the project twice": Cell("Project", "A3", "currency", "sheet Project, row 4 (cell A4)", "second time", "once"),
    "currency of the project missing": Cell("Project", "B4", None, "sheet Project, row 4, column currency (cell B4)", "currency has no value", "ISO 4217"),
    "word for a number": Cell("Sets", "K2", "six", "sheet Sets, row 2, column shoot_days (cell K2)", "'six'", "a number"),
    "date for a number": Cell("Sets", "K2", dt.date(2028, 1, 1), "(cell K2)", "2028-01-01", "number"),
    "date in words": Cell("Titles", "I2", "1 Feb 2028", "sheet Titles, row 2, column earliest (cell I2)", "'1 Feb 2028'", "YYYY-MM-DD"),
    "date with a time": Cell("Titles", "I2", dt.datetime(2028, 2, 1, 9),  # noqa: DTZ001
        "(cell I2)", "2028-02-01T09", "without a time"),
    "required cell empty": Cell("Titles", "C2", None, "sheet Titles, row 2, column kind (cell C2)", "kind has no value", "film or series"),
    "unknown choice": Cell("Titles", "C2", "serie", "(cell C2)", "'serie'", "'series', perhaps"),
    "negative area": Cell("Sets", "D2", -5, "sheet Sets, row 2, column area_m2 (cell D2)", "-5", "above 0"),
    "row of an unknown title": Cell("Sets", "A2", "vaporr", "sheet Sets, row 2, column title (cell A2)", "no title 'vaporr'", "'vapor', perhaps"),
    "row without a title": Cell("Sets", "A2", None, "sheet Sets, row 2, column title (cell A2)", "title has no value", "id"),
    "availability of unknown cast": Cell("Cast availability", "B2", "laed", "sheet Cast availability, row 2, column cast (cell B2)", "no cast member 'laed'", "'lead', perhaps"),
    "closure of an unknown stage": Cell("Stage closures", "A2", "no11", "sheet Stage closures, row 2, column stage (cell A2)", "no stage 'no11'", "'no1', perhaps"),
    "reference to unknown cast": Cell("Sets", "Q2", "lead, ghost", "sheet Sets, row 2, column cast (cell Q2)", "'ghost'", "lead"),
    "reversed dates": Cell("Agreements", "F2", dt.date(2020, 1, 1), "sheet Agreements, row 2, column to (cell F2)", "lies before 'from'", "or later"),
    "amount without a currency": Cell("Titles", "L2", None, "sheet Titles, row 2, column unit_day_cost_currency (cell L2)", "currency has no value", "ISO 4217"),
    "price in another currency": Cell("Titles", "L2", "USD", "(cell L2)", "is in USD", "JPY"),
    "duplicate id": Cell("Sets", "B3", "lab", "sheet Sets, row 3, column id (cell B3)", "second set or location block"),
    "formula never calculated": Cell("Sets", "K2", "=3+3", "sheet Sets, cell K2", "never calculated", "saved once in Excel"),
    "error in a cell": Cell("Sets", "K2", "#REF!", "sheet Sets, cell K2", "error", "a value"),
}  # fmt: skip
