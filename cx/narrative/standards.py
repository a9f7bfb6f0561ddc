"""Sentences about measurement standards."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.standards import Metric
from cx.narrative import numbers


def headline(found: Sequence[Metric], primary: Metric | None, outside: int) -> str:
    """Which metric is the brand's, how many there are, and how many surveys ask otherwise."""
    if not found:
        return "No metric is registered yet."
    first = f"{primary.name} is our brand metric" if primary else "No metric is marked as the brand's"
    clauses = [first, f"{numbers.counted(len(found), 'metric')} registered"]
    if outside:
        verb = "asks" if outside == 1 else "ask"
        clauses.append(f"{numbers.counted(outside, 'survey')} {verb} another question than the registered one")
    return f"{'; '.join(clauses)}."


def outside(question: str) -> str:
    """What is the matter with a survey, to be read behind its name."""
    return f"asks “{question}”" if question else "has no question on record; write it down in surveys."
