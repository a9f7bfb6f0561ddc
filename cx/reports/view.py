"""What a reader asked to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from cx.domain.periods import Grain
from cx.domain.slices import EVERYBODY, Slice


@dataclass(frozen=True, slots=True)
class View:
    """The shared filters of every page, as they stand in its address.

    survey_id: '' is the primary survey, else the only one. period: a key, '' is the last that can be told of.
    scope: the group; the empty slice is everybody.
    """

    survey_id: str = ""
    grain: Grain = Grain.QUARTER
    period: str = ""
    scope: Slice = EVERYBODY


Report = TypeVar("Report", bound=Callable[..., Any])

_PERSONAL: set[tuple[str, str]] = set()


def personal(report: Report) -> Report:
    """Mark a report that shows drafts, names or comments: what it says depends on who reads it.

    Such a report is kept for each reader's rows apart. Any other is computed with no such row in sight, so that it may
    be kept for all.
    """
    _PERSONAL.add((report.__module__, report.__qualname__))
    return report


def is_personal(report: Callable[..., Any]) -> bool:
    return (report.__module__, report.__qualname__) in _PERSONAL
