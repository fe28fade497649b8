"""The kinds of facts that we ship; each one carries where it was read, by whom and when."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kachinko.model.base import Record
from kachinko.model.quantity import AREA_UNITS

READ_ON = "2026-11"
"""When the pages were read; many only in part, so that a blank means "not read", not "not so"."""

AreaUnit = Literal["m2", "ft2", "tsubo", "pyeong"]
Basis = Literal["stated", "converted", "derived", "unverified", "unknown"]
Kind = Literal["stage", "agreement", "claim", "title"]

_DATE = re.compile(r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")


def _check_date(value: str) -> str:
    if not _DATE.match(value):
        raise ValueError("a date is written YYYY, YYYY-MM or YYYY-MM-DD, or left empty")
    return value


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not value:
        return None
    try:
        return float(value)
    except ValueError:
        raise ValueError("a plain number is expected, or nothing") from None


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("yes", "no"):
            raise ValueError("yes or no is expected")
        return value == "yes"
    return value


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


Number = Annotated[Annotated[float, Field(gt=0)] | None, BeforeValidator(_number)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
PartialDate = Annotated[str, AfterValidator(_check_date)]


class Fact(Record):
    """Something that a page says: the page, its publisher, its date, and what to know about it."""

    source: str = Field(description="Address of the page; empty: no page is known.")
    publisher: str
    date: PartialDate = Field(description="Date of the page; empty: it carries none.")
    note: str = ""
    basis: Basis = Field(
        description="stated: as the page has it; converted: stated in another unit; derived: "
        "computed by us; unverified: no page to show for it, or a page not to be trusted; "
        "unknown: not found."
    )

    @model_validator(mode="after")
    def _names_its_source(self) -> Fact:
        if not self.source and self.basis != "unverified":
            raise ValueError("a fact without a source is marked 'unverified'")
        if not self.source and not self.note:
            raise ValueError("a fact without a source says in its note why")
        return self

    def document(self) -> dict[str, Any]:
        """Give the fact as a JSON document."""
        return self.model_dump(mode="json")

    def text(self) -> str:
        """Give all that it says in one text, to look for words in."""
        return "\n".join(
            str(value)
            for _, value in self
            if isinstance(value, str) or (value and not isinstance(value, bool))
        )


class AreaFact(Fact):
    """A fact with an area, kept as it was stated; an area that was not found stays unknown."""

    area: Number = None
    unit: Annotated[AreaUnit | None, BeforeValidator(_none_if_empty)] = None

    @model_validator(mode="after")
    def _area_and_basis_agree(self) -> AreaFact:
        if (self.area is None) != (self.unit is None):
            raise ValueError("an area and its unit go together")
        if (self.area is None) != (self.basis == "unknown"):
            raise ValueError("the basis is 'unknown' where there is no area, and only there")
        if self.basis == "converted" and self.unit == "m2":
            raise ValueError("an area stated in m2 is not 'converted'")
        if self.basis == "stated" and self.unit != "m2":
            raise ValueError("an area stated in another unit than m2 is 'converted'")
        return self

    @property
    def area_m2(self) -> float | None:
        """The area [m²], kept to 0.1; None: unknown."""
        if self.area is None or self.unit is None:
            return None
        return round(self.area * AREA_UNITS[self.unit], 1)

    def document(self) -> dict[str, Any]:
        """Give the fact as a JSON document, with the area in m² beside the area as stated."""
        return {**super().document(), "area_m2": self.area_m2}


class StageFact(AreaFact):
    """A sound stage, as a page describes it."""

    kind: Literal["stage"] = "stage"
    studio: str
    name: str
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    city: str
    length_m: Number = None
    width_m: Number = None
    height_m: Number = Field(default=None, description="Of the gantry, grid or roof: see the note.")
    features: str
    opened: str
    planned: YesNo = Field(description="Announced; nothing shows that it was built so.")
    name_is_ours: YesNo = Field(
        description="The page only says, for instance, 'ten stages of 17,000 sq ft each'."
    )
    single: YesNo = Field(description="One stage; no: a total, or several stages together.")

    @property
    def label(self) -> str:
        """Studio and stage."""
        return f"{self.studio} · {self.name}"

    def text(self) -> str:
        """Give all that it says, the country's name among it, to look for words in."""
        return f"{super().text()}\n{Locale('en').territories[self.country]}"


class AgreementFact(AreaFact):
    """A lease, purchase or partnership, as a page reports it."""

    kind: Literal["agreement"] = "agreement"
    id: str
    parties: str
    facility: str
    stages: str
    start: str
    term: str
    announced: str
    output_claim: str

    @property
    def label(self) -> str:
        """Parties and facility."""
        return f"{self.parties} · {self.facility}"


class TitleFact(Fact):
    """A film or series with what pages tell about its shoot."""

    kind: Literal["title"] = "title"
    name: str
    form: Literal["film", "series"]
    platform: str
    episodes: Number = None
    shoot_start: str
    shoot_end: str
    shoot_length: str
    location: str
    studio_used: str
    set_facts: str
    budget_facts: str
    release: str

    @property
    def label(self) -> str:
        """Name of the title."""
        return self.name


class Claim(Fact):
    """One assertion; claims that contradict each other are all kept."""

    kind: Literal["claim"] = "claim"
    subject: str
    attribute: str
    value: str = Field(min_length=1, description="May begin with > (over), < or ~ (about).")
    unit: str
    quote: str

    @property
    def label(self) -> str:
        """Subject and attribute."""
        return f"{self.subject} · {self.attribute}"


AnyFact = StageFact | AgreementFact | Claim | TitleFact
