"""Meridian's measurement standards: its metrics, version by version, and its glossary."""

from __future__ import annotations

from cx.demo.maintained_table import MaintainedTable

METRICS = MaintainedTable(
    "metrics",
    ("version", "metric_id", "name", "definition", "formula", "unit", "owner", "effective_on", "department", "used_in",
     "primary_metric", "question"),
    (
        (1, "net-promoter-score", "Net Promoter Score", "Recommendation as customers tell it on the telephone",
         "100 · (answers of 9 and 10 - answers of 0 to 6) / answers", "points", "Martin Falk", "2023-01-01", "",
         "Overview | NPS trends | Council pack", "yes",
         "How likely are you to recommend {us} to a colleague or friend? (0 to 10)"),
        (2, "net-promoter-score", "Net Promoter Score", "Recommendation as customers write it in answer to an e-mail",
         "100 · (answers of 9 and 10 - answers of 0 to 6) / answers", "points", "Martin Falk", "2024-07-01", "",
         "Overview | NPS trends | Council pack", "yes",
         "How likely are you to recommend {us} to a colleague or friend? (0 to 10)"),
        (1, "effort-mean", "Customer Effort Score, mean", "How easy it was to get help, as rated after a case",
         "mean of answers from 1 (very hard) to 7 (very easy)", "1 to 7", "Samuel Berg", "2025-01-01", "support",
         "Support's own reports", "no", ""),
        (1, "effort-net", "Customer Effort Score, net", "How many more found it easy to get help than hard",
         "share of answers 6 and 7 less share of answers 1 to 3", "points", "Samuel Berg", "2025-01-01", "support",
         "Support's own reports", "no", ""),
        (1, "first-week", "At work in the first week", "New customers who finish one task within seven days",
         "such customers / new customers", "percent", "Ana Ruiz", "2025-04-01", "emea", "EMEA's own reports", "no", ""),
    ),
)  # fmt: skip

TERMS = MaintainedTable(
    "terms",
    ("term_id", "name", "meaning", "not_to_confuse"),
    (
        ("promoter", "Promoter", "A customer who answers 9 or 10", ""),
        ("passive", "Passive", "A customer who answers 7 or 8; counted, but neither added nor taken away", ""),
        ("detractor", "Detractor", "A customer who answers 0 to 6", "a customer who is leaving"),
        ("likely-range", "Likely range", "Where the score of everybody would lie, in 95 of 100 such samples",
         "the range of single answers"),
        ("response-rate", "Response rate", "Answered out of those who were asked, in the same months",
         "how many answers there are"),
        ("customer", "Customer", "A company with a contract, whoever sold it", "a partner"),
    ),
)  # fmt: skip

TABLES = (METRICS, TERMS)
