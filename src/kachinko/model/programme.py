"""An incentive programme as dated data: what counts, how the award follows, when money comes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.budget import Category, FactValue, Level, Place
from kachinko.model.clause import Clause, Ref, When
from kachinko.model.dated import Parameter, Trigger, Value
from kachinko.model.money import Currency
from kachinko.model.source import Source
from kachinko.model.span import Day

AwardKind = Literal["entitlement", "ceiling", "competitive"]
"""entitlement: a formula decides; ceiling: a committee decides up to it; competitive: ranked."""

Form = Literal["refundable_credit", "taxable_credit", "transferable_credit", "rebate", "grant"]


class Counting(Record):
    """Which budget lines; a field left out does not matter, all that are given must fit."""

    categories: tuple[Category, ...] = ()
    not_categories: tuple[Category, ...] = ()
    levels: tuple[Level, ...] = ()
    places: tuple[Place, ...] = Field(default=(), description="Used or consumed in one of these.")
    not_places: tuple[Place, ...] = ()
    zones: tuple[Id, ...] = ()
    payees: tuple[Place, ...] = Field(default=(), description="Payee resident in one of these.")
    not_payees: tuple[Place, ...] = ()
    labour: bool | None = None
    connected: bool | None = None
    when: When = Field(default=(), description="Tests on questions and parameters.")
    share: Ref | None = Field(default=None, description="The share of a line that counts.")
    says: Text = Field(default="", description="The rule in plain words.")
    source: Id | None = None


class LineLimit(Record):
    """A limit below the whole: on each person's pay, each line, or a category's share."""

    id: Id
    lines: Counting = Counting()
    per: Literal["line", "person", "all"]
    at_most: Ref | None = Field(default=None, description="An amount.")
    share: Ref | None = Field(default=None, description="A share of `of`.")
    of: Ref | None = Field(default=None, description="A measure, as it is before limits.")
    says: Text = ""
    source: Id | None = None


class Measure(Record):
    """An amount that the budget's lines add up to, in the programme's currency.

    A line counts where one of `counts` fits (the first one's `share`), none of `excludes` and none
    of `unclear` does; lines of `unclear` are listed with what they would add. A case may give the
    amount itself instead of lines.
    """

    id: Id
    meaning: Text
    counts: tuple[Counting, ...] = Field(min_length=1)
    excludes: tuple[Counting, ...] = ()
    unclear: tuple[Counting, ...] = ()
    spent_from: Ref | None = Field(
        default=None, description="A day (parameter, question or deadline): spend before is lost."
    )
    spent_until: Ref | None = Field(default=None, description="A day: spend after is lost.")
    limits: tuple[LineLimit, ...] = ()


class Question(Record):
    """What a budget does not say and the rules need."""

    id: Id
    asks: Text = Field(description="The question in plain words.")
    answer: Literal["yes_no", "choice", "count", "days", "money", "share", "day"]
    options: tuple[Id, ...] = Field(default=(), description="Of a choice.")
    assume: FactValue | None = Field(
        default=None,
        description="Taken, and marked as assumed, where nobody says; empty: it must be said.",
    )
    source: Id | None = None


class Version(Record):
    """The clauses in force from a day, as known from a day; chosen as a `Parameter` is."""

    id: Id
    says: Text = ""
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    known_from: Day | None = None
    source: Id
    kind: AwardKind
    clauses: tuple[Clause, ...] = Field(min_length=1, description="In the order of their steps.")
    eligible: Ref = Field(description="The measure or clause that is the eligible spend.")
    award: Ref = Field(description="The clause whose amount is the award, before tax and fees.")
    unread: tuple[Text, ...] = Field(
        default=(), description="What this version is known to leave out, not having been read."
    )


class Window(Record):
    """A time in which applications are taken."""

    id: Id
    says: Text = ""
    opens: Day
    closes: Day
    known_from: Day | None = None
    may_close_early: bool = False
    decision_by: Day | None = None
    source: Id


class Deadline(Record):
    """A day by which something must be done: a fixed one, or so many days from a date."""

    id: Id
    what: Literal["apply", "register", "start", "complete", "report", "claim", "other"]
    says: Text
    on: Day | None = Field(default=None, description="The day itself.")
    window: Id | None = Field(default=None, description="The window whose projects it binds.")
    of: Trigger | None = Field(default=None, description="Counted from this date of the case …")
    days: Ref | None = Field(default=None, description="… so many calendar days (a parameter) …")
    side: Literal["before", "after"] = "after"
    effect: Text = Field(default="", description="What is lost when it is missed.")
    first: Day | None = Field(default=None, alias="from", description="First date it holds for.")
    last: Day | None = Field(default=None, alias="to", description="Last date it holds for.")
    known_from: Day | None = None
    source: Id


class Tranche(Record):
    """A part of the money, and how long after which date it comes; empty: not read."""

    id: Id
    share: Ref | None = Field(default=None, description="Share of the award; empty: the rest.")
    after: Trigger
    least_days: Ref | None = None
    most_days: Ref | None = None
    by: Ref | None = Field(
        default=None,
        description="A day (a parameter) by which it is paid, however long the rest takes.",
    )
    times: Ref | None = Field(
        default=None, description="In so many equal payments (parameter or clause); empty: one."
    )
    every_months: Ref | None = Field(
        default=None, description="Months from one of these payments to the next (a parameter)."
    )
    says: Text = ""
    source: Id | None = None


class Fee(Record):
    """What the programme charges: a share of an amount within bounds."""

    id: Id
    says: Text
    share: Ref
    of: Ref
    at_least: Ref | None = None
    at_most: Ref | None = None
    source: Id | None = None


class Renewal(Record):
    """Until when the programme stands, and by whose decision it goes on."""

    until: Day | None = Field(default=None, description="Last day; empty: none is set or read.")
    by: Literal["standing", "dated", "yearly", "unknown"] = "unknown"
    says: Text = ""
    source: Id | None = None


class Example(Record):
    """A worked example: what goes in and what a source, or the rule, says comes out."""

    id: Id
    says: Text = ""
    basis: Literal[
        "published",
        "published_partial",
        "official_formula",
        "derived",
        "contradiction",
        "award_check",
    ]
    as_of: Day
    dates: dict[Trigger, Day] = Field(
        default={}, description="Dates of the case; those not given are taken from as_of."
    )
    measures: dict[Id, Value] = Field(default={}, description="Amounts, by measure.")
    facts: dict[Id, FactValue] = Field(default={}, description="Answers, by question.")
    awards: dict[Id, Value] = Field(default={}, description="Awards of other programmes.")
    expected: dict[Name, FactValue] = Field(
        min_length=1,
        description="By id: measures and clauses; award, eligible, net_of_tax, status, version, "
        "binding (the limit), and passed:CLAUSE for the route that a requirement was met by.",
    )
    within: Value = Field(default=0, validate_default=True, description="Largest difference.")
    source: Id
    note: Text = ""


class Programme(Record):
    """One programme of one authority, with all its versions and sources."""

    schema_: Literal["kachinko-programme/1"] = Field(
        default="kachinko-programme/1", alias="schema", description="Version of this file format."
    )
    id: Id
    name: Name
    name_ja: Text = Field(default="", description="Name in Japanese, or empty.")
    place: Place
    authority: Text = ""
    currency: Currency
    form: Form
    trigger: Trigger = Field(description="The date that decides which version governs.")
    notes: Text = ""
    sources: tuple[Source, ...] = Field(min_length=1)
    parameters: tuple[Parameter, ...] = ()
    questions: tuple[Question, ...] = ()
    measures: tuple[Measure, ...] = Field(min_length=1)
    versions: tuple[Version, ...] = Field(min_length=1)
    not_with: tuple[Id, ...] = Field(default=(), description="Programmes that exclude this one.")
    windows: tuple[Window, ...] = ()
    rolling: bool | None = Field(
        default=None, description="Applications taken at any time; empty: not read."
    )
    deadlines: tuple[Deadline, ...] = ()
    tax: Ref | None = Field(default=None, description="Rate of tax on the award; empty: not read.")
    fees: tuple[Fee, ...] = ()
    tranches: tuple[Tranche, ...] = ()
    fund: Ref | None = Field(default=None, description="Money of the fund a year, all projects.")
    renewal: Renewal = Renewal()
    examples: tuple[Example, ...] = ()
