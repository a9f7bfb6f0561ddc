"""Regular expressions in SQL: the same pattern for DuckDB and, written its way, for PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnElement, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

_MARKS = "\u0300-\u036f"
"""Accents that stand after their letter; PostgreSQL has no class of them."""

_AS_POSTGRESQL = (
    (r"[^\p{L}\p{N}_]", "[^[:alnum:]_]"),
    (r"[^\p{L}\p{N}]", "[^[:alnum:]]"),
    (r"[\p{L}\p{N}\p{Mn}]", f"[[:alnum:]{_MARKS}]"),
    (r"\p{Mn}", f"[{_MARKS}]"),
)
"""What the patterns of `cx.domain.searching` hold -> how PostgreSQL writes it, the longer first."""


class _Matches(FunctionElement[bool]):
    type = Boolean()
    name = "regexp_matches"
    inherit_cache = True


def matches(column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
    """Whether the pattern (RE2, as `cx.domain.searching` makes them) stands somewhere in the text."""
    return _Matches(column, literal(pattern), literal(as_postgresql(pattern)))


def as_postgresql(pattern: str) -> str:
    """The pattern in PostgreSQL's own regular expressions.

    >>> as_postgresql(r"(?i)(?:^|[^\\p{L}\\p{N}_])x")
    '(?i)(?:^|[^[:alnum:]_])x'
    """
    for ours, theirs in _AS_POSTGRESQL:
        pattern = pattern.replace(ours, theirs)
    return pattern


@compiles(_Matches)
def _duckdb(element: _Matches, compiler: Any, **options: Any) -> str:
    column, pattern, _ = element.clauses
    return f"regexp_matches({compiler.process(column, **options)}, {compiler.process(pattern, **options)})"


@compiles(_Matches, "postgresql")
def _postgresql(element: _Matches, compiler: Any, **options: Any) -> str:
    column, _, pattern = element.clauses
    return f"{compiler.process(column, **options)} ~ {compiler.process(pattern, **options)}"
