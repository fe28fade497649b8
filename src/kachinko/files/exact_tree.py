"""Records as JSON can hold them, with every digit of their amounts."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from kachinko.model.money import plain_number


def exact_tree(value: Any) -> Any:
    """Turn records into plain values, by the keys of files and without what is at its default.

    An amount becomes a number where a number keeps all its digits, else a text; `parse_amount`
    reads both. Dates become ISO texts.
    """
    if isinstance(value, BaseModel):
        tree = {}
        for name, field in type(value).model_fields.items():
            item = getattr(value, name)
            if field.is_required() or item != field.get_default(call_default_factory=True):
                tree[field.alias or name] = exact_tree(item)
        return tree
    if isinstance(value, dict):
        return {key: exact_tree(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [exact_tree(item) for item in value]
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else value


def digest(record: BaseModel) -> str:
    """A short print of a record's finger: another one where anything in it is another."""
    text = json.dumps(exact_tree(record), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
