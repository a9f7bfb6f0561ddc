"""Benchmarks: what brands are compared by, and how customers and partners rate what they need."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Float, Integer, Table

from cx.domain.indicators import AUDIENCES, COMPUTED, Dimension, Direction
from cx.domain.needs import Stance
from cx.domain.readings import Grade
from cx.domain.surveys import Provenance
from cx.store.schema.columns import key, metadata, number, text

indicators = Table(
    "indicators",
    metadata,
    key("indicator_id", "short id; one of the shipped ids takes the place of that indicator"),
    text(
        "dimension",
        "customers, partners, competitors, industry, external or internal",
        choices=tuple(Dimension),
        required=True,
    ),
    text("name", "name on screen", required=True),
    text("unit", "unit of its readings"),
    number("scale_low", "lowest reading its scale allows; '' is 0"),
    number("scale_high", "highest reading its scale allows, above scale_low; '' is 100"),
    text("direction", "which end is worth 100: higher or lower; '' is higher", choices=tuple(Direction)),
    number("weight", "share in its dimension beside the others; '' is 1, 0 leaves it out", low=0),
    number("shelf_life_months", "months until a reading fades; '' is 12", Integer, low=1, high=1200),
    text("audience", "whose view it takes; '' where nobody's", choices=AUDIENCES),
    text("computed_from", "the reading that is worked out for it; '' where readings are entered", choices=COMPUTED),
)

readings = Table(
    "readings",
    metadata,
    key("indicator_id", "indicator"),
    key("brand", "brand"),
    key("read_on", "day of the reading; a month is its first day", Date, months=True),
    Column("value", Float, nullable=False, comment="in the indicator's unit, within its scale"),
    text("grade", "A measured on a sample, B published, C expert judgement", choices=tuple(Grade), required=True),
    text("source", "where it comes from; needed for B"),
    text("evidence", "address or place where it can be looked up"),
    text("provenance", "who asked; '' is published for B, own for A", choices=tuple(Provenance)),
    number("n", "answers behind it", Integer, low=1),
    number("low", "lower end of its 95% range, as the source gives it"),
    number("high", "upper end of its 95% range, as the source gives it"),
    text("entered_by", "who entered it", in_files=False),
    Column("entered_at", DateTime, nullable=True, comment="UTC", info={"in_files": False}),
)

needs = Table(
    "needs",
    metadata,
    key("need_id", "short id"),
    text("name", "what customers or partners need, in their words", required=True),
    text("audience", "customer or partner", choices=("customer", "partner"), required=True),
    text("scope", "the group whose need it is, such as segment=Enterprise; '*' is all of them"),
    text("stance", "win, match or concede; '' where nobody has decided", choices=tuple(Stance)),
)

need_ratings = Table(
    "need_ratings",
    metadata,
    key("need_id", "need"),
    key("brand", "brand"),
    key("scope", "the group that was asked, such as segment=Enterprise; '*' is all of them", required=False),
    key("period", "period key"),
    number("importance", "mean, 0 to 10", low=0, high=10),
    number("performance", "mean of the brand's users, 0 to 10", low=0, high=10),
    number("n", "answers behind it", Integer, low=0),
    number("spread", "standard deviation of the single ratings of performance, 0.1 to 5", low=0.1, high=5),
    text("provenance", "who asked: own, double_blind or published", choices=tuple(Provenance), required=True),
    text("source", "where it comes from"),
)
