"""Facts kept as they were: written as JSON and read back the same, also after fields were added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from cx.domain.slices import Slice

Kept = TypeVar("Kept")


def freeze(values: Sequence[Any]) -> str:
    """JSON of frozen dataclasses: facts, or events."""
    return json.dumps([_plain(value) for value in values], ensure_ascii=False, sort_keys=True)


def thaw(text: str, kind: type[Kept]) -> tuple[Kept, ...]:
    """Values of that kind as they were; a field that they do not know takes its default."""
    return tuple(_made(kind, value) for value in json.loads(text or "[]"))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Slice):
        return value.canonical()
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _made(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if kind is Slice:
        return Slice.parse(value)
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in value)
    choices = [one for one in get_args(kind) if one is not NoneType]
    if choices:
        return _made(choices[0], value)
    if not isinstance(kind, type):
        return value
    if issubclass(kind, Enum):
        return kind(value)
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    if is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], one) for name, one in value.items() if name in hints})
    return value


@lru_cache(maxsize=32)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
