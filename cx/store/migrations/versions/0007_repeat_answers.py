"""People who answer again: when each answer's person answered next, and how many answers that replaces."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Date, DateTime, Float, Text

revision = "0007"
down_revision = "0006"

FIELDS = ("brand", "audience", "partner_type", "business_unit", "region", "segment", "product", "journey", "channel")
SCORES = tuple(f"score_{score}" for score in range(11))
WEIGHTS = ("weighted_promoters", "weighted_passives", "weighted_detractors", "squared_weights")


def upgrade() -> None:
    op.add_column("responses", Column("answered_again_at", DateTime, nullable=True))
    op.create_table(
        "repeat_summary",
        Column("survey_id", Text, nullable=False, server_default=""),
        Column("month", Date, nullable=False),
        Column("again_month", Date, nullable=False),
        *(Column(name, Text, nullable=False, server_default="") for name in FIELDS),
        *(Column(name, BigInteger, nullable=False) for name in SCORES),
        *(Column(name, Float, nullable=False) for name in WEIGHTS),
    )
    op.execute(_LINK)
    op.execute(_COUNT)


_LINK = """
UPDATE responses SET answered_again_at = linked.again
FROM (
    SELECT survey_id, response_id, lead(responded_at) OVER (
        PARTITION BY survey_id, brand, respondent_key ORDER BY responded_at, response_id
    ) AS again
    FROM responses WHERE respondent_key <> ''
) AS linked
WHERE linked.again IS NOT NULL
AND responses.survey_id = linked.survey_id AND responses.response_id = linked.response_id
"""

_MONTHS = "CAST(date_trunc('month', responded_at) AS DATE), CAST(date_trunc('month', answered_again_at) AS DATE)"
_BY_SCORE = ", ".join(f"count(*) FILTER (WHERE score = {score})" for score in range(11))
_WEIGHT = "CAST(coalesce(weight, 1.0) AS FLOAT8)"
_BY_CLASS = ", ".join(
    f"coalesce(sum({_WEIGHT}) FILTER (WHERE score BETWEEN {low} AND {high}), 0.0)"
    for low, high in ((9, 10), (7, 8), (0, 6))
)
_COUNT = (
    f"INSERT INTO repeat_summary (survey_id, month, again_month, {', '.join((*FIELDS, *SCORES, *WEIGHTS))})"  # noqa: S608 - names of our own
    f" SELECT survey_id, {_MONTHS}, {', '.join(FIELDS)}, {_BY_SCORE}, {_BY_CLASS}, sum({_WEIGHT} * {_WEIGHT})"
    f" FROM responses WHERE answered_again_at IS NOT NULL GROUP BY survey_id, {_MONTHS}, {', '.join(FIELDS)}"
)
