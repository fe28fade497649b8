"""Lay a reform over a programme: the same as editing its file by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kachinko.model.dated import DatedValue
from kachinko.model.errors import Fault, InputError
from kachinko.model.programme import Programme
from kachinko.model.programme_consistency import programme_inconsistencies
from kachinko.model.raw_tree import breadcrumb, one_of
from kachinko.model.source import Source
from kachinko.model.span import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kachinko.model.base import Record
    from kachinko.model.raw_tree import Path
    from kachinko.model.reform import ClausePut, Edits, Reform, Setting, VersionEdit

_LISTS = {
    "sources": "source",
    "parameters": "parameter",
    "questions": "question",
    "measures": "measure",
    "versions": "version",
    "windows": "window",
    "deadlines": "deadline",
    "fees": "fee",
    "tranches": "tranche",
}
_SINGLE = ("rolling", "renewal", "fund", "tax")


def reformed(
    programme: Programme, reform: Reform, where: Callable[[Path], str] | None = None
) -> Programme:
    """The programme with a reform laid over it, validated like one out of a file.

    `where` names the place of a value of the reform by its path, such as a file's line.

    Raises
    ------
    InputError
        With a fault for everything that names what is not there, or that leaves the programme
        inconsistent.
    """
    if where is None:
        tree = reform.model_dump(by_alias=True)

        def where(path: Path) -> str:
            return breadcrumb(tree, path)

    layer = _Layer(where)
    if reform.programme != programme.id:
        right = f"{programme.id!r}, or another programme to lay it over"
        what = f"the reform is for {reform.programme!r}, the programme is {programme.id!r}"
        layer.faults.append(Fault(where(("programme",)), what, right))
    changed: dict[str, Any] = {
        key: layer.edited(getattr(programme, key), getattr(reform, key), key) for key in _LISTS
    }
    for number, edit in enumerate(reform.versions.edit):
        changed["versions"] = layer.version(changed["versions"], edit, number)
    for number, setting in enumerate(reform.values):
        changed["parameters"] = layer.set(changed["parameters"], setting, reform.id, number)
    if any(setting.source is None for setting in reform.values):
        changed["sources"] = layer.own_source(changed["sources"], reform)
    changed |= {key: getattr(reform, key) for key in _SINGLE if key in reform.model_fields_set}
    if layer.faults:
        raise InputError("the reform", layer.faults)
    return _validated(programme.model_copy(update=changed), reform)


def _validated(draft: Programme, reform: Reform) -> Programme:
    """The programme, checked as one out of a file is."""
    name = f"the programme after {reform.id}"
    tree = draft.model_dump(by_alias=True, exclude_none=True)
    faults = [
        Fault(breadcrumb(tree, found.path), found.what, found.right)
        for found in programme_inconsistencies(tree)
    ]
    if faults:
        raise InputError(name, faults)
    try:
        return Programme.model_validate(tree)
    except ValidationError as error:
        faults = [
            Fault(" > ".join(map(str, detail["loc"])), str(detail["msg"]))
            for detail in error.errors(include_url=False)
        ]
        raise InputError(name, faults) from None


class _Layer:
    """One reform being laid: collects what does not fit."""

    def __init__(self, where: Callable[[Path], str]) -> None:
        self.where = where
        self.faults: list[Fault] = []

    def edited(self, records: Sequence[Any], edits: Edits[Any], key: str) -> tuple[Any, ...]:
        """A list after its edits."""
        known = [record.id for record in records]
        for number, name in enumerate(edits.remove):
            if name not in known:
                self._unknown((key, "remove", number), _LISTS[key], name, known)
        kept = [record for record in records if record.id not in edits.remove]
        for record in edits.put:
            kept = _placed(kept, record)
        return tuple(kept)

    def version(self, versions: Sequence[Any], edit: VersionEdit, number: int) -> tuple[Any, ...]:
        """The versions with one of them changed in part."""
        path: Path = ("versions", "edit", number)
        if not any(version.id == edit.id for version in versions):
            self._unknown((*path, "id"), "version", edit.id, [version.id for version in versions])
            return tuple(versions)
        changes = {
            key: getattr(edit, key) for key in edit.model_fields_set if key not in ("id", "clauses")
        }
        return tuple(
            version.model_copy(
                update={**changes, "clauses": self._clauses(version.clauses, edit, path)}
            )
            if version.id == edit.id
            else version
            for version in versions
        )

    def _clauses(self, clauses: Sequence[Any], edit: VersionEdit, path: Path) -> tuple[Any, ...]:
        known = [clause.id for clause in clauses]
        for number, name in enumerate(edit.clauses.remove):
            if name not in known:
                self._unknown((*path, "clauses", "remove", number), "clause", name, known)
        kept = [clause for clause in clauses if clause.id not in edit.clauses.remove]
        for number, put in enumerate(edit.clauses.put):
            kept = self._put_clause(kept, put, (*path, "clauses", "put", number))
        return tuple(kept)

    def _put_clause(self, clauses: list[Any], put: ClausePut, path: Path) -> list[Any]:
        beside = put.before or put.after
        if beside is None:
            return _placed(clauses, put.clause)
        others = [clause for clause in clauses if clause.id != put.clause.id]
        names = [clause.id for clause in others]
        if beside not in names:
            key = "before" if put.before else "after"
            self._unknown((*path, key), "clause", beside, names)
            return clauses
        place = names.index(beside) + (put.before is None)
        return [*others[:place], put.clause, *others[place:]]

    def set(
        self, parameters: Sequence[Any], setting: Setting, own: str, number: int
    ) -> tuple[Any, ...]:
        """The parameters with one value set."""
        if not any(parameter.id == setting.id for parameter in parameters):
            known = [parameter.id for parameter in parameters]
            self._unknown(("values", number, "id"), "parameter", setting.id, known)
        return tuple(
            parameter.model_copy(update={"values": values_after(parameter.values, setting, own)})
            if parameter.id == setting.id
            else parameter
            for parameter in parameters
        )

    def own_source(self, sources: Sequence[Source], reform: Reform) -> tuple[Source, ...]:
        """The sources with the reform as one of them."""
        if any(source.id == reform.id for source in sources):
            what = f"the programme has a source {reform.id!r} already"
            self.faults.append(Fault(self.where(("id",)), what, "an id that no source has"))
        return (*sources, source_of(reform))

    def _unknown(self, path: Path, kind: str, name: str, known: Sequence[str]) -> None:
        right = one_of(name, known, f"the id of a {kind}; there is none")
        self.faults.append(Fault(self.where(path), f"there is no {kind} {name!r}", right))


def source_of(reform: Reform) -> Source:
    """The reform as the source of what it sets."""
    return Source(
        id=reform.id,
        url="a proposal; no page",
        title=reform.name,
        note="Set by a reform file: what would be, not what is.",
    )


def values_after(
    values: Sequence[DatedValue], setting: Setting, own: str
) -> tuple[DatedValue, ...]:
    """A parameter's history with a value laid over the days from `from` to `to`."""
    before, after = [], []
    for value in values:
        if setting.first is not None and (value.first is None or value.first < setting.first):
            last = setting.first - ONE_DAY
            ends = last if value.last is None else min(value.last, last)
            before.append(value.model_copy(update={"last": ends}))
    # Of two that now begin on one day the one that began later is to win, so it is written later.
    for value in sorted(values, key=lambda value: value.first or date.min):
        if setting.last is not None and (value.last is None or value.last > setting.last):
            first = setting.last + ONE_DAY
            begins = first if value.first is None else max(value.first, first)
            after.append(value.model_copy(update={"first": begins}))
    new = DatedValue(
        value=setting.value,
        first=setting.first,
        last=setting.last,
        source=setting.source or own,
        note=setting.note,
    )
    return (*before, *after, new)


def _placed(records: Sequence[Any], record: Record) -> list[Any]:
    """The records with one in the place of its id, or at the end."""
    name = record.id  # type: ignore[attr-defined]
    if not any(known.id == name for known in records):
        return [*records, record]
    return [record if known.id == name else known for known in records]
