"""Frozen figures and verdicts as rows, back as they were, and the digest that shows any edit of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from operator import itemgetter
from typing import Any

from sqlalchemy import Table
from sqlalchemy.types import Float

from cx.domain.book import Against, Family, Key, Verdict
from cx.domain.closing import Frozen
from cx.domain.score import Score
from cx.domain.series import Shown
from cx.domain.slices import Slice
from cx.domain.tally import Tally
from cx.domain.verdict import Difference, Relation
from cx.store.schema.closing import closed_figures, closed_periods, verdicts

FIRST = "0" * 64
"""What the first closing's digest follows."""

Row = Mapping[Any, Any]

_TALLY = tuple(field.name for field in fields(Tally))
_SCORE = tuple(field.name for field in fields(Score))
_tally_of, _score_of = itemgetter(*_TALLY), itemgetter(*_SCORE)
_OUTSIDE_THE_DIGEST = ("closing_id", "digest")


def figure_row(closing_id: int, frozen: Frozen) -> dict[str, Any]:
    return {
        "closing_id": closing_id,
        "survey_id": frozen.survey_id,
        "scope": frozen.scope.canonical(),
        "shown": str(frozen.shown),
        **(asdict(frozen.tally) if frozen.tally else dict.fromkeys(_TALLY)),
        **(asdict(frozen.score) if frozen.score else dict.fromkeys(_SCORE)),
        "target": frozen.target,
    }


def figure(row: Row) -> Frozen:
    told = row["n"] is not None
    return Frozen(
        survey_id=row["survey_id"],
        scope=Slice.parse(row["scope"]),
        shown=Shown(row["shown"]),
        tally=Tally(*_tally_of(row)) if told else None,
        score=Score(*_score_of(row)) if told else None,
        target=row["target"],
    )


def verdict_row(closing_id: int, verdict: Verdict) -> dict[str, Any]:
    return {
        "closing_id": closing_id,
        "survey_id": verdict.key.survey_id,
        "scope": verdict.key.scope.canonical(),
        "against": str(verdict.key.against),
        "brand": verdict.key.brand,
        "family": str(verdict.family),
        "relation": str(verdict.relation or ""),
        "adjusted_p": verdict.adjusted_p,
        "looked_at": verdict.looked_at,
        "reason": verdict.reason,
        "current": _text(verdict.current),
        "reference": _text(verdict.reference),
        "difference": _text(verdict.difference),
    }


def verdict(row: Row) -> Verdict:
    current, reference, difference = (_value(row[name]) for name in ("current", "reference", "difference"))
    return Verdict(
        key=Key(row["survey_id"], Slice.parse(row["scope"]), Against(row["against"]), row["brand"]),
        family=Family(row["family"]),
        current=Score(**current) if current else None,
        reference=Score(**reference) if isinstance(reference, dict) else reference,
        relation=Relation(row["relation"]) if row["relation"] else None,
        difference=Difference(**difference) if difference else None,
        adjusted_p=row["adjusted_p"],
        looked_at=row["looked_at"],
        reason=row["reason"],
    )


def _text(value: Score | Difference | float | None) -> str:
    if value is None:
        return ""
    return json.dumps(asdict(value) if isinstance(value, Score | Difference) else float(value))


def _value(text: str) -> Any:
    return json.loads(text) if text else None


def digest(previous: str, closing: Row, figures: Iterable[Row], said: Iterable[Row]) -> str:
    """SHA-256 over one closing: its header, its figures and its verdicts, in an order of their own.

    previous: the digest of the closing before, so that none can be taken out, put in or exchanged.
    """
    hashed = hashlib.sha256(previous.encode())
    hashed.update(json.dumps(_plain(closed_periods, closing)).encode())
    for table, rows in ((closed_figures, figures), (verdicts, said)):
        for line in sorted(json.dumps(_plain(table, row)) for row in rows):
            hashed.update(line.encode())
    return hashed.hexdigest()


def _plain(table: Table, row: Row) -> list[Any]:
    """A row as JSON knows it, the same before it is stored as after."""
    return [_cell(column.type, row[column.name]) for column in _hashed(table)]


def _hashed(table: Table) -> Sequence[Any]:
    return [column for column in table.columns if column.name not in _OUTSIDE_THE_DIGEST]


def _cell(kind: Any, value: Any) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(kind, Float):
        return float(value)
    return int(value) if isinstance(value, int) else value.isoformat()
