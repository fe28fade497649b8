"""Plans as JSON (schema kachinko-plan/1), with every fault of a damaged file at its line."""

from __future__ import annotations

import difflib
import json
from typing import Any

from pydantic import BaseModel, ValidationError

from kachinko.files.json_text import JsonLines, decode_json, parse_json
from kachinko.files.plan_bytes import MOST_FAULTS
from kachinko.model.errors import Fault, InputError
from kachinko.model.plan import Plan

SCHEMA = "kachinko-plan/1"
Path_ = tuple[str | int, ...]


def dump_plan(plan: Plan) -> str:
    """Write a plan as JSON; a phase of no days is absent, and each reason carries its sentence."""
    document = plan.model_dump(mode="json", by_alias=True)
    for planned, written in zip(plan.titles, document["titles"], strict=True):
        for placed in written["sets"]:
            for phase in ("build", "prelight", "hold", "strike"):
                if placed[phase] is None:
                    del placed[phase]
        if planned.reason is not None:
            written["reason"]["sentence"] = planned.reason.sentence
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def parse_plan(content: bytes, name: str) -> Plan:
    """Read a plan out of the bytes of a JSON file called `name`."""
    text = decode_json(content, name, "a plan that 'kachinko plan' wrote")
    data, odd = parse_json(text, name, "a plan")
    if not isinstance(data, dict):
        raise InputError(name, [Fault(f"{name} line 1", "a plan is one JSON object", "{ … }")])
    if data.get("schema") != SCHEMA:
        raise InputError(name, [_schema_fault(data, JsonLines(text, name))])
    for title in data["titles"] if isinstance(data.get("titles"), list) else []:
        if isinstance(title, dict) and isinstance(title.get("reason"), dict):
            # The sentence follows from the reason's other keys; it is there for readers only.
            title["reason"].pop("sentence", None)
    twice = _twice_listed(data)
    found: list[Any] = []
    plan: Plan | None = None
    try:
        # Through JSON again, because only there is strict: no "yes" for true, no "5" for 5.
        plan = Plan.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        found = list(error.errors(include_url=False))
    if plan is not None and not twice and not odd:
        return plan
    lines = JsonLines(text, name)
    faults = [*lines.faults]
    faults += [Fault(lines.place(path), f"{id_!r} stands here again") for path, id_ in twice]
    # What JSON cannot hold has been told already, with its line.
    told = {fault.place for fault in faults}
    faults += [
        each for each in (_fault(one, data, lines) for one in found) if each.place not in told
    ]
    raise InputError(name, faults[:MOST_FAULTS])


def _schema_fault(data: dict[str, Any], lines: JsonLines) -> Fault:
    found = data.get("schema")
    if found is None:
        what = "it does not say which schema it follows"
    elif isinstance(found, str) and found.startswith("kachinko/"):
        what = "this is a project, not a plan"
    else:
        what = f"the schema {str(found)[:60]!r} is not known"
    return Fault(lines.place(("schema",)), what, f'"schema": "{SCHEMA}"')


def _twice_listed(data: dict[str, Any]) -> list[tuple[Path_, str]]:
    """Find ids that stand twice in the same list: two decisions on one thing."""
    found = _twice(data.get("titles"), ("titles",))
    for at, title in enumerate(data["titles"] if isinstance(data.get("titles"), list) else []):
        for part in ("sets", "location_blocks"):
            inner = title.get(part) if isinstance(title, dict) else None
            found += _twice(inner, ("titles", at, part))
    return found


def _twice(listed: Any, path: Path_) -> list[tuple[Path_, str]]:  # not yet validated
    seen: set[str] = set()
    found: list[tuple[Path_, str]] = []
    for at, each in enumerate(listed if isinstance(listed, list) else []):
        id_ = each.get("id") if isinstance(each, dict) else None
        if not isinstance(id_, str):
            continue
        if id_ in seen:
            found.append(((*path, at, "id"), id_))
        seen.add(id_)
    return found


# -- what pydantic found, in our words -------------------------------------------------------------

_WORDS = {
    "missing": "is missing",
    "bool_type": "is either true or false",
    "string_type": "is text in quotation marks",
    "int_type": "is a whole number without quotation marks",
    "int_from_float": "is a whole number",
    "float_type": "is a number without quotation marks",
    "tuple_type": "is a list [ … ]",
    "model_type": "is an object { … }",
    "dict_type": "is an object { … }",
    "model_attributes_type": "is an object { … }",
}


def _fault(error: Any, data: Any, lines: JsonLines) -> Fault:
    # A union's tag is a part of pydantic's path and none of the file's.
    path: Path_ = ()
    here = data
    for step in error["loc"]:
        if isinstance(here, dict) and (step in here or step == error["loc"][-1]):
            path, here = (*path, step), here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            path, here = (*path, step), here[step]
    key = path[-1] if path else "the plan"
    name = f"{key!r}" if isinstance(key, str) else f"entry {key + 1}"
    kind = error["type"]
    if kind == "extra_forbidden":
        near = _nearest(str(key), _known_keys(path[:-1]))
        return Fault(lines.place(path), f"the key {name} is not known", near)
    if kind == "missing":
        return Fault(lines.place(path[:-1]), f"the key {name} is missing")
    if kind in _WORDS:
        return Fault(lines.place(path), f"{name} {_WORDS[kind]}, not {_short(here)}")
    message = str(error["msg"]).removeprefix("Value error, ")
    return Fault(lines.place(path), f"{name} is {_short(here)}: {message[:1].lower()}{message[1:]}")


def _short(value: Any) -> str:  # any JSON value
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


def _nearest(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return repr(near[0]) if near else (f"one of {', '.join(known)}" if known else "")


def _known_keys(path: Path_) -> list[str]:
    model: Any = Plan
    for step in path:
        if isinstance(step, str) and isinstance(model, type) and issubclass(model, BaseModel):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            model = _record_in(fields[step].annotation) if step in fields else None
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _record_in(annotation: Any) -> Any:  # a type, or what typing makes of several
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = [_record_in(each) for each in getattr(annotation, "__args__", ())]
    found = [each for each in inner if each is not None]
    return found[0] if len(found) == 1 else None
