"""Two rows of each table of standards, as its template shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

EXAMPLES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "metrics": (
        {
            "version": "1",
            "metric_id": "net-promoter-score",
            "name": "Net Promoter Score",
            "definition": "How many more customers would recommend us than would not",
            "formula": "100 · (answers of 9 and 10 - answers of 0 to 6) / answers",
            "unit": "points",
            "owner": "Chief Customer Officer",
            "effective_on": "2026-01-01",
            "used_in": "Overview | Council pack",
            "primary_metric": "yes",
            "question": "How likely are you to recommend {us} to a colleague or friend?",
        },
        {
            "version": "1",
            "metric_id": "days-to-deliver",
            "name": "Days to deliver",
            "definition": "From order to first sign-in, the median",
            "unit": "days",
            "owner": "Head of Delivery",
            "effective_on": "2026-01-01",
            "better": "lower",
        },
    ),
    "metric_values": (
        {"metric_id": "days-to-deliver", "month": "2026-01", "value": "9.5", "target": "8"},
        {"metric_id": "days-to-deliver", "scope": "region=EMEA", "month": "2026-01", "value": "11", "target": "8"},
    ),
    "terms": (
        {"term_id": "promoter", "name": "Promoter", "meaning": "A customer who answers 9 or 10"},
        {
            "term_id": "likely-range",
            "name": "Likely range",
            "meaning": "Where the score of everybody would lie, in 95 of 100 such samples",
            "not_to_confuse": "the range of single answers",
        },
    ),
}
