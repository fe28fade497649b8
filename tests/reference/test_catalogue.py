from __future__ import annotations

from importlib import resources

import pytest

from kachinko.reference import catalogue
from kachinko.reference.facts import AgreementFact, Claim, StageFact


def stage(studio: str, name: str) -> StageFact:
    return next(s for s in catalogue.stages() if (s.studio, s.name) == (studio, name))


def test_shipped_facts_load_with_source_and_basis() -> None:
    facts = catalogue.facts()

    assert len(catalogue.stages()) >= 170
    assert len(catalogue.agreements()) == 13
    assert len(catalogue.titles()) >= 17
    assert len(catalogue.claims()) >= 150
    for fact in facts:
        assert fact.source.startswith("http") or fact.basis == "unverified"
        assert not fact.source or fact.publisher


@pytest.mark.parametrize(
    ("studio", "name", "area_m2", "basis"),
    [
        ("Toho Studios", "No.7 Stage", 957, "stated"),
        ("Toho Studios", "No.10 Stage", 658, "stated"),
        ("Toho Studios", "No.1 Stage (new)", 860, "stated"),
        ("Toho Studios", "No.2 Stage (new)", 992, "stated"),
        ("Toho Studios", "No.5 Stage (rebuilt)", 330.6, "converted"),
        ("CJ ENM Studio Center", "Stage 5", 5289.3, "converted"),
        ("Elstree Studios", "Stage 1", 1465.1, "converted"),
        ("Shepperton Studios", "A Stage", 1672.3, "derived"),
        ("Busan Cinema Studios", "Stage A", 825, "stated"),
        ("Busan Cinema Studios", "Stage B", 1650, "stated"),
    ],
)
def test_areas_are_kept_as_stated_and_converted(
    studio: str, name: str, area_m2: float, basis: str
) -> None:
    found = stage(studio, name)

    assert found.area_m2 == area_m2
    assert found.basis == basis


def test_unknown_areas_stay_unknown() -> None:
    unknown = [s for s in catalogue.stages() if s.basis == "unknown"]

    assert {"YCDSMC Studio 139", "Samsung Studio"} <= {s.studio for s in unknown}
    assert ("Central Taiwan Film Studios (Taichung)", "large stage 2") in {
        (s.studio, s.name) for s in unknown
    }
    assert all(s.area is None and s.area_m2 is None and s.unit is None for s in unknown)


def test_plans_and_names_of_ours_are_marked() -> None:
    assert stage("Toho Studios", "No.1 Stage (new)").planned
    assert not stage("Toho Studios", "No.8 Stage").planned
    ours = [s for s in catalogue.stages() if s.name_is_ours]
    assert len(ours) >= 48
    assert stage("Bridge Studios Lake City", "40-ft stage 3 of 10") in ours
    assert all("by us" in s.note or "not named" in s.note for s in ours)
    assert not stage("YCDSMC Studio 139", "six stages and support (total)").single


def test_a_figure_without_a_page_is_kept_unverified() -> None:
    over_15 = [
        c
        for c in catalogue.claims()
        if c.attribute == "originals planned 2021" and c.value == ">15"
    ]

    assert [(c.source, c.basis) for c in over_15] == [("", "unverified")]
    assert "no source found" in over_15[0].note


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["TOHO", "no.7"], "No.7 Stage"),
        (["東宝", "no.8"], "No.8 Stage"),
        (["ｔｏｈｏ", "402"], "No.9 Stage"),
        (["삼성"], "three stages and support (total)"),
        (["korea", "j1"], "J1"),
        (["Fót", "pairable"], "New stage 1"),
    ],
)
def test_words_are_found_in_any_field_case_and_script(words: list[str], expected: str) -> None:
    names = [s.name for s in catalogue.stages() if catalogue.mentions(s, words)]

    assert expected in names


def test_all_words_must_be_there() -> None:
    toho = stage("Toho Studios", "No.7 Stage")

    assert catalogue.mentions(toho, [])
    assert not catalogue.mentions(toho, ["toho", "vancouver"])


HEADS = ",".join(sorted(set(Claim.model_fields) - {"kind"}))


def claim_table(**cells: str) -> str:
    row = {
        "subject": "S", "attribute": "a", "value": "1", "unit": "m2", "basis": "stated",
        "source": "https://example.org", "publisher": "P", "date": "2026", "quote": "", "note": "",
    } | cells  # fmt: skip
    return HEADS + "\n" + ",".join(row[head] for head in HEADS.split(",")) + "\n"


def test_a_good_table_is_read() -> None:
    (claim,) = catalogue.read_facts(claim_table(), "claims.csv", Claim)

    assert (claim.subject, claim.value) == ("S", "1")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (claim_table().replace("note", "notes", 1), "note, notes"),
        (claim_table().replace("note", "date", 1), "note"),
        ("", "attribute"),
        (claim_table() + "1,2\n", "row 3: 2 cells"),
        (claim_table(date="last year"), "row 2, date"),
        (claim_table(basis="sure"), "row 2, basis"),
        (claim_table(source=""), "row 2, row: Value error, a fact without a source"),
        (claim_table(source="", basis="unverified"), "says in its note why"),
        (claim_table(value=""), "row 2, value"),
    ],
)
def test_reading_is_strict(text: str, what: str) -> None:
    with pytest.raises(catalogue.FactsError, match=what):
        catalogue.read_facts(text, "claims.csv", Claim)


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"area": "", "unit": "m2"}, "go together"),
        ({"area": "300", "unit": "tsubo"}, "'converted'"),
        ({"area": "300", "unit": "m2", "basis": "converted"}, "not 'converted'"),
        ({"area": "", "unit": ""}, "where there is no area"),
        ({"area": "-3"}, "greater than 0"),
        ({"area": "about 3"}, "plain number"),
        ({"unit": "acres"}, "unit"),
    ],
)
def test_areas_are_read_strictly(cells: dict[str, str], what: str) -> None:
    row = dict.fromkeys(set(AgreementFact.model_fields) - {"kind"}, "")
    row |= {"source": "https://example.org", "basis": "stated", "area": "3", "unit": "m2"} | cells
    text = ",".join(row) + "\n" + ",".join(row.values()) + "\n"

    with pytest.raises(catalogue.FactsError, match=what):
        catalogue.read_facts(text, "agreements.csv", AgreementFact)


def test_shipped_names_lead_somewhere() -> None:
    everything = "\n".join(fact.text() for fact in catalogue.facts()).casefold()

    assert all(name in everything for name, _ in catalogue.native_names())


def test_every_shipped_table_is_read() -> None:
    shipped = {entry.name for entry in resources.files("kachinko.reference.data").iterdir()}

    tables = {name for name in shipped if name.endswith(".csv")}
    facts = {"stages.csv", "agreements.csv", "claims.csv", "titles.csv", "names.csv"}
    prices = {"fx.csv", "rates.csv"}  # read by `exchange` and `rates`
    assert tables == facts | prices
