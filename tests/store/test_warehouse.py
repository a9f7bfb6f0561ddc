"""What a warehouse is asked, and what a mapping file may say."""

from __future__ import annotations

import doctest
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine.default import DefaultDialect

from cx.domain.errors import BadValue
from cx.domain.periods import Span
from cx.store.warehouse import watermarks
from cx.store.warehouse.mapped import Mapped
from cx.store.warehouse.statements import Questions

GUIDE = (Path(__file__).parents[2] / "docs" / "warehouse.md").read_text(encoding="utf-8")
TOLD = tomllib.loads(re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0])
DAYS = [Span(date(2026, 10, 1), date(2026, 10, 31))]


class ClickHouse(DefaultDialect):
    name = "clickhousedb"


def asked(mapped: Mapped, dialect: DefaultDialect) -> str:
    statement = Questions(mapped, date(2026, 11, 23)).cells(DAYS)
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def test_the_guides_mapping_file_can_be_read() -> None:
    assert Mapped.of(TOLD).needed[:3] == ("id", "answered_at", "nps")


def test_the_guide_shows_what_is_asked() -> None:
    shown = re.findall(r"```sql\n(.*?)```", GUIDE, re.DOTALL)[0]
    plain = {
        **TOLD,
        "columns": {name: TOLD["columns"][name] for name in ("response_id", "responded_at", "score", "region")},
    }
    told, written = (re.sub(r"\s+", " ", text) for text in (asked(Mapped.of(plain), DefaultDialect()), shown))
    for part in written.split("…"):
        assert part.strip() in told


def test_no_null_is_cast_where_the_engine_casts_none() -> None:
    told = asked(Mapped.of(TOLD), ClickHouse())
    assert "toDate(source.answered_at)" in told
    assert "CAST" not in told


def test_a_watermark_comes_back_as_it_was() -> None:
    assert doctest.testmod(watermarks).failed == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"table": "answers; DROP TABLE x"}, "no name of a table"),
        ({"columns": {"response_id": "id", "score": "nps"}}, "which column holds responded_at"),
        ({"values": {}}, "which survey"),
        ({"columns": {**TOLD["columns"], "comment": "text"}}, "a sync brings counts"),
        ({"columns": {**TOLD["columns"], "colour": "c"}}, "knows no 'colour'"),
        ({"values": {"survey_id": "s", "region": "EMEA"}}, r"region stands under \[columns\] and under \[values\]"),
        ({"values": {"survey_id": 7}}, "in quotation marks"),
        ({"where": "true"}, "knows no 'where'"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_in_words(change: dict[str, Any], told: str) -> None:
    with pytest.raises(BadValue, match=told):
        Mapped.of({**TOLD, **change})
