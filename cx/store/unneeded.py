"""What a question to DuckDB does not need: of each bound value DuckDB asks whether it is one of pandas' own kinds."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PANDAS = "pandas"
FEW = 1000
"""Bound values. To be told of more of them one by one that there is no pandas would take as long as importing it."""


class _Refused(MetaPathFinder):
    """Lets a thread that says so do without pandas."""

    def __init__(self) -> None:
        self.here = threading.local()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == PANDAS and getattr(self.here, "without", False):
            raise ModuleNotFoundError(f"{PANDAS} is not imported for this", name=fullname)
        return None


_refused = _Refused()


@contextmanager
def without_pandas(values: Sequence[Any]) -> Iterator[None]:
    """Meanwhile this thread imports no pandas, unless more than FEW values are bound, those of lists counted.

    Where it is imported already nothing changes: a value can be of its kinds only then. Importing it takes a fifth of
    the time to the first page.
    """
    if PANDAS in sys.modules or sum(len(one) if isinstance(one, list) else 1 for one in values) > FEW:
        yield
        return
    if _refused not in sys.meta_path:
        sys.meta_path.insert(0, _refused)
    _refused.here.without = True
    try:
        yield
    finally:
        _refused.here.without = False
